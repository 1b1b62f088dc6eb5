//! What the forms about leaving an account safely post to. Nothing typed here is logged.

use std::collections::BTreeMap;

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
use domain::Fields;
#[cfg(feature = "ssr")]
use services::{
    Error,
    separations::{self, Ask, Turn},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// Keeps a request and leads to its receipt.
#[server(prefix = "/do", endpoint = "ask-separation")]
pub async fn ask_separation(
    /// The request.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (fields, state, lang) = (Fields(fields), state(), context::lang());
    let text = |name: &str| fields.get(name).to_owned();
    let ask = Ask {
        name: text("name"),
        way: text("way"),
        email: text("email"),
        phone: text("phone"),
        numbers: text("numbers"),
        holder: text("holder"),
        reason: text("reason"),
        note: text("note"),
        attested: fields.ticked("attested"),
    };
    let (head, zone) = (state.letterhead(), &state.default_time_zone);
    let flash = match separations::ask(&state.db, &head, zone, lang, &ask, &context::client_addr()).await {
        Ok(code) => {
            redirect_to(&paths::left_safely(&code));
            return Ok(());
        }
        Err(Error::Invalid(errors)) => Flash::refused(fields, errors),
        Err(Error::Throttled { .. }) => {
            let text = lang.pick(
                "Too much was sent from here just now, so this was not sent. Below is what you typed: please try again in a \
                 minute, or call us.",
                "Se envió demasiado desde aquí, así que esto no se envió. Abajo está lo que escribiste: intenta otra vez en un \
                 minuto, o llámanos.",
            );
            Flash::bad(text).keeping(fields)
        }
        Err(other) => return Err(other.into()),
    };
    let page = paths::leave_safely();
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Leads to the receipt of a code.
#[server(prefix = "/do", endpoint = "find-separation")]
pub async fn find_separation(
    /// As it was typed.
    #[server(default)]
    code: String,
) -> Result<(), AppError> {
    let typed: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    match separations::code_of(&typed) {
        Some(code) => redirect_to(&paths::left_safely(&code)),
        None if typed.is_empty() => redirect_to(&paths::leave_safely()),
        None => redirect_to(&paths::left_safely(&typed)),
    }
    Ok(())
}

#[cfg(feature = "ssr")]
fn id_of(raw: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// Leads back to a request with what came of a form there.
#[cfg(feature = "ssr")]
async fn back_to(id: Uuid, done: Result<(), Error>, words: &str, typed: Fields) -> Result<(), AppError> {
    let page = paths::separation(&id.to_string());
    let flash = match done {
        Ok(()) => Flash::good(words),
        Err(Error::Invalid(errors)) => Flash::refused(typed, errors),
        Err(Error::Stale) => {
            Flash::bad("A colleague changed this since you opened it. Nothing was overwritten: this is how it stands.")
        }
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Moves a request to another state.
#[server(prefix = "/do", endpoint = "turn-separation")]
pub async fn turn_separation(
    /// Which.
    id: String,
    /// The version that the form was made from.
    version: i32,
    /// The state.
    #[server(default)]
    state: String,
    /// What the receipt says from then on.
    #[server(default)]
    told: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let typed = Fields::from([("state", state.as_str()), ("told", told.as_str())]);
    let turn = Turn { state, told, version };
    let done = separations::turn(&context::state().db, &actor()?, id, &turn).await;
    back_to(id, done, "Saved. The receipt says so from now on.", typed).await
}

/// Keeps a note with a request.
#[server(prefix = "/do", endpoint = "note-separation")]
pub async fn note_separation(
    /// Which.
    id: String,
    /// The note.
    #[server(default)]
    text: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let typed = Fields::from([("text", text.as_str())]);
    let done = separations::note(&state().db, &actor()?, id, &text).await;
    back_to(id, done, "Noted. Staff alone see it.", typed).await
}
