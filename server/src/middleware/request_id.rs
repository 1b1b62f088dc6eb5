//! A name for every request: in the logs, in the answer, on the page that says what went wrong.

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue};
use tracing::Span;
use uuid::Uuid;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request; what a client calls it is not taken over.
pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    let id = HeaderValue::from_str(&Uuid::now_v7().simple().to_string()).ok();
    if let Some(id) = &id {
        request.headers_mut().insert(HEADER, id.clone());
    }
    let mut response = next.run(request).await;
    if let Some(id) = id {
        response.headers_mut().insert(HEADER, id);
    }
    response
}

/// What the logs say of a request: its name and its route. Not its URL, which may hold a token or a number.
pub(crate) fn span(request: &http::Request<Body>) -> Span {
    let id = request.headers().get(HEADER).and_then(|id| id.to_str().ok()).unwrap_or_default();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    tracing::info_span!("request", id, method = %request.method(), route)
}
