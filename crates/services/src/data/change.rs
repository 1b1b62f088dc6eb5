//! Changes of a line's data: held while they are asked for, sent by the journal, and what came of each line.

use std::collections::BTreeMap;

use domain::{Care, Lang};
use serde::Serialize;
use serde_json::{Map, Value};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{
    Actor, Error,
    accounts::{self, Line, LineStatus},
    actor::By,
    db::Tx,
    journal::{About, DataOp, Entry, NewChain, Op, append_about, insert_in_line},
    mail::Letterhead,
    notices::{self, Telling, Words},
    port_ins::Settled,
};

use super::words;

/// The most numbers one call upstream takes; how many it would is not documented.
const AT_ONCE: usize = 50;

/// A line that is held until the transaction ends: who else wants to change its data waits.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) account_id: String,
    pub(super) line: Line,
}

/// Holds lines of one account whose limits the actor may set. What is cancelled has no data.
pub(super) async fn hold(tx: &mut Tx, actor: &Actor, numbers: &[String]) -> Result<Vec<Held>, Error> {
    // In one order, so that two who want the same lines never wait for each other.
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let mut held: Vec<Held> = Vec::new();
    for number in &numbers {
        accounts::hold(tx, number).await?;
        let found = accounts::reached(tx, actor, number, Care::Limits).await?;
        let strange = held.first().is_some_and(|first| first.account_id != found.account_id);
        if strange || found.line.status == LineStatus::Cancelled {
            return Err(Error::NotFound);
        }
        held.push(Held { account_id: found.account_id, line: found.line });
    }
    if held.is_empty() { Err(Error::NotFound) } else { Ok(held) }
}

/// Notes that a line is to be changed.
pub(super) async fn note(
    tx: &mut Tx,
    by: By<'_>,
    held: &Held,
    batch: Uuid,
    act: &str,
    wanted: &impl Serialize,
    state: &str,
) -> Result<(), Error> {
    sqlx::query(
        "insert into data_changes (id, batch, account_id, number, act, wanted, state, actor_id, actor_name, settled_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $7 <> 'sending' then now() end)",
    )
    .bind(Uuid::now_v7())
    .bind(batch)
    .bind(&held.account_id)
    .bind(&held.line.number)
    .bind(act)
    .bind(Json(serde_json::to_value(wanted).map_err(anyhow::Error::from)?))
    .bind(state)
    .bind(by.id)
    .bind(by.name)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a change that is on its way wants, of the newest of these acts.
pub(super) async fn on_its_way(tx: &mut Tx, held: &Held, acts: &[&str]) -> Result<Option<(Uuid, Value)>, Error> {
    let row = sqlx::query(
        "select batch, wanted from data_changes
         where account_id = $1 and number = $2 and act = any($3) and state = 'sending' order by id desc limit 1",
    )
    .bind(&held.account_id)
    .bind(&held.line.number)
    .bind(acts)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| Ok((row.try_get("batch")?, row.try_get::<Json<Value>, _>("wanted")?.0))).transpose()
}

/// Has the journal do it: `op` for as many numbers as fit into one call. Answers the chain, where there is one.
pub(super) async fn send(
    tx: &mut Tx,
    by: Uuid,
    account_id: &str,
    title: &str,
    numbers: &[String],
    op: impl Fn(Vec<String>) -> DataOp,
    at_once: usize,
) -> Result<Option<Uuid>, Error> {
    let titled = |part: &[String]| match part {
        // Of several that go one by one each has its number for a title.
        [one] if numbers.len() > 1 => domain::phone::national(one),
        _ => title.to_owned(),
    };
    let ops = numbers.chunks(at_once.clamp(1, AT_ONCE)).map(|part| (titled(part), Op::Data(op(part.to_vec()))));
    let chain =
        NewChain { kind: "data", title: title.to_owned(), account_id: Some(account_id.to_owned()), ops: ops.collect() };
    if chain.ops.is_empty() {
        return Ok(None);
    }
    insert_in_line(tx, by, chain, &line_of(account_id)).await.map(Some)
}

/// Data changes of an account follow one another; stopping a line's data does not wait for numbers being bought.
fn line_of(account_id: &str) -> String {
    format!("data {account_id}")
}

/// All of them in one call where that may be.
pub(super) const TOGETHER: usize = AT_ONCE;

/// Writes into the activity of the account: whose line, and what became what, in both languages.
pub(super) async fn record(tx: &mut Tx, by: By<'_>, held: &Held, what: &str, became: [String; 2]) -> Result<(), Error> {
    let [detail, es] = became.map(|became| format!("{} {}: {became}", held.line.whose(), held.line.national()));
    let entry = Entry { account_id: Some(&held.account_id), actor: Some((by.id, by.name)), what, detail: &detail };
    let page = words::page_of(&held.line.number);
    let about = About {
        subscriber_id: Some(held.line.person_id()).filter(|id| !id.is_empty()),
        undo: Some(&page),
        detail_es: Some(&es),
    };
    append_about(tx, &entry, about).await
}

