//! Everything the platform knows, in memory.

mod assignable;
mod changes;
mod extras;
mod guardian;
mod messages;
mod porting;
mod post;
mod records;
pub mod seed;
mod services;
pub mod sim;
pub mod stock;
mod tick;
mod workgroups;

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use assignable::{Assignable, Assignables, Assignment};
pub use changes::Change;
pub use extras::{Extras, Renewal, Voicemail};
pub use guardian::{Direction, Filter, Guardian, GuardianFeatures, GuardianRelation, Verdict};
pub use messages::Message;
pub use porting::{PortOrder, PortStage};
pub use post::{Credentials, Delivery, Format, Parcel, Webhook};
pub use records::{
    Account, Address, Distributor, Line, MessageRoute, Order, OrderState, Package, PackageItem, Product, Subscriber,
    Subscription, VoiceRoute,
};
pub use services::{Service, ServiceItem};
pub use workgroups::{Activity, Schedule, Workgroup};

use crate::{
    cdr::CdrFile,
    clock::Clock,
    faults::{Chaos, Ordered},
    input::Refusal,
};

/// Calls remembered.
const REMEMBERED: usize = 50;

/// The platform's memory. What is serialised is what a file keeps of it; `/__sandbox/state` shows that without
/// [`World::HIDDEN`].
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct World {
    /// Partners; each sees only its own accounts.
    pub distributors: Vec<Distributor>,
    /// Families and businesses.
    pub accounts: Vec<Account>,
    /// People.
    pub subscribers: Vec<Subscriber>,
    /// Where messages go.
    pub message_routes: Vec<MessageRoute>,
    /// Where calls go.
    pub voice_routes: Vec<VoiceRoute>,
    /// Wholesale catalogue.
    pub products: Vec<Product>,
    /// Retail catalogue.
    pub packages: Vec<Package>,
    /// Numbers with their SIM and data limits.
    pub lines: Vec<Line>,
    /// Orders of every kind.
    pub orders: Vec<Order>,
    /// Person, number and package tied together.
    pub subscriptions: Vec<Subscription>,
    /// Changes of state that wait for their day.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Numbers on their way from another carrier.
    #[serde(default)]
    pub ports: Vec<PortOrder>,
    /// SIMs that were taken off their number, and whose they are.
    #[serde(default)]
    pub free_sims: BTreeMap<String, String>,
    /// Messages, the oldest first.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// Webhooks of account events.
    #[serde(default)]
    pub webhooks: Vec<Webhook>,
    /// What became of what was sent to routes and webhooks, the oldest first.
    #[serde(default)]
    pub deliveries: Vec<Delivery>,
    /// What is to be sent.
    #[serde(skip)]
    pub outbox: Vec<Parcel>,
    /// Call detail records dropped.
    #[serde(default)]
    pub cdrs: Vec<CdrFile>,
    /// Until when renewals are carried out.
    #[serde(default)]
    pub spent_until: Option<Timestamp>,
    /// How much of the clock's advance lines have spent data for.
    #[serde(default)]
    pub spent_ahead: Duration,
    /// Guardian's switches, relations and filters.
    #[serde(default)]
    pub guardian: Guardian,
    /// What products are made of.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Thresholds and the subscriptions they are on.
    #[serde(default)]
    pub thresholds: Assignables,
    /// Features and the subscriptions that have them.
    #[serde(default)]
    pub features: Assignables,
    /// Groups of phones.
    #[serde(default)]
    pub workgroups: Vec<Workgroup>,
    /// Members of workgroups.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// Opening hours; nothing in the API makes them.
    #[serde(default)]
    pub schedules: Vec<Schedule>,
    /// Calls by operation (`POST /v1.0/numbers/provision`), the refused ones included.
    pub calls: BTreeMap<String, u64>,
    /// Tokens minted.
    pub tokens_minted: u64,
    /// Calls turned away by the rate limit.
    pub rate_limited: u64,
    /// How often each sentinel fired, by sentinel and input.
    pub sentinels: BTreeMap<String, u32>,
    /// Faults that wait for their call.
    #[serde(default)]
    pub faults: Vec<Ordered>,
    /// Faults drawn by chance.
    #[serde(default)]
    pub chaos: Chaos,
    /// The last calls, the oldest first.
    #[serde(skip)]
    pub recent_calls: VecDeque<Called>,
    /// Time.
    pub clock: Clock,
    /// Tokens in circulation.
    #[serde(skip)]
    pub tokens: HashMap<String, Grant>,
    /// When recent calls came, by distributor.
    #[serde(skip)]
    pub recent: HashMap<String, VecDeque<Timestamp>>,
    /// What is simulated on every call.
    pub outage: Outage,
    serial: u32,
}

