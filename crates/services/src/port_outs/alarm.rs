//! "This was not me": the link in the mail that says a PIN was issued.

use jiff::Timestamp;
use rand::RngCore;
use sha2::{Digest, Sha256};
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{
    Actor, Db, Error, Vault, accounts, care,
    db::Tx,
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices,
};

use super::{lock, pin, words};

/// Days the link works.
pub const ALARM_DAYS: u16 = 7;

/// Hours after an alarm in which the locks of its line are staff's alone to lift: somebody whom nobody expected knows a
/// password, and would lift them again.
const COOL_HOURS: i16 = 24;

/// Who the portal says did what an alarm does.
const BY: &str = "Homeline";

/// What a link is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The line's number, E.164.
    pub number: String,
    /// Who asked for it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Until when the locks of a line are staff's alone to lift, and PINs and SIMs theirs to get; none when no alarm was raised
/// for it lately.
pub(crate) async fn cools_until(tx: &mut Tx, account_id: &str, number: &str) -> Result<Option<Timestamp>, Error> {
    let until: Option<jiff_sqlx::Timestamp> = sqlx::query_scalar(
        "select nullif(greatest(max(at) + $3 * interval '1 hour', now()), now()) from (
           select alarmed_at as at from port_out_pins where number = $1 and account_id = $2
           union all select alarmed_at from line_acts where number = $1 and account_id = $2
         ) alarms",
    )
    .bind(number)
    .bind(account_id)
    .bind(COOL_HOURS)
    .fetch_one(&mut **tx)
    .await?;
    Ok(until.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Fails with [`Error::Stale`] while the locks of a line are not this actor's to lift.
pub(crate) async fn cooled(tx: &mut Tx, actor: &Actor, account_id: &str, number: &str) -> Result<(), Error> {
    if !actor.role.is_staff() && cools_until(tx, account_id, number).await?.is_some() {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Puts the lock on and makes a PIN useless that this person got, when it was said of something else of theirs that it was
/// not asked for.
pub(crate) async fn take_back(
    tx: &mut Tx,
    vault: &Vault,
    account_id: &str,
    number: &str,
    issued_by: Uuid,
) -> Result<(), Error> {
    let theirs: Option<bool> = sqlx::query_scalar(
        "select issued_by = $3 from port_out_pins where number = $1 and account_id = $2 and not void order by id desc limit 1",
    )
    .bind(number)
    .bind(account_id)
    .bind(issued_by)
    .fetch_optional(&mut **tx)
    .await?;
    if theirs == Some(true) && super::is_out(tx, account_id, number).await? {
        lock::set(tx, account_id, number, true, BY).await?;
        pin::replace(tx, vault, (Uuid::nil(), BY), account_id, number, true).await?;
    }
    Ok(())
}

/// A new link's token, and the hash under which it is known.
pub(crate) fn token() -> (String, Vec<u8>) {
    let mut token = [0; 32];
    rand::rng().fill_bytes(&mut token);
    let token = hex::encode(token);
    let hash = hash_of(&token);
    (token, hash)
}

pub(crate) fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

async fn find(tx: &mut Tx, token: &str) -> Result<PgRow, Error> {
    sqlx::query(
        "select id, number, issued_by_name, issued_at from port_out_pins
         where alarm_hash = $1 and alarmed_at is null and issued_at > now() - interval '1 day' * $2",
    )
    .bind(hash_of(token))
    .bind(i32::from(ALARM_DAYS))
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::Expired)
}

/// What a link is about; looking changes nothing.
///
/// # Errors
/// [`Error::Expired`] for a link that is unknown, used up or too old.
pub async fn alarm(db: &Db, token: &str) -> Result<Alarm, Error> {
    let mut tx = db.begin_all().await?;
    let row = find(&mut tx, token).await?;
    Ok(Alarm {
        number: row.try_get("number")?,
        by: row.try_get("issued_by_name")?,
        at: row.try_get::<jiff_sqlx::Timestamp, _>("issued_at")?.to_jiff(),
    })
}

/// Locks the line, replaces the PIN by one that nobody knows, and tells everybody who runs the account, and staff. Works
/// once. Answers the number.
///
/// # Errors
/// As [`alarm`].
pub async fn raise(db: &Db, head: &Letterhead, vault: &Vault, token: &str) -> Result<String, Error> {
    let mut tx = db.begin_all().await?;
    let found = find(&mut tx, token).await?;
    // The line first: who issues a PIN at this moment comes before or after, not in between.
    accounts::hold(&mut tx, found.try_get("number")?).await?;
    let row = sqlx::query(
        "update port_out_pins set alarmed_at = now() where id = $1 and alarmed_at is null
         returning number, account_id, issued_by, issued_by_name",
    )
    .bind(found.try_get::<Uuid, _>("id")?)
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::Expired)?;
    let (number, account_id): (String, String) = (row.try_get("number")?, row.try_get("account_id")?);
    lock::set(&mut tx, &account_id, &number, true, BY).await?;
    // Who got the PIN may have asked for the SIM as well.
    care::stop_open(&mut tx, &account_id, &number, row.try_get("issued_by")?).await?;
    pin::replace(&mut tx, vault, (Uuid::nil(), BY), &account_id, &number, true).await?;
    let national = domain::phone::national(&number);
    let by: String = row.try_get("issued_by_name")?;
    let detail = format!("{national}: “This was not me” was pressed for the PIN that {by} got. The line is locked.");
    let es = format!("{national}: alguien presionó «No fui yo» por el PIN que recibió {by}. La línea está bloqueada.");
    let entry = Entry { account_id: Some(&account_id), actor: None, what: "Alarm", detail: &detail };
    append_about(&mut tx, &entry, About { detail_es: Some(&es), ..About::default() }).await?;
    let words = words::alarmed(&national);
    notices::tell(&mut tx, head, &account_id, words::KIND, &words::page_of(&number), &words).await?;
    tx.commit().await?;
    tracing::warn!(account = account_id, "a port-out PIN was said not to be asked for");
    Ok(number)
}
