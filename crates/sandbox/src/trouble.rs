//! `/__sandbox/outage`, `/faults` and `/chaos`: what goes wrong on purpose.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    contract::OPERATIONS,
    control::{Answer, bad},
    faults::{Chaos, Fault, Ordered},
    gate::Shared,
    world::Outage,
};

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route("/outage", post(outage))
        .route("/faults", get(faults).post(order).delete(clear))
        .route("/chaos", post(chaos))
}

#[derive(Deserialize)]
pub(crate) struct Mode {
    mode: String,
    #[serde(default)]
    ms: u64,
}

/// `down`, `cut`, `slow` (with `ms`), `429` or `ok`.
pub(crate) async fn outage(State(shared): State<Shared>, Json(body): Json<Mode>) -> Answer {
    let outage = match body.mode.as_str() {
        "ok" => Outage::Ok,
        "down" => Outage::Down,
        "cut" => Outage::Cut,
        "429" => Outage::Busy,
        "slow" => Outage::Slow(body.ms),
        _ => return Err(bad(StatusCode::BAD_REQUEST, "mode is one of ok, down, cut, slow, 429")),
    };
    shared.world().outage = outage;
    Ok(Json(json!({ "outage": outage })))
}

#[derive(Deserialize)]
pub(crate) struct Order {
    operation: String,
    effect: String,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// A fault for an operation, or for `*`; so many times, 0 until it is taken away.
pub(crate) async fn order(State(shared): State<Shared>, Json(body): Json<Order>) -> Answer {
    let effect: Fault = body.effect.parse().map_err(|e: String| bad(StatusCode::BAD_REQUEST, &e))?;
    let (method, path) = body.operation.split_once(' ').unwrap_or((&body.operation, ""));
    let operation = format!("{} {}", method.to_uppercase(), path.to_lowercase()).trim().to_owned();
    let known = OPERATIONS.iter().any(|(m, p)| operation == format!("{m} {p}"));
    if operation != "*" && !known {
        return Err(bad(StatusCode::BAD_REQUEST, "operation is as POST /v1.0/numbers/provision, or *"));
    }
    if operation != "*" && !effect.concerns(&operation) {
        return Err(bad(StatusCode::BAD_REQUEST, "skew is for POST /v1.0/oauth2/tokens"));
    }
    let times = Some(body.times).filter(|times| *times > 0);
    let mut world = shared.world();
    world.faults.push(Ordered { operation, effect, times });
    Ok(Json(json!({ "faults": world.faults })))
}

/// Faults that wait.
async fn faults(State(shared): State<Shared>) -> Json<Value> {
    Json(json!({ "faults": shared.world().faults }))
}

/// None waits any longer.
pub(crate) async fn clear(State(shared): State<Shared>) -> Json<Value> {
    shared.world().faults.clear();
    Json(json!({ "faults": [] }))
}

#[derive(Deserialize)]
pub(crate) struct Dice {
    percent: u8,
    #[serde(default)]
    seed: u64,
}

/// Of a hundred calls so many fail, drawn from this seed; 0 ends it.
pub(crate) async fn chaos(State(shared): State<Shared>, Json(body): Json<Dice>) -> Answer {
    if body.percent > 100 {
        return Err(bad(StatusCode::BAD_REQUEST, "percent is 0 to 100"));
    }
    let chaos = Chaos { percent: body.percent, seed: body.seed, drawn: 0 };
    shared.world().chaos = chaos;
    Ok(Json(json!({ "chaos": chaos })))
}
