//! What people do to a port-in that is under way.

use std::collections::BTreeMap;

use domain::{
    Action, Fault, FieldErrors, Fields,
    porting::{Fix, PortField, PortState},
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Actor, Db, Error, Vault,
    db::Tx,
    journal::{NewChain, Op, Ref, insert},
    mail::Letterhead,
    reference,
};

use super::{
    change::{Change, change},
    changes::Changes,
    history::{self, NewEvent},
    record::{self, Record},
};

/// Sendings of one field that were refused, after which staff must look at it.
const MOST_TRIES: u32 = 3;
/// The tick that says: done at the old carrier.
const DONE: &str = "done";

/// Corrects the order and has it sent again, the same order. `fields` has the names of the wizard (`old.carrier` …);
/// what is not posted, and a secret left empty, stays. `done` says that what the old carrier wanted done there is done.
///
/// # Errors
/// [`Error::Invalid`] by field, with [`Fault::Unchanged`] where the old carrier would get what it refused once more and
/// [`Fault::AskStaff`] after three tries of one field; [`Error::Stale`] when it cannot be corrected now.
pub async fn correct(
    db: &Db,
    vault: &Vault,
    actor: &Actor,
    id: Uuid,
    fields: &Fields,
    done: bool,
) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let mut port = lock_own(&mut tx, actor, id).await?;
    if port.busy || !(port.state.may_update() || port.state == PortState::NeedsInfo) {
        return Err(Error::Stale);
    }
    let mut errors = FieldErrors::default();
    let changes = Changes::of(&mut tx, vault, &port, fields, &mut errors).await?;
    let catalogue = reference::catalogue(&mut tx).await?;
    let reasons: Vec<_> = port.reasons.iter().filter_map(|key| catalogue.get(key)).collect();
    let wanted: Vec<PortField> = reasons.iter().flat_map(|reason| reason.fields.iter().copied()).collect();
    let elsewhere = reasons.iter().any(|reason| reason.fix == Fix::Resend);
    // What was refused must differ, or something was done about it elsewhere. Not all of it: carriers object to what was
    // right as well.
    let mends = wanted.is_empty() || wanted.iter().any(|field| changes.touches(*field)) || done && elsewhere;
    if errors.is_empty() && !mends {
        for field in &wanted {
            errors.add(first_name(*field), Fault::Unchanged);
        }
    }
    if errors.is_empty() && elsewhere && !done && changes.fields.is_empty() {
        errors.add(DONE, Fault::Missing);
    }
    for field in &changes.fields {
        let tries = port.tries.entry(first_name(*field).to_owned()).or_default();
        if *tries >= MOST_TRIES && !actor.role.is_staff() {
            errors.add(first_name(*field), Fault::AskStaff);
        }
        *tries += 1;
    }
    errors.into_result().map_err(Error::Invalid)?;
    changes.write(&mut tx, vault, &port, actor).await?;
    // Words of the fields, which the page says in its reader's language.
    let detail = changes.fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(" ");
    let event = NewEvent {
        actor: Some(&actor.name),
        detail: if detail.is_empty() { DONE } else { &detail },
        ..NewEvent::new(id, &port.account_id, "corrected")
    };
    history::record(&mut tx, event).await?;
    if port.state == PortState::NeedsInfo {
        send_anew(&mut tx, actor, &mut port).await?;
    } else {
        let op = Op::UpdatePortIn { port_in: id, fields: changes.fields.clone() };
        chain(&mut tx, actor, &port, "correct_port_in", "Correcting", op).await?;
    }
    Ok(tx.commit().await?)
}

/// Sends an order that Telegent did not take, as it is.
///
/// # Errors
/// [`Error::Stale`] when it was taken after all.
pub async fn resubmit(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let mut port = lock_own(&mut tx, actor, id).await?;
    if port.busy || port.state != PortState::NeedsInfo {
        return Err(Error::Stale);
    }
    send_anew(&mut tx, actor, &mut port).await?;
    Ok(tx.commit().await?)
}

/// An order that was not taken, once more: after a look whether it was. Person and routes are those of the first time.
async fn send_anew(tx: &mut Tx, actor: &Actor, port: &mut Record) -> Result<(), Error> {
    let op = sqlx::query_scalar::<_, Json<Op>>(
        "select request from operations where kind = 'submit_port_in' and request->>'port_in' = $1 order by id desc limit 1",
    )
    .bind(port.id.to_string())
    .fetch_one(&mut **tx)
    .await?
    .0;
    let results = sqlx::query_as::<_, (i32, Json<serde_json::Map<String, serde_json::Value>>)>(
        "select seq, result from operations where chain_id = $1",
    )
    .bind(port.chain_id)
    .fetch_all(&mut **tx)
    .await?;
    let results: Vec<_> = results.into_iter().map(|(seq, result)| (seq, result.0)).collect();
    let Op::SubmitPortIn { subscriber, message_route, voice_route, .. } = op else {
        return Err(anyhow::anyhow!("not the sending of a port-in").into());
    };
    let known = |part: &Ref| part.resolve(&results).map(Ref::Known).ok_or(Error::Stale);
    let op = Op::SubmitPortIn {
        port_in: port.id,
        number: port.number.clone(),
        subscriber: known(&subscriber)?,
        message_route: known(&message_route)?,
        voice_route: known(&voice_route)?,
        again: true,
    };
    sqlx::query("update port_ins set state = $2, state_since = now(), reasons = '{}' where id = $1")
        .bind(port.id)
        .bind(PortState::Submitting.as_str())
        .execute(&mut **tx)
        .await?;
    port.state = PortState::Submitting;
    chain(tx, actor, port, "send_port_in", "Sending", op).await
}

