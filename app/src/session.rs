//! Who a session belongs to. Its id changes whenever that does, so a planted or stolen id is worth nothing.

use services::Actor;
use tower_sessions::Session;

use crate::{
    error::{AppError, ErrorKind},
    flash,
};

/// Session key of the user id.
pub const USER: &str = "user";

/// Makes the session the actor's, under a new id and without what was in it, but for a form that was sent too late.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when it cannot be stored.
pub async fn begin(session: &Session, actor: &Actor) -> Result<(), AppError> {
    let carried = flash::carried(session).await;
    session.clear().await;
    session.cycle_id().await.map_err(unavailable)?;
    session.insert(USER, actor.user_id).await.map_err(unavailable)?;
    match carried {
        Some(flash) => flash::put_in(session, flash).await,
        None => Ok(()),
    }
}

/// Ends the session: row and cookie go.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when it cannot be deleted.
pub async fn end(session: &Session) -> Result<(), AppError> {
    session.flush().await.map_err(unavailable)
}

fn unavailable(error: tower_sessions::session::Error) -> AppError {
    tracing::warn!(%error, "session not served");
    AppError::new(ErrorKind::Unavailable)
}
