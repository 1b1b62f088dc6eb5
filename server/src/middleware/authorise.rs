//! Who may: every request against the one table of routes.

use app::{
    access::{self, Access},
    paths,
};
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{Method, StatusCode};
use services::Actor;

/// Lets a request through to a route it may have. A route without a row is as if it were not there; so is one the
/// role does not permit. Who is signed out is sent to sign in when they asked for a page, else told 401.
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
        (Some(_), None) if reading && request.uri().path() != paths::events() => {
            let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
            Redirect::to(&if here == "/" { paths::sign_in() } else { paths::sign_in_then(here) }).into_response()
        }
        (Some(_), None) => StatusCode::UNAUTHORIZED.into_response(),
        (Some(_) | None, _) => StatusCode::NOT_FOUND.into_response(),
    }
}