/// A call that was made.
#[derive(Debug, Clone, Serialize)]
pub struct Called {
    /// When.
    pub at: Timestamp,
    /// `POST /v1.0/numbers/provision`.
    pub operation: String,
    /// What was answered; none for connections that were cut and calls left without an answer.
    pub status: Option<u16>,
}

/// What a token is good for.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The distributor it was minted for.
    pub distributor: String,
    /// Path of the one endpoint, in lower case.
    pub path: String,
    /// Refused from then on.
    pub expires: Timestamp,
}

/// Trouble on every call, set through `/__sandbox/outage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "mode", content = "ms", rename_all = "lowercase")]
pub enum Outage {
    /// None.
    #[default]
    Ok,
    /// 503.
    Down,
    /// Every connection is cut without an answer and without doing anything.
    Cut,
    /// Answers come this many milliseconds later.
    Slow(u64),
    /// 429 with `Retry-After: 1`.
    Busy,
}

impl World {
    /// Names of the fields that nobody is shown: secrets, activation codes, and what is said elsewhere.
    pub const HIDDEN: [&str; 9] =
        ["secret", "qr", "fields", "clock", "serial", "pin", "port_out_pin", "account_number", "password"];

    /// Remembers a call, and forgets the oldest.
    pub fn remember(&mut self, call: Called) {
        while self.recent_calls.len() >= REMEMBERED {
            self.recent_calls.pop_front();
        }
        self.recent_calls.push_back(call);
    }

    /// A new id with this prefix.
    pub fn id(&self, prefix: &str) -> String {
        format!("{prefix}-{}", Uuid::new_v4())
    }

    /// The next of a running count, for things that must not repeat.
    pub fn serial(&mut self) -> u32 {
        self.serial += 1;
        self.serial
    }

    /// Accounts of this distributor.
    pub fn accounts_of<'a>(&'a self, distributor: &'a str) -> impl Iterator<Item = &'a Account> {
        self.accounts.iter().filter(move |a| a.distributor_id == distributor)
    }

    /// Whether the account exists and is this distributor's.
    pub fn owns(&self, distributor: &str, account_id: &str) -> bool {
        self.accounts_of(distributor).any(|a| a.account_id == account_id)
    }

    /// One account of this distributor.
    pub fn account(&self, distributor: &str, account_id: &str) -> Result<&Account, Refusal> {
        let mine = |a: &&Account| a.distributor_id == distributor && a.account_id == account_id;
        self.accounts.iter().find(mine).ok_or_else(|| Refusal::new(404, "Invalid AccountId"))
    }

    /// The account a call means: the one it names, or the only one there is.
    pub fn meant_account(&self, distributor: &str, named: Option<String>) -> Result<String, Refusal> {
        if let Some(id) = named {
            return self.account(distributor, &id).map(|a| a.account_id.clone());
        }
        let mut accounts = self.accounts_of(distributor);
        match (accounts.next(), accounts.next()) {
            (Some(only), None) => Ok(only.account_id.clone()),
            _ => Err(Refusal::bad("AccountId is required")),
        }
    }

    /// One person of this distributor.
    pub fn subscriber(&self, distributor: &str, id: &str) -> Result<&Subscriber, Refusal> {
        let found = self.subscribers.iter().find(|s| s.subscriber_id == id && self.owns(distributor, &s.account_id));
        found.ok_or_else(|| Refusal::missing("SubscriberId"))
    }

    /// Where a line of this distributor stands, by number.
    pub fn line(&self, distributor: &str, number: &str) -> Result<usize, Refusal> {
        let found =
            self.lines.iter().position(|l| l.number == number && l.visible && self.owns(distributor, &l.account_id));
        found.ok_or_else(|| Refusal::missing("Number"))
    }

    /// Whether a SIM is on a line, or waits for a number on its way.
    pub fn sim_in_use(&self, iccid: &str) -> bool {
        let awaited = |p: &PortOrder| p.open() && p.iccid.as_deref() == Some(iccid);
        self.lines.iter().any(|l| l.iccid == iccid) || self.ports.iter().any(awaited)
    }
}
