//! The way of a call: outage, path, method, body, token, rate limit, fault, operation.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    body::to_bytes,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;
use serde_json::{Map, Value};
use tracing::info;
use url::form_urlencoded;

use crate::{
    Options,
    contract::OPERATIONS,
    envelope,
    faults::{self, Fault},
    input::{Input, Outcome, Refusal},
    ops, sentinel, spoilt,
    wire::Scissors,
    world::{Called, Outage, World},
};

/// What every handler shares.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) world: Arc<Mutex<World>>,
    pub(crate) options: Arc<Options>,
}

impl Shared {
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the caller gets to see.
enum Fate {
    Answer(Outcome),
    /// The outcome, dressed by a fault that comes after the work.
    Spoilt(Fault, Outcome),
    /// A page instead of an answer.
    Proxy,
    /// Nothing, ever (until the configured patience ends).
    Silence,
    /// A connection that ends without an answer.
    Cut,
}

impl Fate {
    fn refused(status: u16) -> Self {
        Self::Answer(Err(Refusal::new(status, Fault::message(status))))
    }

    fn busy() -> Self {
        Self::Answer(Err(Refusal { retry_after: Some(1), ..too_many() }))
    }

    /// For the list of recent calls; none when there is no answer.
    fn status(&self) -> Option<u16> {
        match self {
            Self::Answer(Ok(_)) | Self::Spoilt(_, Ok(_)) => Some(200),
            Self::Answer(Err(refusal)) | Self::Spoilt(_, Err(refusal)) => Some(refusal.status),
            Self::Proxy => Some(502),
            Self::Silence | Self::Cut => None,
        }
    }
}

const BODY_LIMIT: usize = 1024 * 1024;
const UNAUTHORIZED: &str =
    "Unauthorized: Bearer token is missing, expired, or invalid. Obtain one from POST /v1.0/oauth2/tokens.";
const FORBIDDEN: &str = "Forbidden: the token was issued for another endpoint.";

/// Answers every path below the host except `/__sandbox`.
pub(crate) async fn api(State(shared): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let scissors = parts.extensions.get::<ConnectInfo<Scissors>>().map(|ConnectInfo(s)| s.clone());
    let outage = shared.world().outage;
    if let Outage::Slow(ms) = outage {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let fate = match outage {
        Outage::Cut => Fate::Cut,
        Outage::Down => Fate::refused(503),
        Outage::Busy => Fate::busy(),
        Outage::Ok | Outage::Slow(_) => match to_bytes(body, BODY_LIMIT).await {
            Ok(bytes) => decide(&shared, &parts, &bytes),
            Err(_) => Fate::Answer(Err(Refusal::new(413, "Request body is larger than 1 MB"))),
        },
    };
    note(&shared, &parts, &fate);
    match fate {
        Fate::Answer(outcome) => respond(outcome),
        Fate::Spoilt(fault, outcome) => {
            if let Fault::Slow(ms) = fault {
                tokio::time::sleep(Duration::from_millis(ms)).await;
            }
            spoilt::respond(fault, outcome)
        }
        Fate::Proxy => spoilt::page(StatusCode::BAD_GATEWAY),
        Fate::Silence => {
            tokio::time::sleep(shared.options.silence).await;
            cut(scissors)
        }
        Fate::Cut => cut(scissors),
    }
}

/// What a call is called: paths match in any casing.
fn name(parts: &Parts) -> (String, String) {
    let path = parts.uri.path().trim_end_matches('/').to_lowercase();
    (format!("{} {path}", parts.method), path)
}

/// Remembers the call for who looks.
fn note(shared: &Shared, parts: &Parts, fate: &Fate) {
    let mut world = shared.world();
    let at = world.clock.now();
    let operation = name(parts).0.chars().take(100).collect();
    world.remember(Called { at, operation, status: fate.status() });
}

fn decide(shared: &Shared, parts: &Parts, bytes: &[u8]) -> Fate {
    let (operation, path) = name(parts);
    let mut world = shared.world();
    if let Err(refusal) = known(&operation, &path) {
        return Fate::Answer(Err(refusal));
    }
    *world.calls.entry(operation.clone()).or_default() += 1;
    world.tick();
    let mut input = match read(parts, bytes) {
        Ok(input) => input,
        Err(refusal) => return Fate::Answer(Err(refusal)),
    };
    if operation != faults::TOKENS {
        input.distributor = match authorise(&world, &parts.headers, &path) {
            Ok(distributor) => distributor,
            Err(refusal) => return Fate::Answer(Err(refusal)),
        };
        if let Err(refusal) = admit(&mut world, &input.distributor, shared.options.rate_limit) {
            return Fate::Answer(Err(refusal));
        }
    }
    let fault = sentinel::fire(&mut world, &operation, &input).map(Fault::from);
    let fault = fault.or_else(|| faults::meet(&mut world, &operation, &mut input));
    info!(operation, fault = fault.map(tracing::field::display), "called");
    let work = |world: &mut World, skew| {
        let outcome = match operation.as_str() {
            faults::TOKENS => ops::mint(world, &input, shared.options.token_lifetime, skew),
            _ => ops::run(world, &operation, &input),
        };
        let fits = |answer: &Value| envelope::fits(&operation, answer);
        debug_assert!(outcome.as_ref().ok().is_none_or(fits), "{operation}: not in the envelope of the table");
        outcome
    };
    match fault {
        None => Fate::Answer(work(&mut world, 0)),
        Some(Fault::Status(status)) => Fate::refused(status),
        Some(Fault::Busy) => Fate::busy(),
        Some(Fault::Proxy) => Fate::Proxy,
        Some(Fault::Silence) => Fate::Silence,
        Some(Fault::Cut) => Fate::Cut,
        Some(Fault::Lost) => match work(&mut world, 0) {
            Ok(_) => Fate::Cut,
            refused => Fate::Answer(refused),
        },
        Some(Fault::Skew(seconds)) => Fate::Answer(work(&mut world, seconds)),
        Some(fault) => Fate::Spoilt(fault, work(&mut world, 0)),
    }
}

/// 404 for a path nobody documents, 405 for the wrong method of one somebody does.
fn known(operation: &str, path: &str) -> Result<(), Refusal> {
    let mut methods = OPERATIONS.iter().filter(|(_, p)| *p == path).map(|(m, _)| *m).peekable();
    if methods.peek().is_none() {
        return Err(Refusal::new(404, "Not Found"));
    }
    let right = methods.any(|m| operation.strip_prefix(m).is_some_and(|rest| rest.starts_with(' ')));
    if right { Ok(()) } else { Err(Refusal::new(405, "Method Not Allowed")) }
}

fn read(parts: &Parts, bytes: &[u8]) -> Result<Input, Refusal> {
    let query = parts.uri.query().unwrap_or_default();
    let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut body = Map::new();
    // One documented POST has its id in the query and sends nothing.
    let nothing = bytes.is_empty() && !parts.headers.contains_key(header::CONTENT_TYPE);
    if parts.method == "POST" && !nothing {
        let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !content_type.starts_with("application/json") {
            return Err(Refusal::new(415, "Unsupported Media Type"));
        }
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(map)) => body = map,
            _ => return Err(Refusal::bad("The request body is not a JSON object.")),
        }
    }
    Ok(Input { query, body, distributor: String::new() })
}

