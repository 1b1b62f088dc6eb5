//! For load balancers.

use app::context::AppState;
use axum::extract::State;
use http::StatusCode;

/// The process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok"
}

/// The process can serve: the database answers.
pub(crate) async fn readyz(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match sqlx::query("select 1").execute(state.db.pool()).await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database out of reach")
        }
    }
}

/// A browser says that a page's islands did not come alive: the scripts are missing, or they failed.
pub(crate) async fn hydration_failed(reason: String) -> StatusCode {
    // It is what a browser sent, so it is kept short and to one line.
    let reason: String = reason.chars().filter(|c| !c.is_control()).take(300).collect();
    tracing::warn!(reason, "islands did not come alive");
    StatusCode::NO_CONTENT
}
