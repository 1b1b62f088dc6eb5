//! What staff see.

use domain::Action;
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use super::{State, Way};
use crate::{Actor, Error, db::Tx};

/// A request in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: Uuid,
    /// When it came.
    pub asked_at: Timestamp,
    /// Who asked.
    pub name: String,
    /// The numbers, E.164.
    pub numbers: Vec<String>,
    /// How far it is.
    pub state: State,
    /// Who works on it.
    pub worker: Option<String>,
    /// When it was done or refused.
    pub closed_at: Option<Timestamp>,
}

/// A request with everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separation {
    /// As in the queue.
    pub request: Request,
    /// The language it was written in.
    pub language: String,
    /// How who asked may be reached.
    pub way: Way,
    /// Address or number for it; empty when they may not be.
    pub reach: String,
    /// Whose account it is, as far as it was said.
    pub holder: String,
    /// The word for what happened, as far as it was said.
    pub reason: String,
    /// Anything else.
    pub note: String,
    /// Whether the law's declaration was made.
    pub attested: bool,
    /// What the receipt tells.
    pub told: String,
    /// Raised by each change.
    pub version: i32,
    /// Which of the numbers are ours, and whose.
    pub found: Vec<Found>,
    /// What was done, the newest first.
    pub happened: Vec<Happened>,
}

/// A number of a request, and what we know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// E.164.
    pub number: String,
    /// The account it is on; none when it is not ours.
    pub account: Option<(String, String)>,
    /// Whose line it is.
    pub person: Option<String>,
}

/// Something staff did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// The state it came to; none for a note.
    pub state: Option<State>,
    /// Words; may be empty.
    pub text: String,
}

/// The open requests, the oldest first, so that what is late stands on top; or the closed ones, the newest first.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn queue(tx: &mut Tx, actor: &Actor, closed: bool) -> Result<Vec<Request>, Error> {
    actor.may(Action::HandleSeparations)?;
    let rows = sqlx::query(
        "select id, asked_at, name, numbers, state, worker_name, closed_at from separation_requests
         where (closed_at is not null) = $1
         order by case when $1 then null else asked_at end, closed_at desc, id limit 200",
    )
    .bind(closed)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(read).collect()
}

/// How many are open.
///
/// # Errors
/// [`Error::Database`].
pub async fn open_count(tx: &mut Tx) -> Result<u64, Error> {
    let count: i64 = sqlx::query_scalar("select count(*) from separation_requests where closed_at is null")
        .fetch_one(&mut **tx)
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// One request with everything.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`].
pub async fn request(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Separation, Error> {
    actor.may(Action::HandleSeparations)?;
    let row = sqlx::query("select * from separation_requests where id = $1").bind(id).fetch_one(&mut **tx).await?;
    let request = read(&row)?;
    let found = found(tx, &request.numbers).await?;
    Ok(Separation {
        language: row.try_get("language")?,
        way: Way::parse(row.try_get("way")?).unwrap_or(Way::None),
        reach: row.try_get("reach")?,
        holder: row.try_get("holder")?,
        reason: row.try_get("reason")?,
        note: row.try_get("note")?,
        attested: row.try_get("attested")?,
        told: row.try_get("told")?,
        version: row.try_get("version")?,
        found,
        happened: happened(tx, id).await?,
        request,
    })
}

async fn found(tx: &mut Tx, numbers: &[String]) -> Result<Vec<Found>, Error> {
    let rows = sqlx::query(
        "select w.number, n.account_id, coalesce(a.name, n.account_id) as account, p.name as person
         from unnest($1::text[]) with ordinality as w(number, at)
         left join numbers n on n.number = w.number
         left join accounts a on a.account_id = n.account_id
         left join subscribers p on p.subscriber_id = n.subscriber_id
         order by w.at",
    )
    .bind(numbers)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            let id: Option<String> = row.try_get("account_id")?;
            let name: Option<String> = row.try_get("account")?;
            Ok(Found { number: row.try_get("number")?, account: id.zip(name), person: row.try_get("person")? })
        })
        .collect()
}

async fn happened(tx: &mut Tx, id: Uuid) -> Result<Vec<Happened>, Error> {
    let rows = sqlx::query(
        "select at, by_name, state, text from separation_events where request_id = $1 order by id desc limit 200",
    )
    .bind(id)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Happened {
                at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
                by: row.try_get("by_name")?,
                state: row.try_get::<Option<String>, _>("state")?.as_deref().and_then(State::parse),
                text: row.try_get("text")?,
            })
        })
        .collect()
}

fn read(row: &PgRow) -> Result<Request, Error> {
    Ok(Request {
        id: row.try_get("id")?,
        asked_at: row.try_get::<jiff_sqlx::Timestamp, _>("asked_at")?.to_jiff(),
        name: row.try_get("name")?,
        numbers: row.try_get("numbers")?,
        state: State::parse(row.try_get("state")?).unwrap_or(State::New),
        worker: row.try_get("worker_name")?,
        closed_at: row.try_get::<Option<jiff_sqlx::Timestamp>, _>("closed_at")?.map(jiff_sqlx::Timestamp::to_jiff),
    })
}
