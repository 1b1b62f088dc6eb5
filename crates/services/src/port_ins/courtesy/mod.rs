//! A number to use until the awaited one has arrived.
//!
//! For somebody without a line here whose old phone is of no use meanwhile. It has an eSIM of its own: the network does not
//! say that a number may land on a SIM that another one holds, and a phone keeps both. No plan is bound to it, so it costs
//! the family nothing; it has the data limits and the 911 address of the line to come, and ends when that works.
//!
//! Whoever changes a row holds its port-in first, then the line, so that nobody waits for one another in a circle.

mod end;
mod words;

use domain::{Action, E164, porting::PortState};
use sqlx::Row;
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    db::Tx,
    journal::{self, NewChain, Op, Ref, insert_in_line},
    mail::Letterhead,
    notices,
};

use super::{
    PortIn, Settled, correct,
    history::{self, NewEvent},
    record,
};

pub use end::let_go;
pub(super) use end::{arrived, ended, hold_for, tend, works};

/// The kind of its events.
const EVENT: &str = "courtesy";
/// Details of its events, beside the number itself.
const ASKED: &str = "asked";
/// See [`ASKED`].
const NONE_LEFT: &str = "refused";
/// See [`ASKED`]; the number follows.
const ENDED: &str = "ended";

/// How an awaited number stands with the one to use until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Courtesy {
    /// Not to be had: the order is not sent or nearly over, or its person has a line here.
    Unneeded,
    /// It can be asked for.
    Offered,
    /// It is being bought.
    Coming,
    /// None was to be had, in the upstream's words.
    Refused(String),
    /// It can be used.
    Here {
        /// E.164.
        number: String,
        /// Its line was told to end.
        leaving: bool,
    },
    /// It was there, and has ended.
    Gone {
        /// E.164.
        number: String,
    },
}

/// How a port-in stands with it. Where the number was asked for anew, it went along to the new order.
///
/// # Errors
/// [`Error::Database`].
pub async fn courtesy(tx: &mut Tx, port: &PortIn) -> Result<Courtesy, Error> {
    let row = sqlx::query(
        "select number, refused, ended_at is not null as ended, let_go_at is not null as leaving,
                refused is not null and exists (
                  select 1 from operations o
                  where o.kind = 'provision_number' and o.request->>'courtesy' = c.id::text and o.maybe) as maybe
         from courtesy_numbers c where account_id = $1 and port_in_id = $2 order by id desc limit 1",
    )
    .bind(&port.account_id)
    .bind(port.id)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(if is_offered(tx, port).await? { Courtesy::Offered } else { Courtesy::Unneeded });
    };
    let (number, refused): (Option<String>, Option<String>) = (row.try_get("number")?, row.try_get("refused")?);
    Ok(match (number, refused) {
        // One that came after all may be their line by now: asked for once more, it is found.
        (_, Some(why)) if is_awaited(port) && row.try_get("maybe")? => Courtesy::Refused(why),
        (_, Some(why)) if is_offered(tx, port).await? => Courtesy::Refused(why),
        (_, Some(_)) => Courtesy::Unneeded,
        (None, None) => Courtesy::Coming,
        (Some(number), None) if !row.try_get("ended")? => Courtesy::Here { number, leaving: row.try_get("leaving")? },
        (Some(_), None) if is_offered(tx, port).await? => Courtesy::Offered,
        (Some(number), None) => Courtesy::Gone { number },
    })
}

/// Whether the order is out, and its number not nearly here.
fn is_awaited(port: &PortIn) -> bool {
    let ends = matches!(port.state, PortState::Activating | PortState::Cancelling);
    port.sent_at.is_some() && port.state.is_open() && port.voice_live_at.is_none() && !ends
}

/// Whether it helps: the number is awaited, and its person has no line, nor waits for one.
async fn is_offered(tx: &mut Tx, port: &PortIn) -> Result<bool, Error> {
    let Some(subscriber) = port.subscriber_id.as_deref().filter(|_| is_awaited(port)) else { return Ok(false) };
    let none = sqlx::query_scalar(
        "select not exists (select 1 from numbers where account_id = $1 and subscriber_id = $2
             and status not ilike 'cancel%')
           and not exists (select 1 from courtesy_numbers where account_id = $1 and subscriber_id = $2
             and ended_at is null and refused is null)",
    );
    Ok(none.bind(&port.account_id).bind(subscriber).fetch_one(&mut **tx).await?)
}

