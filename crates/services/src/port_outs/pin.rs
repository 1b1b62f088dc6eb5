//! PINs: made here, stored with the network by the journal, shown once, forgotten.

use rand::Rng;
use secrecy::SecretString;
use sqlx::Row;
use uuid::Uuid;

use crate::{
    Actor, Db, Error, Vault,
    db::Tx,
    journal::{Entry, NewChain, Op, append_activity, insert_in_line},
    mail::Letterhead,
    notices,
    port_ins::Settled,
};

use super::{alarm, hold, lock, words};

/// Digits of a PIN.
const DIGITS: usize = 6;

/// A PIN nobody guesses first: no digit throughout, no run up or down, no pair or triple over and over.
fn random() -> SecretString {
    let mut source = rand::rng();
    loop {
        let pin: Vec<u8> = (0..DIGITS).map(|_| source.random_range(0..10)).collect();
        if !guessable(&pin) {
            return pin.iter().map(|digit| char::from(b'0' + digit)).collect::<String>().into();
        }
    }
}

fn guessable(pin: &[u8]) -> bool {
    let steps = |up: u8| pin.windows(2).all(|pair| matches!(pair, [a, b] if (*a + up) % 10 == *b));
    let repeats = |n: usize| pin.iter().zip(pin.iter().skip(n)).all(|(a, b)| a == b);
    steps(1) || steps(9) || (1..=3).any(repeats)
}

/// Has a new PIN stored for a line, and tells all who run the account, each with a way to say "this was not me". `unlock`
/// lifts the lock with it. While one is being stored already, that is the one.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or not for this actor; [`Error::Stale`] when the lock is on and is not
/// to be lifted, and for a family in the day after an alarm.
pub async fn issue(
    db: &Db,
    head: &Letterhead,
    vault: &Vault,
    actor: &Actor,
    number: &str,
    unlock: bool,
) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let line = hold(&mut tx, actor, number).await?;
    let (account_id, number) = (line.account_id.as_str(), line.number.as_str());
    if line.locked && !unlock {
        return Err(Error::Stale);
    }
    alarm::cooled(&mut tx, actor, account_id, number).await?;
    if line.locked {
        lock::lifted(&mut tx, actor, account_id, number).await?;
    } else if under_way(&mut tx, account_id, number).await? {
        return Ok(());
    }
    let (token, hash) = alarm::token();
    let title = format!("Transfer PIN of {}", line.national());
    let new = New { pin: random(), void: false, alarm: Some(hash), alarmed: false, title };
    store(&mut tx, vault, (actor.user_id, &actor.name), account_id, number, new).await?;
    let (detail, by) = (line.national(), Some((actor.user_id, actor.name.as_str())));
    let entry = Entry { account_id: Some(account_id), actor: by, what: "Transfer PIN issued", detail: &detail };
    append_activity(&mut tx, &entry).await?;
    let (page, link) = (words::page_of(number), words::alarm_of(&token));
    let words = words::issued(&line.national(), &actor.name);
    notices::tell_with_link(&mut tx, head, account_id, words::KIND, &page, &link, &words).await?;
    Ok(tx.commit().await?)
}

/// Whether a PIN is being stored right now.
async fn under_way(tx: &mut Tx, account_id: &str, number: &str) -> Result<bool, Error> {
    let storing = sqlx::query_scalar(
        "select stored_at is null and refused is null and not void and alarmed_at is null from port_out_pins
         where number = $1 and account_id = $2 order by id desc limit 1",
    );
    let storing: Option<bool> = storing.bind(number).bind(account_id).fetch_optional(&mut **tx).await?;
    Ok(storing.unwrap_or(false))
}

/// Puts a PIN that nobody sees in the place of whatever is stored. `alarmed` when it was "this was not me".
pub(super) async fn replace(
    tx: &mut Tx,
    vault: &Vault,
    by: (Uuid, &str),
    account_id: &str,
    number: &str,
    alarmed: bool,
) -> Result<(), Error> {
    let title = format!("Old transfer PIN of {} made useless", domain::phone::national(number));
    store(tx, vault, by, account_id, number, New { pin: random(), void: true, alarm: None, alarmed, title }).await
}

/// A PIN to be stored.
struct New {
    pin: SecretString,
    void: bool,
    alarm: Option<Vec<u8>>,
    alarmed: bool,
    title: String,
}

