//! `/__sandbox/inbound` and `/__sandbox/cdr`: what comes from outside rather than from a call of ours.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::IntoResponse,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    cdr,
    control::{Answer, bad},
    gate::Shared,
    ops,
    world::{Credentials, Format, Parcel},
};

pub(crate) fn router() -> Router<Shared> {
    Router::new().route("/inbound", post(inbound)).route("/cdr", post(drop_cdr)).route("/cdr/{name}", get(cdr_file))
}

#[derive(Deserialize)]
pub(crate) struct Inbound {
    pub(crate) to: String,
    pub(crate) from: String,
    pub(crate) body: String,
    #[serde(default)]
    pub(crate) media: Vec<String>,
}

/// A text, or with media an MMS, from somebody to one of our numbers.
pub(crate) async fn inbound(State(shared): State<Shared>, Json(body): Json<Inbound>) -> Answer {
    let mut world = shared.world();
    // What was due before goes out before.
    world.tick();
    let payload = ops::receive(&mut world, &body.to, &body.from, &body.body, body.media);
    let payload = payload.ok_or_else(|| bad(StatusCode::NOT_FOUND, "no active number that carries messages"))?;
    Ok(Json(payload))
}

#[derive(Deserialize)]
pub(crate) struct Drop {
    kind: String,
    #[serde(default)]
    url: Option<String>,
}

/// A file with what happened since the last one of its kind; posted to `url` when there is one.
pub(crate) async fn drop_cdr(State(shared): State<Shared>, Json(body): Json<Drop>) -> Answer {
    let mut world = shared.world();
    world.tick();
    let file = cdr::file(&mut world, &body.kind)
        .ok_or_else(|| bad(StatusCode::BAD_REQUEST, "kind is one of voice, sms, data"))?;
    let rows = file.content.lines().count() - 1;
    if let Some(url) = body.url.filter(|url| !url.is_empty()) {
        world.outbox.push(Parcel {
            kind: "cdr".into(),
            method: "POST".into(),
            url,
            credentials: Credentials::None,
            format: Format::Csv,
            payload: Value::from(file.content),
        });
    }
    Ok(Json(json!({ "name": file.name, "rows": rows })))
}

/// The file itself.
async fn cdr_file(State(shared): State<Shared>, Path(name): Path<String>) -> impl IntoResponse {
    let content = shared.world().cdrs.iter().find(|f| f.name == name).map(|f| f.content.clone());
    match content {
        Some(content) => ([(header::CONTENT_TYPE, "text/csv")], content).into_response(),
        None => bad(StatusCode::NOT_FOUND, "no such file").into_response(),
    }
}
