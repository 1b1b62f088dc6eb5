//! Answers as broken servers and proxies give them.

use std::{io, time::Duration};

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use futures::{StreamExt, stream};
use serde_json::Value;

use crate::{faults::Fault, gate, input::Outcome};

/// The answer to work that was done, spoilt. What the operation refused is answered as it is.
pub(crate) fn respond(fault: Fault, outcome: Outcome) -> Response {
    let Ok(mut value) = outcome else { return gate::respond(outcome) };
    match fault {
        Fault::Malformed => json(format!("{value},}}")),
        Fault::Html => page(StatusCode::OK),
        Fault::Truncated => {
            let text = value.to_string();
            broken(&text.as_bytes()[..text.len() / 2])
        }
        Fault::NoIds => {
            without_ids(&mut value);
            gate::respond(Ok(value))
        }
        Fault::PlainText => value.to_string().into_response(),
        _ => gate::respond(Ok(value)),
    }
}

fn json(text: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// What a proxy says when it has nothing to say.
pub(crate) fn page(status: StatusCode) -> Response {
    let page = "<!doctype html><html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";
    (status, Html(page)).into_response()
}

/// These bytes, then the connection ends in the middle of the answer.
pub(crate) fn broken(part: &[u8]) -> Response {
    let part = stream::iter([Ok::<_, io::Error>(part.to_vec())]);
    let end = stream::once(async {
        // Else both are dropped together, and nothing of the answer comes at all.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let mut response = Body::from_stream(part.chain(end)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn without_ids(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (name, value) in map.iter_mut() {
                if name.to_lowercase().ends_with("id") {
                    *value = Value::Null;
                } else {
                    without_ids(value);
                }
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(without_ids),
        _ => {}
    }
}
