//! The one place that reads server state and the request from Leptos context.

use std::sync::Arc;

use axum::extract::FromRef;
use domain::Lang;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{LeptosOptions, expect_context, use_context};
use leptos_axum::ResponseOptions;
use services::{
    Actor, Db, Vault,
    identity::Hasher,
    mail::{Brand, Letterhead},
    port_ins::signature::Witness,
    wizard::{Desk, RouteUrls, Stock},
};
use tower_sessions::Session;
use url::Url;

use crate::{
    error::{AppError, ErrorKind},
    language,
    live::Live,
};

/// Everything pages and server functions work with. Clones share it.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The upstream client, for the jobs and the questions of [`AppState::desk`]; nothing else that pages do calls it.
    pub telegent: telegent::Client,
    /// How many numbers are to be had where; the one thing asked of Telegent while somebody waits.
    pub stock: Stock,
    /// Seals what people confide to the portal.
    pub vault: Vault,
    /// Password hashing.
    pub hasher: Hasher,
    /// Whose portal it is.
    pub brand: Arc<Brand>,
    /// Where Telegent delivers this operator's texts and calls.
    pub routes: Arc<RouteUrls>,
    /// Events as they happen.
    pub live: Live,
    /// Whether made-up families are shown; every page says so.
    pub demo: bool,
    /// Where people reach the portal: scheme and host.
    pub public_url: Arc<Url>,
    /// Where the button leads that leaves the page about leaving safely at once.
    pub exit_url: Arc<Url>,
    /// Time zone of readers whose own is unknown.
    pub default_time_zone: jiff::tz::TimeZone,
    /// Names of the browser's files.
    pub leptos_options: LeptosOptions,
}

impl AppState {
    /// What the wizards work with.
    pub fn desk(&self) -> Desk {
        Desk {
            stock: self.stock.clone(),
            client: self.telegent.clone(),
            vault: self.vault.clone(),
            letterhead: self.letterhead(),
        }
    }

    /// What mails need beside their words.
    pub fn letterhead(&self) -> Letterhead {
        Letterhead { public_url: (*self.public_url).clone(), brand: Arc::clone(&self.brand) }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}

/// The state of the server. Pages and server functions always have it.
pub fn state() -> AppState {
    expect_context()
}

/// The state, where there may be none: while routes are listed.
pub fn maybe_state() -> Option<AppState> {
    use_context()
}

/// Something a middleware put beside the request.
fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<T>().cloned())
}

/// Who asks.
///
/// # Errors
/// [`ErrorKind::SignedOut`].
pub fn actor() -> Result<Actor, AppError> {
    maybe_actor().ok_or_else(|| AppError::new(ErrorKind::SignedOut))
}

/// Who asks, or nobody.
pub fn maybe_actor() -> Option<Actor> {
    extension()
}

/// The language of the answer: as the signed-in person chose, else as was chosen in this browser, else as the browser
/// asks.
pub fn lang() -> Lang {
    use_context::<Reader>().map_or_else(asked_lang, |reader| reader.0)
}

/// The language, found once for a page and all its parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader(pub(crate) Lang);

pub(crate) fn asked_lang() -> Lang {
    let told = || use_context::<Parts>().map(|parts| lang_of(&parts.headers));
    maybe_actor().map(|actor| actor.language).or_else(told).unwrap_or_default()
}

/// The language of who is not signed in: as was chosen in this browser, else as the browser asks.
pub fn lang_of(headers: &HeaderMap) -> Lang {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let chosen =
        text(header::COOKIE).and_then(|all| one_cookie(all, language::COOKIE)).and_then(|word| Lang::parse(&word));
    chosen.or_else(|| text(header::ACCEPT_LANGUAGE).map(Lang::of_header)).unwrap_or_default()
}

/// Keeps the language in this browser for a year.
pub(crate) fn keep_language(lang: Lang) {
    let secure = if state().public_url.scheme() == "https" { "; Secure" } else { "" };
    let cookie = format!("{}={}; Path=/; Max-Age=31536000; SameSite=Lax{secure}", language::COOKIE, lang.as_str());
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// The session of the request.
///
/// # Errors
/// [`ErrorKind::Internal`] outside a request.
pub fn session() -> Result<Session, AppError> {
    extension().ok_or_else(|| AppError::new(ErrorKind::Internal))
}

/// What the request is called in the logs.
pub fn request_id() -> Option<String> {
    header("x-request-id")
}

/// Path and query of the request.
pub fn here() -> String {
    let parts = use_context::<Parts>();
    parts.and_then(|parts| Some(parts.uri.path_and_query()?.as_str().to_owned())).unwrap_or_else(|| "/".into())
}

/// Whether somebody sees the page that is asked for: not one fetched ahead of a click, nor its head alone.
pub fn is_seen() -> bool {
    let ahead = ["sec-purpose", "purpose"].into_iter().filter_map(header).any(|why| why.contains("prefetch"));
    use_context::<Parts>().is_some_and(|parts| parts.method == http::Method::GET) && !ahead
}

/// A header of the request, when it is text.
pub fn header(name: &str) -> Option<String> {
    use_context::<Parts>().and_then(|parts| parts.headers.get(name)?.to_str().ok().map(str::to_owned))
}

/// A cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    one_cookie(&header(header::COOKIE.as_str())?, name)
}

fn one_cookie(all: &str, name: &str) -> Option<String> {
    all.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v.to_owned())
}

/// A value of the request's query, when the request is for `path`.
pub fn asked(path: &str, name: &str) -> Option<String> {
    let uri = use_context::<Parts>()?.uri;
    let query = uri.query().filter(|_| uri.path() == path)?;
    url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Where the request comes from, for throttling.
pub fn client_addr() -> String {
    extension::<ClientAddr>().map_or_else(|| "unknown".to_owned(), |addr| addr.0)
}

/// Where a signature comes from that is made with this request.
pub fn witness() -> Witness {
    let user_agent = header(header::USER_AGENT.as_str()).unwrap_or_default().chars().take(300).collect();
    Witness { client_addr: client_addr(), user_agent, zone: crate::time::zone() }
}

/// The address a request comes from; the server's middleware knows which header, if any, to believe.
#[derive(Clone, Debug)]
pub struct ClientAddr(pub String);

/// Sets the status of the answer; does nothing where no answer is being made.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}

/// Sets a header of the answer; a value that is no header value is left out.
pub fn set_header(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.insert_header(name, value);
    }
}

/// Answers with `303 See other`: what a form does when it is done, and a page that has nothing to show.
pub fn redirect_to(path: &str) {
    leptos_axum::redirect(path);
    let html = header(header::ACCEPT.as_str()).is_some_and(|accept| accept.contains("text/html"));
    if html {
        set_status(StatusCode::SEE_OTHER.as_u16());
    }
}
