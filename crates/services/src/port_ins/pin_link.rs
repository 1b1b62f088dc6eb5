//! The holder of the old account enters the PIN of a port-in that is under way.

use domain::{Action, Email, Lang};
use uuid::Uuid;

use crate::{Actor, Db, Error, mail::Letterhead};

use super::{
    history::{NewEvent, record},
    links::{self, NewLink, Purpose},
    notes::account_of,
    page::get,
};

/// Mails a link that works once. Who opens it enters the PIN and nothing else, and nobody reads it back.
///
/// # Errors
/// [`Error::Stale`] when it is over; [`Error::Throttled`] when it had too many; [`Error::NotFound`] also for another
/// family's.
pub async fn mail_pin_link(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    id: Uuid,
    to: &Email,
    name: &str,
    lang: Lang,
) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let account = account_of(&mut tx, actor, id).await?;
    let port = get(&mut tx, actor, id).await?;
    if port.ended_at.is_some() {
        return Err(Error::Stale);
    }
    let name = match name.trim() {
        "" => &port.holder,
        name => name,
    };
    let link = NewLink {
        purpose: Purpose::Pin,
        owner: id,
        account_id: Some(&account),
        email: to,
        name,
        lang,
        by: &actor.name,
        numbers: std::slice::from_ref(&port.number),
        carrier: &port.carrier,
    };
    links::make(&mut tx, head, &link).await?;
    let event = NewEvent { actor: Some(&actor.name), detail: to.as_str(), ..NewEvent::new(id, &account, "link") };
    record(&mut tx, event).await?;
    Ok(tx.commit().await?)
}
