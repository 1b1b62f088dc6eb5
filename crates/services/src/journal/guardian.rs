//! Guardian: switches, relations, filters and routes, each set to a state that reading shows.
//!
//! A filter is replaced whole, so what is sent twice is the same as sent once. What was asked for later is never
//! overwritten by what got stuck before: an operation of an older version is passed over.

mod filters;

use domain::{
    guardian::{CallFilter, TextFilter},
    progress::OpState,
};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use telegent::{
    Client, Error as Upstream, GuardianFeaturesSet, GuardianRelation, MessageRouteUpdate, VoiceRouteUpdate,
};
use uuid::Uuid;

use crate::{
    Error,
    db::Tx,
    guardian,
    mail::Letterhead,
    projection::guardian::{self as readings, GuardianSeen, Parts},
};

use super::{
    Op, chain,
    execute::{Made, Outcome, Seen, failed},
    live,
    resolve::Found,
};

/// The word of a relation; Telegent keeps it as it comes.
const RELATION: &str = "Guardian";

/// What is asked of Telegent for Guardian. `subscriber` is whom it is done for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum GuardianOp {
    /// `POST /subscribers/guardian-features`; what is `None` stays as it is.
    SetFeatures {
        /// Account.
        account: String,
        /// Whose switches.
        subscriber: String,
        /// Guardian for calls.
        calls: Option<bool>,
        /// Guardian for texts.
        texts: Option<bool>,
        /// Version of what is wanted; none for a guardian, who only needs to have one of them on.
        version: Option<i32>,
    },
    /// `POST /subscribers/guardians/relation`.
    Relate {
        /// Account.
        account: String,
        /// Who looks after them.
        parent: String,
        /// Who is looked after.
        subscriber: String,
    },
    /// `POST /subscribers/message-filter`, or `/update` where there is one.
    PutTexts {
        /// Account.
        account: String,
        /// Whose.
        subscriber: String,
        /// The line, E.164.
        number: String,
        /// Version of what is wanted.
        version: i32,
        /// The whole filter.
        filter: TextFilter,
    },
    /// `POST /subscribers/call-filter`, or `/update` where there is one.
    PutCalls {
        /// Account.
        account: String,
        /// Whose.
        subscriber: String,
        /// The line, E.164.
        number: String,
        /// Version of what is wanted.
        version: i32,
        /// The whole filter.
        filter: CallFilter,
    },
    /// `POST /message/routes/update` or `POST /voice/routes/update` with `IntelligentRouteEnabled`.
    RouteIntelligent {
        /// Account.
        account: String,
        /// For whom.
        subscriber: String,
        /// The route.
        route: String,
        /// A route of calls; else of texts.
        voice: bool,
    },
    /// Reads what was written, one call for each part.
    Read {
        /// Account.
        account: String,
        /// Whose.
        subscriber: String,
        /// The line, E.164.
        number: String,
        /// What is read.
        parts: Parts,
    },
}

impl GuardianOp {
    /// The word of its `kind` column.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SetFeatures { .. } => "guardian_set_features",
            Self::Relate { .. } => "guardian_relate",
            Self::PutTexts { .. } => "guardian_put_texts",
            Self::PutCalls { .. } => "guardian_put_calls",
            Self::RouteIntelligent { .. } => "guardian_route",
            Self::Read { .. } => "guardian_read",
        }
    }

    fn subscriber(&self) -> &str {
        match self {
            Self::SetFeatures { subscriber, .. }
            | Self::Relate { subscriber, .. }
            | Self::PutTexts { subscriber, .. }
            | Self::PutCalls { subscriber, .. }
            | Self::RouteIntelligent { subscriber, .. }
            | Self::Read { subscriber, .. } => subscriber,
        }
    }

    const fn version(&self) -> Option<i32> {
        match self {
            Self::SetFeatures { version, .. } => *version,
            Self::PutTexts { version, .. } | Self::PutCalls { version, .. } => Some(*version),
            Self::Relate { .. } | Self::RouteIntelligent { .. } | Self::Read { .. } => None,
        }
    }
}

/// What is known when an operation is about to be sent.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// A later change is wanted by now; its own chain brings it.
    overtaken: bool,
    text_filter: Option<String>,
    call_filter: Option<String>,
}

