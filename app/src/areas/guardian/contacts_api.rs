//! What the forms of contacts post to.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use super::{
    api::{page_of, version_of, zone_of},
    outcome::{back_with, said},
};
#[cfg(feature = "ssr")]
use crate::{
    context::{self, actor, redirect_to, state},
    flash::{self, Flash},
    paths, time,
};
#[cfg(feature = "ssr")]
use domain::{
    Fault, FieldErrors, Fields, Lang,
    guardian::{Contact, Stand, contact_of, paste_into},
};
#[cfg(feature = "ssr")]
use services::{
    Error,
    guardian::{self, Edit, Saved},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// Saves one of the people a person knows.
#[server(prefix = "/do", endpoint = "save-contact")]
pub async fn save_contact(
    /// Whose contact.
    subscriber: String,
    /// Id, name, numbers, what is decided, until when.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (state, fields, lang) = (state(), Fields(fields), context::lang());
    let page = page_of(&subscriber).await?;
    // The form brings the id of a new one too, so that pressing twice makes one.
    let id = Uuid::parse_str(fields.get("contact")).unwrap_or_else(|_| Uuid::now_v7()).to_string();
    let known = page.settings.contact(&id).is_some();
    let form = paths::guardian_contact(&subscriber, if known { &id } else { paths::NEW_CONTACT });
    let read = contact_of(&fields, &id, &page.settings, &page.floor, lang);
    let zone = zone_of(&mut state.db.begin(&actor()?).await?, &page).await?;
    let until = time::until(fields.get("until_date"), fields.get("until_time"), &zone);
    let contact = match (read, until) {
        (Ok(contact), Ok(until)) => Ok(Contact { until, ..contact }),
        (read, until) => {
            let mut faults = read.err().unwrap_or_default();
            if let Err((field, fault)) = until {
                faults.add(field, fault);
            }
            Err(Error::Invalid(faults))
        }
    };
    let saved = match contact {
        Ok(contact) => {
            let (head, version) = (state.letterhead(), version_of(&fields).min(page.version));
            guardian::edit(&state.db, &head, &actor()?, &subscriber, version, Edit::Contact(contact)).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(saved) => back_with(&paths::guardian_of(&subscriber), Ok(saved), Fields::default()).await,
        Err(Error::Invalid(faults)) => {
            // The whole names the contact's fields by its id.
            let own = format!("contacts.{id}.");
            let own = |name: String| name.strip_prefix(&own).map_or(name.clone(), str::to_owned);
            let faults = FieldErrors(faults.0.into_iter().map(|(name, fault)| (own(name), fault)).collect());
            back_with(&form, Err(Error::Invalid(faults)), fields).await
        }
        error => back_with(&form, error, fields).await,
    }
}

/// Takes somebody off the list.
#[server(prefix = "/do", endpoint = "remove-contact")]
pub async fn remove_contact(
    /// Whose contact.
    subscriber: String,
    /// The contact.
    contact: String,
    /// The version that was seen.
    version: String,
) -> Result<(), AppError> {
    let state = state();
    let page = page_of(&subscriber).await?;
    let version = version.parse().unwrap_or(page.version).min(page.version);
    let edit = Edit::RemoveContact(contact);
    let saved = guardian::edit(&state.db, &state.letterhead(), &actor()?, &subscriber, version, edit).await;
    back_with(&paths::guardian_of(&subscriber), saved, Fields::default()).await
}

/// Adds many people at once: good lines go in, the others come back with what is wrong.
#[server(prefix = "/do", endpoint = "paste-contacts")]
pub async fn paste_contacts(
    /// Whose contacts.
    subscriber: String,
    /// Lines, and what is decided about all of them.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (state, lang, mut fields) = (state(), context::lang(), Fields(fields));
    let page = page_of(&subscriber).await?;
    let form = paths::guardian_paste(&subscriber);
    let mut faults = FieldErrors::default();
    let calls = faults.take("calls", Stand::parse(fields.get("calls"))).unwrap_or_default();
    let texts = faults.take("texts", Stand::parse(fields.get("texts"))).unwrap_or_default();
    let rows = paste_into(fields.get("rows"), &page.settings, &page.floor, calls, texts, lang);
    if rows.is_empty() {
        faults.add("rows", Fault::Missing);
    }
    if !faults.is_empty() {
        return back_with(&form, Err(Error::Invalid(faults)), fields).await;
    }
    let (mut contacts, mut kept) = (Vec::new(), Vec::new());
    for row in rows {
        match row.draft {
            Ok(draft) => contacts.push(Contact {
                id: Uuid::now_v7().to_string(),
                name: draft.name,
                numbers: draft.numbers,
                calls,
                texts,
                until: None,
            }),
            Err(fault) => {
                kept.push(row.raw);
                faults.add(format!("rows.{}", kept.len()), fault);
            }
        }
    }
    let added = contacts.len();
    let saved = match added {
        0 => Ok(Saved::Nothing),
        _ => {
            let head = state.letterhead();
            guardian::edit(&state.db, &head, &actor()?, &subscriber, page.version, Edit::Paste(contacts)).await
        }
    };
    let saved = match saved {
        Ok(saved) => saved,
        error => return back_with(&form, error, fields).await,
    };
    let to = if kept.is_empty() { paths::guardian_of(&subscriber) } else { form };
    fields.set("rows", kept.join("\n"));
    let flash = if kept.is_empty() { Flash::default() } else { Flash::refused(fields, faults) };
    let told = match saved {
        _ if added == 0 => Flash::default(),
        Saved::Applied(_) => Flash::good(pasted(added, lang)),
        // What waits for the account manager is not among the people yet.
        saved => said(saved, lang),
    };
    flash::put(Flash { toast: told.toast, ..flash }.on(&to)).await?;
    redirect_to(&to);
    Ok(())
}

#[cfg(feature = "ssr")]
fn pasted(added: usize, lang: Lang) -> String {
    match (added, lang) {
        (1, _) => lang.pick("One person added.", "Una persona agregada.").to_owned(),
        (n, Lang::En) => format!("{n} people added."),
        (n, Lang::Es) => format!("{n} personas agregadas."),
    }
}
