//! Whatever goes wrong looks like this site and says what to do.

use app::{app::ShowProblem, context::AppState, error::ErrorKind, shell::shell};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderName, HeaderValue, StatusCode,
    header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, RETRY_AFTER, SET_COOKIE},
};
use leptos::prelude::provide_context;
use services::Actor;

/// Gives answers that failed without a page one, where a person asked. Programs get the bare status.
pub(crate) async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let person = mentions(request.headers(), ACCEPT.as_str(), "text/html");
    let id = request.headers().get("x-request-id").cloned();
    let told = [COOKIE, ACCEPT_LANGUAGE].map(|name| (request.headers().get(&name).cloned(), name));
    let response = next.run(request).await;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if !person || !failed || mentions(response.headers(), CONTENT_TYPE.as_str(), "text/html") {
        return response;
    }
    let request_id = id.and_then(|id| id.to_str().map(str::to_owned).ok()).filter(|_| status.is_server_error());
    let actor = response.extensions().get::<Actor>().cloned();
    let mut page = render(state, ErrorKind::of_status(status.as_u16()), request_id, actor, told).await;
    *page.status_mut() = status;
    for name in [SET_COOKIE, RETRY_AFTER] {
        for value in response.headers().get_all(&name) {
            page.headers_mut().append(name.clone(), value.clone());
        }
    }
    page
}

/// What no file answers is not there, whatever else the file service says.
pub(crate) async fn not_found(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status().is_client_error() { StatusCode::NOT_FOUND.into_response() } else { response }
}

async fn render(
    state: AppState,
    kind: ErrorKind,
    request_id: Option<String>,
    actor: Option<Actor>,
    told: [(Option<HeaderValue>, HeaderName); 2],
) -> Response {
    let mut request = Request::new(Body::empty());
    // Language and time zone of the reader.
    for (value, name) in told {
        if let Some(value) = value {
            request.headers_mut().insert(name, value);
        }
    }
    if let Some(actor) = actor {
        request.extensions_mut().insert(actor);
    }
    let options = state.leptos_options.clone();
    let context = move || {
        provide_context(state.clone());
        provide_context(ShowProblem { kind, request_id: request_id.clone() });
    };
    let handler = leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    handler(request).await
}

fn mentions(headers: &HeaderMap, name: &str, word: &str) -> bool {
    headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
}
