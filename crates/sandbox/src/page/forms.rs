//! The forms of the page. Each does what its JSON call does, and comes back to the page.

use axum::{
    Form, Json, Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use serde::Deserialize;
use url::form_urlencoded;

use crate::{
    control::{self, Answer},
    gate::Shared,
    traffic, trouble,
};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/clock", post(clock))
        .route("/inbound", post(inbound))
        .route("/cdr", post(cdr))
        .route("/outage", post(outage))
        .route("/fault", post(fault))
        .route("/clear", post(clear))
        .route("/chaos", post(chaos))
        .route("/reset", post(reset))
        .layer(from_fn(own_pages_only))
}

/// JSON calls cannot come from a page of another site without its being asked; forms can, and browsers say so.
async fn own_pages_only(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site").and_then(|v| v.to_str().ok()).unwrap_or("none");
    if ["none", "same-origin"].contains(&site) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "only from the sandbox's own page").into_response()
}

/// Back to the page, which says what became of it.
fn back(answer: Answer, done: &str) -> Redirect {
    let said = match answer {
        Ok(_) => done.to_owned(),
        Err((_, Json(error))) => format!("Not done: {}", error["error"].as_str().unwrap_or("refused")),
    };
    let said: String = form_urlencoded::byte_serialize(said.as_bytes()).collect();
    Redirect::to(&format!("/__sandbox/?said={said}"))
}

async fn clock(state: State<Shared>, Form(body): Form<control::Advance>) -> Redirect {
    back(Ok(control::clock(state, Json(body)).await), "The clock was moved.")
}

#[derive(Deserialize)]
struct Inbound {
    to: String,
    from: String,
    body: String,
    #[serde(default)]
    media: String,
}

async fn inbound(state: State<Shared>, Form(body): Form<Inbound>) -> Redirect {
    let media = body.media.split_whitespace().map(str::to_owned).collect();
    let (to, from) = (body.to.trim().to_owned(), body.from.trim().to_owned());
    let message = traffic::Inbound { to, from, body: body.body, media };
    back(traffic::inbound(state, Json(message)).await, "The message came in.")
}

async fn cdr(state: State<Shared>, Form(body): Form<traffic::Drop>) -> Redirect {
    back(traffic::drop_cdr(state, Json(body)).await, "The file was dropped.")
}

async fn outage(state: State<Shared>, Form(body): Form<trouble::Mode>) -> Redirect {
    back(trouble::outage(state, Json(body)).await, "The outage was set.")
}

async fn fault(state: State<Shared>, Form(body): Form<trouble::Order>) -> Redirect {
    back(trouble::order(state, Json(body)).await, "The fault waits for its call.")
}

async fn clear(state: State<Shared>) -> Redirect {
    back(Ok(trouble::clear(state).await), "No fault waits any longer.")
}

async fn chaos(state: State<Shared>, Form(body): Form<trouble::Dice>) -> Redirect {
    back(trouble::chaos(state, Json(body)).await, "Chaos was set.")
}

async fn reset(state: State<Shared>) -> Redirect {
    back(Ok(control::reset(state).await), "Everything is as it was at the start.")
}

/// All of them.
pub(super) fn html() -> &'static str {
    include_str!("forms.html")
}
