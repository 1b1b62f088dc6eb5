//! Requests as pages show them.

use domain::{Action, Lang, Role};
use jiff::{Timestamp, tz::TimeZone};
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{Actor, Error, db::Tx};

use super::wish::{Wish, zone_of};

/// Open requests shown at a time, those that wait longest. No family has as many; of all families' together the next ones
/// come up as these are answered.
pub const MOST_WAITING: u16 = 100;
/// Answered requests shown beside the open ones.
const RECENT: i64 = 20;

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody answered yet.
    Open,
    /// Granted; being carried out where `done` is not set.
    Granted {
        /// When it ends; none is never.
        ends: Option<Timestamp>,
        /// Handed on.
        done: bool,
    },
    /// A guardian said yes, and it waits for the manager.
    Waits,
    /// A guardian said yes, and this manager no.
    NotAgreed(String),
    /// Declined.
    Declined,
    /// Granted for a time that is over.
    Over,
    /// Taken back by who asked.
    Withdrawn,
    /// Nobody answered in time.
    Lapsed,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: Uuid,
    /// Whose account.
    pub account_id: String,
    /// What the account is called.
    pub family: String,
    /// Whose line.
    pub subscriber_id: String,
    /// The line, E.164.
    pub number: String,
    /// Who asks, by our user id.
    pub asked_by: Uuid,
    /// Their name.
    pub who: String,
    /// What for.
    pub wish: Wish,
    /// In their own words; may be empty.
    pub note: String,
    /// Where they were: days and times of the answer are theirs.
    pub zone: TimeZone,
    /// When.
    pub asked_at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// Why it was answered so; may be empty.
    pub reason: String,
    /// Who answered; empty while nobody did.
    pub answered_by: String,
    /// When.
    pub answered_at: Option<Timestamp>,
}

impl Request {
    /// Who asks for what.
    pub fn words(&self, lang: Lang, at: impl Fn(Timestamp) -> String) -> String {
        format!("{} {}", self.who, self.wish.words(lang, at))
    }

    pub(super) fn read(row: &PgRow) -> Result<Self, Error> {
        let time = |name: &str| -> Result<Option<Timestamp>, Error> {
            Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(name)?.map(jiff_sqlx::Timestamp::to_jiff))
        };
        let (ends, done, undone) = (time("ends_at")?, time("done_at")?.is_some(), time("undone_at")?.is_some());
        let pending: Option<Uuid> = row.try_get("pending")?;
        let over = undone || done && ends.is_some_and(|ends| ends <= Timestamp::now());
        let state = match (row.try_get::<&str, _>("state")?, pending, row.try_get::<Option<bool>, _>("granted")?) {
            ("open", ..) => State::Open,
            ("no", ..) => State::Declined,
            ("withdrawn", ..) => State::Withdrawn,
            ("lapsed", ..) => State::Lapsed,
            (_, Some(_), Some(false)) => {
                State::NotAgreed(row.try_get::<Option<String>, _>("agreed_by")?.unwrap_or_default())
            }
            _ if over => State::Over,
            (_, Some(_), None) => State::Waits,
            _ => State::Granted { ends, done },
        };
        Ok(Self {
            id: row.try_get("id")?,
            account_id: row.try_get("account_id")?,
            family: row.try_get::<Option<String>, _>("family")?.unwrap_or_default(),
            subscriber_id: row.try_get("subscriber_id")?,
            number: row.try_get("number")?,
            asked_by: row.try_get("asked_by")?,
            who: row.try_get("asked_by_name")?,
            wish: row.try_get::<Json<Wish>, _>("wish")?.0,
            note: row.try_get("note")?,
            zone: zone_of(row.try_get("zone")?),
            asked_at: time("asked_at")?.unwrap_or_default(),
            state,
            reason: row.try_get("reason")?,
            answered_by: row.try_get("answered_by_name")?,
            answered_at: time("answered_at")?,
        })
    }
}

pub(super) const COLUMNS: &str = "select r.*, a.name as family, p.granted, p.answered_by as agreed_by from requests r
     left join accounts a on a.account_id = r.account_id
     left join guardian_pending p on p.id = r.pending and p.account_id = r.account_id";

/// What somebody asked for, the newest first.
///
/// # Errors
/// [`Error::Forbidden`] for who has nobody to ask.
pub async fn mine(tx: &mut Tx, actor: &Actor) -> Result<Vec<Request>, Error> {
    actor.may(Action::AskGuardian)?;
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where r.asked_by = $1 order by r.id desc limit $2")))
        .bind(actor.user_id)
        .bind(RECENT)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(Request::read).collect()
}

/// Open requests that the actor may answer, the oldest first, [`MOST_WAITING`] at most; nothing for who may answer none.
///
/// # Errors
/// [`Error::Database`].
pub async fn waiting(tx: &mut Tx, actor: &Actor) -> Result<Vec<Request>, Error> {
    if actor.may(Action::AnswerRequests).is_err() {
        return Ok(Vec::new());
    }
    within_reach(tx, actor, "r.state = 'open' order by r.id limit $4", i64::from(MOST_WAITING)).await
}

/// Open requests that the actor may answer, the oldest first, then those answered last.
///
/// # Errors
/// [`Error::Forbidden`] for who may answer none.
pub async fn waiting_or_recent(tx: &mut Tx, actor: &Actor) -> Result<(Vec<Request>, Vec<Request>), Error> {
    actor.may(Action::AnswerRequests)?;
    let open = waiting(tx, actor).await?;
    let recent = "r.state <> 'open' order by r.answered_at desc nulls last, r.id desc limit $4";
    Ok((open, within_reach(tx, actor, recent, RECENT).await?))
}

/// Requests of people the actor looks after: of the whole account for who runs it, of those assigned for a guardian.
async fn within_reach(tx: &mut Tx, actor: &Actor, which: &str, limit: i64) -> Result<Vec<Request>, Error> {
    let sql = format!(
        "{COLUMNS} where ($1::text is null or r.account_id = $1) and (not $2 or exists (
           select 1 from guardian_assignments g
           where g.user_id = $3 and g.account_id = r.account_id and g.subscriber_id = r.subscriber_id)) and {which}"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(&actor.account_id)
        .bind(actor.role == Role::Guardian)
        .bind(actor.user_id)
        .bind(limit)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(Request::read).collect()
}
