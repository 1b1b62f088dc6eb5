//! What a reading of an order does to its port-in.

use domain::porting::{Catalogue, PortState, Reading, judge};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;

use crate::{Error, db::Tx, mail::Letterhead};

use super::{
    change::{Change, change},
    history,
    record::Record,
    schedule::{Pace, interval, wait},
};

/// An order as it was read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// When the reading began, by the database's clock.
    pub(super) began: Timestamp,
    /// The status word as it came.
    pub(super) word: String,
    /// The message beside it.
    pub(super) message: Option<String>,
}

/// Applies a reading to a port-in the caller has locked. One that began before another that was applied, or before the
/// order was last changed by us, says nothing.
pub(super) async fn apply(
    tx: &mut Tx,
    head: &Letterhead,
    port: &mut Record,
    read: &Read,
    catalogue: &Catalogue,
    pace: Pace,
) -> Result<(), Error> {
    let before = |at: Option<Timestamp>| at.is_some_and(|at| read.began < at);
    if port.ended {
        return Ok(());
    }
    if before(port.read_at) || before(port.written_at) {
        // It is looked at again in its time, not when the one who looked would be given up.
        return put_off(tx, head, port, read.began, pace).await;
    }
    let reading = Reading { word: &read.word, message: read.message.as_deref() };
    let mut verdict = judge(port.state, &reading, catalogue);
    if verdict.unrecognised {
        verdict.reasons.clone_from(&port.reasons);
    }
    let same = verdict.state == port.state
        && verdict.reasons == port.reasons
        && port.raw_message == read.message
        && verdict.unrecognised == port.unrecognised;
    sqlx::query(
        "update port_ins set raw_status = $2, raw_message = $3, unrecognised = $4, read_at = $5, polls = polls + 1 where id = $1",
    )
    .bind(port.id)
    .bind(&read.word)
    .bind(&read.message)
    .bind(verdict.unrecognised)
    .bind(read.began.to_sqlx())
    .execute(&mut **tx)
    .await?;
    (port.raw_status, port.raw_message) = (Some(read.word.clone()), read.message.clone());
    (port.unrecognised, port.read_at) = (verdict.unrecognised, Some(read.began));
    if same {
        history::again(tx, port.id, &port.account_id, "looked").await?;
    } else {
        let raw = match &read.message {
            Some(message) => format!("{}: {message}", read.word),
            None => read.word.clone(),
        };
        let moved = verdict.state != port.state;
        let to = Change {
            state: verdict.state,
            reasons: verdict.reasons,
            kind: "state",
            actor: None,
            detail: "",
            raw: Some(&raw),
        };
        change(tx, head, port, to).await?;
        if moved {
            port.state_since = read.began;
        }
    }
    put_off(tx, head, port, read.began, pace).await
}

/// Says when a port-in is looked at next, and whether it has become slow. `now` is the database's clock.
pub(super) async fn put_off(
    tx: &mut Tx,
    head: &Letterhead,
    port: &Record,
    now: Timestamp,
    pace: Pace,
) -> Result<(), Error> {
    let since = [Some(port.state_since), port.sent_at, port.written_at].into_iter().flatten().max();
    let quiet = pace.stretch(now.duration_since(since.unwrap_or(now)).max(SignedDuration::ZERO));
    let next = interval(port.state, quiet).map(|every| pace.shorten(every));
    let flags = wait(port.state, port.kind, port.state_since, now, pace);
    sqlx::query(
        "update port_ins set slow = $2, stuck = $3 or stuck and state = any($5), poll_interval = coalesce($4, poll_interval),
           next_poll_at = now() + $4 * interval '1 second' where id = $1",
    )
    .bind(port.id)
    .bind(flags.slow)
    .bind(flags.stuck)
    .bind(next.map(|every| i32::try_from(every.as_secs()).unwrap_or(i32::MAX)))
    // Of these no reading tells, but time alone.
    .bind([PortState::Activating, PortState::VoiceLive].map(PortState::as_str).as_slice())
    .execute(&mut **tx)
    .await?;
    if flags.stuck && !port.stuck && port.state != PortState::OutcomeUnknown {
        crate::notices::port_in_stuck(tx, head, port).await?;
    }
    Ok(())
}
