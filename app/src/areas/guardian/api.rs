//! What the forms of a person's page post to, and what its islands ask.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

#[cfg(feature = "ssr")]
use super::{
    outcome::{back_beside, back_with},
    stale,
    words::Preview,
};
#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths, time,
};
#[cfg(feature = "ssr")]
use domain::{Fields, guardian::settings_of};
#[cfg(feature = "ssr")]
use jiff::tz::TimeZone;
#[cfg(feature = "ssr")]
use services::{
    Error,
    db::Tx,
    guardian::{self, Edit, Page, Switch},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// The person's page as it stands; its times are the line's.
#[cfg(feature = "ssr")]
pub(super) async fn page_of(subscriber: &str) -> Result<Page, AppError> {
    let (state, actor) = (state(), actor()?);
    let mut tx = state.db.begin(&actor).await?;
    let page = guardian::page(&mut tx, &state.brand, &actor, subscriber).await?;
    zone_of(&mut tx, &page).await?;
    Ok(page)
}

/// The zone of the person's line.
#[cfg(feature = "ssr")]
pub(super) async fn zone_of(tx: &mut Tx, page: &Page) -> Result<TimeZone, AppError> {
    time::of_line(tx, page.number.as_deref().unwrap_or_default()).await
}

/// The version a form shows; none that there is where it says nothing of the kind.
#[cfg(feature = "ssr")]
pub(super) fn version_of(fields: &Fields) -> i32 {
    fields.get("version").parse().unwrap_or(i32::MAX)
}

/// Saves the settings form of a person.
#[server(prefix = "/do", endpoint = "save-guardian")]
pub async fn save_guardian(
    /// Whose.
    subscriber: String,
    /// Switches, words, phones, and the version they were read at.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (state, actor, fields) = (state(), actor()?, Fields(fields));
    let page = page_of(&subscriber).await?;
    let version = version_of(&fields);
    let here = paths::guardian_of(&subscriber);
    let saved = match settings_of(&fields, &page.settings, &page.levels) {
        _ if version != page.version => Err(Error::Stale),
        Ok(wanted) => guardian::save(&state.db, &state.letterhead(), &actor, &subscriber, version, wanted).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match saved {
        // Somebody else saved: what was typed comes back, with what changed meanwhile.
        Err(Error::Stale) => match stale::settle(&subscriber, version, &fields).await? {
            stale::Settled::Beside(saved) => back_beside(&here, saved).await,
            stale::Settled::Same(saved) => back_with(&here, Ok(saved), fields).await,
            stale::Settled::Typed(fields) => {
                flash::put(Flash::default().keeping(fields).on(&here)).await?;
                redirect_to(&here);
                Ok(())
            }
        },
        saved => back_with(&here, saved, fields).await,
    }
}

/// Tries again what was refused, else sends what is missing in the network.
#[server(prefix = "/do", endpoint = "repair-guardian")]
pub async fn repair_guardian(
    /// Whose.
    subscriber: String,
    /// `text` or `call`, where one thing is missing.
    #[server(default)]
    channel: String,
    /// That thing, by its stored word.
    #[server(default)]
    missing: String,
) -> Result<(), AppError> {
    let state = state();
    let here = paths::guardian_of(&subscriber);
    let page = page_of(&subscriber).await?;
    // A direction that is off by choice is not mended by sending that once more.
    if let Some(switch) = off_by_choice(&page, &channel, &missing) {
        let edit = Edit::Switch(switch, true);
        let saved = guardian::edit(&state.db, &state.letterhead(), &actor()?, &subscriber, page.version, edit).await;
        return back_with(&here, saved, Fields::default()).await;
    }
    guardian::repair(&state.db, &state.letterhead(), &actor()?, &subscriber).await?;
    let text = context::lang().pick(
        "It is being mended. The badge changes when it was read back.",
        "Se está reparando. La etiqueta cambia cuando se haya leído de la red.",
    );
    flash::put(Flash::good(text).on(&here)).await?;
    redirect_to(&here);
    Ok(())
}

/// The switch of a direction that nobody wants looked at.
#[cfg(feature = "ssr")]
fn off_by_choice(page: &Page, channel: &str, missing: &str) -> Option<Switch> {
    let (texts, calls) = (&page.settings.texts, &page.settings.calls);
    let (switch, on) = match (channel, missing) {
        ("text", "inbound") => (Switch::TextsInbound, texts.inbound),
        ("text", "outbound") => (Switch::TextsOutbound, texts.outbound),
        ("call", "inbound") => (Switch::CallsInbound, calls.inbound),
        ("call", "outbound") => (Switch::CallsOutbound, calls.outbound),
        _ => return None,
    };
    (!on).then_some(switch)
}

/// Copies the settings of one person to another.
#[server(prefix = "/do", endpoint = "copy-guardian")]
pub async fn copy_guardian(
    /// Whose settings.
    subscriber: String,
    /// Whose they become.
    to: String,
) -> Result<(), AppError> {
    let state = state();
    let page = page_of(&to).await?;
    let edit = Edit::CopyFrom(subscriber);
    let saved = guardian::edit(&state.db, &state.letterhead(), &actor()?, &to, page.version, edit).await;
    back_with(&paths::guardian_of(&to), saved, Fields::default()).await
}

/// Takes a change back.
#[server(prefix = "/do", endpoint = "undo-guardian")]
pub async fn undo_guardian(
    /// Whose.
    subscriber: String,
    /// The version the change made.
    version: String,
) -> Result<(), AppError> {
    let state = state();
    let page = page_of(&subscriber).await?;
    let made = version.parse().map_err(|_| AppError::new(ErrorKind::NotFound))?;
    let edit = Edit::Undo(made);
    let saved = guardian::edit(&state.db, &state.letterhead(), &actor()?, &subscriber, page.version, edit).await;
    back_with(&paths::guardian_of(&subscriber), saved, Fields::default()).await
}

/// Keeps what was set in the network by somebody else.
#[server(prefix = "/do", endpoint = "adopt-guardian")]
pub async fn adopt_guardian(
    /// Whose.
    subscriber: String,
) -> Result<(), AppError> {
    let state = state();
    let page = page_of(&subscriber).await?;
    let saved = guardian::edit(&state.db, &state.letterhead(), &actor()?, &subscriber, page.version, Edit::Adopt).await;
    back_with(&paths::guardian_of(&subscriber), saved, Fields::default()).await
}

/// The account manager's answer to what would let more through.
#[server(prefix = "/do", endpoint = "decide-guardian")]
pub async fn decide_guardian(
    /// Whose.
    subscriber: String,
    /// What waits.
    pending: String,
    /// `yes` or `no`.
    answer: String,
) -> Result<(), AppError> {
    let (state, lang) = (state(), context::lang());
    let id = Uuid::parse_str(&pending).map_err(|_| AppError::new(ErrorKind::NotFound))?;
    let yes = answer == "yes";
    let here = paths::guardian_of(&subscriber);
    let flash = match guardian::decide(&state.db, &state.letterhead(), &actor()?, id, yes).await {
        Ok(()) if yes => Flash::good(
            lang.pick("You said yes. It is on its way to the network.", "Dijiste que sí. Va en camino a la red."),
        ),
        Ok(()) => Flash::good(lang.pick(
            "You said no. Nothing was changed, and whoever asked is told.",
            "Dijiste que no. No se cambió nada, y se avisa a quien lo pidió.",
        )),
        Err(Error::Stale) => Flash::plain(lang.pick(
            "It was answered already, or what it was about has changed since. This is how it stands now.",
            "Ya se respondió, o lo que se pedía cambió desde entonces. Así está ahora.",
        )),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&here)).await?;
    redirect_to(&here);
    Ok(())
}

/// What changes whenever a person's page would show something else.
#[server(prefix = "/do", endpoint = "get-guardian")]
pub async fn get_guardian(
    /// Whose.
    subscriber: String,
) -> Result<String, AppError> {
    Ok(super::person_page::stamp(&page_of(&subscriber).await?))
}

/// What saving the form of a person would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WouldChange {
    /// How much, and which way.
    pub words: String,
    /// Each change in words.
    pub lines: Vec<String>,
}

/// Says what saving a form would change, by the rules that saving goes by. Asked for instead of being worked out in the
/// browser, which would have to fetch all the rules first.
#[server(prefix = "/do", endpoint = "preview-guardian")]
pub async fn preview_guardian(
    /// Whose.
    subscriber: String,
    /// The form as browsers encode it.
    form: String,
) -> Result<WouldChange, AppError> {
    let page = page_of(&subscriber).await?;
    let mut fields = Fields::default();
    for (name, value) in url::form_urlencoded::parse(form.as_bytes()) {
        fields.set(name, value);
    }
    let preview = Preview::of(&page.settings, &fields, &page.levels);
    Ok(WouldChange { words: preview.words(!page.may_loosen), lines: preview.lines })
}
