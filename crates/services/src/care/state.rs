//! A line suspended and restored, cancelled and brought back.

use domain::{Action, Care, Fault};
use jiff::Timestamp;

use crate::{
    Actor, Db, Error,
    accounts::{self, LineStatus},
    actor::By,
    db::Tx,
    journal::CareAct,
    mail::Letterhead,
    notices::{self, Telling},
    port_outs,
};

use super::{
    page::way_back,
    request::{Held, With, ask, hold},
    sim, words,
};

const IN_SERVICE: [&str; 2] = ["in service", "en servicio"];
const SUSPENDED: [&str; 2] = ["suspended", "suspendida"];
const CANCELLED: [&str; 2] = ["cancelled", "cancelada"];

/// How a line stood and stands, in both languages, for the activity.
fn became(national: &str, [was, was_es]: [&str; 2], [is, is_es]: [&str; 2]) -> [String; 2] {
    [format!("{national}: {was} → {is}"), format!("{national}: {was_es} → {is_es}")]
}

/// Tells who looks after the line's person.
async fn tell(tx: &mut Tx, head: &Letterhead, held: &Held, words: &notices::Words) -> Result<(), Error> {
    let to = notices::guardians(tx, &held.account_id, held.person()).await?;
    let page = words::page_of(&held.line.number, "state");
    let telling = Telling { kind: words::KIND, path: &page, mailed: &page, words };
    notices::tell_these(tx, head, &held.account_id, &to, telling).await
}

/// Suspends a line: number and SIM are kept, and nothing works until it is restored. `sure` where a PIN to leave is out:
/// without service the number may not get to its new carrier.
///
/// # Errors
/// [`Error::Invalid`] at `suspend.sure`; [`Error::Stale`] when the line is not in service, or while something else is under
/// way; [`Error::NotFound`].
pub async fn suspend(db: &Db, head: &Letterhead, actor: &Actor, number: &str, sure: bool) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if held.line.status == LineStatus::Paused {
        return Ok(());
    }
    held.stands(&[LineStatus::Active])?;
    if !sure && port_outs::is_out(&mut tx, &held.account_id, number).await? {
        return Err(Error::field("suspend.sure", Fault::NotTicked));
    }
    let national = held.national();
    let title = format!("Suspend {national}");
    if ask(&mut tx, By::from(actor), &held, CareAct::Suspend, title, With::default()).await? {
        let detail = became(&national, IN_SERVICE, SUSPENDED);
        held.note(&mut tx, actor, Some("state"), "Line suspended", &detail).await?;
        tell(&mut tx, head, &held, &words::suspended(&national, &actor.name)).await?;
    }
    Ok(tx.commit().await?)
}

/// Has a suspended line work again.
///
/// # Errors
/// [`Error::Stale`] when the line is cancelled, while something else is under way, or for a family while its SIM may be in
/// the wrong hands; [`Error::NotFound`].
pub async fn restore(db: &Db, head: &Letterhead, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if held.line.status == LineStatus::Active {
        return Ok(());
    }
    held.stands(&[LineStatus::Paused])?;
    if !actor.role.is_staff() && sim::in_wrong_hands(&mut tx, &held.account_id, number).await? {
        return Err(Error::Stale);
    }
    let national = held.national();
    let title = format!("Restore {national}");
    if ask(&mut tx, By::from(actor), &held, CareAct::Restore, title, With::default()).await? {
        let detail = became(&national, SUSPENDED, IN_SERVICE);
        held.note(&mut tx, actor, Some("state"), "Line restored", &detail).await?;
        tell(&mut tx, head, &held, &words::restored(&national, &actor.name)).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends a line, for staff. `typed` are the last four digits of its number: nobody does it by one click.
///
/// # Errors
/// [`Error::Invalid`] at `cancel.digits`; [`Error::Stale`] while something else is under way; [`Error::Forbidden`],
/// [`Error::NotFound`].
pub async fn cancel(db: &Db, head: &Letterhead, actor: &Actor, number: &str, typed: &str) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if held.line.status == LineStatus::Cancelled {
        return Ok(());
    }
    held.stands(&[LineStatus::Active, LineStatus::Paused])?;
    if typed.is_empty() {
        return Err(Error::field("cancel.digits", Fault::Missing));
    }
    if typed.len() != 4 || !number.ends_with(typed) {
        let message = "These are not the last four digits of this number. Nothing was changed.".into();
        return Err(Error::field("cancel.digits", Fault::Upstream { message }));
    }
    let national = held.national();
    let title = format!("Cancel {national}");
    if ask(&mut tx, By::from(actor), &held, CareAct::Cancel, title, With::default()).await? {
        let was = if held.line.status == LineStatus::Paused { SUSPENDED } else { IN_SERVICE };
        let detail = became(&national, was, CANCELLED);
        held.note(&mut tx, actor, Some("state"), "Line cancelled", &detail).await?;
        tell(&mut tx, head, &held, &words::cancelled(&national)).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends a line that stood in for another one: it is what was said when it was asked for, so nobody types its digits. One that
/// has ended stays so.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn let_go(tx: &mut Tx, by: By<'_>, account_id: &str, number: &str) -> Result<(), Error> {
    accounts::hold(tx, number).await?;
    let line = accounts::lines_of(tx, account_id).await?.into_iter().find(|line| line.number == number);
    let Some(line) = line.filter(|line| line.status != LineStatus::Cancelled) else { return Ok(()) };
    let held = Held { account_id: account_id.to_owned(), line };
    let title = format!("Cancel {}", held.national());
    ask(tx, by, &held, CareAct::Cancel, title, With { behind: true, ..With::default() }).await.map(drop)
}

/// Brings a cancelled line back, while the way back is open.
///
/// # Errors
/// [`Error::Expired`] when it is closed, and for a number that stood in for another one; [`Error::Stale`] while something else is under way; [`Error::NotFound`].
pub async fn reactivate(db: &Db, head: &Letterhead, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if held.line.status == LineStatus::Active {
        return Ok(());
    }
    held.stands(&[LineStatus::Cancelled])?;
    let (cancelled, lent): (Option<jiff_sqlx::Timestamp>, bool) = sqlx::query_as(
        "select cancelled_at, was_lent(account_id, number) from numbers where number = $1 and account_id = $2",
    )
    .bind(number)
    .bind(&held.account_id)
    .fetch_one(&mut *tx)
    .await?;
    if lent || !way_back(cancelled.map(jiff_sqlx::Timestamp::to_jiff)).open(Timestamp::now()) {
        return Err(Error::Expired);
    }
    let national = held.national();
    let title = format!("Bring {national} back");
    if ask(&mut tx, By::from(actor), &held, CareAct::Reactivate, title, With::default()).await? {
        let detail = became(&national, CANCELLED, IN_SERVICE);
        held.note(&mut tx, actor, None, "Line brought back", &detail).await?;
        tell(&mut tx, head, &held, &words::reactivated(&national, &actor.name)).await?;
    }
    Ok(tx.commit().await?)
}
