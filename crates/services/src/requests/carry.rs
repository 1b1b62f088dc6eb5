//! Carrying out a yes.

use domain::Fault;
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    data::{self, Turned},
    guardian::{self, Edit, Saved},
    mail::Letterhead,
};

use super::{
    answer::{Plan, hold},
    list::Request,
    words,
};

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Declined.
    Declined,
    /// Granted, and on its way to the network.
    Granted,
    /// Granted as far as this guardian goes: the manager has to agree.
    Waits,
}

/// Does what a yes says, once; afterwards it is done.
///
/// # Errors
/// [`Error::Invalid`] at `request` when it cannot be done; [`Error::Stale`] when others change the same thing right now.
pub(super) async fn out(db: &Db, head: &Letterhead, actor: &Actor, id: Uuid) -> Result<Carried, Error> {
    let mut tx = db.begin(actor).await?;
    let request = hold(&mut tx, actor, id).await?;
    let row = sqlx::query("select plan, ends_at, done_at, pending from requests where id = $1 and state = 'yes'")
        .bind(id)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::Stale)?;
    if row.try_get::<Option<jiff_sqlx::Timestamp>, _>("done_at")?.is_some() {
        let waits = row.try_get::<Option<Uuid>, _>("pending")?.is_some();
        return Ok(if waits { Carried::Waits } else { Carried::Granted });
    }
    let plan: Plan = row.try_get::<Json<Plan>, _>("plan")?.0;
    let ends = row.try_get::<Option<jiff_sqlx::Timestamp>, _>("ends_at")?.map(jiff_sqlx::Timestamp::to_jiff);
    // What follows is done in transactions of its own.
    drop(tx);
    let pending = match plan {
        Plan::Contact { contact, .. } => allow(db, head, actor, &request, contact).await?,
        Plan::Data { set } => {
            data::set_limits(db, head, actor, std::slice::from_ref(&request.number), &set).await?;
            None
        }
        Plan::Time => match data::resume(db, head, actor, &request.number, ends).await? {
            Turned::Asked | Turned::Already => None,
            Turned::NoLimits => return Err(Error::field("request", Fault::LimitsUnknown)),
        },
    };
    let mut tx = db.begin(actor).await?;
    let done = sqlx::query(
        "update requests set done_at = now(), pending = $2 where id = $1 and state = 'yes' and done_at is null",
    )
    .bind(id)
    .bind(pending)
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 1 {
        words::granted(&mut tx, head, actor, &request, ends, pending.is_some()).await?;
    }
    tx.commit().await?;
    Ok(if pending.is_some() { Carried::Waits } else { Carried::Granted })
}

/// Puts the contact among the person's; answers the loosening that waits for the manager, if it does.
async fn allow(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    request: &Request,
    contact: domain::guardian::Contact,
) -> Result<Option<Uuid>, Error> {
    let mut again = true;
    loop {
        let mut tx = db.begin(actor).await?;
        let page = guardian::page(&mut tx, &head.brand, actor, &request.subscriber_id).await?;
        drop(tx);
        let edit = Edit::Contact(contact.clone());
        match guardian::edit(db, head, actor, &request.subscriber_id, page.version, edit).await {
            Ok(Saved::Waiting(pending)) => return Ok(Some(pending)),
            Ok(_) => return Ok(None),
            // Somebody saved between our reading and our writing.
            Err(Error::Stale) if again => again = false,
            Err(Error::Invalid(errors)) => {
                let fault = errors.0.into_values().next().unwrap_or(Fault::Choice);
                return Err(Error::field("request", fault));
            }
            Err(other) => return Err(other),
        }
    }
}

/// Opens a request again whose yes could not be carried out. Where the member asked anew meanwhile, that one is open.
pub(super) async fn reopen(db: &Db, id: Uuid) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    sqlx::query(
        "update requests r set reason = '', answered_by = null, answered_by_name = '', ends_at = null, plan = null,
           answered_at = null, tries = 0,
           state = case when exists (select 1 from requests o where o.subscriber_id = r.subscriber_id
             and o.subject = r.subject and o.state = 'open') then 'lapsed' else 'open' end
         where id = $1 and state = 'yes' and done_at is null",
    )
    .bind(id)
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}
