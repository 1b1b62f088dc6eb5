//! What happened to an account, by whom: append-only, each row's hash covering the one before.

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
    sqlx::query("select pg_advisory_xact_lock(7114)").execute(&mut **tx).await?;
    let before: Option<Vec<u8>> = sqlx::query("select hash from activity order by id desc limit 1")
        .fetch_optional(&mut **tx)
        .await?
        .map(|row| row.get("hash"));
    let (actor_id, actor_name) = entry.actor.map_or((None, "Homeline"), |(id, name)| (Some(id), name));
    let mut hash = Sha256::new();
    hash.update(before.unwrap_or_default());
    for part in [entry.account_id.unwrap_or_default(), actor_name, entry.what, entry.detail] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    sqlx::query(
        "insert into activity (account_id, actor_id, actor_name, what, detail, hash) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(entry.account_id)
    .bind(actor_id)
    .bind(actor_name)
    .bind(entry.what)
    .bind(entry.detail)
    .bind(hash.finalize().as_slice())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
