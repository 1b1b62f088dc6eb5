//! A number to use until the awaited one has arrived.
//!
//! For somebody without a line here whose old phone is of no use meanwhile. It has an eSIM of its own: the network does not
//! say that a number may land on a SIM that another one holds, and a phone keeps both. No plan is bound to it, so it costs
//! the family nothing; it has the data limits and the 911 address of the line to come, and ends when that works.

use domain::{Action, E164};
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    actor::By,
    care,
    db::Tx,
    guardian,
    journal::{About, Entry, NewChain, Op, Ref, append_about, insert, insert_in_line},
    mail::Letterhead,
    notices,
};

use super::{
    PortIn, Settled, correct,
    history::{self, NewEvent},
    record::{self, Record},
    words,
};

/// The kind of its events.
const EVENT: &str = "courtesy";
/// Details of its events, beside the number itself.
const ASKED: &str = "asked";
/// See [`ASKED`].
const NONE_LEFT: &str = "refused";
/// See [`ASKED`]; the number follows.
const ENDED: &str = "ended";
/// Who the portal says let it go.
const BY: &str = "Homeline";

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

/// How a port-in stands with it.
///
/// # Errors
/// [`Error::Database`].
pub async fn courtesy(tx: &mut Tx, port: &PortIn) -> Result<Courtesy, Error> {
    let row = newest(tx, &port.account_id, &port.number).await?;
    let offered = async |tx: &mut Tx| -> Result<bool, Error> {
        let sent = port.sent_at.is_some() && port.state.is_open() && port.voice_live_at.is_none();
        let Some(subscriber) = port.subscriber_id.as_deref().filter(|_| sent) else { return Ok(false) };
        has_no_line(tx, &port.account_id, subscriber).await
    };
    let Some(row) = row else {
        return Ok(if offered(tx).await? { Courtesy::Offered } else { Courtesy::Unneeded });
    };
    let (number, refused): (Option<String>, Option<String>) = (row.try_get("number")?, row.try_get("refused")?);
    Ok(match (number, refused) {
        (_, Some(why)) if offered(tx).await? => Courtesy::Refused(why),
        (_, Some(_)) => Courtesy::Unneeded,
        (None, None) => Courtesy::Coming,
        (Some(number), None) if !row.try_get("ended")? => Courtesy::Here { number, leaving: row.try_get("leaving")? },
        (Some(_), None) if offered(tx).await? => Courtesy::Offered,
        (Some(number), None) => Courtesy::Gone { number },
    })
}

/// The newest one that stood in for a number.
async fn newest(tx: &mut Tx, account_id: &str, awaited: &str) -> Result<Option<PgRow>, Error> {
    let row = sqlx::query(
        "select number, refused, ended_at is not null as ended, let_go_at is not null as leaving from courtesy_numbers
         where account_id = $1 and awaited = $2 order by id desc limit 1",
    );
    Ok(row.bind(account_id).bind(awaited).fetch_optional(&mut **tx).await?)
}

async fn has_no_line(tx: &mut Tx, account_id: &str, subscriber_id: &str) -> Result<bool, Error> {
    let any = sqlx::query_scalar(
        "select not exists (select 1 from numbers where account_id = $1 and subscriber_id = $2
           and status not ilike 'cancel%')",
    );
    Ok(any.bind(account_id).bind(subscriber_id).fetch_one(&mut **tx).await?)
}

/// Has one bought for who awaits a number, in its area where there is one. Asking twice buys one.
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
    sqlx::query(
        "insert into courtesy_numbers (id, account_id, awaited, port_in_id, subscriber_id, asked_by)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row)
    .bind(&port.account_id)
    .bind(&port.number)
    .bind(id)
    .bind(&port.subscriber_id)
    .bind(actor.user_id)
    .execute(&mut *tx)
    .await?;
    let account_id = Some(port.account_id.clone());
    insert(&mut tx, actor, NewChain { kind: "courtesy", title: title.clone(), account_id, ops: vec![(title, op)] })
        .await?;
    let event = NewEvent { actor: Some(&actor.name), detail: ASKED, ..NewEvent::new(id, &port.account_id, EVENT) };
    history::record(&mut tx, event).await?;
    Ok(tx.commit().await?)
}

