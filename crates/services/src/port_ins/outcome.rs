//! What the outcome of one of the journal's operations means for the port-in it is about.

use domain::porting::{Catalogue, PortState, Reading, judge};
use serde_json::{Map, Value};

use crate::{
    Error, care, data,
    db::Tx,
    journal::{CareAct, Op, Ref},
    mail::Letterhead,
    port_outs, reference,
};

use super::{
    change::{Change, change},
    courtesy,
    history::{self, NewEvent},
    record::{self, Record},
};

/// Update and cancel both answer it for an order that only the platform's staff can clear.
const NOT_FOUND: &str = "GENS-0041";

/// How an operation came out.
pub(crate) enum Settled<'a> {
    /// Done, with its result.
    Done(&'a Map<String, Value>),
    /// Not done, in the upstream's words or ours.
    Refused(&'a str),
    /// Nobody knows yet.
    Unknown,
}

/// Results of a chain's operations, by place.
type Results = [(i32, Map<String, Value>)];

/// Writes down what an operation came to, in the transaction that marks it so.
pub(crate) async fn conclude(
    tx: &mut Tx,
    head: &Letterhead,
    op: &Op,
    results: &Results,
    settled: Settled<'_>,
) -> Result<(), Error> {
    match op {
        Op::SubmitPortIn { port_in, subscriber, message_route, voice_route, .. } => {
            let mut port = record::lock(tx, *port_in).await?;
            let parts = [subscriber, message_route, voice_route].map(|part: &Ref| part.resolve(results));
            submitted(tx, head, &mut port, parts, settled).await
        }
        Op::UpdatePortIn { port_in, .. } => {
            let mut port = record::lock(tx, *port_in).await?;
            corrected(tx, head, &mut port, settled).await
        }
        Op::CancelPortIn { port_in, from } => {
            let mut port = record::lock(tx, *port_in).await?;
            withdrawn(tx, head, &mut port, *from, settled).await
        }
        Op::BindNumber { port_in, .. } => {
            let mut port = record::lock(tx, *port_in).await?;
            bound(tx, head, &mut port, settled).await
        }
        Op::ProvisionNumber { courtesy: Some(row), .. } => courtesy::concluded(tx, head, *row, settled).await,
        Op::WatchOrders { account, .. } => {
            if let (Settled::Done(_), Some(account)) = (settled, account.resolve(results)) {
                sqlx::query("update accounts set orders_watched_at = now() where account_id = $1")
                    .bind(account)
                    .execute(&mut **tx)
                    .await?;
            }
            Ok(())
        }
        Op::Data(op) => data::concluded(tx, head, op, &settled).await,
        Op::SetPortOutPin { pin, .. } => port_outs::concluded(tx, *pin, &settled).await,
        Op::SetE911 { account, number, address } => {
            if let (Settled::Done(_), Some(account), Some(number)) =
                (settled, account.resolve(results), number.resolve(results))
            {
                care::keep_address(tx, &account, &number, address).await?;
            }
            Ok(())
        }
        Op::Care(op) => {
            let ended = matches!((&op.act, &settled), (CareAct::Cancel, Settled::Done(_)));
            if ended {
                courtesy::hold_for(tx, &op.account, &op.number).await?;
            }
            care::concluded(tx, head, op, settled).await?;
            if ended { courtesy::ended(tx, head, &op.account, &op.number).await } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

/// What is known before an operation is done: that a number which arrived carries calls, and no texts yet.
pub(crate) async fn half_way(
    tx: &mut Tx,
    head: &Letterhead,
    op: &Op,
    result: &Map<String, Value>,
) -> Result<(), Error> {
    let Op::BindNumber { port_in, .. } = op else { return Ok(()) };
    if result.get("carries").is_none() {
        return Ok(());
    }
    let mut port = record::lock(tx, *port_in).await?;
    if port.state != PortState::VoiceLive && port.state.may_become(PortState::VoiceLive) {
        let (state, kind) = (PortState::VoiceLive, "switched_on");
        let to = Change { state, reasons: Vec::new(), kind, actor: None, detail: "", raw: None };
        change(tx, head, &mut port, to).await?;
    }
    Ok(())
}

async fn submitted(
    tx: &mut Tx,
    head: &Letterhead,
    port: &mut Record,
    [subscriber, message_route, voice_route]: [Option<String>; 3],
    settled: Settled<'_>,
) -> Result<(), Error> {
    match settled {
        Settled::Done(result) => {
            let text = |key: &str| result.get(key).and_then(Value::as_str);
            sqlx::query(
                "update port_ins set order_id = coalesce($2, order_id), subscriber_id = $3, message_route = $4,
                   voice_route = $5, sent_at = coalesce(sent_at, now()), written_at = now(), raw_status = $6, raw_message = null,
                   next_poll_at = now() + poll_interval * interval '1 second'
                 where id = $1",
            )
            .bind(port.id)
            .bind(text("order_id"))
            .bind(&subscriber)
            .bind(&message_route)
            .bind(&voice_route)
            .bind(text("word"))
            .execute(&mut **tx)
            .await?;
            (port.subscriber_id, port.message_route, port.voice_route) = (subscriber, message_route, voice_route);
            let catalogue = reference::catalogue(tx).await?;
            let word = text("word").unwrap_or("Pending");
            let verdict = judge(port.state, &Reading { word, message: None }, &catalogue);
            // A word that says nothing yet: it was taken all the same.
            let state = if verdict.state == port.state { PortState::WaitingCarrier } else { verdict.state };
            let to = Change {
                state,
                reasons: verdict.reasons,
                kind: "sent",
                actor: None,
                detail: text("order_id").unwrap_or_default(),
                raw: Some(word),
            };
            change(tx, head, port, to).await
        }
        Settled::Refused(why) => {
            let reasons = reasons(&reference::catalogue(tx).await?, why);
            sqlx::query("update port_ins set raw_message = $2 where id = $1")
                .bind(port.id)
                .bind(why)
                .execute(&mut **tx)
                .await?;
            if port.ended {
                return Ok(());
            }
            let to = Change {
                state: PortState::NeedsInfo,
                reasons,
                kind: "refused",
                actor: None,
                detail: "",
                raw: Some(why),
            };
            change(tx, head, port, to).await
        }
        Settled::Unknown if port.state != PortState::OutcomeUnknown => {
            let to = Change {
                state: PortState::OutcomeUnknown,
                reasons: Vec::new(),
                kind: "unknown",
                actor: None,
                detail: "",
                raw: None,
            };
            change(tx, head, port, to).await
        }
        Settled::Unknown => Ok(()),
    }
}

/// What an answer is about, as keys; none for words nobody knows, which are shown as they are.
fn reasons(catalogue: &Catalogue, why: &str) -> Vec<String> {
    catalogue.classify(why).into_iter().map(|refusal| refusal.key.clone()).filter(|key| key != "unknown").collect()
}

async fn corrected(tx: &mut Tx, head: &Letterhead, port: &mut Record, settled: Settled<'_>) -> Result<(), Error> {
    if port.ended {
        return Ok(());
    }
    match settled {
        Settled::Done(_) => {
            sqlx::query(
                "update port_ins set written_at = now(), raw_status = null, raw_message = null, update_error = null,
                   cancel_error = null, next_poll_at = now() + interval '1 second' * least(poll_interval, 120)
                 where id = $1",
            )
            .bind(port.id)
            .execute(&mut **tx)
            .await?;
            let state =
                if port.state.may_become(PortState::WaitingCarrier) { PortState::WaitingCarrier } else { port.state };
            let to = Change { state, reasons: Vec::new(), kind: "sent", actor: None, detail: "again", raw: None };
            change(tx, head, port, to).await
        }
        // What was not taken has nothing to correct.
        Settled::Refused(_) if port.order_id.is_none() => Ok(()),
        Settled::Refused(why) => {
            sqlx::query("update port_ins set update_error = $2 where id = $1")
                .bind(port.id)
                .bind(why)
                .execute(&mut **tx)
                .await?;
            port.update_error = Some(why.to_owned());
            not_taken(tx, head, port, port.state, why).await
        }
        Settled::Unknown => Ok(()),
    }
}

async fn withdrawn(
    tx: &mut Tx,
    head: &Letterhead,
    port: &mut Record,
    from: PortState,
    settled: Settled<'_>,
) -> Result<(), Error> {
    match settled {
        Settled::Done(_) => {
            // Over it is when the order reads so.
            sqlx::query(
                "update port_ins set written_at = now(), next_poll_at = now() + interval '1 second' where id = $1",
            )
            .bind(port.id)
            .execute(&mut **tx)
            .await?;
            Ok(())
        }
        Settled::Refused(why) if !port.ended => {
            sqlx::query("update port_ins set cancel_error = $2, next_poll_at = now() where id = $1")
                .bind(port.id)
                .bind(why)
                .execute(&mut **tx)
                .await?;
            port.cancel_error = Some(why.to_owned());
            not_taken(tx, head, port, from, why).await
        }
        Settled::Refused(_) | Settled::Unknown => Ok(()),
    }
}

/// A correction or withdrawal that was not taken: back to `from`, or to the provider when both find no order.
async fn not_taken(tx: &mut Tx, head: &Letterhead, port: &mut Record, from: PortState, why: &str) -> Result<(), Error> {
    let lost = |error: &Option<String>| error.as_deref().is_some_and(|error| error.contains(NOT_FOUND));
    let nobody_finds_it = lost(&port.update_error) && lost(&port.cancel_error);
    let state = if nobody_finds_it { PortState::NeedsProvider } else { from };
    let reasons = if nobody_finds_it { vec!["order_missing".to_owned()] } else { port.reasons.clone() };
    let to = Change { state, reasons, kind: "refused", actor: None, detail: "", raw: Some(why) };
    change(tx, head, port, to).await
}

async fn bound(tx: &mut Tx, head: &Letterhead, port: &mut Record, settled: Settled<'_>) -> Result<(), Error> {
    match settled {
        Settled::Done(_) => {
            for state in [PortState::VoiceLive, PortState::TextingLive] {
                if port.state.may_become(state) {
                    let kind = "switched_on";
                    let to = Change { state, reasons: Vec::new(), kind, actor: None, detail: "", raw: None };
                    change(tx, head, port, to).await?;
                }
            }
            courtesy::arrived(tx, head, port).await
        }
        Settled::Refused(why) => {
            let event = NewEvent {
                raw: Some(why),
                private: true,
                action_needed: true,
                detail: "Switching the number on was refused",
                ..NewEvent::new(port.id, &port.account_id, "refused")
            };
            history::record(tx, event).await
        }
        Settled::Unknown => Ok(()),
    }
}
