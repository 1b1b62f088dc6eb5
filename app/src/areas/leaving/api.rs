//! What the forms of a line's page about leaving post to.

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
#[cfg(feature = "ssr")]
use domain::{E164, FieldErrors, Fields, Lang};
#[cfg(feature = "ssr")]
use services::{Error, identity, port_outs};

/// The number a form is about.
#[cfg(feature = "ssr")]
pub(crate) fn number_of(raw: &str) -> Result<E164, AppError> {
    E164::parse(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// Asks for the password once more.
#[cfg(feature = "ssr")]
pub(crate) async fn step_up(password: String) -> Result<(), Error> {
    let (state, actor) = (state(), actor().map_err(|_| Error::Forbidden)?);
    identity::confirm_password(&state.db, &state.hasher, &actor, password.into(), &context::client_addr()).await
}

/// That the password was wrong too often.
#[cfg(feature = "ssr")]
pub(crate) fn too_many(lang: Lang, retry_after_s: u64) -> String {
    let minutes = retry_after_s.div_ceil(60).max(1);
    let s = if minutes == 1 { "" } else { "s" };
    match lang {
        Lang::En => format!("Too many wrong passwords. Nothing was changed; please try again in {minutes} minute{s}."),
        Lang::Es => {
            format!("Demasiadas contraseñas equivocadas. No se cambió nada; intenta otra vez en {minutes} minuto{s}.")
        }
    }
}

/// Leads back to the line's page with what came of it. What is wrong with the password is said at the password of the form
/// called `form`.
#[cfg(feature = "ssr")]
async fn back_with(number: &E164, done: Result<&str, Error>, form: &str) -> Result<(), AppError> {
    let lang = context::lang();
    let page = paths::leaving(number.as_str());
    let flash = match done {
        Ok("") => None,
        Ok(text) => Some(Flash::good(text)),
        Err(Error::Invalid(errors)) => {
            let errors = errors.0.into_iter().map(|(name, fault)| (format!("{form}.{name}"), fault)).collect();
            Some(Flash::refused(Fields::default(), FieldErrors(errors)))
        }
        Err(Error::Throttled { retry_after_s }) => Some(Flash::bad(too_many(lang, retry_after_s))),
        Err(Error::Stale) => Some(Flash::plain(lang.pick(
            "The line has changed since you opened the page. Nothing was done: this is how it stands now.",
            "La línea cambió desde que abriste la página. No se hizo nada: así está ahora.",
        ))),
        Err(other) => return Err(other.into()),
    };
    if let Some(flash) = flash {
        flash::put(flash.on(&page)).await?;
    }
    redirect_to(&page);
    Ok(())
}

/// Lifts the lock of a line.
#[server(prefix = "/do", endpoint = "lift-lock")]
pub async fn lift_lock(
    /// The line's number.
    number: String,
    /// The password of who is signed in.
    #[server(rename = "lift.password")]
    password: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let lifted = match step_up(password).await {
        Ok(()) => port_outs::lift(&state.db, &state.letterhead(), &actor()?, number.as_str()).await,
        Err(error) => Err(error),
    };
    let text = context::lang().pick("The lock is off.", "El bloqueo está quitado.");
    back_with(&number, lifted.map(|()| text), "lift").await
}

/// Puts the lock of a line on; a PIN that is out stops working.
#[server(prefix = "/do", endpoint = "put-lock")]
pub async fn put_lock(
    /// The line's number.
    number: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let locked = port_outs::lock(&state.db, &state.letterhead(), &state.vault, &actor()?, number.as_str()).await;
    let text = context::lang().pick("The line is locked.", "La línea está bloqueada.");
    back_with(&number, locked.map(|()| text), "lift").await
}

/// Has a PIN stored with which another carrier can take the number.
#[server(prefix = "/do", endpoint = "issue-pin")]
pub async fn issue_pin(
    /// The line's number.
    number: String,
    /// The password of who is signed in.
    #[server(rename = "issue.password")]
    password: String,
    /// Ticked where the lock is to be lifted with it.
    #[server(default)]
    unlock: String,
) -> Result<(), AppError> {
    let (number, state) = (number_of(&number)?, state());
    let issued = match step_up(password).await {
        Ok(()) => {
            let (head, unlock) = (state.letterhead(), !unlock.is_empty());
            port_outs::issue(&state.db, &head, &state.vault, &actor()?, number.as_str(), unlock).await
        }
        Err(error) => Err(error),
    };
    back_with(&number, issued.map(|()| ""), "issue").await
}

/// Locks a line and makes its PIN or its new SIM useless, for whoever has the link of the mail.
#[server(prefix = "/do", endpoint = "not-me")]
pub async fn not_me(
    /// From the link.
    token: String,
) -> Result<(), AppError> {
    let state = state();
    match port_outs::raise(&state.db, &state.letterhead(), &state.vault, &token).await {
        Ok(number) => {
            let number = domain::phone::national(&number);
            let text = match context::lang() {
                Lang::En => format!("{number} is locked. The PIN is being made useless right now."),
                Lang::Es => format!("El {number} está bloqueado. El PIN deja de servir en este momento."),
            };
            flash::put(Flash::good(text).on(&paths::not_me(&token))).await?;
        }
        Err(Error::Expired) => {
            match services::care::raise(&state.db, &state.letterhead(), &state.vault, &token).await {
                Ok(services::care::Raised { number, suspended }) => {
                    let number = domain::phone::national(&number);
                    let text = match (suspended, context::lang()) {
                        (true, Lang::En) => format!("The SIM of {number} is locked, and the line is being suspended."),
                        (true, Lang::Es) => {
                            format!("La SIM del {number} está bloqueada y la línea se está suspendiendo.")
                        }
                        (false, Lang::En) => format!("The SIM of {number} is locked."),
                        (false, Lang::Es) => format!("La SIM del {number} está bloqueada."),
                    };
                    flash::put(Flash::good(text).on(&paths::not_me(&token))).await?;
                }
                // The page says so.
                Err(Error::Expired) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(other) => return Err(other.into()),
    }
    redirect_to(&paths::not_me(&token));
    Ok(())
}
