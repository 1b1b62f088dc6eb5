//! What the forms of requests post to.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths, time,
};
#[cfg(feature = "ssr")]
use domain::{Fault, Fields};
#[cfg(feature = "ssr")]
use services::{
    Error,
    requests::{self, Answer, Carried, Scope},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

#[cfg(feature = "ssr")]
fn id_of(raw: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// Asks for a contact, more data, or data for a while.
#[server(prefix = "/do", endpoint = "ask")]
pub async fn ask(
    /// The form, and which of the three it is.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (fields, state, lang) = (Fields(fields), state(), context::lang());
    let form = fields.get("form").to_owned();
    let asked = requests::ask(&state.db, &state.letterhead(), &actor()?, &time::zone(), &form, &fields).await;
    let flash = match asked {
        Ok(_) => Flash::good(lang.pick(
            "Asked. You see the answer here as soon as there is one.",
            "Pedido. Verás la respuesta aquí en cuanto la haya.",
        )),
        Err(Error::Invalid(errors)) => Flash::refused(fields, errors),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&paths::ask())).await?;
    redirect_to(&paths::ask());
    Ok(())
}

/// Takes a request back.
#[server(prefix = "/do", endpoint = "withdraw-request")]
pub async fn withdraw_request(
    /// Which.
    request: String,
) -> Result<(), AppError> {
    let lang = context::lang();
    let flash = match requests::withdraw(&state().db, &actor()?, id_of(&request)?).await {
        Ok(()) => Flash::good(lang.pick("Taken back.", "Retirada.")),
        Err(Error::Stale) => Flash::plain(lang.pick(
            "It was answered in the meantime. Below is what was said.",
            "Ya la respondieron. Abajo está lo que dijeron.",
        )),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&paths::ask())).await?;
    redirect_to(&paths::ask());
    Ok(())
}

/// Answers a request: for good (`always`), for once, until a day (`until`, or `until:` and the day), or `no`.
#[server(prefix = "/do", endpoint = "answer-request")]
pub async fn answer_request(
    /// `request`, `answer`, and as they are typed `reason.{request}` and `until.{request}`.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let fields = Fields(fields);
    let (state, id) = (state(), id_of(fields.get("request"))?);
    let (reason, day) = (fields.get(&format!("reason.{id}")).to_owned(), fields.get(&format!("until.{id}")));
    let done = match answer_of(fields.get("answer"), day) {
        Ok(answer) => requests::answer(&state.db, &state.letterhead(), &actor()?, id, answer, &reason).await,
        Err(fault) => Err(Error::field("until", fault)),
    };
    let refused = matches!(done, Err(Error::Invalid(_)));
    let typed = [("request", id.to_string()), ("reason", reason), ("until", day.to_owned())];
    let typed = Fields(typed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    // What is wrong is said in the card, which the page of requests has.
    let page = match fields.get("back") == paths::home() && !refused {
        true => paths::home(),
        false => paths::requests(),
    };
    flash::put(said(done, typed)?.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Answers a request for who has the link of the mail.
#[server(prefix = "/do", endpoint = "answer-by-link")]
pub async fn answer_by_link(
    /// From the link.
    token: String,
    /// `once` or `no`.
    answer: String,
    /// Why; may be empty.
    #[server(default)]
    reason: String,
) -> Result<(), AppError> {
    let (state, page) = (state(), paths::answer_by_link(&token));
    let yes = match answer.as_str() {
        "once" => true,
        "no" => false,
        _ => return Err(AppError::new(ErrorKind::BadRequest)),
    };
    match requests::answer_by_link(&state.db, &state.letterhead(), &token, yes, &reason).await {
        // The page says so.
        Err(Error::Expired) => {}
        done => {
            let typed = Fields::from([("reason", reason.as_str())]);
            flash::put(said(done, typed)?.on(&page)).await?;
        }
    }
    redirect_to(&page);
    Ok(())
}

#[cfg(feature = "ssr")]
fn answer_of(raw: &str, day: &str) -> Result<Answer, Fault> {
    let until = |day: &str| match day {
        "" => Err(Fault::Missing),
        day => day.parse().map(|day| Answer::Yes(Scope::Until(day))).map_err(|_| Fault::Date),
    };
    match raw {
        "always" => Ok(Answer::Yes(Scope::Always)),
        "once" => Ok(Answer::Yes(Scope::Once)),
        "no" => Ok(Answer::No),
        "until" => until(day),
        other => until(other.strip_prefix("until:").unwrap_or("-")),
    }
}

/// What came of an answer, in words.
#[cfg(feature = "ssr")]
fn said(done: Result<Carried, Error>, typed: Fields) -> Result<Flash, AppError> {
    let lang = context::lang();
    Ok(match done {
        Ok(Carried::Granted) => Flash::good(lang.pick(
            "Granted. It is being set up now, and they were told.",
            "Permitido. Se está configurando ahora y ya se les avisó.",
        )),
        Ok(Carried::Waits) => Flash::plain(lang.pick(
            "Your yes is noted. This lets more through than before, so the account manager has to agree; they were asked.",
            "Tu sí quedó anotado. Esto deja pasar más que antes, así que el titular de la cuenta debe estar de acuerdo; ya se le preguntó.",
        )),
        Ok(Carried::Declined) => Flash::good(lang.pick("Declined. They were told.", "Rechazada. Ya se les avisó.")),
        Err(Error::Invalid(errors)) => Flash::refused(typed, errors),
        Err(Error::Stale) => Flash::plain(lang.pick(
            "Somebody else answered first, or it was taken back. Nothing was changed by you.",
            "Otra persona respondió antes, o la retiraron. Tú no cambiaste nada.",
        )),
        Err(other) => return Err(other.into()),
    })
}