/// Writes down what came of buying one, in the transaction that marks it so; what it needs besides follows.
pub(super) async fn concluded(tx: &mut Tx, head: &Letterhead, id: Uuid, settled: Settled<'_>) -> Result<(), Error> {
    let number = match settled {
        Settled::Done(result) => result.get("number").and_then(|number| number.as_str()),
        Settled::Refused(why) => {
            let port_in: Uuid =
                sqlx::query_scalar("update courtesy_numbers set refused = $2 where id = $1 returning port_in_id")
                    .bind(id)
                    .bind(why)
                    .fetch_one(&mut **tx)
                    .await?;
            let port = record::get(tx, port_in).await?;
            let event = NewEvent {
                detail: NONE_LEFT,
                raw: Some(why),
                action_needed: true,
                ..NewEvent::new(port_in, &port.account_id, EVENT)
            };
            return history::record(tx, event).await;
        }
        Settled::Unknown => None,
    };
    let Some(number) = number else { return Ok(()) };
    let row = sqlx::query("update courtesy_numbers set number = $2 where id = $1 returning port_in_id, asked_by")
        .bind(id)
        .bind(number)
        .fetch_one(&mut **tx)
        .await?;
    let port = record::get(tx, row.try_get("port_in_id")?).await?;
    let (line, whose) = (Ref::Known(number.to_owned()), &port.person);
    let account = Ref::Known(port.account_id.clone());
    let ops = vec![
        (format!("Data limits for {whose}"), Op::SetDataLimits { number: line.clone(), limits: port.limits }),
        (format!("911 address for {whose}"), Op::SetE911 { account, number: line, address: port.e911.clone() }),
    ];
    let title = format!("Temporary number for {whose}");
    let chain = NewChain { kind: "courtesy", title, account_id: Some(port.account_id.clone()), ops };
    // In a line of its own: the awaited number must not wait for an address that is refused.
    insert_in_line(tx, row.try_get("asked_by")?, chain, &format!("line {number}")).await?;
    history::record(tx, NewEvent { detail: number, ..NewEvent::new(port.id, &port.account_id, EVENT) }).await?;
    let words = words::courtesy_here(number, &port.number, whose);
    notices::tell(tx, head, &port.account_id, words::KIND, &words::line(number), &words).await
}

/// Lets it go, when the order it was asked for is over: the awaited number will not come, and it is of no use any more.
///
/// # Errors
/// [`Error::Stale`] while the order is open, or when there is none; [`Error::NotFound`] also for another family's,
/// [`Error::Forbidden`].
pub async fn let_go(db: &Db, actor: &Actor, id: Uuid) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let port = correct::lock_own(&mut tx, actor, id).await?;
    let page = super::get(&mut tx, actor, id).await?;
    let Courtesy::Here { number, .. } = courtesy(&mut tx, &page).await? else { return Err(Error::Stale) };
    if !port.ended {
        return Err(Error::Stale);
    }
    end_line(&mut tx, By::from(actor), &port.account_id, &number).await?;
    Ok(tx.commit().await?)
}

/// Has its line end. One that is nobody's any more has nothing to end.
async fn end_line(tx: &mut Tx, by: By<'_>, account_id: &str, number: &str) -> Result<(), Error> {
    sqlx::query(
        "update courtesy_numbers set let_go_at = now() where account_id = $1 and number = $2 and ended_at is null",
    )
    .bind(account_id)
    .bind(number)
    .execute(&mut **tx)
    .await?;
    match care::let_go(tx, by, account_id, number).await {
        Err(Error::NotFound) => Ok(()),
        done => done,
    }
}

/// The one that stands in for an awaited number, and who asked for it.
async fn standing_in(tx: &mut Tx, port: &Record) -> Result<Option<(String, Uuid)>, Error> {
    let row = sqlx::query_as(
        "select number, asked_by from courtesy_numbers
         where account_id = $1 and awaited = $2 and number is not null and ended_at is null",
    );
    Ok(row.bind(&port.account_id).bind(&port.number).fetch_optional(&mut **tx).await?)
}

