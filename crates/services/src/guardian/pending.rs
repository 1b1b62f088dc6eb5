//! Loosening that waits for the manager.

use std::collections::HashSet;

use domain::guardian::{Settings, changes};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx, mail::Letterhead};

use super::{
    parts,
    save::{By, apply, may_loosen, note},
    store::{self, Person},
    words,
};

/// A wish that waits.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) id: Uuid,
    /// What was wanted when it was asked.
    pub(super) base: Settings,
    /// What is wanted if it is granted.
    pub(super) wanted: Settings,
    pub(super) asked_by: Uuid,
    pub(super) asked_by_name: String,
    pub(super) asked_at: jiff::Timestamp,
}

const COLUMNS: &str = "select id, base, wanted, asked_by, asked_by_name, asked_at from guardian_pending";

fn waiting(row: &sqlx::postgres::PgRow) -> Result<Waiting, Error> {
    Ok(Waiting {
        id: row.try_get("id")?,
        base: row.try_get::<Json<Settings>, _>("base")?.0,
        wanted: row.try_get::<Json<Settings>, _>("wanted")?.0,
        asked_by: row.try_get("asked_by")?,
        asked_by_name: row.try_get("asked_by_name")?,
        asked_at: row.try_get::<jiff_sqlx::Timestamp, _>("asked_at")?.to_jiff(),
    })
}

/// What waits for a person.
pub(super) async fn open(tx: &mut Tx, person: &Person) -> Result<Option<Waiting>, Error> {
    let sql = format!("{COLUMNS} where subscriber_id = $1 and account_id = $2 and answered_at is null");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(&person.subscriber_id)
        .bind(&person.account_id)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(waiting).transpose()
}

/// For whom of these people of an account something waits, by their ids.
pub(super) async fn waits_for(tx: &mut Tx, account_id: &str, people: &[Person]) -> Result<HashSet<String>, Error> {
    let waits = sqlx::query_scalar(
        "select subscriber_id from guardian_pending
         where account_id = $1 and subscriber_id = any($2) and answered_at is null",
    );
    let waits: Vec<String> = waits.bind(account_id).bind(store::ids(people)).fetch_all(&mut **tx).await?;
    Ok(waits.into_iter().collect())
}

/// Asks the manager for what loosens, beside what was asked before.
pub(super) async fn ask(
    tx: &mut Tx,
    head: &Letterhead,
    actor: &Actor,
    person: &Person,
    now: &Settings,
    wanted: &Settings,
) -> Result<Uuid, Error> {
    let before = open(tx, person).await?;
    let mut all = before.as_ref().and_then(|w| parts::merge(&w.base, &w.wanted, now)).unwrap_or_else(|| now.clone());
    let asked_before = all.clone();
    for part in parts::differing(now, wanted) {
        part.carry(wanted, &mut all);
    }
    if let Some(before) = &before
        && parts::differing(&asked_before, &all).is_empty()
    {
        return Ok(before.id);
    }
    let id = before.map_or_else(Uuid::now_v7, |before| before.id);
    sqlx::query(
        "insert into guardian_pending (id, account_id, subscriber_id, base, wanted, asked_by, asked_by_name)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set base = excluded.base, wanted = excluded.wanted, asked_by = excluded.asked_by,
           asked_by_name = excluded.asked_by_name, asked_at = now()",
    )
    .bind(id)
    .bind(&person.account_id)
    .bind(&person.subscriber_id)
    .bind(Json(now))
    .bind(Json(&all))
    .bind(actor.user_id)
    .bind(&actor.name)
    .execute(&mut **tx)
    .await?;
    let asked = changes(now, &all);
    let what = format!("Asked to loosen Guardian for {}", person.short());
    note(tx, By::actor(actor), person, &what, &asked).await?;
    words::asked(tx, head, actor, person, &asked).await?;
    Ok(id)
}

/// Closes what waits when it came about another way, or cannot be put beside what is wanted now: whoever brought that about
/// has answered it.
pub(super) async fn tidy(tx: &mut Tx, by: By<'_>, person: &Person, now: &Settings) -> Result<(), Error> {
    let Some(waits) = open(tx, person).await? else { return Ok(()) };
    match parts::merge(&waits.base, &waits.wanted, now) {
        None => answer(tx, waits.id, false, by.name).await,
        Some(merged) if parts::differing(now, &merged).is_empty() => answer(tx, waits.id, true, by.name).await,
        Some(_) => Ok(()),
    }
}

/// Puts something else into a wish that waits, on both sides of it: what is asked for stays the same.
pub(super) async fn revise(tx: &mut Tx, person: &Person, revise: impl Fn(&mut Settings)) -> Result<(), Error> {
    let Some(mut waits) = open(tx, person).await? else { return Ok(()) };
    revise(&mut waits.base);
    revise(&mut waits.wanted);
    sqlx::query("update guardian_pending set base = $2, wanted = $3 where id = $1")
        .bind(waits.id)
        .bind(Json(&waits.base))
        .bind(Json(&waits.wanted))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn answer(tx: &mut Tx, id: Uuid, granted: bool, by: &str) -> Result<(), Error> {
    sqlx::query("update guardian_pending set granted = $2, answered_by = $3, answered_at = now() where id = $1")
        .bind(id)
        .bind(granted)
        .bind(by)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The manager's answer to what waits.
///
/// # Errors
/// [`Error::NotFound`] for one that is not there, or not for this actor; [`Error::Forbidden`] for a guardian;
/// [`Error::Stale`] when it was answered already, or what it was about has changed since.
pub async fn decide(db: &Db, head: &Letterhead, actor: &Actor, pending: Uuid, yes: bool) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let subscriber_id: String = sqlx::query_scalar("select subscriber_id from guardian_pending where id = $1")
        .bind(pending)
        .fetch_one(&mut *tx)
        .await?;
    let person = store::person(&mut tx, actor, &subscriber_id).await?;
    if !may_loosen(actor) {
        return Err(Error::Forbidden);
    }
    let held = store::hold(&mut tx, &person).await?;
    let waits = open(&mut tx, &person).await?.filter(|waits| waits.id == pending).ok_or(Error::Stale)?;
    let wanted = parts::merge(&waits.base, &waits.wanted, &held.settings).ok_or(Error::Stale)?;
    answer(&mut tx, waits.id, yes, &actor.name).await?;
    let asked = changes(&held.settings, &wanted);
    if yes && !parts::differing(&held.settings, &wanted).is_empty() {
        let by = By::actor(actor);
        apply(&mut tx, head, by, &person, &held, &wanted, Some("loosened as asked")).await?;
    }
    if !yes {
        let what = format!("Declined to loosen Guardian for {}", person.short());
        note(&mut tx, By::actor(actor), &person, &what, &asked).await?;
    }
    words::answered(&mut tx, head, actor, &person, waits.asked_by, yes, &asked).await?;
    Ok(tx.commit().await?)
}
