//! What came of a call, for the journal and for the projection.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::{
    Error,
    db::Tx,
    projection::{
        guardian::{self, GuardianSeen},
        write,
    },
};

/// What came of a call.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Made.
    Done(Made),
    /// Taken as an order that is not complete.
    Waiting(Made),
    /// Telegent said no; nothing was made.
    Refused(String),
    /// Certainly nothing was made; the same again later.
    Retry(Duration, String),
    /// Maybe made. `lost`: no answer came, as against an answer that said it failed.
    Unknown { lost: bool, detail: String },
}

/// What was made, for the journal and for the projection.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) result: Map<String, Value>,
    pub(super) detail: String,
    /// The same for a family that reads Spanish, where it is more than numbers and names.
    pub(super) detail_es: Option<String>,
    pub(super) seen: Vec<Seen>,
}

/// Something Telegent showed us that belongs in the projection.
#[derive(Debug)]
pub(super) enum Seen {
    Account(telegent::Account),
    Subscriber(telegent::Subscriber, String),
    MessageRoute(Box<telegent::MessageRoute>, String),
    VoiceRoute(Box<telegent::VoiceRoute>, String),
    Number(telegent::Number, String),
    Subscription(telegent::Subscription),
    Settings(telegent::DataSettings),
    Guardian(Box<GuardianSeen>),
    Usage(telegent::DataUsage),
}

impl Seen {
    /// Writes it into the projection.
    pub(super) async fn write(&self, tx: &mut Tx) -> Result<(), Error> {
        match self {
            Self::Account(a) => write::account(tx, a, None).await,
            Self::Subscriber(s, account) => write::subscriber(tx, s, Some(account), None).await,
            Self::MessageRoute(r, account) => write::message_route(tx, account, r, None).await,
            Self::VoiceRoute(r, account) => write::voice_route(tx, account, r, None).await,
            Self::Number(n, account) => write::number(tx, n, Some(account), None).await,
            Self::Subscription(s) => write::subscription(tx, s, None).await,
            Self::Settings(s) => write::data_settings(tx, s, None).await,
            Self::Guardian(seen) => guardian::write(tx, seen, None).await,
            Self::Usage(u) => write::data_usage(tx, u, None).await,
        }
    }
}

impl Made {
    pub(super) fn new<const N: usize>(
        result: [(&str, Option<&str>); N],
        detail: impl Into<String>,
        seen: Vec<Seen>,
    ) -> Self {
        let result = result.into_iter().filter_map(|(k, v)| v.map(|v| (k.to_owned(), Value::from(v))));
        Self { result: result.collect(), detail: detail.into(), detail_es: None, seen }
    }

    /// With what it says in Spanish.
    pub(super) fn in_spanish(self, detail: impl Into<String>) -> Self {
        Self { detail_es: Some(detail.into()), ..self }
    }
}