/// Has one bought for who awaits a number, in its area where there is one. Asking twice buys one; asking once more where no
/// answer came looks first.
///
/// # Errors
/// [`Error::Stale`] when it is not to be had, or was not and nobody of the staff asks; [`Error::NotFound`] also for another
/// family's, [`Error::Forbidden`].
pub async fn ask(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    // Who presses at the same time comes after, and finds it asked for.
    let port = correct::lock_own(&mut tx, actor, id).await?;
    let page = super::get(&mut tx, actor, id).await?;
    match courtesy(&mut tx, &page).await? {
        Courtesy::Coming | Courtesy::Here { leaving: false, .. } => return Ok(()),
        Courtesy::Offered => {}
        // Where no answer came, one may be under way: staff see to that.
        Courtesy::Refused(_) if actor.role.is_staff() => {}
        _ => return Err(Error::Stale),
    }
    let known = |id: &Option<String>| id.clone().map(Ref::Known).ok_or(Error::Stale);
    let area = E164::parse(&port.number).map(|number| number.area_code().to_owned()).unwrap_or_default();
    let (row, title) = (Uuid::now_v7(), format!("Temporary number for {}", port.person));
    let op = Op::ProvisionNumber {
        account: Ref::Known(port.account_id.clone()),
        subscriber: known(&port.subscriber_id)?,
        area_code: area,
        zip: port.e911.zip.clone(),
        iccid: None,
        message_route: known(&port.message_route)?,
        voice_route: known(&port.voice_route)?,
        courtesy: Some(row),
    };
    let earlier: Option<Uuid> = sqlx::query_scalar(
        "select id from courtesy_numbers where account_id = $1 and port_in_id = $2 and refused is not null
         order by id desc limit 1",
    )
    .bind(&port.account_id)
    .bind(id)
    .fetch_optional(&mut *tx)
    .await?;
    let written = sqlx::query(
        "insert into courtesy_numbers (id, account_id, awaited, port_in_id, subscriber_id, asked_by)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    )
    .bind(row)
    .bind(&port.account_id)
    .bind(&port.number)
    .bind(id)
    .bind(&port.subscriber_id)
    .bind(actor.user_id)
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::Stale);
    }
    let account_id = Some(port.account_id.clone());
    let chain = NewChain { kind: "courtesy", title: title.clone(), account_id, ops: vec![(title, op)] };
    // In a line of its own: an order that takes its time must not keep the awaited number from being switched on.
    let chain = insert_in_line(&mut tx, actor.user_id, chain, &format!("courtesy {row}")).await?;
    if let Some(earlier) = earlier {
        journal::look_first(&mut tx, chain, earlier).await?;
    }
    let event = NewEvent { actor: Some(&actor.name), detail: ASKED, ..NewEvent::new(id, &port.account_id, EVENT) };
    history::record(&mut tx, event).await?;
    Ok(tx.commit().await?)
}

/// Writes down what came of buying one, in the transaction that marks it so; what it needs besides follows.
pub(super) async fn concluded(tx: &mut Tx, head: &Letterhead, id: Uuid, settled: Settled<'_>) -> Result<(), Error> {
    let row = sqlx::query("select port_in_id, asked_by from courtesy_numbers where id = $1")
        .bind(id)
        .fetch_one(&mut **tx)
        .await?;
    let port = record::lock(tx, row.try_get("port_in_id")?).await?;
    let event = NewEvent::new(port.id, &port.account_id, EVENT);
    let number = match settled {
        Settled::Done(result) => result.get("number").and_then(|number| number.as_str()),
        Settled::Refused(why) => {
            sqlx::query("update courtesy_numbers set refused = $2 where id = $1")
                .bind(id)
                .bind(why)
                .execute(&mut **tx)
                .await?;
            return history::record(tx, NewEvent { detail: NONE_LEFT, action_needed: true, ..event }).await;
        }
        Settled::Unknown => None,
    };
    let Some(number) = number else { return Ok(()) };
    sqlx::query("update courtesy_numbers set number = $2 where id = $1")
        .bind(id)
        .bind(number)
        .execute(&mut **tx)
        .await?;
    let (line, whose) = (Ref::Known(number.to_owned()), &port.person);
    let account = Ref::Known(port.account_id.clone());
    let ops = [
        (format!("911 address for {whose}"), Op::SetE911 { account, number: line.clone(), address: port.e911.clone() }),
        (format!("Data limits for {whose}"), Op::SetDataLimits { number: line, limits: port.limits }),
    ];
    // Each for itself: where the one is refused, the other is done all the same.
    for op in ops {
        let title = format!("Temporary number for {whose}");
        let chain = NewChain { kind: "courtesy", title, account_id: Some(port.account_id.clone()), ops: vec![op] };
        insert_in_line(tx, row.try_get("asked_by")?, chain, &own_line(number)).await?;
    }
    history::record(tx, NewEvent { detail: number, ..event }).await?;
    let words = words::here(number, &port.number, whose);
    notices::tell(tx, head, &port.account_id, words::KIND, &notices::page_of_line(number, ""), &words).await
}

/// The key of the line in which what is done to a number waits.
fn own_line(number: &str) -> String {
    format!("line {number}")
}