/// The awaited number was switched on: Guardian protects it from here on, and who had the other one among their numbers has
/// this one. Guardian covers one line a person, so whom it protects is not left with two.
pub(super) async fn arrived(tx: &mut Tx, head: &Letterhead, port: &Record) -> Result<(), Error> {
    let Some((number, asked_by)) = standing_in(tx, port).await? else { return Ok(()) };
    guardian::renumbered(tx, &head.brand, asked_by, &port.account_id, [&number, &port.number]).await?;
    let guarded: bool = sqlx::query_scalar(
        "select exists (select 1 from guardian_settings where subscriber_id = $1 and account_id = $2)",
    )
    .bind(&port.subscriber_id)
    .bind(&port.account_id)
    .fetch_one(&mut **tx)
    .await?;
    if guarded { end_line(tx, By { id: asked_by, name: BY }, &port.account_id, &number).await } else { Ok(()) }
}

/// The awaited number works: the other one has done its service.
pub(super) async fn works(tx: &mut Tx, port: &Record) -> Result<(), Error> {
    let Some((number, asked_by)) = standing_in(tx, port).await? else { return Ok(()) };
    end_line(tx, By { id: asked_by, name: BY }, &port.account_id, &number).await
}

/// A line has ended: if it stood in for another one, that is noted and told.
pub(super) async fn ended(tx: &mut Tx, head: &Letterhead, account_id: &str, number: &str) -> Result<(), Error> {
    let row: Option<(String, Uuid)> = sqlx::query_as(
        "update courtesy_numbers set ended_at = now() where account_id = $1 and number = $2 and ended_at is null
         returning awaited, port_in_id",
    )
    .bind(account_id)
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    let Some((awaited, port_in)) = row else { return Ok(()) };
    let said = format!("{ENDED} {number}");
    history::record(tx, NewEvent { detail: &said, ..NewEvent::new(port_in, account_id, EVENT) }).await?;
    let [temporary, own] = [number, &awaited].map(domain::phone::national);
    let detail = format!("{temporary} stood in for {own}");
    let es = format!("{temporary} ocupaba el lugar del {own}");
    let entry = Entry { account_id: Some(account_id), actor: None, what: "Temporary number ended", detail: &detail };
    append_about(tx, &entry, About { detail_es: Some(&es), ..About::default() }).await?;
    let words = words::courtesy_ended(number, &awaited);
    notices::tell(tx, head, account_id, words::KIND, &notices::page_of(port_in), &words).await
}

/// Ends, a day later, once more what was to end and did not; a week later those whose order was cancelled, for somebody may
/// begin again; and notes which have ended elsewhere.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn tend(tx: &mut Tx, head: &Letterhead) -> Result<(), Error> {
    let due: Vec<(String, String, Uuid)> = sqlx::query_as(
        "select c.account_id, c.number, c.asked_by from courtesy_numbers c
         join lateral (
           select state, ended_at from port_ins p
           where p.account_id = c.account_id and p.number = c.awaited order by p.created_at desc, p.id desc limit 1
         ) p on true
         where c.number is not null and c.ended_at is null
           and (c.let_go_at < now() - interval '1 day'
             or c.let_go_at is null and (p.state = 'completed' or p.ended_at < now() - interval '7 days'))
         order by c.id limit 50 for update of c skip locked",
    )
    .fetch_all(&mut **tx)
    .await?;
    for (account_id, number, asked_by) in due {
        end_line(tx, By { id: asked_by, name: BY }, &account_id, &number).await?;
    }
    let gone: Vec<(String, String)> = sqlx::query_as(
        "select account_id, number from courtesy_numbers c
         where number is not null and ended_at is null and not exists (
           select 1 from numbers n
           where n.number = c.number and n.account_id = c.account_id and n.status not ilike 'cancel%')
         limit 50 for update skip locked",
    )
    .fetch_all(&mut **tx)
    .await?;
    for (account_id, number) in gone {
        ended(tx, head, &account_id, &number).await?;
    }
    Ok(())
}
