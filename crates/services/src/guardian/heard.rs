//! A reading by the sync: what somebody changed elsewhere is noted once.

use domain::guardian::changes;

use crate::{
    Error,
    db::Tx,
    projection::{
        guardian::{self, GuardianSeen},
        write::Began,
    },
};

use super::{
    adopt, plan,
    reads::reads,
    save::{By, note},
    store,
};

/// Writes a reading down. When it shows something else than the one before, and nothing of ours is under way, the family
/// finds it in the activity.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn heard(tx: &mut Tx, seen: &GuardianSeen, began: Began) -> Result<(), Error> {
    let person = match store::anybody(tx, &seen.subscriber_id).await {
        Ok(person) => person,
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    // No filter is compiled of operators' care lines here: who is always reachable is nobody's contact anyway.
    let wanted = store::wanted(tx, &person).await?.settings;
    let floor = store::floor(tx, &person, None).await?;
    let before = adopt::seen(&wanted, &reads(tx, &person).await?, &floor);
    guardian::write(tx, seen, began).await?;
    let after = adopt::seen(&wanted, &reads(tx, &person).await?, &floor);
    let changed = changes(&before, &after);
    if !changed.is_empty() && plan::open(tx, &person).await?.is_empty() {
        let what = format!("Guardian was changed elsewhere for {}", person.short());
        note(tx, By::PORTAL, &person, &what, &changed).await?;
    }
    Ok(())
}
