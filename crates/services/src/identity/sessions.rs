//! Sessions as rows. What is in them and what the id looks like is the caller's.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use uuid::Uuid;

use crate::{Db, Error};

/// A stored session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// Opaque content.
    pub data: Vec<u8>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// The session under this key, unless it is over.
///
/// # Errors
/// [`Error::Database`].
pub async fn load(db: &Db, key: &str) -> Result<Option<StoredSession>, Error> {
    let row: Option<(Vec<u8>, jiff_sqlx::Timestamp)> =
        sqlx::query_as("select data, expires_at from sessions where id = $1 and expires_at > now()")
            .bind(key)
            .fetch_optional(db.pool())
            .await?;
    Ok(row.map(|(data, expires_at)| StoredSession { data, expires_at: expires_at.to_jiff() }))
}

/// Makes a session; false when the key is taken.
///
/// # Errors
/// [`Error::Database`].
pub async fn insert(db: &Db, key: &str, user_id: Option<Uuid>, session: &StoredSession) -> Result<bool, Error> {
    let done = sqlx::query(
        "insert into sessions (id, user_id, data, expires_at) values ($1, $2, $3, $4) on conflict (id) do nothing",
    )
    .bind(key)
    .bind(user_id)
    .bind(&session.data)
    .bind(session.expires_at.to_sqlx())
    .execute(db.pool())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps a session that exists. One that was ended meanwhile stays ended: saving must not bring it back.
///
/// # Errors
/// [`Error::Database`].
pub async fn save(db: &Db, key: &str, user_id: Option<Uuid>, session: &StoredSession) -> Result<(), Error> {
    sqlx::query("update sessions set user_id = $2, data = $3, expires_at = $4 where id = $1")
        .bind(key)
        .bind(user_id)
        .bind(&session.data)
        .bind(session.expires_at.to_sqlx())
        .execute(db.pool())
        .await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// [`Error::Database`].
pub async fn delete(db: &Db, key: &str) -> Result<(), Error> {
    sqlx::query("delete from sessions where id = $1").bind(key).execute(db.pool()).await?;
    Ok(())
}

/// Ends all sessions of a person; says how many there were.
///
/// # Errors
/// [`Error::Database`].
pub async fn delete_for_user(db: &Db, user_id: Uuid) -> Result<u64, Error> {
    let done = sqlx::query("delete from sessions where user_id = $1").bind(user_id).execute(db.pool()).await?;
    Ok(done.rows_affected())
}

/// Deletes sessions that are over; says how many there were.
///
/// # Errors
/// [`Error::Database`].
pub async fn delete_expired(db: &Db) -> Result<u64, Error> {
    let done = sqlx::query("delete from sessions where expires_at <= now()").execute(db.pool()).await?;
    Ok(done.rows_affected())
}
