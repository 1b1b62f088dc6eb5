//! "This was not me": the link in the mail that says another SIM was asked for.

use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{
    Db, Error, Vault,
    accounts::{self, LineStatus},
    actor::By,
    db::Tx,
    journal::{About, CareAct, Entry, append_about},
    mail::Letterhead,
    notices, port_outs,
};

pub(super) use crate::port_outs::token;
pub use crate::port_outs::{ALARM_DAYS, Alarm};

use super::{
    request::{Held, With, ask},
    sim, words,
};

/// Who the portal says did what an alarm does.
const BY: By<'static> = By { id: Uuid::nil(), name: "Homeline" };

/// What raising an alarm did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The line's number, E.164.
    pub number: String,
    /// Whether the line is being suspended.
    pub suspended: bool,
}

async fn find(tx: &mut Tx, token: &str) -> Result<PgRow, Error> {
    sqlx::query(
        "select id, number, asked_by_name, asked_at from line_acts
         where alarm_hash = $1 and alarmed_at is null and asked_at > now() - interval '1 day' * $2",
    )
    .bind(port_outs::hash_of(token))
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
        by: row.try_get("asked_by_name")?,
        at: row.try_get::<jiff_sqlx::Timestamp, _>("asked_at")?.to_jiff(),
    })
}

/// Puts the SIM lock on, suspends the line, so that nobody gets its calls and codes, and tells everybody who runs the
/// account. SIMs that were not ordered yet never are. A PIN to leave that the same person got is made useless; while another
/// one is out the line is not suspended: a number on its way to another carrier must work. Works once.
///
/// # Errors
/// As [`alarm`].
pub async fn raise(db: &Db, head: &Letterhead, vault: &Vault, token: &str) -> Result<Raised, Error> {
    let mut tx = db.begin_all().await?;
    let found = find(&mut tx, token).await?;
    // The line first, as whoever finishes a SIM change has it: neither waits for the other in a circle.
    accounts::hold(&mut tx, found.try_get("number")?).await?;
    let row = sqlx::query(
        "update line_acts set alarmed_at = now() where id = $1 and alarmed_at is null
         returning number, account_id, asked_by, asked_by_name",
    )
    .bind(found.try_get::<Uuid, _>("id")?)
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(Error::Expired)?;
    let (number, account_id): (String, String) = (row.try_get("number")?, row.try_get("account_id")?);
    let asked_by: Uuid = row.try_get("asked_by")?;
    stop_open(&mut tx, &account_id, &number, asked_by).await?;
    port_outs::take_back(&mut tx, vault, &account_id, &number, asked_by).await?;
    sim::turn(&mut tx, &account_id, &number, true, BY.name).await?;
    let suspended = suspend(&mut tx, &account_id, &number).await?;
    let made = sim::in_wrong_hands(&mut tx, &account_id, &number).await?;
    let national = domain::phone::national(&number);
    let by: String = row.try_get("asked_by_name")?;
    let (then, then_es) = match suspended {
        true => ("The SIM is locked, the line suspended.", "La SIM está bloqueada y la línea, suspendida."),
        false => ("The SIM is locked.", "La SIM está bloqueada."),
    };
    let detail = format!("{national}: “This was not me” was pressed for the SIM that {by} asked for. {then}");
    let es = format!("{national}: alguien presionó «No fui yo» por la SIM que pidió {by}. {then_es}");
    let entry = Entry { account_id: Some(&account_id), actor: None, what: "Alarm", detail: &detail };
    append_about(&mut tx, &entry, About { detail_es: Some(&es), ..About::default() }).await?;
    let (page, words) = (words::page_of(&number, "state"), words::alarmed(&national, suspended, made));
    notices::tell(&mut tx, head, &account_id, words::KIND, &page, &words).await?;
    tx.commit().await?;
    tracing::warn!(account = account_id, "a SIM change was said not to be asked for");
    Ok(Raised { number, suspended })
}

/// Has SIM changes of a person, of which somebody said that one was not theirs, never be sent if they were not yet.
pub(crate) async fn stop_open(tx: &mut Tx, account_id: &str, number: &str, asked_by: Uuid) -> Result<(), Error> {
    sqlx::query(
        "update line_acts set alarmed_at = now()
         where number = $1 and account_id = $2 and act = 'swap_sim' and asked_by = $3 and alarmed_at is null
           and done_at is null and refused is null and not exists (
             select 1 from operations o
             where o.chain_id = line_acts.chain_id and o.state in ('sending', 'waiting', 'unknown'))",
    )
    .bind(number)
    .bind(account_id)
    .bind(asked_by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Suspends the line behind the SIM change, unless it must work.
async fn suspend(tx: &mut Tx, account_id: &str, number: &str) -> Result<bool, Error> {
    if port_outs::is_out(tx, account_id, number).await? {
        return Ok(false);
    }
    let (line, _) = accounts::line(tx, account_id, number).await?;
    if line.status != LineStatus::Active {
        return Ok(false);
    }
    let held = Held { account_id: account_id.to_owned(), line };
    let title = format!("Suspend {}", held.national());
    ask(tx, BY, &held, CareAct::Suspend, title, With { behind: true, ..With::default() }).await?;
    Ok(true)
}
