//! Another SIM for a line, and the lock against it. No row means that the lock is on.

use domain::{Care, Fault, Fields, Iccid, Lang};

use crate::{
    Actor, Db, Error, accounts::LineStatus, actor::By, db::Tx, journal::CareAct, mail::Letterhead, notices, port_outs,
};

use super::{
    alarm,
    request::{With, ask, hold},
    words,
};

/// Whether the lock of a line's SIM is on.
pub(super) async fn locked(tx: &mut Tx, account_id: &str, number: &str) -> Result<bool, Error> {
    let locked: Option<bool> =
        sqlx::query_scalar("select sim_locked from line_care where number = $1 and account_id = $2")
            .bind(number)
            .bind(account_id)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(locked.unwrap_or(true))
}

/// Whether whoever should not have the line's SIM may have it: "this was not me" was pressed lately, and the SIM it has was
/// asked for by the same person before that, and was sent for all the same.
pub(super) async fn in_wrong_hands(tx: &mut Tx, account_id: &str, number: &str) -> Result<bool, Error> {
    let out = sqlx::query_scalar(
        "select coalesce((
           select exists (
             select 1 from line_acts a
             where a.number = $1 and a.account_id = $2 and a.act = 'swap_sim' and a.alarmed_at is not null
               and a.asked_by = s.asked_by and s.asked_at <= a.alarmed_at)
           from line_acts s
           where s.number = $1 and s.account_id = $2 and s.act = 'swap_sim' and s.refused is null
             and (s.done_at is not null or exists (
               select 1 from operations o
               where o.chain_id = s.chain_id and o.state in ('sending', 'waiting', 'unknown')))
           order by s.asked_at desc limit 1), false)",
    );
    let out: bool = out.bind(number).bind(account_id).fetch_one(&mut **tx).await?;
    Ok(out && port_outs::cools_until(tx, account_id, number).await?.is_some())
}

/// Turns the lock of a line's SIM.
pub(super) async fn turn(tx: &mut Tx, account_id: &str, number: &str, locked: bool, by: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into line_care (number, account_id, sim_locked, sim_turned_at, sim_turned_by) values ($1, $2, $3, now(), $4)
         on conflict (number) do update set account_id = excluded.account_id, sim_locked = excluded.sim_locked,
           sim_turned_at = excluded.sim_turned_at, sim_turned_by = excluded.sim_turned_by",
    )
    .bind(number)
    .bind(account_id)
    .bind(locked)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lifts the SIM lock of a line and tells all who run the account. Lifting it twice changes nothing.
///
/// # Errors
/// [`Error::Stale`] for a family in the day after an alarm; [`Error::NotFound`] for a line that is not there, or not for this actor.
pub async fn lift_sim_lock(db: &Db, head: &Letterhead, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if locked(&mut tx, &held.account_id, number).await? {
        port_outs::cooled(&mut tx, actor, &held.account_id, number).await?;
        turn(&mut tx, &held.account_id, number, false, &actor.name).await?;
        held.note(&mut tx, actor, Some("sim"), "SIM lock lifted", &Lang::ALL.map(|_| held.national())).await?;
        let (page, words) = (words::page_of(number, "sim"), words::sim_lock_lifted(&held.national(), &actor.name));
        notices::tell(&mut tx, head, &held.account_id, words::KIND, &page, &words).await?;
    }
    Ok(tx.commit().await?)
}

/// Puts the SIM lock of a line on.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, or not for this actor.
pub async fn put_sim_lock(db: &Db, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    if !locked(&mut tx, &held.account_id, number).await? {
        turn(&mut tx, &held.account_id, number, true, &actor.name).await?;
        held.note(&mut tx, actor, Some("sim"), "SIM lock put on", &Lang::ALL.map(|_| held.national())).await?;
    }
    Ok(tx.commit().await?)
}

/// Has another SIM put on a line: the card with this number, or an eSIM when `card` is none. `unlock` lifts the lock with it;
/// it goes back on when the new SIM is there. All who run the account are told at once, each with a way to say "this was not
/// me". While it is under way, asking again is that one.
///
/// # Errors
/// [`Error::Invalid`] at `sim.iccid`; [`Error::Stale`] when the lock is on and is not to be lifted, for a family in the day
/// after an alarm, when the line is not in service, or while something else is under way; [`Error::NotFound`].
pub async fn swap_sim(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    number: &str,
    card: Option<&str>,
    unlock: bool,
) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    let (account_id, national) = (held.account_id.as_str(), held.national());
    held.stands(&[LineStatus::Active])?;
    let at = |fault| Error::field("sim.iccid", fault);
    let iccid = card.map(Iccid::parse).transpose().map_err(at)?;
    if let Some(iccid) = &iccid {
        if held.line.iccid.as_deref() == Some(iccid.as_str()) {
            let message = actor.language.pick("This SIM is on this line already.", "Esta SIM ya está en esta línea.");
            return Err(at(Fault::Upstream { message: message.into() }));
        }
        let taken: bool = sqlx::query_scalar("select card_in_use($1)").bind(iccid.as_str()).fetch_one(&mut *tx).await?;
        if taken {
            return Err(at(Fault::IccidTaken));
        }
    }
    let was_locked = locked(&mut tx, account_id, number).await?;
    if was_locked && !unlock {
        return Err(Error::Stale);
    }
    port_outs::cooled(&mut tx, actor, account_id, number).await?;
    let (token, hash) = alarm::token();
    let kind = if iccid.is_some() { "card" } else { "esim" };
    let mut typed = Fields::from([("sim.kind", kind)]);
    typed.set("sim.iccid", card.unwrap_or_default());
    let act = CareAct::SwapSim { iccid: iccid.as_ref().map(|iccid| iccid.as_str().to_owned()) };
    let with = With { typed, alarm: Some(hash), ..With::default() };
    if !ask(&mut tx, By::from(actor), &held, act, format!("New SIM for {national}"), with).await? {
        return Ok(());
    }
    if was_locked {
        turn(&mut tx, account_id, number, false, &actor.name).await?;
    }
    let grouped = |iccid: &str| domain::iccid::grouped(iccid);
    let (from, to) = (held.line.iccid.as_deref().map(grouped), iccid.as_ref().map(Iccid::grouped));
    let detail = Lang::ALL.map(|lang| {
        let from = from.as_deref().unwrap_or(lang.pick("SIM not known", "SIM desconocida"));
        let to = to.as_deref().unwrap_or(lang.pick("a new eSIM", "una eSIM nueva"));
        format!("{national}: {from} → {to}")
    });
    held.note(&mut tx, actor, None, "New SIM asked for", &detail).await?;
    let (page, link) = (words::page_of(number, "sim"), words::alarm_of(&token));
    let words = words::sim_asked(&national, &actor.name);
    notices::tell_with_link(&mut tx, head, account_id, words::KIND, &page, &link, &words).await?;
    Ok(tx.commit().await?)
}
