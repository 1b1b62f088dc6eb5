//! The day data begins anew, and beginning anew at once.

use domain::{Lang, Renewal};
use uuid::Uuid;

use crate::{Actor, Db, Error, actor::By, journal::DataOp, mail::Letterhead};

use super::{
    change::{self, TOGETHER},
    page::renewal_of,
    words,
};

/// Has the day set on which data of these lines of one account begins anew. What was used stays as it is.
///
/// # Errors
/// [`Error::NotFound`] when one of the lines is not there, cancelled, or not for this actor; nothing is changed then.
pub async fn set_renewal(db: &Db, actor: &Actor, numbers: &[String], renewal: Renewal) -> Result<Uuid, Error> {
    actor.may(domain::Action::CareForLines)?;
    let (by, batch) = (By::from(actor), Uuid::now_v7());
    let mut tx = db.begin(actor).await?;
    let held = change::hold(&mut tx, actor, numbers).await?;
    let (mut to_send, mut already) = (Vec::new(), None);
    for line in &held {
        if let Some((earlier, wanted)) = change::on_its_way(&mut tx, line, &["renewal"]).await?
            && serde_json::from_value::<Renewal>(wanted).is_ok_and(|wanted| wanted == renewal)
        {
            already = Some(earlier);
            continue;
        }
        let before = renewal_of(&mut tx, &line.account_id, &line.line.number).await?;
        to_send.push(line.line.number.clone());
        change::note(&mut tx, by, line, batch, "renewal", &renewal, "sending").await?;
        let became = change::became(before.map(|set| set.renewal).as_ref(), &renewal, Renewal::words);
        change::record(&mut tx, by, line, "Renewal day changed", became).await?;
    }
    if let (true, Some(earlier)) = (to_send.is_empty(), already) {
        return Ok(earlier);
    }
    let account = held.first().map(|line| line.account_id.clone()).unwrap_or_default();
    let op = |numbers| DataOp::SetRenewal { batch, numbers, renewal };
    change::send(&mut tx, actor.user_id, &account, "Renewal day of data", &to_send, op, TOGETHER).await?;
    tx.commit().await?;
    Ok(batch)
}

/// Sets what a line used to zero, at once. The network wants the renewal day along with it and would take it for a new
/// one, so the day must be known. `None` when it is not: nothing is done then.
///
/// # Errors
/// [`Error::NotFound`] for a line that is not there, cancelled, or not for this actor.
pub async fn new_cycle(db: &Db, head: &Letterhead, actor: &Actor, number: &str) -> Result<Option<Uuid>, Error> {
    actor.may(domain::Action::CareForLines)?;
    let (by, batch) = (By::from(actor), Uuid::now_v7());
    let mut tx = db.begin(actor).await?;
    let held = change::hold(&mut tx, actor, &[number.to_owned()]).await?;
    let Some(line) = held.first() else { return Err(Error::NotFound) };
    if let Some((earlier, _)) = change::on_its_way(&mut tx, line, &["new_cycle"]).await? {
        return Ok(Some(earlier));
    }
    let Some(set) = renewal_of(&mut tx, &line.account_id, number).await? else { return Ok(None) };
    let renewal = set.renewal;
    change::note(&mut tx, by, line, batch, "new_cycle", &renewal, "sending").await?;
    let became =
        Lang::ALL.map(|lang| format!("{} → {}", line.line.usage.amount(lang), lang.pick("nothing used", "nada usado")));
    change::record(&mut tx, by, line, "New data cycle started", became).await?;
    let told = words::new_cycle(&line.line.whose(), number, &actor.name);
    let about = (line.account_id.as_str(), line.line.person_id(), number);
    change::tell(&mut tx, head, actor.user_id, about, &told).await?;
    let title = format!("New data cycle for {}", line.line.whose());
    let op = |numbers| DataOp::NewCycle { batch, numbers, renewal };
    change::send(&mut tx, actor.user_id, &line.account_id, &title, &[number.to_owned()], op, 1).await?;
    tx.commit().await?;
    Ok(Some(batch))
}
