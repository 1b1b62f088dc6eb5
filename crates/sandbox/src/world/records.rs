//! The platform's records.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Extras;

/// A partner.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Distributor {
    /// `DID-…`; the account key as well.
    pub distributor_id: String,
    /// Name.
    pub name: String,
    /// The key's secret.
    pub secret: String,
    /// The distributor that made it, and may read and change it too.
    #[serde(default)]
    pub created_by: Option<String>,
    /// Where bills go.
    #[serde(default)]
    pub billing_address: Address,
    /// Where letters go.
    #[serde(default)]
    pub mailing_address: Address,
}

/// A postal address as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// First line.
    pub street1: Option<String>,
    /// Second line.
    pub street2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// ZIP code.
    pub zip: Option<String>,
}

/// A family or a business.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// `AID-…`.
    pub account_id: String,
    /// Whose.
    pub distributor_id: String,
    /// Name.
    pub account_name: String,
    /// E-mail of the administrator.
    pub account_admin: Option<String>,
    /// Where bills go.
    pub billing_address: Address,
    /// Where letters go.
    pub mailing_address: Address,
}

/// A person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Subscriber {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// Name.
    pub name: String,
    /// Unique over all distributors.
    pub email: String,
    /// Given on creation; lines assigned since are found through `lines`.
    pub phone_numbers: Vec<String>,
    /// `Subscriber`, `Manager` or `Account Admin`.
    pub role: String,
}

/// Where messages go.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MessageRoute {
    /// `MRID-…`.
    pub message_route_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// The documented fields as sent.
    pub fields: Map<String, Value>,
    /// Friendly name.
    pub route_name: String,
    /// On or off.
    pub enabled: bool,
}

/// Where calls go.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VoiceRoute {
    /// `CRID-…`.
    pub call_route_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// The documented fields as sent.
    pub fields: Map<String, Value>,
    /// Friendly name.
    pub route_name: String,
}

/// Wholesale.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Product {
    /// `PRID-…`.
    pub product_id: String,
    /// Whose.
    pub distributor_id: String,
    /// Key of reports.
    pub sku: String,
    /// What it is.
    pub description: String,
    /// Free text.
    pub product_type: String,
    /// Free text.
    pub sub_type: Option<String>,
    /// Cost in cents.
    pub cost_cents: i64,
    /// `MRC` or `NRC`.
    pub billing_frequency: String,
}

/// Retail.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Package {
    /// `PID-…`.
    pub package_id: String,
    /// Whose.
    pub distributor_id: String,
    /// Name on the offer.
    pub package_name: String,
    /// What it is; never answered.
    pub description: Option<String>,
    /// For one person only.
    pub subscriber_id: Option<String>,
    /// Free text.
    pub package_type: String,
    /// Price in cents.
    pub price_cents: i64,
    /// Charged every month.
    pub monthly: bool,
    /// Products in it.
    pub items: Vec<PackageItem>,
}

/// A product in a package.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackageItem {
    /// `PIID-…`.
    pub package_item_id: String,
    /// `PRID-…`.
    pub product_id: String,
    /// Free text.
    pub item_type: Option<String>,
    /// Price in cents.
    pub price_cents: Option<i64>,
    /// Charged every month.
    pub monthly: bool,
}

/// A number with its SIM, routes and data limits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// E.164 with plus.
    pub number: String,
    /// Id without its prefix: `NID-` and `TNID-` are said to be interchangeable.
    pub nid: String,
    /// The order that brought it.
    pub order_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// `TSUID-…`.
    pub subscriber_id: Option<String>,
    /// `mvno` or `iot`.
    pub number_type: String,
    /// `a2p` or `p2p`.
    pub message_type: String,
    /// Carries messages.
    pub message_enabled: bool,
    /// Carries calls.
    pub voice_enabled: bool,
    /// Carries data.
    pub data_enabled: bool,
    /// `MRID-…`.
    pub message_route_id: String,
    /// `CRID-…`.
    pub voice_route_id: Option<String>,
    /// What it carries.
    pub product_type: String,
    /// The SIM.
    pub iccid: String,
    /// Address of the eSIM's QR image; none for a physical SIM.
    pub qr: Option<String>,
    /// ZIP code.
    pub zip: String,
    /// Caller name.
    pub cnam: Option<String>,
    /// `Active`, `Parked` or `Cancelled`.
    pub status: String,
    /// When it was bought.
    pub purchased: Timestamp,
    /// False while its order is pending.
    pub visible: bool,
    /// Data spent, bytes.
    pub used_bytes: u64,
    /// MB.
    pub notify_mb: Option<u64>,
    /// MB.
    pub throttle_mb: Option<u64>,
    /// `1-mbps` …
    pub throttle_speed: Option<String>,
    /// MB; 20 unless somebody set it.
    pub limit_mb: u64,
    /// Everything else.
    #[serde(default)]
    pub extras: Extras,
}

/// How an order goes on when it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderState {
    /// Done.
    Complete,
    /// Failed, with the message.
    Error(String),
    /// Pending until something else ends it: a day to come, another carrier.
    Waiting,
    /// Ends as `then` after so many more reads or at that time, whichever comes first.
    Pending {
        /// Reads left.
        reads: u32,
        /// Done by then at the latest.
        until: Timestamp,
        /// What comes after.
        then: Box<OrderState>,
    },
}

/// An order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// `JNUOID-…`.
    pub order_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// When it was made.
    pub date: Timestamp,
    /// `provision`, `update`, `status`, `portout`.
    pub order_type: String,
    /// How far it is.
    pub state: OrderState,
    /// E.164 with plus.
    pub numbers: Vec<String>,
}

/// Person, number and package tied together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Subscription {
    /// `SUB-…`.
    pub subscription_id: String,
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// `NID-…` or `TNID-…`, as sent.
    pub tnid: Option<String>,
    /// The SIM.
    pub iccid: Option<String>,
    /// `PID-…`.
    pub package_id: String,
    /// `mvno` or `iot`.
    pub subscription_type: String,
    /// False once deleted.
    pub active: bool,
}
