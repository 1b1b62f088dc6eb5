//! Nobody is signed in where somebody is needed: to the sign-in, and then where they wanted to go.

use app::{
    context,
    flash::{self, Flash},
    paths::{self, Next},
};
use axum::{
    body::to_bytes,
    extract::Request,
    response::{IntoResponse, Redirect, Response},
};
use domain::Fields;
use http::{
    StatusCode,
    header::{ACCEPT, REFERER},
};
use tower_sessions::Session;

/// The form whose fields are kept until somebody has signed in, and the most bytes of it.
const KEPT: &str = "/do/save-step";
const MOST: usize = 32 * 1024;

/// A page that was asked for comes after the sign-in. A form comes back as it was typed on the page it was sent from;
/// programs are told 401.
pub(super) async fn answer(request: Request, reading: bool) -> Response {
    if reading && request.uri().path() != paths::events() {
        let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
        return to_sign_in(here);
    }
    let Some(from) = page_of(&request).filter(|_| !reading) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    if request.uri().path() == KEPT {
        keep(request, &from).await;
    }
    to_sign_in(&from)
}

/// The path of the page whose form this is; none where no person waits for an answer.
fn page_of(request: &Request) -> Option<String> {
    let text = |name| request.headers().get(name)?.to_str().ok();
    let page = url::Url::parse(text(REFERER)?).ok()?;
    text(ACCEPT)?.contains("text/html").then(|| page.path().to_owned())
}

fn to_sign_in(then: &str) -> Response {
    let next = Next::parse(then).filter(|next| next.as_str() != "/");
    Redirect::to(&next.map_or_else(paths::sign_in, |next| paths::sign_in_then(next.as_str()))).into_response()
}

/// What was typed waits in the session, which belongs to nobody yet, but for secrets. It is shown to who signs in and may
/// see the page it was typed on.
async fn keep(request: Request, page: &str) {
    let Some(session) = request.extensions().get::<Session>().cloned() else { return };
    let lang = context::lang_of(request.headers());
    let Ok(body) = to_bytes(request.into_body(), MOST).await else { return };
    let fields = Fields(url::form_urlencoded::parse(&body).into_owned().collect()).without_secrets();
    let text = lang.pick(
        "You were signed out before this was saved. Below is what you typed, but for passwords and PINs: look it over and go on.",
        "Se cerró tu sesión antes de guardar. Abajo está lo que escribiste, menos contraseñas y PIN: revísalo y sigue.",
    );
    // What fails is logged there; the way to the sign-in stays open.
    let _ = flash::carry(&session, Flash::bad(text).keeping(fields).on(page)).await;
}
