//! Reminding people that it is their turn, and letting go of what nobody tests.

use domain::{
    porting::{Ball, PortState},
    wizard::Kind,
};
use sqlx::Row;
use uuid::Uuid;

use crate::{Db, Error, mail::Letterhead, notices};

use super::{
    change::{Change, change},
    courtesy, record,
    schedule::{Pace, REMINDERS, SWITCHED_ON, UNTESTED},
};

/// Reminds of every port-in that has waited for its customer an hour, a day, three days; and takes a line that works,
/// and that nobody has tested for three days, to be fine; and sees to the numbers that stood in for those that arrived. Twice at the same time reminds once.
///
/// # Errors
/// [`Error::Database`].
pub async fn remind(db: &Db, head: &Letterhead, pace: Pace) -> Result<(), Error> {
    let waiting = PortState::ALL.into_iter().filter(|s| s.ball() == Ball::You && *s != PortState::TextingLive);
    let waiting: Vec<&str> = waiting.map(PortState::as_str).collect();
    loop {
        let mut tx = db.begin_all().await?;
        let spans = REMINDERS.map(|span| pace.shorten(span).as_secs_f64());
        let due: Option<Uuid> = sqlx::query(
            "update port_ins set reminded = reminded + 1 where id = (
               select id from port_ins
               where ended_at is null and not held and state = any($1) and reminded < cardinality($2::float8[])
                 and state_since + $2[reminded + 1] * interval '1 second' <= now()
               order by state_since limit 1 for update skip locked
             ) returning id",
        )
        .bind(&waiting)
        .bind(spans.as_slice())
        .fetch_optional(&mut *tx)
        .await?
        .map(|row| row.get("id"));
        let Some(id) = due else { break };
        let port = record::get(&mut tx, id).await?;
        notices::port_in_waits(&mut tx, head, &port).await?;
        tx.commit().await?;
    }
    // Nobody's phone works meanwhile, and no reading would tell.
    let mut tx = db.begin_all().await?;
    let halted: Vec<Uuid> = sqlx::query_scalar(
        "update port_ins set stuck = true
         where ended_at is null and not held and not stuck
           and (state = $1 and state_since + $2 * interval '1 second' <= now()
             or state = $3 and state_since + $4 * interval '1 second' <= now()) returning id",
    )
    .bind(PortState::Activating.as_str())
    .bind(pace.shorten(SWITCHED_ON[0]).as_secs_f64())
    .bind(PortState::VoiceLive.as_str())
    .bind(pace.shorten(SWITCHED_ON[1]).as_secs_f64())
    .fetch_all(&mut *tx)
    .await?;
    for id in halted {
        let port = record::get(&mut tx, id).await?;
        notices::port_in_stuck(&mut tx, head, &port).await?;
    }
    let fine: Vec<Uuid> = sqlx::query_scalar(
        "select id from port_ins where ended_at is null and state = $1 and not (tested @> '{\"all\": false}')
           and state_since + $2 * interval '1 second' <= now() limit 100",
    )
    .bind(PortState::TextingLive.as_str())
    .bind(pace.shorten(UNTESTED).as_secs_f64())
    .fetch_all(&mut *tx)
    .await?;
    for id in fine {
        let mut port = record::lock(&mut tx, id).await?;
        if port.state == PortState::TextingLive {
            let detail = "untested";
            let kind = "state";
            let to = Change { state: PortState::Completed, reasons: Vec::new(), kind, actor: None, detail, raw: None };
            change(&mut tx, head, &mut port, to).await?;
        }
    }
    tx.commit().await?;
    courtesy::tend(db, head).await
}

/// Ends wizards that nobody has gone on with for ninety days, and erases what is sealed for those that ended a day ago.
///
/// # Errors
/// [`Error::Database`].
pub async fn expire_drafts(db: &Db) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    sqlx::query(
        "update drafts set discarded_at = now(), fields = '{}'
         where kind = $1 and chain_id is null and discarded_at is null and saved_at < now() - interval '90 days'",
    )
    .bind(Kind::PortIn.as_str())
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "delete from sealed_fields where owner_id in (select id from drafts where discarded_at < now() - interval '1 day')",
    )
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}
