//! Who may: every request against the one table of routes.

use app::access::{self, Access};
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{Method, StatusCode};
use services::Actor;

use super::signed_out;

/// Lets a request through to a route it may have. A route without a row is as if it were not there; so is one the
/// role does not permit. Who is signed out is sent to sign in.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let method = request.method();
    let reading = matches!(*method, Method::GET | Method::HEAD);
    let demand = match request.extensions().get::<MatchedPath>() {
        Some(pattern) => access::demand(method.as_str(), pattern.as_str()),
        // No route: a file of `public/`, or the page that says there is nothing.
        None if reading => Some(Access::Public),
        None => None,
    };
    let role = request.extensions().get::<Actor>().map(|actor| actor.role);
    match (demand, role) {
        (Some(demand), role) if demand.lets(role) => next.run(request).await,
        (Some(_), None) => signed_out::answer(request, reading).await,
        (Some(_) | None, _) => StatusCode::NOT_FOUND.into_response(),
    }
}
