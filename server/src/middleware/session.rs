//! The session: read when somebody asks for it, and only where its cookie is.

use services::Db;
use tower_sessions::{
    Expiry, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
};

use crate::session_store::{COOKIE, PostgresStore};

/// Hours without a request after which a session is over.
pub(crate) const IDLE_HOURS: i64 = 12;

/// Sessions of this database.
pub(crate) fn layer(db: &Db) -> SessionManagerLayer<PostgresStore> {
    SessionManagerLayer::new(PostgresStore::new(db.clone()))
        .with_name(COOKIE)
        .with_http_only(true)
        .with_secure(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::hours(IDLE_HOURS)))
}
