//! People of a family: who is there, who may sign in and as what, and whom a guardian looks after.
//!
//! Who runs the account decides, and staff. Nobody changes their own access, and an account never loses the last person who
//! runs it. Who is removed is out with the next request: their sessions and links end in the transaction that removes them.

mod change;
mod invite;
mod list;
mod remove;
#[cfg(test)]
mod tests;
mod words;

pub use change::{Change, change};
pub use invite::{NewPerson, invite, send_again};
pub use list::{Access, Family, Person, family, person};
pub use remove::remove;

use domain::{Action, Fault, Role};
use uuid::Uuid;

use crate::{Actor, Error, db::Tx};

/// The kind of these notices, and the page they lead to.
const KIND: &str = "people";
const PAGE: &str = "/people";

/// Holds everybody of an account until the transaction ends: two changes at once would each believe that somebody is left
/// who runs it.
async fn hold(tx: &mut Tx, account_id: &str) -> Result<(), Error> {
    sqlx::query("select id from users where account_id = $1 order by id for update")
        .bind(account_id)
        .fetch_all(&mut **tx)
        .await?;
    Ok(())
}

/// Somebody whose access the actor may change, held. `field` is where it is said that they may not.
async fn held(tx: &mut Tx, actor: &Actor, user: Uuid, field: &str) -> Result<Person, Error> {
    actor.may(Action::ManagePeople)?;
    let person = list::person(tx, actor, user).await?;
    hold(tx, &person.account_id).await?;
    if user == actor.user_id {
        return Err(Error::field(field, Fault::OwnAccess));
    }
    // As it is now that nobody else changes it.
    list::person(tx, actor, user).await
}

/// Fails at `field` when nobody but this person can sign in to run the account.
async fn keep_a_manager(tx: &mut Tx, person: &Person, field: &str) -> Result<(), Error> {
    if person.role != Some(Role::Manager) {
        return Ok(());
    }
    let others: bool = sqlx::query_scalar(
        "select exists (select 1 from users where account_id = $1 and role = 'manager' and id <> $2
           and disabled_at is null and password_hash is not null)",
    )
    .bind(&person.account_id)
    .bind(person.user_id)
    .fetch_one(&mut **tx)
    .await?;
    if others { Ok(()) } else { Err(Error::field(field, Fault::LastManager)) }
}
