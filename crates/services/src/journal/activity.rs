//! What happened to an account, by whom: append-only, each row's hash covering the one before.

use futures::TryStreamExt;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use sqlx::Row;
use uuid::Uuid;

use crate::{Error, db::Tx};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The account it concerns.
    pub account_id: Option<&'a str>,
    /// Who did it, if a person.
    pub actor: Option<(Uuid, &'a str)>,
    /// In words: `Number bought`.
    pub what: &'a str,
    /// The facts.
    pub detail: &'a str,
}

/// Appends an entry. Writers queue on an advisory lock so that the hashes form one chain.
///
/// # Errors
/// [`Error::Database`].
pub async fn append(tx: &mut Tx, entry: &Entry<'_>) -> Result<(), Error> {
    append_row(tx, entry).await.map(drop)
}

/// What the family's page of activity knows of an entry beside its words. It is no part of the hashed row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About<'a> {
    /// Whom it concerns: a `SubscriberId`.
    pub subscriber_id: Option<&'a str>,
    /// Where it can be undone: a path on this site.
    pub undo: Option<&'a str>,
    /// The facts in Spanish: the log itself is in English.
    pub detail_es: Option<&'a str>,
}

/// Appends an entry of an account and says what it is about.
///
/// # Errors
/// [`Error::Database`].
pub async fn append_about(tx: &mut Tx, entry: &Entry<'_>, about: About<'_>) -> Result<(), Error> {
    let id = append_row(tx, entry).await?;
    // Numbers and names are the same in both languages.
    let about = About { detail_es: about.detail_es.filter(|es| *es != entry.detail), ..about };
    let Some(account_id) = entry.account_id.filter(|_| about != About::default()) else { return Ok(()) };
    sqlx::query(
        "insert into activity_about (activity_id, account_id, subscriber_id, undo_href, detail_es)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(account_id)
    .bind(about.subscriber_id)
    .bind(about.undo)
    .bind(about.detail_es)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Appends a row and answers its id.
async fn append_row(tx: &mut Tx, entry: &Entry<'_>) -> Result<i64, Error> {
    sqlx::query("select pg_advisory_xact_lock(7114)").execute(&mut **tx).await?;
    let before = last_hash(tx).await?;
    let (actor_id, actor_name) = entry.actor.map_or((None, "Homeline"), |(id, name)| (Some(id), name));
    // To the microsecond, which is what the column keeps.
    let at = Timestamp::from_microsecond(Timestamp::now().as_microsecond()).map_err(anyhow::Error::from)?;
    let hash =
        digest(&before.unwrap_or_default(), at, entry.account_id, actor_id, [actor_name, entry.what, entry.detail]);
    let id = sqlx::query_scalar(
        "insert into activity (account_id, actor_id, actor_name, what, detail, hash, at) values ($1, $2, $3, $4, $5, $6, $7)
         returning id",
    )
    .bind(entry.account_id)
    .bind(actor_id)
    .bind(actor_name)
    .bind(entry.what)
    .bind(entry.detail)
    .bind(hash)
    .bind(at.to_sqlx())
    .fetch_one(&mut **tx)
    .await?;
    Ok(id)
}

/// The hash of the last row of all accounts: a family's transaction, which sees its own rows alone, continues the same chain.
async fn last_hash(tx: &mut Tx) -> Result<Option<Vec<u8>>, Error> {
    let scope: String =
        sqlx::query_scalar("select coalesce(current_setting('homeline.scope', true), '')").fetch_one(&mut **tx).await?;
    let widen = "select set_config('homeline.scope', $1, true)";
    sqlx::query(widen).bind("all").execute(&mut **tx).await?;
    let last =
        sqlx::query_scalar("select hash from activity order by id desc limit 1").fetch_optional(&mut **tx).await?;
    sqlx::query(widen).bind(scope).execute(&mut **tx).await?;
    Ok(last)
}

/// The hash of a row: over the hash before it and everything the row says.
fn digest(before: &[u8], at: Timestamp, account: Option<&str>, actor: Option<Uuid>, words: [&str; 3]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(at.as_microsecond().to_be_bytes());
    hash.update(actor.unwrap_or_default());
    for part in [account.unwrap_or_default()].into_iter().chain(words) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// The id of the first row that does not fit the one before it: changed, or missing a neighbour. `None` when all fit.
///
/// # Errors
/// [`Error::Database`].
pub async fn verify(tx: &mut Tx) -> Result<Option<i64>, Error> {
    let mut rows =
        sqlx::query("select id, at, account_id, actor_id, actor_name, what, detail, hash from activity order by id")
            .fetch(&mut **tx);
    let mut before = Vec::new();
    while let Some(row) = rows.try_next().await? {
        let at = row.get::<jiff_sqlx::Timestamp, _>("at").to_jiff();
        let words = [row.get("actor_name"), row.get("what"), row.get("detail")];
        let hash: Vec<u8> = row.get("hash");
        if digest(&before, at, row.get("account_id"), row.get("actor_id"), words) != hash {
            return Ok(Some(row.get("id")));
        }
        before = hash;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::Db;

    #[sqlx::test(migrator = "crate::db::MIGRATOR")]
    async fn a_changed_row_shows(pool: PgPool) {
        let db = Db::from_pool(pool);
        let mut tx = db.begin_all().await.unwrap();
        for what in ["Number bought", "Plan changed", "Limits set"] {
            append(&mut tx, &Entry { account_id: Some("AID-1"), actor: None, what, detail: "" }).await.unwrap();
        }
        tx.commit().await.unwrap();
        // A family sees none of them, and goes on with them all the same.
        let mut tx = db.begin_as(&crate::Scope::Account("AID-2".into())).await.unwrap();
        append(&mut tx, &Entry { account_id: Some("AID-2"), actor: None, what: "Lock lifted", detail: "" })
            .await
            .unwrap();
        let seen: i64 = sqlx::query_scalar("select count(*) from activity").fetch_one(&mut *tx).await.unwrap();
        assert_eq!(seen, 1);
        tx.commit().await.unwrap();
        let mut tx = db.begin_all().await.unwrap();
        assert_eq!(verify(&mut tx).await.unwrap(), None);
        // The rule that keeps rows from being changed is what an intruder would drop first.
        sqlx::query("drop rule activity_keeps on activity").execute(&mut *tx).await.unwrap();
        sqlx::query("update activity set what = 'Nothing' where id = 2").execute(&mut *tx).await.unwrap();
        assert_eq!(verify(&mut tx).await.unwrap(), Some(2));
    }
}
