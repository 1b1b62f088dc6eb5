//! Bringing Telegent back to what is wanted, after a refusal or when something was changed elsewhere.

use uuid::Uuid;

use crate::{Actor, Db, Error, journal, mail::Letterhead};

use super::{
    plan,
    reads::reads,
    save::{By, note},
    store,
};

/// Tries again what was refused, else sends what differs from what was read, else reads everything anew. The chain that
/// does it.
///
/// # Errors
/// [`Error::NotFound`] for a person who is not there, or not for this actor.
pub async fn repair(db: &Db, head: &Letterhead, actor: &Actor, subscriber_id: &str) -> Result<Uuid, Error> {
    let mut tx = db.begin(actor).await?;
    let person = store::person(&mut tx, actor, subscriber_id).await?;
    if person.number().is_none() {
        return Err(Error::NotFound);
    }
    let held = store::hold(&mut tx, &person).await?;
    let open = plan::open(&mut tx, &person).await?;
    // Twice pressed is once done.
    if let Some(at_work) = open.iter().rfind(|chain| chain.refused.is_none()) {
        return Ok(at_work.id);
    }
    let chain = match open.last() {
        Some(stuck) => {
            for stuck in &open {
                journal::again(&mut tx, stuck.id).await?;
            }
            stuck.id
        }
        None => {
            let floor = store::floor(&mut tx, &person, Some(&head.brand)).await?;
            let reads = reads(&mut tx, &person).await?;
            let wanted = (held.version, &held.settings);
            match plan::chain(&mut tx, actor.user_id, &person, wanted, &floor, &reads).await? {
                Some(chain) => chain,
                None => plan::look(&mut tx, actor.user_id, &person).await?,
            }
        }
    };
    let what = format!("Guardian checked again for {}", person.short());
    note(&mut tx, By::actor(actor), &person, &what, &[]).await?;
    tx.commit().await?;
    Ok(chain)
}
