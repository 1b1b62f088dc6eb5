//! A person has another line, or others look after them: what is wanted goes with it.

use uuid::Uuid;

use crate::{Error, db::Tx, mail::Brand};

use super::{plan, reads::reads, store};

/// Has Telegent follow a person to the line they have and to who looks after them now, unless the calls were planned for
/// these already.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn follow(tx: &mut Tx, brand: &Brand, by: Uuid, subscriber_id: &str) -> Result<(), Error> {
    let person = match store::anybody(tx, subscriber_id).await {
        Ok(person) if person.number().is_some() => person,
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let held = store::hold(tx, &person).await?;
    let floor = store::floor(tx, &person, Some(brand)).await?;
    if held.version == 0 || store::is_planned(tx, &person, &floor).await? {
        return Ok(());
    }
    let reads = reads(tx, &person).await?;
    plan::chain(tx, by, &person, (held.version, &held.settings), &floor, &reads).await?;
    store::planned(tx, &person, &floor).await
}

/// A line of the family has another number: has what is wanted put on it, and its people let through in the others' rules,
/// in the transaction that gives the line its number.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn renumbered(tx: &mut Tx, brand: &Brand, by: Uuid, account_id: &str) -> Result<(), Error> {
    let people: Vec<String> =
        sqlx::query_scalar("select subscriber_id from guardian_settings where account_id = $1 order by subscriber_id")
            .bind(account_id)
            .fetch_all(&mut **tx)
            .await?;
    for subscriber_id in people {
        follow(tx, brand, by, &subscriber_id).await?;
    }
    Ok(())
}