/// Tells who looks after the line's person, but for who did it.
pub(super) async fn tell(
    tx: &mut Tx,
    head: &Letterhead,
    by: Uuid,
    (account_id, subscriber, number): (&str, &str, &str),
    words: &Words,
) -> Result<(), Error> {
    let mut to = notices::guardians(tx, account_id, subscriber).await?;
    to.retain(|id| *id != by);
    let path = words::page_of(number);
    notices::tell_these(tx, head, account_id, &to, Telling { kind: words::KIND, path: &path, mailed: &path, words })
        .await
}

/// Writes down what became of an operation, in the transaction that marks it so. One that was refused for several lines at
/// once is tried for each alone: a line that cannot be set must not keep the others from it.
pub(crate) async fn concluded(tx: &mut Tx, head: &Letterhead, op: &DataOp, settled: &Settled<'_>) -> Result<(), Error> {
    let (batch, numbers) = (op.batch(), op.numbers());
    match settled {
        Settled::Unknown => Ok(()),
        Settled::Refused(_) if op.splits() => {
            let row = sqlx::query("select account_id, actor_id from data_changes where batch = $1 limit 1");
            let row = row.bind(batch).fetch_one(&mut **tx).await?;
            let (account, by): (String, Uuid) = (row.try_get("account_id")?, row.try_get("actor_id")?);
            let chain = send(tx, by, &account, "Each line alone", numbers, |part| op.only(part), 1).await?;
            // What was asked for since comes after it, as it would have after the one that was refused.
            sqlx::query(
                "update chains set turn = (select min(turn) from chains where lock_key = $2 and finished_at is null)
                 where id = $1",
            )
            .bind(chain)
            .bind(line_of(&account))
            .execute(&mut **tx)
            .await?;
            Ok(())
        }
        Settled::Refused(why) => {
            let all = numbers.iter().map(|number| (number.as_str(), Some(*why)));
            settle(tx, head, batch, all.collect()).await
        }
        Settled::Done(result) => {
            let all = numbers.iter().map(|number| (number.as_str(), refused_of(result, number)));
            settle(tx, head, batch, all.collect()).await
        }
    }
}

fn refused_of<'a>(result: &'a Map<String, Value>, number: &str) -> Option<&'a str> {
    result.get("refused")?.get(number)?.as_str()
}

async fn settle(
    tx: &mut Tx,
    head: &Letterhead,
    batch: Uuid,
    numbers: BTreeMap<&str, Option<&str>>,
) -> Result<(), Error> {
    for (number, refused) in numbers {
        let row = sqlx::query(
            "update data_changes set state = $3, detail = $4, settled_at = now()
             where batch = $1 and number = $2 and state = 'sending' returning account_id, act, actor_id, actor_name",
        )
        .bind(batch)
        .bind(number)
        .bind(if refused.is_some() { "refused" } else { "done" })
        .bind(refused.unwrap_or_default())
        .fetch_optional(&mut **tx)
        .await?;
        let (Some(row), Some(why)) = (row, refused) else { continue };
        let (account, act): (String, String) = (row.try_get("account_id")?, row.try_get("act")?);
        if !matches!(act.as_str(), "pause" | "resume") {
            continue;
        }
        // It is as it was before, unless it was turned once more since.
        sqlx::query(
            "update data_pauses set flips_at = null, paused = coalesce((
               select c.act = 'pause' from data_changes c
               where c.number = $1 and c.account_id = $2 and c.act in ('pause', 'resume') and c.state = 'done'
               order by c.id desc limit 1), false)
             where number = $1 and account_id = $2 and not exists (
               select 1 from data_changes c
               where c.number = $1 and c.account_id = $2 and c.act in ('pause', 'resume') and c.state = 'sending')",
        )
        .bind(number)
        .bind(&account)
        .execute(&mut **tx)
        .await?;
        let subscriber: Option<String> =
            sqlx::query_scalar("select subscriber_id from numbers where number = $1 and account_id = $2")
                .bind(number)
                .bind(&account)
                .fetch_optional(&mut **tx)
                .await?
                .flatten();
        let words = words::not_turned(number, act == "pause", why);
        // Also who asked for it: they may have gone on.
        tell(tx, head, Uuid::nil(), (&account, &subscriber.unwrap_or_default(), number), &words).await?;
    }
    Ok(())
}

/// `before → after` in both languages, for the activity.
pub(super) fn became<T>(before: Option<&T>, after: &T, words: impl Fn(&T, Lang) -> String) -> [String; 2] {
    Lang::ALL.map(|lang| {
        let before = before.map_or_else(|| lang.pick("not known", "no se sabe").to_owned(), |it| words(it, lang));
        format!("{before} → {}", words(after, lang))
    })
}
