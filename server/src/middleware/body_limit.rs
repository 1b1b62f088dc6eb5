//! No form needs a megabyte.

use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use http::{StatusCode, header::CONTENT_LENGTH};

/// Most bytes of a body.
pub(crate) const MAX: usize = 1024 * 1024;

/// Most bytes read to nobody. A browser shows the answer only when it could send all it had.
const DRAINED: usize = 16 * MAX;

/// Refuses what says that it is longer; what does not say is cut off while it is read (`DefaultBodyLimit`).
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    match length {
        Some(length) if length > MAX => {
            if length <= DRAINED {
                drain(request.into_body()).await;
            }
            StatusCode::PAYLOAD_TOO_LARGE.into_response()
        }
        _ => next.run(request).await,
    }
}

async fn drain(body: Body) {
    let mut chunks = body.into_data_stream();
    while let Some(Ok(_)) = chunks.next().await {}
}