/// Cancels for good. What was not sent yet, or not taken, ends at once; an order is withdrawn, and over when it reads so.
///
/// # Errors
/// [`Error::Stale`] when it cannot be cancelled now.
pub async fn cancel(db: &Db, head: &Letterhead, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let mut port = lock_own(&mut tx, actor, id).await?;
    let unsent = port.state == PortState::NeedsInfo;
    if port.busy || !(unsent || port.state.may_cancel()) {
        return Err(Error::Stale);
    }
    let from = port.state;
    let state = if unsent { PortState::Cancelled } else { PortState::Cancelling };
    let reasons = if unsent { Vec::new() } else { port.reasons.clone() };
    let by = Some(actor.name.as_str());
    let to = Change { state, reasons, kind: "cancelled", actor: by, detail: "", raw: None };
    change(&mut tx, head, &mut port, to).await?;
    if !unsent {
        let op = Op::CancelPortIn { port_in: id, from };
        chain(&mut tx, actor, &port, "cancel_port_in", "Cancelling", op).await?;
    }
    Ok(tx.commit().await?)
}

/// Has it read at once.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn look_now(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    lock_own(&mut tx, actor, id).await?;
    sqlx::query(
        "update port_ins set next_poll_at = now() where id = $1 and ended_at is null and next_poll_at is not null",
    )
    .bind(id)
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// Staff take it into their own hands, or let it go on by itself: held, nothing is read and nobody is reminded.
///
/// # Errors
/// [`Error::Forbidden`] for families.
pub async fn hold(db: &Db, actor: &Actor, id: Uuid, held: bool) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let port = lock_own(&mut tx, actor, id).await?;
    sqlx::query(
        "update port_ins set held = $2, next_poll_at = case when $2 then next_poll_at else now() end where id = $1",
    )
    .bind(id)
    .bind(held)
    .execute(&mut *tx)
    .await?;
    let event = NewEvent {
        actor: Some(&actor.name),
        detail: if held { "held" } else { "let go" },
        private: true,
        ..NewEvent::new(id, &port.account_id, "held")
    };
    history::record(&mut tx, event).await?;
    Ok(tx.commit().await?)
}

/// What somebody found when they tried the line: `call_in`, `call_out`, `text_in`, `text_out`, `data`. When all of it
/// works the port-in is done; what does not is for staff to look at.
///
/// # Errors
/// [`Error::Stale`] before it is switched on.
pub async fn tested(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    id: Uuid,
    worked: &BTreeMap<String, bool>,
) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let mut port = lock_own(&mut tx, actor, id).await?;
    if port.state != PortState::TextingLive {
        return Err(Error::Stale);
    }
    let fails: Vec<&str> = worked.iter().filter(|(_, works)| !**works).map(|(what, _)| what.as_str()).collect();
    let mut kept: BTreeMap<&str, bool> = worked.iter().map(|(what, works)| (what.as_str(), *works)).collect();
    kept.insert("all", fails.is_empty());
    sqlx::query("update port_ins set tested = $2 where id = $1").bind(id).bind(Json(&kept)).execute(&mut *tx).await?;
    let by = Some(actor.name.as_str());
    if fails.is_empty() {
        let kind = "tested";
        let to = Change { state: PortState::Completed, reasons: Vec::new(), kind, actor: by, detail: "", raw: None };
        change(&mut tx, head, &mut port, to).await?;
    } else {
        let detail = fails.join(" ");
        let event = NewEvent {
            actor: by,
            detail: &detail,
            action_needed: true,
            ..NewEvent::new(id, &port.account_id, "tested")
        };
        history::record(&mut tx, event).await?;
    }
    Ok(tx.commit().await?)
}

async fn chain(tx: &mut Tx, actor: &Actor, port: &Record, kind: &'static str, verb: &str, op: Op) -> Result<(), Error> {
    let title = format!("{verb} the transfer of {}", domain::phone::national(&port.number));
    let account_id = Some(port.account_id.clone());
    let chain = insert(tx, actor, NewChain { kind, title: title.clone(), account_id, ops: vec![(title, op)] }).await?;
    sqlx::query("update port_ins set chain_id = $2 where id = $1").bind(port.id).bind(chain).execute(&mut **tx).await?;
    Ok(())
}

/// A port-in of the actor's own family, or anybody's for staff; others wait until the transaction ends.
pub(super) async fn lock_own(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Record, Error> {
    let port = record::lock(tx, id).await?;
    let theirs = actor.account_id.as_ref().is_some_and(|account| *account != port.account_id);
    if theirs { Err(Error::NotFound) } else { Ok(port) }
}

/// The form's name of a field, the first of several.
fn first_name(field: PortField) -> &'static str {
    field.form_names().first().copied().unwrap_or("old")
}
