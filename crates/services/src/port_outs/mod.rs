//! Leaving: a line's lock, the PIN another carrier must present to take its number, and "this was not me".
//!
//! A line is locked until somebody who runs it lifts the lock. A PIN is made here, stored with the network by the journal,
//! shown once to who asked for it, and kept nowhere after that. Everybody who runs the account hears of it at once.
//! What takes a PIN back is another one that nobody ever sees.

mod alarm;
mod lock;
mod page;
mod pin;
mod words;

pub use alarm::{ALARM_DAYS, Alarm, alarm, raise};
pub(crate) use alarm::{cooled, cools_until, hash_of, take_back, token};
pub use lock::{lift, lock};
pub(crate) use page::is_out;
pub use page::{Leaving, Lock, PinState, get};
pub(crate) use pin::concluded;
pub use pin::{forget_unseen, issue, reveal};

use sqlx::Row;

use crate::{Actor, Error, accounts::LineStatus, db::Tx};

/// A line that is held until the transaction ends: who else wants to change how it leaves waits.
struct Held {
    number: String,
    account_id: String,
    locked: bool,
}

impl Held {
    /// `(385) 555-0142`.
    fn national(&self) -> String {
        domain::phone::national(&self.number)
    }
}

/// Holds a line the actor may let go; of a family, only its own. One that is cancelled has nothing to
/// take along, and one that stands in for another is not theirs.
async fn hold(tx: &mut Tx, actor: &Actor, number: &str) -> Result<Held, Error> {
    actor.may(domain::Action::PortOut)?;
    let row = sqlx::query(
        "select account_id, status, stands_in_for(account_id, number) is not null as lent from numbers
         where number = $1 and account_id is not null and ($2::text is null or account_id = $2) for update",
    )
    .bind(number)
    .bind(&actor.account_id)
    .fetch_one(&mut **tx)
    .await?;
    if LineStatus::parse(row.try_get("status")?) == LineStatus::Cancelled || row.try_get("lent")? {
        return Err(Error::NotFound);
    }
    let account_id: String = row.try_get("account_id")?;
    let locked = lock::is_on(tx, &account_id, number).await?;
    Ok(Held { number: number.to_owned(), account_id, locked })
}
