//! Sessions in Postgres.

use async_trait::async_trait;
use services::{
    Db,
    identity::sessions::{self, StoredSession},
};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};
use uuid::Uuid;

/// Name of the session's cookie. The prefix binds it to this host and to https.
pub const COOKIE: &str = "__Host-homeline";

/// Keeps sessions in the portal's database, under the hash of their id.
#[derive(Clone, Debug)]
pub struct PostgresStore {
    db: Db,
}

impl PostgresStore {
    /// A store in this database.
    pub fn new(db: Db) -> Self {
        Self { db }
    }
}

/// The row's key of a session id: who reads the table cannot make cookies of it.
pub fn key(id: &Id) -> String {
    hex::encode(Sha256::digest(id.to_string()))
}

/// Who the session belongs to, for "sign out everywhere".
fn user_id(record: &Record) -> Option<Uuid> {
    record.data.get(app::session::USER)?.as_str()?.parse().ok()
}

fn stored(record: &Record) -> Result<StoredSession> {
    let data = serde_json::to_vec(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
    let expires_at =
        jiff::Timestamp::from_second(record.expiry_date.unix_timestamp()).map_err(|e| Error::Encode(e.to_string()))?;
    Ok(StoredSession { data, expires_at })
}

fn backend(error: services::Error) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for PostgresStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let session = stored(record)?;
        while !sessions::insert(&self.db, &key(&record.id), user_id(record), &session).await.map_err(backend)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        sessions::save(&self.db, &key(&record.id), user_id(record), &stored(record)?).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(session) = sessions::load(&self.db, &key(id)).await.map_err(backend)? else { return Ok(None) };
        let data = serde_json::from_slice(&session.data).map_err(|e| Error::Decode(e.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires_at.as_second())
            .map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete(&self.db, &key(id)).await.map_err(backend)
    }
}
