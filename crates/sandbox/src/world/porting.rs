//! Numbers on their way from another carrier.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Address;
use crate::sentinel::{Fix, PortRefusal, PortWords, port_refusal};

/// From the order until the other carrier has it.
const ACKNOWLEDGED: SignedDuration = SignedDuration::from_secs(60);
/// From the order until the other carrier's answer.
const ANSWERED: SignedDuration = SignedDuration::from_mins(5);
/// From the order until the number is here, unless a day was asked for.
const DONE: SignedDuration = SignedDuration::from_mins(15);
/// From the order until an answer that is overdue.
const OVERDUE: SignedDuration = SignedDuration::from_hours(72);

/// A port-in order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PortOrder {
    /// `JNOID-…`.
    pub order_id: String,
    /// Whose; no account is named in the order.
    pub distributor_id: String,
    /// E.164 with plus.
    pub number: String,
    /// The losing carrier.
    pub carrier: String,
    /// Account number there.
    pub account_number: String,
    /// PIN there.
    pub password: String,
    /// The bill's address there.
    pub address: Address,
    /// The name on the bill.
    pub subscriber_name: Option<String>,
    /// The SIM in hand.
    pub iccid: Option<String>,
    /// `mvno` or `iot`.
    pub classification: String,
    /// The wanted day.
    pub port_in_date: Option<Timestamp>,
    /// When it was ordered.
    pub date: Timestamp,
    /// When it was last sent to the carrier.
    pub sent: Timestamp,
    /// How far it is.
    pub stage: PortStage,
    /// What the carrier objects to, by key of the sentinel table; none once that is mended.
    pub objection: Option<String>,
    /// Every word it was read with, and since when.
    pub history: Vec<(Timestamp, String)>,
}

/// How far a port-in order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PortStage {
    /// Sent.
    New,
    /// The other carrier has it.
    Working,
    /// A date is set.
    Scheduled,
    /// The other carrier objects.
    Refused,
    /// The number is here.
    Done,
    /// Withdrawn.
    Cancelled,
}

impl PortOrder {
    /// Neither done nor withdrawn.
    pub fn open(&self) -> bool {
        !matches!(self.stage, PortStage::Done | PortStage::Cancelled)
    }

    /// What the carrier objects to.
    pub fn refusal(&self) -> Option<&'static PortRefusal> {
        self.objection.as_deref().and_then(port_refusal)
    }

    /// Update and cancel do not find it although it reads as alive.
    pub fn stuck(&self) -> bool {
        self.refusal().is_some_and(|r| r.fix == Fix::Stuck)
    }

    /// The status word, in the vocabulary of the number.
    pub fn word(&self) -> &'static str {
        let words = match PortWords::of(&self.number) {
            PortWords::Guide => ["Pending", "InProgress", "InProgress", "ResolutionRequired", "Complete"],
            PortWords::BestPractices => ["Submitted", "Pending Carrier Approval", "Scheduled", "Rejected", "Completed"],
            PortWords::ErrorAndCode => ["Pending", "InProgress", "InProgress", "Error", "Completed"],
        };
        match self.stage {
            PortStage::New => words[0],
            PortStage::Working => words[1],
            PortStage::Scheduled => words[2],
            PortStage::Refused => words[3],
            PortStage::Done => words[4],
            PortStage::Cancelled => "Cancelled",
        }
    }

    /// What the carrier says, once it has said it.
    pub fn message(&self, now: Timestamp) -> Option<&'static str> {
        let refusal = self.refusal()?;
        let said = match refusal.fix {
            Fix::Wait => self.stage == PortStage::Working && now.duration_since(self.sent) >= ANSWERED,
            _ => self.stage == PortStage::Refused,
        };
        said.then_some(refusal.message)
    }

    /// Goes to another stage, and notes the word when it is another one.
    pub fn enter(&mut self, stage: PortStage, at: Timestamp) {
        self.stage = stage;
        let word = self.word();
        if self.history.last().is_none_or(|(_, last)| last != word) {
            self.history.push((at, word.into()));
        }
    }

    /// One stage further, if its time has come.
    pub fn step(&mut self, now: Timestamp) -> bool {
        let since = now.duration_since(self.sent);
        let fix = self.refusal().map(|r| r.fix);
        let next = match self.stage {
            PortStage::New if since >= ACKNOWLEDGED => PortStage::Working,
            PortStage::Working if since >= ANSWERED => match fix {
                None => PortStage::Scheduled,
                Some(Fix::Wait) if since >= OVERDUE => PortStage::Scheduled,
                // An order that is stuck without a word goes on reading as alive.
                Some(Fix::Wait) => return false,
                Some(Fix::Stuck) if self.refusal().is_some_and(|r| r.message.is_empty()) => return false,
                Some(_) => PortStage::Refused,
            },
            PortStage::Scheduled if since >= DONE && self.port_in_date.is_none_or(|day| day <= now) => PortStage::Done,
            _ => return false,
        };
        self.enter(next, now);
        true
    }
}
