//! Another number for a line.

use domain::{AreaCode, Care, Fault, Fields, Lang};

use crate::{
    Actor, Db, Error, accounts::LineStatus, actor::By, journal::CareAct, mail::Letterhead, notices, port_outs,
};

use super::{
    request::{With, ask, hold},
    words,
};

/// Has a line get another number: of its own area, or of the one that is typed. It is counted: `sure` says that the person
/// knows what changes with it.
///
/// # Errors
/// [`Error::Invalid`] at `number.area_code` or `number.sure`; [`Error::Stale`] when the line is not in service, no change
/// is left, a PIN to leave is out, the number stands in for another one, for a family in the day after an alarm, or while
/// something else is under way; [`Error::NotFound`].
pub async fn change_number(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    number: &str,
    area_code: &str,
    sure: bool,
) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Line).await?;
    let (account_id, national) = (held.account_id.as_str(), held.national());
    held.stands(&[LineStatus::Active])?;
    port_outs::cooled(&mut tx, actor, account_id, number).await?;
    // It ends when the awaited one works, under the number that it has.
    if held.line.stands_in_for.is_some() {
        return Err(Error::Stale);
    }
    let mut errors = domain::FieldErrors::default();
    let area = match area_code.trim() {
        "" => None,
        typed => errors.take("number.area_code", AreaCode::parse(typed)),
    };
    if !sure {
        errors.add("number.sure", Fault::NotTicked);
    }
    errors.into_result().map_err(Error::Invalid)?;
    let left: Option<i32> =
        sqlx::query_scalar("select swaps_left from numbers where number = $1").bind(number).fetch_one(&mut *tx).await?;
    // The SIM is what the line is found by when its number is another.
    let leaves = port_outs::is_out(&mut tx, account_id, number).await?;
    if left == Some(0) || held.line.iccid.is_none() || leaves {
        return Err(Error::Stale);
    }
    let own = number.get(2..5);
    let area = area.map(|area| area.as_str().to_owned()).filter(|area| own != Some(area));
    let typed = Fields::from([("number.area_code", area_code.trim())]);
    let with = With { typed, ..With::default() };
    let act = CareAct::SwapNumber { area_code: area.clone() };
    if ask(&mut tx, By::from(actor), &held, act, format!("New number for {national}"), with).await? {
        let detail = Lang::ALL.map(|lang| match &area {
            None => format!("{national} → {}", lang.pick("one of the same area", "uno de la misma zona")),
            Some(area) => format!("{national} → {} {area}", lang.pick("one of area", "uno de la zona")),
        });
        held.note(&mut tx, actor, None, "New number asked for", &detail).await?;
        let (page, words) = (words::page_of(number, "number"), words::number_asked(&national, &actor.name));
        notices::tell(&mut tx, head, account_id, words::KIND, &page, &words).await?;
    }
    Ok(tx.commit().await?)
}
