//! Moving a port-in from one state to another: the one place that does.

use domain::porting::{Ball, PortState};

use crate::{
    Error,
    db::Tx,
    journal::{NewChain, Op, Ref, insert_for},
    mail::Letterhead,
    notices, vault,
};

use super::{
    courtesy,
    history::{self, NewEvent},
    record::Record,
};

/// A change of state, with what is to be said of it.
pub(super) struct Change<'a> {
    /// Where to.
    pub(super) state: PortState,
    /// What stands in its way, as keys of the catalogue.
    pub(super) reasons: Vec<String>,
    /// The kind of its event.
    pub(super) kind: &'static str,
    /// The person who did it.
    pub(super) actor: Option<&'a str>,
    /// In words.
    pub(super) detail: &'a str,
    /// The upstream's own words.
    pub(super) raw: Option<&'a str>,
}

/// Moves a port-in that the caller has locked, writes its event, tells people, and does what the new state brings: a
/// number that arrives is switched on, what is over forgets its secrets. The state may stay the same with other reasons.
///
/// # Errors
/// [`Error::Internal`] for a jump that is not allowed.
pub(super) async fn change(tx: &mut Tx, head: &Letterhead, port: &mut Record, to: Change<'_>) -> Result<(), Error> {
    let moves = to.state != port.state;
    if moves && !port.state.may_become(to.state) {
        return Err(anyhow::anyhow!("a port-in may not go from {:?} to {:?}", port.state, to.state).into());
    }
    let over = to.state.is_over();
    sqlx::query(
        "update port_ins set state = $2, reasons = $3, slow = slow and not $4, stuck = stuck and not $4,
           state_since = case when $4 then now() else state_since end, reminded = case when $4 then 0 else reminded end,
           voice_live_at = case when $5 then coalesce(voice_live_at, now()) else voice_live_at end,
           texting_live_at = case when $6 then coalesce(texting_live_at, now()) else texting_live_at end,
           ended_at = case when $7 then now() end, next_poll_at = case when $7 then null else next_poll_at end
         where id = $1",
    )
    .bind(port.id)
    .bind(to.state.as_str())
    .bind(&to.reasons)
    .bind(moves)
    .bind(matches!(to.state, PortState::VoiceLive | PortState::TextingLive | PortState::Completed))
    .bind(matches!(to.state, PortState::TextingLive | PortState::Completed))
    .bind(over)
    .execute(&mut **tx)
    .await?;
    let event = NewEvent {
        actor: to.actor,
        state: Some(to.state),
        reasons: &to.reasons,
        detail: to.detail,
        raw: to.raw,
        action_needed: to.state.ball() == Ball::You,
        ..NewEvent::new(port.id, &port.account_id, to.kind)
    };
    history::record(tx, event).await?;
    let news = moves || to.reasons != port.reasons;
    (port.state, port.reasons, port.ended) = (to.state, to.reasons, over);
    if over {
        vault::erase(tx, port.id).await?;
    }
    if port.state == PortState::Activating && moves {
        switch_on(tx, port).await?;
    }
    if port.state == PortState::Completed && moves {
        courtesy::works(tx, port).await?;
    }
    if news {
        notices::port_in_changed(tx, head, port).await?;
    }
    Ok(())
}

/// Asks for all that makes an arrived number a line: its person and routes, package, data limits, emergency address.
async fn switch_on(tx: &mut Tx, port: &mut Record) -> Result<(), Error> {
    let known = |id: &Option<String>| id.clone().map(Ref::Known);
    let parts = (known(&port.subscriber_id), known(&port.message_route), known(&port.voice_route));
    let (Some(subscriber), Some(message_route), Some(voice_route)) = parts else {
        return Err(anyhow::anyhow!("port-in {} has no person or routes", port.id).into());
    };
    let account = Ref::Known(port.account_id.clone());
    let of_number = |key: &str| Ref::Result(0, key.to_owned());
    let package: Option<String> = sqlx::query_scalar("select name from packages where package_id = $1")
        .bind(&port.package_id)
        .fetch_optional(&mut **tx)
        .await?;
    let whose = &port.person;
    let ops = vec![
        (
            format!("Number for {whose}"),
            Op::BindNumber {
                port_in: port.id,
                account: account.clone(),
                number: port.number.clone(),
                subscriber: subscriber.clone(),
                message_route,
                voice_route,
            },
        ),
        (
            format!("{} for {whose}", package.as_deref().unwrap_or("Plan")),
            Op::CreateSubscription {
                account: account.clone(),
                subscriber,
                tnid: of_number("tnid"),
                iccid: of_number("iccid"),
                package_id: port.package_id.clone(),
            },
        ),
        (format!("Data limits for {whose}"), Op::SetDataLimits { number: of_number("number"), limits: port.limits }),
        (
            format!("911 address for {whose}"),
            Op::SetE911 { account, number: of_number("number"), address: port.e911.clone() },
        ),
    ];
    let chain = NewChain {
        kind: "switch_on",
        title: format!("Switching on {}", domain::phone::national(&port.number)),
        account_id: Some(port.account_id.clone()),
        ops,
    };
    let by: uuid::Uuid =
        sqlx::query_scalar("select created_by from port_ins where id = $1").bind(port.id).fetch_one(&mut **tx).await?;
    let chain = insert_for(tx, by, chain).await?;
    sqlx::query("update port_ins set chain_id = $2 where id = $1").bind(port.id).bind(chain).execute(&mut **tx).await?;
    (port.chain_id, port.busy) = (Some(chain), true);
    Ok(())
}