/// 401 without a good token, 403 with one for another endpoint.
fn authorise(world: &World, headers: &HeaderMap, path: &str) -> Result<String, Refusal> {
    let header = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let token = header.strip_prefix("Bearer ").unwrap_or_default();
    let grant = world.tokens.get(token).filter(|g| g.expires > world.clock.now());
    let grant = grant.ok_or_else(|| Refusal::new(401, UNAUTHORIZED))?;
    if grant.path == path { Ok(grant.distributor.clone()) } else { Err(Refusal::new(403, FORBIDDEN)) }
}

fn too_many() -> Refusal {
    Refusal::new(429, Fault::message(429))
}

/// At most `limit` calls in any minute; token calls do not count. None means no limit.
fn admit(world: &mut World, distributor: &str, limit: Option<u32>) -> Result<(), Refusal> {
    let Some(limit) = limit else { return Ok(()) };
    let now = world.clock.now();
    let minute = SignedDuration::from_secs(60);
    let recent = world.recent.entry(distributor.to_owned()).or_default();
    while recent.front().is_some_and(|at| now.duration_since(*at) >= minute) {
        recent.pop_front();
    }
    if recent.len() < limit as usize {
        recent.push_back(now);
        return Ok(());
    }
    let oldest = recent.front().map_or(SignedDuration::ZERO, |at| minute - now.duration_since(*at));
    world.rate_limited += 1;
    Err(Refusal { retry_after: Some(u64::try_from(oldest.as_secs()).unwrap_or_default() + 1), ..too_many() })
}

pub(crate) fn respond(outcome: Outcome) -> Response {
    let refusal = match outcome {
        // Some answers are documented as 200 and no body.
        Ok(Value::Null) => return StatusCode::OK.into_response(),
        Ok(value) => return Json(value).into_response(),
        Err(refusal) => refusal,
    };
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(refusal.body())).into_response();
    if let Some(seconds) = refusal.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Ends the connection. Where it cannot be cut (a router inside somebody else's server) a broken answer has to do.
fn cut(scissors: Option<Scissors>) -> Response {
    if let Some(scissors) = scissors {
        scissors.cut();
        return StatusCode::BAD_GATEWAY.into_response();
    }
    spoilt::broken(b"{")
}
