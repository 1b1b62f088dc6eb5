//! Who asks: from the session to the person, read anew with every request.

use app::{context::AppState, session::USER};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use jiff::Timestamp;
use services::identity;
use tower_sessions::Session;
use uuid::Uuid;

/// Session key of when the session was last prolonged, in seconds.
const SEEN: &str = "seen";
/// Seconds after which it is prolonged again: not with every request, which would write with every request.
const PROLONG_AFTER: i64 = 600;

/// Puts the [`services::Actor`] beside the request, if there is one.
pub(crate) async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/pkg/") || path == "/healthz" || path == "/readyz" {
        return next.run(request).await;
    }
    let Some(session) = request.extensions().get::<Session>().cloned() else { return next.run(request).await };
    let user = match user(&session).await {
        Ok(user) => user,
        Err(error) => {
            tracing::warn!(%error, "session not read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let mut asks = None;
    if let Some(user) = user {
        match identity::actor(&state.db, user).await {
            Ok(Some(actor)) => {
                request.extensions_mut().insert(actor.clone());
                asks = Some(actor);
            }
            // Gone or disabled: the session is worth nothing.
            Ok(None) => {
                let _ = session.flush().await;
            }
            Err(error) => {
                tracing::warn!(%error, "person not read");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        }
    }
    let mut response = next.run(request).await;
    if let Some(actor) = asks {
        // For the page that says what went wrong, which is made outside of this layer.
        response.extensions_mut().insert(actor);
    }
    response
}

async fn user(session: &Session) -> Result<Option<Uuid>, tower_sessions::session::Error> {
    // Without a cookie there is no id, and nothing is read.
    if session.id().is_none() {
        return Ok(None);
    }
    let user = session.get::<Uuid>(USER).await?;
    if user.is_some() {
        let now = Timestamp::now().as_second();
        let seen = session.get::<i64>(SEEN).await?.unwrap_or_default();
        if now - seen > PROLONG_AFTER {
            session.insert(SEEN, now).await?;
        }
    }
    Ok(user)
}
