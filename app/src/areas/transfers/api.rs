//! What the forms of a number's page post to, and what its island asks.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
#[cfg(feature = "ssr")]
use domain::{Fault, FieldErrors, Fields};
#[cfg(feature = "ssr")]
use services::{Error, port_ins};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// A port-in as far as its island wants to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferNow {
    /// What changes with the page.
    pub stamp: String,
    /// When it was looked at, and when next, in words.
    pub looks: String,
}

#[cfg(feature = "ssr")]
fn id_of(raw: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// Leads back to the page, with what came of it: a message, what was refused, or that somebody was quicker.
#[cfg(feature = "ssr")]
async fn back_with(id: Uuid, done: Result<&str, Error>, typed: Fields) -> Result<(), AppError> {
    let lang = context::lang();
    let page = paths::transfer(&id.to_string());
    let flash = match done {
        Ok("") => None,
        Ok(text) => Some(Flash::good(text)),
        Err(Error::Invalid(errors)) => Some(Flash::refused(typed.without_secrets(), errors)),
        Err(Error::Stale) => Some(Flash::plain(lang.pick(
            "It has moved on since you opened the page. Nothing was changed: this is how it stands now.",
            "Cambió desde que abriste la página. No se cambió nada: así está ahora.",
        ))),
        Err(Error::Throttled { .. }) => Some(Flash::bad(lang.pick(
            "That was asked for too often just now. Nothing was sent; try again in an hour.",
            "Se pidió demasiadas veces. No se envió nada; inténtalo en una hora.",
        ))),
        Err(other) => return Err(other.into()),
    };
    if let Some(flash) = flash {
        flash::put(flash.on(&page)).await?;
    }
    redirect_to(&page);
    Ok(())
}

/// Corrects an order and has the same order sent again.
#[server(prefix = "/do", endpoint = "correct-transfer")]
pub async fn correct_transfer(
    /// The port-in.
    id: String,
    /// What the carrier compares.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (id, state, fields) = (id_of(&id)?, state(), Fields(fields));
    let done = fields.ticked("done");
    let sent = port_ins::correct(&state.db, &state.vault, &actor()?, id, &fields, done).await;
    let text = context::lang()
        .pick("Saved. The same order is being sent again.", "Guardado. El mismo pedido se está enviando de nuevo.");
    back_with(id, sent.map(|()| text), fields).await
}

/// Cancels an order for good.
#[server(prefix = "/do", endpoint = "cancel-transfer")]
pub async fn cancel_transfer(
    /// The port-in.
    id: String,
) -> Result<(), AppError> {
    let (id, state) = (id_of(&id)?, state());
    let cancelled = port_ins::cancel(&state.db, &state.letterhead(), &actor()?, id).await;
    let text = context::lang().pick(
        "Being cancelled. The number stays with the old carrier.",
        "Cancelándose. El número se queda con el operador anterior.",
    );
    back_with(id, cancelled.map(|()| text), Fields::default()).await
}

/// Cancels an order if it is open, and begins a new one with what was typed.
#[server(prefix = "/do", endpoint = "restart-transfer")]
pub async fn restart_transfer(
    /// The port-in.
    id: String,
) -> Result<(), AppError> {
    let (id, state) = (id_of(&id)?, state());
    match port_ins::restart(&state.db, &state.letterhead(), &actor()?, id).await {
        Ok((draft, step)) => {
            redirect_to(&paths::draft_step(&draft.to_string(), step.as_str()));
            Ok(())
        }
        Err(error) => back_with(id, Err(error), Fields::default()).await,
    }
}

/// Has an order read at once.
#[server(prefix = "/do", endpoint = "look-at-transfer")]
pub async fn look_at_transfer(
    /// The port-in.
    id: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let asked = actor()?;
    asked.may(domain::Action::ProvisionAccounts)?;
    let looked = port_ins::look_now(&state().db, &asked, id).await;
    let text = context::lang()
        .pick("Being read. What is new shows here in a moment.", "Leyéndose. Lo nuevo aparece aquí en un momento.");
    back_with(id, looked.map(|()| text), Fields::default()).await
}

/// Holds an order, or lets it go on.
#[server(prefix = "/do", endpoint = "hold-transfer")]
pub async fn hold_transfer(
    /// The port-in.
    id: String,
    /// `on`, or nothing.
    #[server(default)]
    held: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let hold = held == "on";
    let held = port_ins::hold(&state().db, &actor()?, id, hold).await;
    let lang = context::lang();
    let text = if hold { lang.pick("Held.", "En pausa.") } else { lang.pick("It goes on.", "Sigue su curso.") };
    back_with(id, held.map(|()| text), Fields::default()).await
}

/// Says what of a line works.
#[server(prefix = "/do", endpoint = "test-transfer")]
pub async fn test_transfer(
    /// The port-in.
    id: String,
    /// `all` when all of it works.
    #[server(default)]
    intent: String,
    /// What was ticked.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    use super::self_test::TESTS;

    let (id, state, fields) = (id_of(&id)?, state(), Fields(fields));
    let worked: BTreeMap<String, bool> =
        TESTS.into_iter().map(|test| (test.to_owned(), intent == "all" || fields.ticked(test))).collect();
    let finished = worked.values().all(|works| *works);
    let tested = port_ins::tested(&state.db, &state.letterhead(), &actor()?, id, &worked).await;
    let lang = context::lang();
    let text = if finished {
        lang.pick("Done. You may now cancel your old plan.", "Listo. Ya puedes cancelar tu plan anterior.")
    } else {
        lang.pick(
            "Noted. Our staff look into what does not work.",
            "Anotado. Nuestro personal revisará lo que no funciona.",
        )
    };
    back_with(id, tested.map(|()| text), Fields::default()).await
}

/// Writes a note.
#[server(prefix = "/do", endpoint = "note-transfer")]
pub async fn note_transfer(
    /// The port-in.
    id: String,
    /// The words.
    #[server(default)]
    note: String,
    /// For staff alone.
    #[server(default)]
    private: String,
    /// Somebody must act.
    #[server(default)]
    action: String,
) -> Result<(), AppError> {
    let (id, asked) = (id_of(&id)?, actor()?);
    let written = port_ins::note(&state().db, &asked, id, &note, private == "on", action == "on").await;
    let lang = context::lang();
    let text = if asked.role.is_staff() {
        lang.pick("Saved.", "Guardado.")
    } else {
        lang.pick("Sent. Our staff answer here or by mail.", "Enviado. Nuestro personal responde aquí o por correo.")
    };
    let typed = Fields::from([("note", note.as_str()), ("private", &private), ("action", &action)]);
    back_with(id, written.map(|()| text), typed).await
}

/// Says that what an event asked for is done.
#[server(prefix = "/do", endpoint = "settle-note")]
pub async fn settle_note(
    /// The port-in.
    id: String,
    /// The event.
    event: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let event = event.parse().map_err(|_| AppError::new(ErrorKind::NotFound))?;
    let settled = port_ins::settle(&state().db, &actor()?, id, event).await;
    back_with(id, settled.map(|()| ""), Fields::default()).await
}

/// Mails the holder of the old account a link to enter the PIN.
#[server(prefix = "/do", endpoint = "mail-pin-link")]
pub async fn mail_pin_link(
    /// The port-in.
    id: String,
    /// The holder's name.
    #[server(default)]
    name: String,
    /// Where to.
    #[server(default)]
    email: String,
) -> Result<(), AppError> {
    let (id, state, lang) = (id_of(&id)?, state(), context::lang());
    let mailed = match domain::Email::parse(&email) {
        Ok(to) => port_ins::mail_pin_link(&state.db, &state.letterhead(), &actor()?, id, &to, &name, lang).await,
        Err(fault) => Err(Error::field("email", fault)),
    };
    let text = lang
        .pick("Mailed. The link works once, for three days.", "Enviado. El enlace sirve una vez, durante tres días.");
    back_with(id, mailed.map(|()| text), Fields::from([("name", name.as_str()), ("email", &email)])).await
}

/// Asks for a number to use until the awaited one is here.
#[server(prefix = "/do", endpoint = "ask-courtesy-number")]
pub async fn ask_courtesy_number(
    /// The port-in.
    id: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let asked = port_ins::ask_courtesy(&state().db, &actor()?, id).await;
    let text = context::lang().pick(
        "Asked for. It shows here in a moment, and we mail you the number.",
        "Pedido. Aparece aquí en un momento y te enviamos el número por correo.",
    );
    back_with(id, asked.map(|()| text), Fields::default()).await
}

/// Lets that number go.
#[server(prefix = "/do", endpoint = "end-courtesy-number")]
pub async fn end_courtesy_number(
    /// The port-in.
    id: String,
) -> Result<(), AppError> {
    let id = id_of(&id)?;
    let ended = port_ins::let_courtesy_go(&state().db, &actor()?, id).await;
    let text = context::lang().pick("It ends in a moment.", "Termina en un momento.");
    back_with(id, ended.map(|()| text), Fields::default()).await
}

/// Puts away what the person was told.
#[server(prefix = "/do", endpoint = "seen-notices")]
pub async fn seen_notices() -> Result<(), AppError> {
    let asked = actor()?;
    let mut tx = state().db.begin(&asked).await?;
    services::notices::seen(&mut tx, &asked).await?;
    tx.commit().await.map_err(Error::from)?;
    context::redirect_to(&paths::root());
    Ok(())
}

/// How a port-in stands.
#[server(prefix = "/do", endpoint = "get-transfer")]
pub async fn get_transfer(
    /// The port-in.
    id: String,
) -> Result<TransferNow, AppError> {
    let (id, asked) = (id_of(&id)?, actor()?);
    let mut tx = state().db.begin(&asked).await?;
    let port = port_ins::get(&mut tx, &asked, id).await?;
    let stamp = port_ins::stamp(&mut tx, &asked, id).await?;
    Ok(TransferNow { stamp, looks: super::asides::looks(&port) })
}

/// What was not taken of some files, for the page they were sent from.
#[cfg(feature = "ssr")]
pub fn refused_files(verdicts: Vec<(String, Result<(), port_ins::FileFault>)>, lang: domain::Lang) -> Flash {
    let (mut names, mut errors, mut kept) = (Fields::default(), FieldErrors::default(), 0);
    for (i, (name, verdict)) in verdicts.into_iter().enumerate() {
        match verdict {
            Ok(()) => kept += 1,
            Err(fault) => {
                names.set(format!("file.{i}"), name);
                let message = super::papers::file_fault(fault, lang).to_owned();
                errors.add(format!("file.{i}"), Fault::Upstream { message });
            }
        }
    }
    let refused = errors.0.len();
    let flash = match (kept, refused) {
        (_, 0) => Flash::good(lang.pick("Added.", "Agregado.")),
        (0, _) => Flash::bad(lang.pick("Nothing was added: see below why.", "No se agregó nada: abajo dice por qué.")),
        _ => Flash::plain(lang.pick(
            "Some were added; below is why others were not.",
            "Algunos se agregaron; abajo dice por qué otros no.",
        )),
    };
    Flash { fields: names, errors, ..flash }
}
