//! What the platform tells others: parcels on their way, and what became of them.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Line, World};
use crate::input::text;

/// Deliveries remembered.
const REMEMBERED: usize = 500;

/// A webhook of account events.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Webhook {
    /// `WID-…`.
    pub webhook_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// The documented fields as sent.
    pub fields: Map<String, Value>,
}

impl Webhook {
    fn field(&self, name: &str) -> String {
        text(&self.fields, name).ok().flatten().unwrap_or_default()
    }

    /// Whether it wants to know; names match in any casing.
    pub fn wants(&self, event: &str) -> bool {
        self.field("SubscribedEvents").split(',').any(|word| word.trim().eq_ignore_ascii_case(event))
    }
}

/// How a parcel shows where it comes from.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Not at all.
    None,
    /// User name and password.
    Basic(String, String),
    /// Token.
    Bearer(String),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Basic(..) => "Basic",
            Self::Bearer(_) => "Bearer",
        })
    }
}

impl Credentials {
    fn of(kind: &str, username: String, password: String, token: String) -> Self {
        match kind.to_lowercase().as_str() {
            "basic" => Self::Basic(username, password),
            "bearer" | "token" => Self::Bearer(token),
            _ => Self::None,
        }
    }
}

/// How a parcel is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON body, or parameters with GET.
    Json,
    /// An XML body.
    Xml,
    /// The text itself.
    Csv,
}

/// Something to be delivered.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// `inbound`, `receipt`, the name of an event, or `cdr`.
    pub kind: String,
    /// GET, POST or PUT.
    pub method: String,
    /// Where to.
    pub url: String,
    /// How it authenticates.
    pub credentials: Credentials,
    /// How it is written.
    pub format: Format,
    /// What it says.
    pub payload: Value,
}

/// What became of a parcel.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Delivery {
    /// When.
    pub at: Timestamp,
    /// `inbound`, `receipt`, the name of an event, or `cdr`.
    pub kind: String,
    /// GET, POST or PUT.
    pub method: String,
    /// Where to.
    pub url: String,
    /// What it said.
    pub payload: Value,
    /// What the target answered.
    pub status: Option<u16>,
    /// Why it answered nothing.
    pub error: Option<String>,
}

impl World {
    /// Sends an inbound message or a receipt over the line's message route, unless the route is off or bypassed.
    pub fn over_route(&mut self, nid: &str, receipt: bool, payload: Value) {
        let Some(line) = self.lines.iter().find(|l| l.nid == nid) else { return };
        let Some(parcel) = self.route_parcel(line, receipt, payload) else { return };
        self.outbox.push(parcel);
    }

    fn route_parcel(&self, line: &Line, receipt: bool, payload: Value) -> Option<Parcel> {
        let route = self.message_routes.iter().find(|r| r.message_route_id == line.message_route_id)?;
        let field = |name: &str| text(&route.fields, name).ok().flatten().unwrap_or_default();
        let on = |name: &str| route.fields.iter().any(|(k, v)| k.eq_ignore_ascii_case(name) && *v == Value::Bool(true));
        if !route.enabled || on(if receipt { "OutboundBypass" } else { "InboundBypass" }) {
            return None;
        }
        // Without a callback receipts go where messages go.
        let callback = receipt && !field("CallbackMessageUrl").is_empty();
        let part = |name: &str| field(&format!("{}{name}", if callback { "CallbackMessage" } else { "Message" }));
        let method = part("UrlMethod");
        Some(Parcel {
            kind: if receipt { "receipt" } else { "inbound" }.into(),
            method: if method.is_empty() { "POST".into() } else { method.to_uppercase() },
            url: part("Url"),
            credentials: Credentials::of(
                &part("AuthenticationType"),
                part("Username"),
                part("PasswordToken"),
                part("PasswordToken"),
            ),
            format: Format::Json,
            payload,
        })
    }

    /// Tells the webhooks of these accounts. What an event holds beside its name is not documented.
    pub fn announce(&mut self, event: &str, accounts: &[String], payload: &Value) {
        let wanted = |w: &&Webhook| accounts.contains(&w.account_id) && w.wants(event);
        let parcels: Vec<Parcel> =
            self.webhooks.iter().filter(wanted).map(|w| event_parcel(w, event, payload)).collect();
        self.outbox.extend(parcels);
    }

    /// Tells that an order went on.
    pub fn announce_order(&mut self, order: (&str, &str, &str), accounts: &[String], numbers: &[String]) {
        let (id, kind, status) = order;
        let numbers: Vec<Value> = numbers.iter().map(|n| json!({ "Number": n })).collect();
        let payload =
            json!({ "OrderId": id, "OrderType": kind, "OrderStatus": status, "PhoneNumbersOrdered": numbers });
        self.announce("Order_Update", accounts, &payload);
    }

    /// Remembers what became of a parcel.
    pub fn delivered(&mut self, delivery: Delivery) {
        if self.deliveries.len() >= REMEMBERED {
            self.deliveries.remove(0);
        }
        self.deliveries.push(delivery);
    }
}

fn event_parcel(webhook: &Webhook, event: &str, payload: &Value) -> Parcel {
    let mut payload = payload.clone();
    payload["Event"] = event.into();
    payload["WebhookId"] = webhook.webhook_id.clone().into();
    payload["AccountId"] = webhook.account_id.clone().into();
    let method = webhook.field("Method").to_uppercase();
    Parcel {
        kind: event.into(),
        method: if method.is_empty() { "POST".into() } else { method },
        url: webhook.field("WebhookUrl"),
        credentials: Credentials::of(
            &webhook.field("AuthenticationType"),
            webhook.field("AuthenticationUsername"),
            webhook.field("AuthenticationPassword"),
            webhook.field("AuthenticationToken"),
        ),
        format: if webhook.field("DataFormat").eq_ignore_ascii_case("xml") { Format::Xml } else { Format::Json },
        payload,
    }
}
