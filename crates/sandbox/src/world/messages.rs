//! Messages of our numbers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A message, in or out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Message {
    /// `TMID-…`.
    pub message_id: String,
    /// The account of our number.
    pub account_id: String,
    /// Our number's id: it keeps its messages when it changes.
    pub nid: String,
    /// To us.
    pub inbound: bool,
    /// Recipients.
    pub to: Vec<String>,
    /// Sender.
    pub from: String,
    /// Whose thread it is.
    pub owner: String,
    /// The text.
    pub body: String,
    /// Campaign, as sent.
    pub campaign: Option<String>,
    /// Media by address.
    pub media: Vec<String>,
    /// Media in the message, as sent.
    pub inline: Vec<Value>,
    /// `a2p` or `p2p`.
    pub message_type: String,
    /// `Queued`, `Delivered`, `Undelivered`, `Received`.
    pub status: String,
    /// When it was made.
    pub created: Timestamp,
    /// What becomes of it, and when; none when nothing more does.
    pub outcome: Option<(Timestamp, String)>,
    /// Receipts the outcome brings.
    pub receipts: u32,
    /// When the handset reported it.
    pub on_device: Option<Timestamp>,
}

impl Message {
    /// Text or media.
    pub fn kind(&self) -> &'static str {
        if self.media.is_empty() && self.inline.is_empty() { "sms" } else { "mms" }
    }

    /// Parts the text is sent in: 160 characters, 70 when it needs more than ASCII.
    pub fn segments(&self) -> usize {
        let length = if self.body.is_ascii() { 160 } else { 70 };
        self.body.chars().count().div_ceil(length).max(1)
    }

    /// Dollars.
    #[allow(clippy::cast_precision_loss, reason = "segments are few")]
    pub fn cost(&self) -> f64 {
        (self.segments() * self.to.len() * 45) as f64 / 10_000.0
    }

    /// Whether this number wrote or got it.
    pub fn concerns(&self, number: &str) -> bool {
        self.from == number || self.owner == number || self.to.iter().any(|to| to == number)
    }

    /// What the inbound webhook of a route gets: the field names are documented, their types are not.
    pub fn inbound_payload(&self) -> Value {
        let media = match self.media.as_slice() {
            [] => Value::Null,
            [one] => json!(one),
            many => json!(many),
        };
        json!({
            "Message_ID": self.message_id,
            "Owner": self.owner,
            "To": self.to.first(),
            "From": self.from,
            "Message_Body": self.body,
            "Segment": self.segments(),
            "MMS_Media_URL": media,
        })
    }

    /// What the callback of a route gets. Nothing of it is documented; it follows the inbound payload.
    pub fn receipt_payload(&self) -> Value {
        json!({
            "Message_ID": self.message_id,
            "Owner": self.owner,
            "To": self.to.first(),
            "From": self.from,
            "Status": self.status,
        })
    }
}