/// Seals a PIN and has the journal store it; earlier ones of the line are shown to nobody any more, nor sent.
async fn store(
    tx: &mut Tx,
    vault: &Vault,
    (by, name): (Uuid, &str),
    account_id: &str,
    number: &str,
    new: New,
) -> Result<(), Error> {
    sqlx::query("update port_out_pins set sealed = null where number = $1 and account_id = $2")
        .bind(number)
        .bind(account_id)
        .execute(&mut **tx)
        .await?;
    let id = Uuid::now_v7();
    let op = Op::SetPortOutPin { pin: id, number: number.to_owned() };
    let chain = NewChain {
        kind: "port_out_pin",
        title: new.title.clone(),
        account_id: Some(account_id.to_owned()),
        ops: vec![(new.title, op)],
    };
    // It waits for earlier PINs of the line alone: what takes one back must not stand behind an import of numbers.
    let chain = insert_in_line(tx, by, chain, &format!("port_out_pin {number}")).await?;
    sqlx::query(
        "insert into port_out_pins (id, account_id, number, sealed, chain_id, issued_by, issued_by_name, alarm_hash, void,
                                    alarmed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then now() end)",
    )
    .bind(id)
    .bind(account_id)
    .bind(number)
    .bind(vault.seal(&new.pin)?)
    .bind(chain)
    .bind(by)
    .bind(name)
    .bind(new.alarm)
    .bind(new.void)
    .bind(new.alarmed)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes down what became of storing a PIN, in the transaction that marks it so. What was refused, and what nobody is to
/// see, is forgotten.
pub(crate) async fn concluded(tx: &mut Tx, pin: Uuid, settled: &Settled<'_>) -> Result<(), Error> {
    let (stored, refused) = match settled {
        Settled::Done(_) => (true, None),
        Settled::Refused(why) => (false, Some(*why)),
        Settled::Unknown => return Ok(()),
    };
    sqlx::query(
        "update port_out_pins set stored_at = case when $2 then now() end, refused = $3,
           sealed = case when $2 and not void then sealed end
         where id = $1",
    )
    .bind(pin)
    .bind(stored)
    .bind(refused)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Shows the line's PIN to who asked for it, once: it is forgotten in the same breath. `None` when there is none to show.
///
/// # Errors
/// [`Error::Database`].
pub async fn reveal(db: &Db, vault: &Vault, actor: &Actor, number: &str) -> Result<Option<SecretString>, Error> {
    actor.may(domain::Action::PortOut)?;
    let mut tx = db.begin(actor).await?;
    let row = sqlx::query(
        "select id, sealed from port_out_pins p
         where number = $1 and issued_by = $2 and ($3::text is null or account_id = $3) and stored_at is not null
           and shown_at is null and alarmed_at is null and not void and sealed is not null
           and not exists (select 1 from port_out_pins later where later.number = p.number and later.id > p.id)
         order by id desc limit 1 for update",
    )
    .bind(number)
    .bind(actor.user_id)
    .bind(&actor.account_id)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    sqlx::query("update port_out_pins set sealed = null, shown_at = now() where id = $1")
        .bind(row.try_get::<Uuid, _>("id")?)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(vault.open(row.try_get("sealed")?))
}

/// Forgets PINs that were stored a day ago and that nobody came to see.
///
/// # Errors
/// [`Error::Database`].
pub async fn forget_unseen(db: &Db) -> Result<u64, Error> {
    let mut tx = db.begin_all().await?;
    let done = sqlx::query(
        "update port_out_pins set sealed = null where sealed is not null and stored_at < now() - interval '1 day'",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_pin_is_six_digits_that_nobody_guesses_first() {
        let digits = |pin: &str| pin.bytes().map(|digit| digit - b'0').collect::<Vec<_>>();
        for bad in ["000000", "123456", "890123", "654321", "121212", "123123"] {
            assert!(guessable(&digits(bad)), "{bad}");
        }
        for good in ["123457", "000001", "314159", "112233"] {
            assert!(!guessable(&digits(good)), "{good}");
        }
        for _ in 0..1000 {
            let pin = random();
            let pin = pin.expose_secret();
            assert!(
                pin.len() == DIGITS && pin.bytes().all(|b| b.is_ascii_digit()) && !guessable(&digits(pin)),
                "{pin}"
            );
        }
    }
}
