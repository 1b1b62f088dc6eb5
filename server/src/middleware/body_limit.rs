//! No form needs a megabyte, but those that take files.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use http::{StatusCode, header::CONTENT_LENGTH};

use crate::{imports::IMPORT, transfers::ADD_FILES};

/// Most bytes of a body.
const MAX: usize = 1024 * 1024;
/// Most bytes where files are taken: some that are too large among them, so that each can be judged by itself.
const MAX_FILES: usize = 32 * MAX;
/// Most bytes where a table is taken: more than it may have, so that one too long is refused at its field.
const MAX_TABLE: usize = 8 * MAX;

/// Most bytes read to nobody. A browser shows the answer only when it could send all it had.
const DRAINED: usize = 16 * MAX;

/// Refuses what says that it is longer. What does not say is cut off while it is read, whoever reads it, and the answer is
/// the same.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let max = match request.uri().path() {
        ADD_FILES => MAX_FILES,
        IMPORT => MAX_TABLE,
        _ => MAX,
    };
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    match length {
        Some(length) if length > max => {
            if length <= DRAINED {
                drain(request.into_body()).await;
            }
            StatusCode::PAYLOAD_TOO_LARGE.into_response()
        }
        Some(_) => next.run(request).await,
        None => {
            let (parts, body) = request.into_parts();
            let (body, too_long) = limited(body, max);
            let response = next.run(Request::from_parts(parts, body)).await;
            if too_long.load(Ordering::Relaxed) { StatusCode::PAYLOAD_TOO_LARGE.into_response() } else { response }
        }
    }
}

/// The body, which fails once it is longer; and whether it did.
fn limited(body: Body, max: usize) -> (Body, Arc<AtomicBool>) {
    let too_long = Arc::new(AtomicBool::new(false));
    let (told, mut left) = (Arc::clone(&too_long), max);
    let chunks = body.into_data_stream().map(move |chunk| {
        let chunk = chunk?;
        left = left.checked_sub(chunk.len()).ok_or_else(|| {
            told.store(true, Ordering::Relaxed);
            axum::Error::new(std::io::Error::other("the body is too long"))
        })?;
        Ok::<_, axum::Error>(chunk)
    });
    (Body::from_stream(chunks), too_long)
}

async fn drain(body: Body) {
    let mut chunks = body.into_data_stream();
    while let Some(Ok(_)) = chunks.next().await {}
}
