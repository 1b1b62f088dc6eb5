//! All routes, and everything a request passes through on its way to them.

use std::{path::Path, time::Duration};

use app::{app::App, context::AppState, shell::shell};
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, get_service, post},
};
use http::StatusCode;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tokio::sync::watch;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    timeout::TimeoutLayer,
    trace::{DefaultOnFailure, TraceLayer},
};

use crate::{
    Config, brand,
    events::{self, Stopping},
    health, hooks, imports, letters,
    middleware::{self, ClientAddrHeader},
    static_files, transfers,
};

/// Longest a request may take; a form waits a few seconds for Telegent, never longer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Routes that are neither pages nor server functions: method and pattern.
pub const OTHER_ROUTES: [(&str, &str); 15] = [
    ("GET", "/brand.css"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/events"),
    ("GET", "/pkg/{*path}"),
    ("POST", "/do/hydration-failed"),
    ("POST", "/hooks/orders/{address}"),
    ("GET", "/drafts/{draft}/letter"),
    ("GET", "/authorise/{token}/letter"),
    ("GET", "/transfers.csv"),
    ("GET", "/transfers/{id}/letter"),
    ("GET", "/transfers/{id}/files/{file}"),
    ("POST", "/do/add-files"),
    ("POST", "/do/import-transfers"),
    ("GET", "/transfers/import/{id}/refused.csv"),
];

/// The whole portal as one service.
pub fn router(config: &Config, state: AppState, stopping: watch::Receiver<bool>) -> Router {
    let options = state.leptos_options.clone();
    let site_root = Path::new(&config.site_root);
    let pages = {
        let options = options.clone();
        move || shell(options.clone())
    };
    let not_found = from_fn(middleware::problem::not_found);

    // Outermost first: each sees what the ones below it answer.
    let layers = ServiceBuilder::new()
        .layer(from_fn(middleware::request_id::layer))
        .layer(
            TraceLayer::new_for_http().make_span_with(middleware::request_id::span).on_failure(DefaultOnFailure::new()),
        )
        .layer(from_fn_with_state(state.clone(), middleware::security_headers::layer))
        .layer(CompressionLayer::new().gzip(true).zstd(true))
        .layer(from_fn_with_state(state.clone(), middleware::problem::layer))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(from_fn(middleware::body_limit::layer))
        .layer(from_fn_with_state(state.clone(), middleware::csrf::layer))
        .layer(from_fn_with_state(ClientAddrHeader(config.client_addr_header.clone()), middleware::client_addr::layer))
        .layer(middleware::session::layer(&state.db))
        .layer(from_fn_with_state(state.clone(), middleware::actor::layer))
        .layer(from_fn(middleware::authorise::layer));

    Router::new()
        .leptos_routes(&state, generate_route_list(App), pages)
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/brand.css", get(brand::style))
        .route("/events", get(events::events))
        .route("/do/hydration-failed", post(health::hydration_failed))
        .route("/hooks/orders/{address}", post(hooks::orders))
        .route("/drafts/{draft}/letter", get(letters::of_draft))
        .route("/authorise/{token}/letter", get(letters::behind_link))
        .route("/transfers.csv", get(transfers::table))
        .route("/transfers/{id}/letter", get(transfers::letter))
        .route("/transfers/{id}/files/{file}", get(transfers::file))
        .route(transfers::ADD_FILES, post(transfers::add_files).layer(DefaultBodyLimit::disable()))
        .route(imports::IMPORT, post(imports::take_in).layer(DefaultBodyLimit::disable()))
        .route("/transfers/import/{id}/refused.csv", get(imports::refused))
        .route("/pkg/{*path}", get_service(static_files::built(site_root, options.hash_files)))
        .fallback_service(ServiceBuilder::new().layer(not_found).service(static_files::public(site_root)))
        .layer(Extension(Stopping(stopping)))
        .layer(layers)
        .with_state(state)
}
