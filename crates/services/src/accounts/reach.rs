//! Which lines somebody may do something for.

use std::collections::HashSet;

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
    Ok(within(tx, actor, account_id, care).await?.has(subscriber_id))
}

/// The people of an account for whom somebody may do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// All of them, and lines that are nobody's.
    Everybody,
    /// These, by their ids.
    These(HashSet<String>),
}

impl Within {
    /// Whether this person is one of them.
    pub fn has(&self, subscriber_id: &str) -> bool {
        match self {
            Self::Everybody => true,
            Self::These(ids) => ids.contains(subscriber_id),
        }
    }
}

/// For whom of an account the actor may do this.
///
/// # Errors
/// [`Error::Database`].
pub async fn within(tx: &mut Tx, actor: &Actor, account_id: &str, care: Care) -> Result<Within, Error> {
    let home = actor.account_id.as_deref() == Some(account_id);
    let these = match reach(actor.role, care) {
        Reach::Everything => return Ok(Within::Everybody),
        Reach::Account if home => return Ok(Within::Everybody),
        Reach::Assigned if home => {
            sqlx::query_scalar("select subscriber_id from guardian_assignments where user_id = $1 and account_id = $2")
                .bind(actor.user_id)
                .bind(account_id)
                .fetch_all(&mut **tx)
                .await?
        }
        Reach::Own if home => actor.subscriber_id.clone().into_iter().filter(|id| !id.is_empty()).collect(),
        Reach::Account | Reach::Assigned | Reach::Own | Reach::Nothing => Vec::new(),
    };
    Ok(Within::These(these.into_iter().collect()))
}