/// Looks up what is known; `None` for other operations.
pub(super) async fn known(tx: &mut Tx, op: &Op) -> Result<Option<Known>, Error> {
    let Op::Guardian(op) = op else { return Ok(None) };
    let row = sqlx::query(
        "select r.number, r.text_filter, r.call_filter, s.version from (select $1::text as id) p
         left join guardian_reads r on r.subscriber_id = p.id
         left join guardian_settings s on s.subscriber_id = p.id",
    )
    .bind(op.subscriber())
    .fetch_one(&mut **tx)
    .await?;
    let newest: Option<i32> = row.try_get("version")?;
    let overtaken = matches!((op.version(), newest), (Some(mine), Some(newest)) if mine < newest);
    let of_this = match op {
        GuardianOp::PutTexts { number, .. } | GuardianOp::PutCalls { number, .. } => {
            row.try_get::<Option<String>, _>("number")?.as_deref() == Some(number)
        }
        _ => false,
    };
    let filter = |column: &str| -> Result<Option<String>, Error> {
        Ok(row.try_get::<Option<String>, _>(column)?.filter(|_| of_this))
    };
    Ok(Some(Known { overtaken, text_filter: filter("text_filter")?, call_filter: filter("call_filter")? }))
}

/// Makes the call.
pub(super) async fn send(client: &Client, op: &GuardianOp, known: Known) -> Outcome {
    if known.overtaken {
        return Outcome::Done(Made { detail: "A later change took its place".into(), ..Made::default() });
    }
    let people = client.subscribers();
    let made = match op {
        GuardianOp::SetFeatures { subscriber, calls, texts, .. } => {
            let set = GuardianFeaturesSet { subscriber_id: subscriber.clone(), calls: *calls, messages: *texts };
            people.set_guardian_features(&set).await.map(|now| features(op, now.calls, now.messages))
        }
        GuardianOp::Relate { parent, subscriber, .. } => {
            let relation = GuardianRelation {
                parent_subscriber_id: parent.clone(),
                child_subscriber_id: subscriber.clone(),
                relation: Some(RELATION.into()),
            };
            people.create_guardian_relation(&relation).await.map(|_| related(op))
        }
        GuardianOp::PutTexts { subscriber, number, filter, .. } => {
            let filter_id = known.text_filter;
            filters::put_texts(client, subscriber, number, filter, filter_id)
                .await
                .map(|()| Made::new([], "Sent", Vec::new()))
        }
        GuardianOp::PutCalls { subscriber, number, filter, .. } => {
            let filter_id = known.call_filter;
            filters::put_calls(client, subscriber, number, filter, filter_id)
                .await
                .map(|()| Made::new([], "Sent", Vec::new()))
        }
        GuardianOp::RouteIntelligent { account, route, voice: true, .. } => {
            let update = VoiceRouteUpdate {
                call_route_id: route.clone(),
                intelligent_route_enabled: Some(true),
                ..VoiceRouteUpdate::default()
            };
            client.voice().update_route(&update).await.map(|route| {
                let mut route = route.into_value();
                route.intelligent_route_enabled = route.intelligent_route_enabled.or(Some(true));
                Made::new([], "Guardian sees its calls", vec![Seen::VoiceRoute(Box::new(route), account.clone())])
            })
        }
        GuardianOp::RouteIntelligent { account, route, voice: false, .. } => {
            let update = MessageRouteUpdate {
                message_route_id: route.clone(),
                intelligent_route_enabled: Some(true),
                ..MessageRouteUpdate::default()
            };
            client.message().update_route(&update).await.map(|route| {
                let mut route = route.into_value();
                // Answers leave it out; what was sent is what it has.
                route.intelligent_route_enabled = route.intelligent_route_enabled.or(Some(true));
                Made::new([], "Guardian sees its texts", vec![Seen::MessageRoute(Box::new(route), account.clone())])
            })
        }
        GuardianOp::Read { account, subscriber, number, parts } => {
            return match readings::ask(client, account, subscriber, number, *parts).await {
                Ok(seen) => Outcome::Done(Made::new([], "Read back", vec![Seen::Guardian(Box::new(seen))])),
                Err(error) => failed(error),
            };
        }
    };
    made.map_or_else(failed, Outcome::Done)
}

