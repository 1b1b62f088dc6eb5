//! No form needs a megabyte.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::CONTENT_LENGTH};

/// Most bytes of a body.
pub(crate) const MAX: usize = 1024 * 1024;

/// Refuses what says that it is longer; what does not say is cut off while it is read (`DefaultBodyLimit`).
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > MAX) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request).await
}
