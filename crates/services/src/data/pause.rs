//! Stopping a line's data and letting it go on, also for a while.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{Row, postgres::PgRow, types::Json};
use uuid::Uuid;

use crate::{
    Actor, Db, Error,
    accounts::{self, LineStatus},
    actor::By,
    db::Tx,
    journal::DataOp,
    mail::Letterhead,
};

use super::{
    Marks,
    change::{self, Held},
    limits, words,
};

/// Who stopped a line's data, or let it go on, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Whether it is stopped.
    pub paused: bool,
    /// Who did that.
    pub by: String,
    /// When.
    pub since: Timestamp,
    /// When it turns back by itself.
    pub until: Option<Timestamp>,
    /// The marks that are put back.
    pub marks: Marks,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// The network is being asked.
    Asked,
    /// It was so already; the time until which is noted.
    Already,
    /// The line's marks are not known, so they could not be put back later: nothing is done.
    NoLimits,
}

impl Pause {
    /// From a row with `paused`, `pause_by`, `pause_at`, `pause_until`, `pause_marks`; `None` where nobody ever paused.
    pub(crate) fn read(row: &PgRow) -> Result<Option<Self>, Error> {
        let Some(paused) = row.try_get::<Option<bool>, _>("paused")? else { return Ok(None) };
        let time = |column: &str| -> Result<Option<Timestamp>, Error> {
            Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(column)?.map(jiff_sqlx::Timestamp::to_jiff))
        };
        Ok(Some(Self {
            paused,
            by: row.try_get("pause_by")?,
            since: time("pause_at")?.unwrap_or_default(),
            until: time("pause_until")?,
            marks: row.try_get::<Json<Marks>, _>("pause_marks")?.0,
        }))
    }
}

/// Stops the data of a line, until then when a time is given. Marks are set as low as they go: at most 3 MB more pass.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, cancelled, or not for this actor.
pub async fn pause(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    number: &str,
    until: Option<Timestamp>,
) -> Result<Turned, Error> {
    turn_for(db, head, actor, number, true, until).await
}

/// Lets the data of a line go on with the marks from before; until then when a time is given, and then stops it again.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, cancelled, or not for this actor.
pub async fn resume(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    number: &str,
    until: Option<Timestamp>,
) -> Result<Turned, Error> {
    turn_for(db, head, actor, number, false, until).await
}

async fn turn_for(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    number: &str,
    stop: bool,
    until: Option<Timestamp>,
) -> Result<Turned, Error> {
    actor.may(domain::Action::CareForLines)?;
    let mut tx = db.begin(actor).await?;
    let held = change::hold(&mut tx, actor, &[number.to_owned()]).await?;
    let Some(line) = held.first() else { return Err(Error::NotFound) };
    let turned = turn(&mut tx, head, actor.into(), line, stop, until).await?;
    tx.commit().await?;
    Ok(turned)
}

/// Whether somebody stopped the data of a line that is held.
pub(super) async fn is_paused(tx: &mut Tx, held: &Held) -> Result<bool, Error> {
    Ok(kept(tx, held).await?.is_some_and(|(paused, _)| paused))
}

async fn kept(tx: &mut Tx, held: &Held) -> Result<Option<(bool, Marks)>, Error> {
    let row = sqlx::query("select paused, marks from data_pauses where number = $1 and account_id = $2")
        .bind(&held.line.number)
        .bind(&held.account_id)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|row| Ok((row.try_get("paused")?, row.try_get::<Json<Marks>, _>("marks")?.0))).transpose()
}

async fn turn(
    tx: &mut Tx,
    head: &Letterhead,
    by: By<'_>,
    held: &Held,
    stop: bool,
    until: Option<Timestamp>,
) -> Result<Turned, Error> {
    let kept = kept(tx, held).await?;
    let is_stopped = kept.as_ref().is_some_and(|(paused, _)| *paused);
    let marks = match (kept, limits::before(tx, held).await?) {
        (Some((true, marks)), _) | (_, Some(marks)) => marks,
        _ => return Ok(Turned::NoLimits),
    };
    keep(tx, by, held, stop, &marks, until).await?;
    if is_stopped == stop {
        // It is so; only how long is new.
        return Ok(Turned::Already);
    }
    let (act, what, to) = match stop {
        true => ("pause", "Data paused", Marks::stopped()),
        false => ("resume", "Data resumed", marks.clone()),
    };
    let batch = Uuid::now_v7();
    change::note(tx, by, held, batch, act, &to, "sending").await?;
    let from = if stop { &marks } else { &Marks::stopped() };
    change::record(tx, by, held, what, change::became(Some(from), &to, Marks::words)).await?;
    let (whose, number) = (held.line.whose(), held.line.number.as_str());
    let told = match stop {
        true => words::paused(&whose, number, by.name),
        false => words::resumed(&whose, number, by.name),
    };
    change::tell(tx, head, by.id, (&held.account_id, held.line.person_id(), number), &told).await?;
    let op = |numbers| DataOp::SetMarks { batch, numbers, marks: to.clone() };
    change::send(tx, by.id, &held.account_id, &format!("{what}: {whose}"), &[number.to_owned()], op, 1).await?;
    Ok(Turned::Asked)
}

/// Writes down how the line stands, or is about to.
async fn keep(
    tx: &mut Tx,
    by: By<'_>,
    held: &Held,
    paused: bool,
    marks: &Marks,
    until: Option<Timestamp>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into data_pauses as t (number, account_id, paused, marks, changed_by, changed_by_name, flips_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (number) do update set account_id = excluded.account_id, paused = excluded.paused,
           marks = excluded.marks, flips_at = excluded.flips_at,
           changed_by = case when t.paused = excluded.paused then t.changed_by else excluded.changed_by end,
           changed_by_name = case when t.paused = excluded.paused then t.changed_by_name else excluded.changed_by_name end,
           changed_at = case when t.paused = excluded.paused then t.changed_at else now() end",
    )
    .bind(&held.line.number)
    .bind(&held.account_id)
    .bind(paused)
    .bind(Json(marks))
    .bind(by.id)
    .bind(by.name)
    .bind(until.map(ToSqlx::to_sqlx))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Turns back what was stopped, or let go on, for a while that is over.
///
/// # Errors
/// [`Error::Database`].
pub async fn due(db: &Db, head: &Letterhead) -> Result<(), Error> {
    loop {
        let mut tx = db.begin_all().await?;
        let next: Option<String> =
            sqlx::query_scalar("select number from data_pauses where flips_at <= now() order by flips_at limit 1")
                .fetch_optional(&mut *tx)
                .await?;
        let Some(number) = next else { return Ok(()) };
        // Who turns it at this moment comes before or after, not in between.
        accounts::hold(&mut tx, &number).await?;
        let row = sqlx::query(
            "select account_id, paused, changed_by, changed_by_name from data_pauses
             where number = $1 and flips_at <= now() for update",
        )
        .bind(&number)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { continue };
        let account_id: String = row.try_get("account_id")?;
        let (id, name): (Uuid, String) = (row.try_get("changed_by")?, row.try_get("changed_by_name")?);
        sqlx::query("update data_pauses set flips_at = null where number = $1").bind(&number).execute(&mut *tx).await?;
        // A line that left meanwhile, or was cancelled, has no data to turn.
        match accounts::line(&mut tx, &account_id, &number).await {
            Ok((line, _)) if line.status != LineStatus::Cancelled => {
                let held = Held { account_id, line };
                turn(&mut tx, head, By { id, name: &name }, &held, !row.try_get::<bool, _>("paused")?, None).await?;
            }
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
        tx.commit().await?;
    }
}
