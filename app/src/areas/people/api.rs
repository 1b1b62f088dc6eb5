//! What the forms about people post to.

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
use domain::{Fields, Lang};
#[cfg(feature = "ssr")]
use services::{
    Error,
    people::{self, Change, NewPerson},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

#[cfg(feature = "ssr")]
fn id_of(raw: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// The people ticked for a guardian to look after.
#[cfg(feature = "ssr")]
fn ticked(fields: &Fields) -> Vec<String> {
    let names = fields.0.keys().filter_map(|name| Some((name, name.strip_prefix("of.")?)));
    names.filter(|(name, _)| fields.ticked(name)).map(|(_, id)| id.to_owned()).collect()
}

/// The page of the people of an account, for who asks.
#[cfg(feature = "ssr")]
fn list_of(account_id: &str) -> Result<String, AppError> {
    Ok(if actor()?.role.is_staff() { paths::account_people(account_id) } else { paths::people() })
}

/// Invites somebody to the family.
#[server(prefix = "/do", endpoint = "invite-person")]
pub async fn invite_person(
    /// Of staff: the account.
    #[server(default)]
    account_id: String,
    /// Who, as what, and whom they look after.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (fields, state, lang, actor) = (Fields(fields), state(), context::lang(), actor()?);
    let new = NewPerson {
        subscriber_id: fields.get("person").to_owned(),
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        role: fields.get("role").to_owned(),
        looks_after: ticked(&fields),
    };
    let page = list_of(&account_id)?;
    let account = Some(account_id.as_str()).filter(|id| !id.is_empty());
    let flash = match people::invite(&state.db, &state.letterhead(), &actor, account, &new).await {
        Ok(_) => Flash::good(lang.pick(
            "Invited. The mail with the link is on its way.",
            "Invitación enviada. El correo con el enlace va en camino.",
        )),
        Err(Error::Invalid(errors)) => Flash::refused(fields, errors),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Mails the link of an invitation once more.
#[server(prefix = "/do", endpoint = "send-invitation")]
pub async fn send_invitation(
    /// Whose.
    user: String,
) -> Result<(), AppError> {
    let (user, state, lang) = (id_of(&user)?, state(), context::lang());
    let flash = match people::send_again(&state.db, &state.letterhead(), &actor()?, user).await {
        Ok(()) => Flash::good(lang.pick(
            "Another link is on its way. The one before no longer works.",
            "Otro enlace va en camino. El anterior ya no funciona.",
        )),
        Err(Error::Throttled { .. }) => Flash::plain(lang.pick(
            "A link was mailed less than a minute ago. Please give it time to arrive.",
            "Se envió un enlace hace menos de un minuto. Dale tiempo para llegar.",
        )),
        Err(other) => return Err(other.into()),
    };
    let page = paths::person(&user.to_string());
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Changes what somebody may do, and whom they look after.
#[server(prefix = "/do", endpoint = "change-person")]
pub async fn change_person(
    /// Who.
    user: String,
    /// The role, and the people ticked.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (user, fields, state, lang) = (id_of(&user)?, Fields(fields), state(), context::lang());
    let change = Change { role: fields.get("role").to_owned(), looks_after: ticked(&fields) };
    let flash = match people::change(&state.db, &state.letterhead(), &actor()?, user, &change).await {
        Ok(true) => Flash::good(lang.pick("Saved. It holds at once.", "Guardado. Vale desde ya.")),
        Ok(false) => Flash::plain(lang.pick("Nothing was different.", "No había nada diferente.")),
        Err(Error::Invalid(errors)) => Flash::refused(fields, errors),
        Err(other) => return Err(other.into()),
    };
    let page = paths::person(&user.to_string());
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Takes somebody's access away.
#[server(prefix = "/do", endpoint = "remove-person")]
pub async fn remove_person(
    /// Who.
    user: String,
) -> Result<(), AppError> {
    let (user, state, lang, actor) = (id_of(&user)?, state(), context::lang(), actor()?);
    let mut tx = state.db.begin(&actor).await?;
    let person = people::person(&mut tx, &actor, user).await?;
    drop(tx);
    let (flash, page) = match people::remove(&state.db, &state.letterhead(), &actor, user).await {
        Ok(()) => {
            let name = &person.name;
            let text = match lang {
                Lang::En => format!("{name} no longer has access and is signed out everywhere."),
                Lang::Es => format!("{name} ya no tiene acceso y se cerró su sesión en todas partes."),
            };
            (Flash::good(text), list_of(&person.account_id)?)
        }
        Err(Error::Invalid(errors)) => {
            let text: Vec<String> = errors.0.values().map(|fault| fault.message_in(lang)).collect();
            (Flash::bad(text.join(" ")), paths::person(&user.to_string()))
        }
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}
