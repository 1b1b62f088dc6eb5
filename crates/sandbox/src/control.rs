//! `/__sandbox/*`: what a test or a demo turns, and what it looks at.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    gate::Shared,
    traffic, trouble,
    world::{World, seed},
};

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route("/state", get(state))
        .route("/reset", post(reset))
        .route("/clock", post(clock))
        .route("/expire-tokens", post(expire_tokens))
        .route("/usage", post(usage))
        .merge(traffic::router())
        .merge(trouble::router())
}

pub(crate) type Answer = Result<Json<Value>, (StatusCode, Json<Value>)>;

pub(crate) fn bad(status: StatusCode, message: &str) -> (StatusCode, Json<Value>) {
    (status, Json(json!({ "error": message })))
}

/// Everything but passwords, secrets, tokens and activation codes.
async fn state(State(shared): State<Shared>) -> Answer {
    snapshot(&mut shared.world()).map(Json)
}

pub(crate) fn snapshot(world: &mut World) -> Result<Value, (StatusCode, Json<Value>)> {
    world.tick();
    let mut value =
        serde_json::to_value(&*world).map_err(|e| bad(StatusCode::INTERNAL_SERVER_ERROR, &e.to_string()))?;
    hide(&mut value);
    value["recent_calls"] = serde_json::to_value(&world.recent_calls)
        .map_err(|e| bad(StatusCode::INTERNAL_SERVER_ERROR, &e.to_string()))?;
    value["now"] = world.clock.now().to_string().into();
    Ok(value)
}

fn hide(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|name, _| !World::HIDDEN.contains(&name.as_str()));
            map.values_mut().for_each(hide);
        }
        Value::Array(list) => list.iter_mut().for_each(hide),
        _ => {}
    }
}

/// Back to the seed, clock included.
pub(crate) async fn reset(State(shared): State<Shared>) -> Json<Value> {
    *shared.world() = seed::world(&shared.options);
    Json(json!({ "reset": true }))
}

#[derive(Deserialize)]
pub(crate) struct Advance {
    seconds: u64,
}

/// Moves the sandbox's time forward; tokens expire, pending orders come due.
pub(crate) async fn clock(State(shared): State<Shared>, Json(body): Json<Advance>) -> Json<Value> {
    let mut world = shared.world();
    world.clock.advance(Duration::from_secs(body.seconds));
    world.tick();
    Json(json!({ "now": world.clock.now().to_string() }))
}

/// Every token in circulation is refused from now on.
async fn expire_tokens(State(shared): State<Shared>) -> Json<Value> {
    let mut world = shared.world();
    let count = world.tokens.len();
    world.tokens.clear();
    Json(json!({ "expired": count }))
}

#[derive(Deserialize)]
struct Usage {
    number: String,
    bytes: u64,
}

/// Data a line has spent in this period.
async fn usage(State(shared): State<Shared>, Json(body): Json<Usage>) -> Answer {
    let mut world = shared.world();
    let Some(line) = world.lines.iter_mut().find(|l| l.number == body.number) else {
        return Err(bad(StatusCode::NOT_FOUND, "no such number"));
    };
    line.used_bytes = body.bytes;
    Ok(Json(json!({ "number": body.number, "bytes": body.bytes })))
}
