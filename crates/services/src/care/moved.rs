//! What is kept under a line's number goes with it when the number is another.

use crate::{Actor, Error, accounts, db::Tx};
use domain::Care;

/// Whatever the new number may have of somebody who had it before gives way. What Telegent shows of the line itself was
/// written under the new number already.
const MOVES: [&str; 14] = [
    "delete from data_usage where number = $2 and exists (select 1 from data_usage where number = $1)",
    "update data_usage set number = $2 where number = $1",
    "delete from port_locks where number = $2 and exists (select 1 from port_locks where number = $1)",
    "update port_locks set number = $2 where number = $1",
    "delete from line_care where number = $2 and exists (select 1 from line_care where number = $1)",
    "update line_care set number = $2 where number = $1",
    "update line_acts set number = $2 where number = $1",
    "delete from usage_samples where number = $2 and exists (select 1 from usage_samples where number = $1)",
    "update usage_samples set number = $2 where number = $1",
    "delete from data_pauses where number = $2 and exists (select 1 from data_pauses where number = $1)",
    "update data_pauses set number = $2 where number = $1",
    "update data_changes set number = $2 where number = $1",
    "update requests set number = $2 where number = $1",
    // What was said of them goes on to count for the line.
    "update port_out_pins set number = $2, sealed = null, void = true, refused = null
     where number = $1 and alarmed_at is not null",
];

/// How many changes of a line's number are followed from an old one.
const MOST_MOVES: usize = 20;

/// Moves what is kept from the old number to the new one.
pub(super) async fn moved(tx: &mut Tx, account_id: &str, old: &str, new: &str) -> Result<(), Error> {
    for statement in MOVES {
        sqlx::query(statement).bind(old).bind(new).execute(&mut **tx).await?;
    }
    // A PIN to leave was for the old number.
    sqlx::query("update port_out_pins set sealed = null where number = $1").bind(old).execute(&mut **tx).await?;
    sqlx::query("delete from numbers where number = $1 and account_id = $2")
        .bind(old)
        .bind(account_id)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "insert into number_changes (old_number, new_number, account_id) values ($1, $2, $3)
         on conflict (old_number, new_number) do update set changed_at = clock_timestamp()",
    )
    .bind(old)
    .bind(new)
    .bind(account_id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The number that a line has by now in place of another, when the actor may see the line.
///
/// # Errors
/// [`Error::Database`].
pub async fn moved_to(tx: &mut Tx, actor: &Actor, old: &str) -> Result<Option<String>, Error> {
    let (mut account, mut number) = (actor.account_id.clone(), old.to_owned());
    // The new one may have been changed, too. Where it is the old one again, nothing has moved.
    for _ in 0..MOST_MOVES {
        let next: Option<(String, String)> = sqlx::query_as(
            "select new_number, account_id from number_changes
             where old_number = $1 and ($2::text is null or account_id = $2) order by changed_at desc limit 1",
        )
        .bind(&number)
        .bind(&account)
        .fetch_optional(&mut **tx)
        .await?;
        let Some((new, whose)) = next.filter(|(new, _)| new != old) else { return Ok(None) };
        match accounts::reached(tx, actor, &new, Care::View).await {
            Ok(reached) if reached.account_id == whose => return Ok(Some(new)),
            Ok(_) | Err(Error::NotFound) => (account, number) = (Some(whose), new),
            Err(other) => return Err(other),
        }
    }
    Ok(None)
}
