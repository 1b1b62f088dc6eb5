//! Setting the marks of lines.

use domain::{DataLimits, Lang};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Actor, Db, Error, actor::By, db::Tx, journal::DataOp, mail::Letterhead};

use super::{
    Marks,
    change::{self, Held, TOGETHER},
    pause, words,
};

/// Has these marks set for lines of one account, in one call for all that can go together. A line whose data is paused
/// keeps them for later. Asking twice for the same is asking once. Answers what shows the verdict of each line.
///
/// # Errors
/// [`Error::NotFound`] when one of the lines is not there, cancelled, or not for this actor; nothing is changed then.
pub async fn set_limits(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    numbers: &[String],
    limits: &DataLimits,
) -> Result<Uuid, Error> {
    actor.may(domain::Action::CareForLines)?;
    let (marks, by, batch) = (Marks::from(*limits), By::from(actor), Uuid::now_v7());
    let mut tx = db.begin(actor).await?;
    let held = change::hold(&mut tx, actor, numbers).await?;
    let (mut to_send, mut already, mut any) = (Vec::new(), None, false);
    for line in &held {
        if let Some((earlier, wanted)) = change::on_its_way(&mut tx, line, &["limits"]).await?
            && serde_json::from_value::<Marks>(wanted).is_ok_and(|wanted| wanted == marks)
        {
            already = Some(earlier);
            continue;
        }
        let paused = pause::is_paused(&mut tx, line).await?;
        let before = before(&mut tx, line).await?;
        if paused {
            sqlx::query("update data_pauses set marks = $3 where number = $1 and account_id = $2")
                .bind(&line.line.number)
                .bind(&line.account_id)
                .bind(Json(&marks))
                .execute(&mut *tx)
                .await?;
        } else {
            to_send.push(line.line.number.clone());
        }
        any = true;
        change::note(&mut tx, by, line, batch, "limits", &marks, if paused { "kept" } else { "sending" }).await?;
        let became = change::became(before.as_ref(), &marks, Marks::words);
        change::record(&mut tx, by, line, "Data limits changed", became).await?;
        let told = words::limits(
            &line.line.whose(),
            &line.line.number,
            &actor.name,
            [marks.words(Lang::En), marks.words(Lang::Es)],
        );
        let about = (line.account_id.as_str(), line.line.person_id(), line.line.number.as_str());
        change::tell(&mut tx, head, actor.user_id, about, &told).await?;
    }
    if let (false, Some(earlier)) = (any, already) {
        return Ok(earlier);
    }
    let title = title(&held);
    let account = held.first().map(|line| line.account_id.clone()).unwrap_or_default();
    let op = |numbers| DataOp::SetMarks { batch, numbers, marks: marks.clone() };
    change::send(&mut tx, actor.user_id, &account, &title, &to_send, op, TOGETHER).await?;
    tx.commit().await?;
    Ok(batch)
}

/// The marks a line has, or will have once what is on its way is done.
pub(super) async fn before(tx: &mut Tx, held: &Held) -> Result<Option<Marks>, Error> {
    let coming = change::on_its_way(tx, held, &["limits", "resume"]).await?;
    let coming = coming.and_then(|(_, wanted)| serde_json::from_value(wanted).ok());
    Ok(coming.or_else(|| Marks::of(&held.line.usage)))
}

fn title(held: &[Held]) -> String {
    match held {
        [one] => format!("Data limits for {}", one.line.whose()),
        many => format!("Data limits for {} lines", many.len()),
    }
}
