//! The lock of a line against leaving. No row means that it is on.

use crate::{
    Actor, Db, Error, Vault,
    db::Tx,
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices,
};

use super::{alarm, hold, page, pin, words};

/// Whether the lock of a line is on. A row of another account is of somebody who had the number before.
pub(super) async fn is_on(tx: &mut Tx, account_id: &str, number: &str) -> Result<bool, Error> {
    let locked: Option<bool> =
        sqlx::query_scalar("select locked from port_locks where number = $1 and account_id = $2")
            .bind(number)
            .bind(account_id)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(locked.unwrap_or(true))
}

/// Turns the lock of a line.
pub(super) async fn set(tx: &mut Tx, account_id: &str, number: &str, locked: bool, by: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into port_locks (number, account_id, locked, changed_by) values ($1, $2, $3, $4)
         on conflict (number) do update set account_id = excluded.account_id, locked = excluded.locked, changed_at = now(),
           changed_by = excluded.changed_by",
    )
    .bind(number)
    .bind(account_id)
    .bind(locked)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lifts the lock of a line and tells all who run the account. Lifting it twice changes nothing.
///
/// # Errors
/// [`Error::Stale`] for a family in the day after an alarm; [`Error::NotFound`] for a line that is not there, or not for this actor.
pub async fn lift(db: &Db, head: &Letterhead, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let line = hold(&mut tx, actor, number).await?;
    if line.locked {
        alarm::cooled(&mut tx, actor, &line.account_id, &line.number).await?;
        lifted(&mut tx, actor, &line.account_id, &line.number).await?;
        let page = words::page_of(&line.number);
        let words = words::lifted(&line.national(), &actor.name);
        notices::tell(&mut tx, head, &line.account_id, words::KIND, &page, &words).await?;
    }
    Ok(tx.commit().await?)
}

/// Lifts the lock of a line that is held.
pub(super) async fn lifted(tx: &mut Tx, actor: &Actor, account_id: &str, number: &str) -> Result<(), Error> {
    set(tx, account_id, number, false, &actor.name).await?;
    let detail = domain::phone::national(number);
    let actor = Some((actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(account_id), actor, what: "Lock lifted", detail: &detail };
    append_about(tx, &entry, About { undo: Some(&words::page_of(number)), ..About::default() }).await
}

/// Puts the lock of a line on. A PIN that is out would let the number go all the same, so it is replaced by one that nobody
/// knows; also once more, where that was refused.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or not for this actor.
pub async fn lock(db: &Db, head: &Letterhead, vault: &Vault, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let line = hold(&mut tx, actor, number).await?;
    if !line.locked {
        set(&mut tx, &line.account_id, &line.number, true, &actor.name).await?;
        let (detail, by) = (line.national(), Some((actor.user_id, actor.name.as_str())));
        let entry = Entry { account_id: Some(&line.account_id), actor: by, what: "Lock put on", detail: &detail };
        append_about(&mut tx, &entry, About { undo: Some(&words::page_of(number)), ..About::default() }).await?;
    }
    if page::is_out(&mut tx, &line.account_id, &line.number).await? {
        pin::replace(&mut tx, vault, (actor.user_id, &actor.name), &line.account_id, &line.number, false).await?;
        let page = words::page_of(&line.number);
        let words = words::withdrawn(&line.national(), &actor.name);
        notices::tell(&mut tx, head, &line.account_id, words::KIND, &page, &words).await?;
    }
    Ok(tx.commit().await?)
}