/// Switches that are as wanted.
fn features(op: &GuardianOp, calls: Option<bool>, texts: Option<bool>) -> Made {
    let GuardianOp::SetFeatures { account, subscriber, .. } = op else { return Made::default() };
    let word = |on: Option<bool>| if on == Some(true) { "on" } else { "off" };
    let seen = GuardianSeen {
        account_id: account.clone(),
        subscriber_id: subscriber.clone(),
        flags: Some((calls, texts)),
        ..GuardianSeen::default()
    };
    let detail = format!("Texts {}, calls {}", word(texts), word(calls));
    Made::new([], detail, vec![Seen::Guardian(Box::new(seen))])
}

/// A relation that is there.
fn related(op: &GuardianOp) -> Made {
    let GuardianOp::Relate { account, subscriber, .. } = op else { return Made::default() };
    let seen = GuardianSeen {
        account_id: account.clone(),
        subscriber_id: subscriber.clone(),
        relation: Some(true),
        ..GuardianSeen::default()
    };
    Made::new([], "On record at Telegent", vec![Seen::Guardian(Box::new(seen))])
}

/// Reads whether it is as it was to be.
pub(super) async fn resolve(client: &Client, op: &GuardianOp) -> Result<Found, Upstream> {
    let people = client.subscribers();
    let sent = |same: bool| if same { Found::Made(Made::new([], "Sent", Vec::new())) } else { Found::Nothing };
    Ok(match op {
        GuardianOp::SetFeatures { account, subscriber, calls, texts, .. } => {
            let now = people.guardian_features(subscriber, Some(account)).await?;
            let same = |wanted: Option<bool>, now: Option<bool>| wanted.is_none_or(|wanted| now == Some(wanted));
            match same(*calls, now.calls) && same(*texts, now.messages) {
                true => Found::Made(features(op, now.calls, now.messages)),
                false => Found::Nothing,
            }
        }
        GuardianOp::Relate { account, parent, subscriber } => {
            let rows = people.relations_as_child(subscriber, Some(account)).await?;
            match rows.guardians_of(subscriber).any(|guardian| guardian == parent) {
                true => Found::Made(related(op)),
                false => Found::Nothing,
            }
        }
        GuardianOp::PutTexts { subscriber, number, filter, .. } => {
            sent(readings::texts(client, subscriber, number).await?.is_some_and(|(_, read)| read == *filter))
        }
        GuardianOp::PutCalls { subscriber, number, filter, .. } => {
            sent(readings::calls(client, subscriber, number).await?.is_some_and(|(_, read)| read == *filter))
        }
        GuardianOp::RouteIntelligent { account, route, voice: true, .. } => {
            let route = client.voice().get_route(route).await?.into_value();
            match route.intelligent_route_enabled {
                Some(true) => {
                    let seen = vec![Seen::VoiceRoute(Box::new(route), account.clone())];
                    Found::Made(Made::new([], "Guardian sees its calls", seen))
                }
                _ => Found::Nothing,
            }
        }
        // Answers leave it out: setting it again is as good as finding it. A reading is done again.
        GuardianOp::RouteIntelligent { .. } | GuardianOp::Read { .. } => Found::Nothing,
    })
}

/// Tells whoever looks after the person that something did not reach Telegent.
pub(super) async fn refused(tx: &mut Tx, head: &Letterhead, op: &Op) -> Result<(), Error> {
    match op {
        Op::Guardian(op) => guardian::stuck(tx, head, op.subscriber()).await,
        _ => Ok(()),
    }
}

/// Has what was refused of a chain tried again, behind everything that was asked for since.
pub(crate) async fn again(tx: &mut Tx, chain_id: Uuid) -> Result<(), Error> {
    let operations = chain::operations(tx, chain_id).await?;
    for operation in operations.iter().filter(|o| o.state == OpState::Refused) {
        let to = if operation.maybe { OpState::Unknown } else { OpState::Queued };
        chain::set_state(tx, operation, to, "").await?;
        sqlx::query("update operations set attempts = 0, reads = 0, unheard = 0, again = maybe where id = $1")
            .bind(operation.id)
            .execute(&mut **tx)
            .await?;
    }
    let account: Option<String> = sqlx::query_scalar(
        "update chains set next_at = now(), turn = clock_timestamp() where id = $1 returning account_id",
    )
    .bind(chain_id)
    .fetch_one(&mut **tx)
    .await?;
    live::notify(tx, &live::Event { account, chain: Some(chain_id), port_in: None }).await
}
