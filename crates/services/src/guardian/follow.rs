//! A line of the family has another number: what is wanted goes with it.

use uuid::Uuid;

use crate::{Error, db::Tx, mail::Brand};

use super::{plan, reads::reads, store};

/// Has what is wanted put on the new number, and its people let through in the others' rules, in the transaction that gives
/// the line its number. Where nothing differs nothing is sent.
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
        let person = match store::anybody(tx, &subscriber_id).await {
            Ok(person) if person.number().is_some() => person,
            Ok(_) | Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let held = store::hold(tx, &person).await?;
        let floor = store::floor(tx, &person, Some(brand)).await?;
        let reads = reads(tx, &person).await?;
        plan::chain(tx, by, &person, (held.version, &held.settings), &floor, &reads).await?;
    }
    Ok(())
}
