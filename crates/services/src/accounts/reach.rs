//! Which lines somebody may do something for.

use domain::{Care, Reach, access::reach};
use sqlx::Row;

use crate::{Actor, Error, db::Tx};

use super::{DataAge, Line, line};

/// A line that somebody may do something for.
#[derive(Clone, Debug)]
pub struct Reached {
    /// Whose account it is.
    pub account_id: String,
    /// The line.
    pub line: Line,
    /// How old what is known of it is.
    pub age: DataAge,
}

/// Holds a number until the transaction ends: who else wants to change its line waits.
pub(crate) async fn hold(tx: &mut Tx, number: &str) -> Result<(), Error> {
    sqlx::query("select 1 from numbers where number = $1 for update").bind(number).fetch_optional(&mut **tx).await?;
    Ok(())
}

/// The line with this number in E.164, when the actor may do this for it.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or not within reach: that it is there is nobody else's business.
pub async fn reached(tx: &mut Tx, actor: &Actor, number: &str, care: Care) -> Result<Reached, Error> {
    let row = sqlx::query(
        "select account_id, subscriber_id from numbers
         where number = $1 and account_id is not null and ($2::text is null or account_id = $2)",
    )
    .bind(number)
    .bind(&actor.account_id)
    .fetch_one(&mut **tx)
    .await?;
    let account_id: String = row.try_get("account_id")?;
    let subscriber: Option<String> = row.try_get("subscriber_id")?;
    if !reaches_person(tx, actor, &account_id, subscriber.as_deref().unwrap_or_default(), care).await? {
        return Err(Error::NotFound);
    }
    let (line, age) = line(tx, &account_id, number).await?;
    Ok(Reached { account_id, line, age })
}

/// Whether the actor may do this for a person of an account.
///
/// # Errors
/// [`Error::Database`].
pub async fn reaches_person(
    tx: &mut Tx,
    actor: &Actor,
    account_id: &str,
    subscriber_id: &str,
    care: Care,
) -> Result<bool, Error> {
    let home = actor.account_id.as_deref() == Some(account_id);
    let own = home && !subscriber_id.is_empty() && actor.subscriber_id.as_deref() == Some(subscriber_id);
    Ok(match reach(actor.role, care) {
        Reach::Everything => true,
        Reach::Account => home,
        Reach::Assigned if home => {
            sqlx::query_scalar(
                "select exists (select 1 from guardian_assignments
                 where user_id = $1 and account_id = $2 and subscriber_id = $3)",
            )
            .bind(actor.user_id)
            .bind(account_id)
            .bind(subscriber_id)
            .fetch_one(&mut **tx)
            .await?
        }
        Reach::Own => own,
        Reach::Assigned | Reach::Nothing => false,
    })
}
