//! Changes are asked for by this site's own pages alone.

use app::{context::AppState, paths};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, Method, StatusCode, header::ORIGIN};

/// Refuses unsafe methods from elsewhere. Browsers say where a request comes from (`Sec-Fetch-Site`); older ones
/// at least say their `Origin`; who says neither is no browser of ours.
pub(crate) async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let ours = state.public_url.origin().ascii_serialization();
    // Telegent is no browser: it shows who it is by address and token, and no cookie counts there.
    let hook = request.uri().path().starts_with("/hooks/");
    let path = request.uri().path();
    let nameless = path == paths::do_ask_separation() || path == paths::do_find_separation();
    if safe || hook || from_here(request.headers(), &ours) || nameless && hides_origin(request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!("request from another site refused");
    StatusCode::FORBIDDEN.into_response()
}

/// An older browser that says no `Sec-Fetch-Site` hides its `Origin` where the page lets nobody know that it was read, as
/// the one about leaving safely does. What is posted there is done in nobody's name.
fn hides_origin(headers: &HeaderMap) -> bool {
    !headers.contains_key("sec-fetch-site") && headers.get(ORIGIN).is_some_and(|origin| origin == "null")
}

fn from_here(headers: &HeaderMap, ours: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == ours,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn only_this_site_may_change_things() {
        let ask = |site: Option<&'static str>, origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            site.map(|site| headers.insert("sec-fetch-site", HeaderValue::from_static(site)));
            origin.map(|origin| headers.insert(ORIGIN, HeaderValue::from_static(origin)));
            from_here(&headers, "https://lines.example.com")
        };
        assert!(ask(Some("same-origin"), None));
        assert!(ask(Some("none"), None));
        assert!(ask(None, Some("https://lines.example.com")));
        assert!(!ask(Some("same-site"), None));
        assert!(!ask(Some("cross-site"), Some("https://lines.example.com")));
        assert!(!ask(None, Some("https://evil.example")));
        assert!(!ask(None, Some("null")));
        assert!(!ask(None, None));
    }
}
