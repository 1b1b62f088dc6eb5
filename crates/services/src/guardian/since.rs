//! What was wanted before, for forms that were open while somebody else saved.

use domain::guardian::Settings;

use super::{parts, store};
use crate::{Actor, Error, db::Tx};

/// What was wanted for a person at a version.
///
/// # Errors
/// [`Error::NotFound`] for a person who is not there, or not for this actor; [`Error::Stale`] for a version that is not
/// kept.
pub async fn at_version(tx: &mut Tx, actor: &Actor, subscriber_id: &str, version: i32) -> Result<Settings, Error> {
    let person = store::person(tx, actor, subscriber_id).await?;
    store::at_version(tx, &person, version).await
}

/// What was made of `base` put into what others made of it. `None` where both changed the same thing in another way.
pub fn merge(base: &Settings, mine: &Settings, current: &Settings) -> Option<Settings> {
    parts::merge(base, mine, current)
}
