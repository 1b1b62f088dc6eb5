//! Bringing a number over from another carrier: eligibility, order, correction, withdrawal.

use jiff::civil::Date;
use secrecy::SecretString;
use serde::{Serialize, Serializer};
use serde_json::json;

use super::Numbers;
use crate::{
    Error, OrderStatus, PortClassification, Reply, When,
    decode::{Failure, Fields, Record},
    operation::{NUMBERS_PORT_IN, NUMBERS_PORT_IN_CANCEL, NUMBERS_PORT_IN_ELIGIBILITY, NUMBERS_PORT_IN_UPDATE},
    types::{optional_secret, secret},
};

/// Whether a number can come over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortEligibility {
    /// E.164 with plus.
    pub phone_number: String,
    /// Go on only when true.
    pub eligible: Option<bool>,
    /// The carrier that has the number now.
    pub current_carrier: Option<String>,
    /// `mobile` …
    pub number_type: Option<String>,
    /// Why not, when it is not.
    pub message: Option<String>,
}

impl Record for PortEligibility {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            eligible: f.boolean(&["Eligible"]),
            current_carrier: f.text(&["CurrentCarrier", "CurrentCarrierName"]),
            number_type: f.text(&["NumberType"]),
            message: f.text(&["Message"]),
        })
    }
}

/// The bill's address at the losing carrier. It must match what that carrier has; there is no country.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PortBillingAddress {
    /// Number and street.
    pub street1: String,
    /// Suite or unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street2: Option<String>,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// ZIP code.
    pub zip: String,
}

/// Body of `POST /v1.0/numbers/portin`. The schema requires five fields, other pages all eight: send all that is known.
///
/// There is no account, route or person in it: bind those with [`Numbers::update`] once the number is here.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PortInRequest {
    /// The number to bring over, E.164 with plus.
    pub port_in_number: String,
    /// The losing carrier.
    pub current_carrier_name: String,
    /// Account number there; leading zeros count.
    #[serde(serialize_with = "secret")]
    pub current_account_number: SecretString,
    /// Account or transfer PIN there; leading zeros count.
    #[serde(serialize_with = "secret")]
    pub current_account_password: SecretString,
    /// The bill's address there.
    pub current_billing_address: PortBillingAddress,
    /// The SIM; needed for a physical one, else an eSIM is allocated.
    #[serde(rename = "ICCID", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// `mvno` or `iot`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_portin_classification: Option<PortClassification>,
    /// The name on the bill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_name: Option<String>,
}

/// The answer to a port-in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortInOrder {
    /// `JNOID-…`, opaque: everything later is asked by it, never by the number.
    pub order_id: String,
    /// When it was ordered.
    pub order_date: Option<When>,
    /// `Pending`; spelt `Status` here, `OrderStatus` when the order is read.
    pub status: Option<OrderStatus>,
    /// E.164 with plus.
    pub phone_number: Option<String>,
    /// The SIM.
    pub iccid: Option<String>,
}

impl Record for PortInOrder {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            order_id: f.id(&["OrderId"])?,
            order_date: f.when(&["OrderDate"]),
            status: f.word(&["Status", "OrderStatus"]),
            phone_number: f.text(&["PhoneNumber", "Number"]),
            iccid: f.text(&["ICCID"]),
        })
    }
}

/// Body of `POST /v1.0/numbers/portin/update`; what is none keeps its value. The order is sent to the carrier again.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PortInUpdate {
    /// The order to correct.
    pub order_id: String,
    /// The losing carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_carrier_name: Option<String>,
    /// Account number there.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub current_account_number: Option<SecretString>,
    /// Account or transfer PIN there.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub current_account_password: Option<SecretString>,
    /// The bill's address there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_billing_address: Option<PortBillingAddress>,
    /// The wanted day; a must for landlines. Goes out as `YYYY-MM-DD`, another page shows `MM/DD/YYYY`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "iso")]
    pub port_in_date: Option<Date>,
    /// `Mobile` or `Landline` here, unlike in the order itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_portin_classification: Option<PortClassification>,
    /// The name on the bill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_name: Option<String>,
    /// The SIM; for a physical one only.
    #[serde(rename = "ICCID", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|d| d.to_string()).serialize(serializer)
}

/// The answer to a correction or a withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortInAck {
    /// The order.
    pub order_id: String,
    /// `Updated` (which reads as [`OrderStatus::Pending`]) or `Cancelled`.
    pub status: Option<OrderStatus>,
    /// Answered by corrections only.
    pub message: Option<String>,
}

impl Record for PortInAck {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            order_id: f.id(&["OrderId"])?,
            status: f.word(&["Status", "OrderStatus"]),
            message: f.text(&["Message"]),
        })
    }
}

impl Numbers<'_> {
    /// Whether a number can come over. Ask before collecting personal data; false is a value, not an error.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/portin/eligibility`, a read. The classification is `Mobile` in the example, `mvno` on
    /// another page.
    pub async fn port_in_eligibility(
        &self,
        number: &str,
        classification: &PortClassification,
    ) -> Result<Reply<PortEligibility>, Error> {
        let body = json!({ "PhoneNumber": number, "TargetClassification": classification });
        self.0.post(&NUMBERS_PORT_IN_ELIGIBILITY, &body).await
    }

    /// Orders a number from another carrier; one to five business days. The signed letter of authorization must exist.
    /// Follow it with [`Numbers::order`]; no event says more than to read it again.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a port of this number is open already: go on with that order. After an
    /// [`Error::Unknown`] find out first, an order sent twice is two orders.
    ///
    /// Source: `POST /v1.0/numbers/portin`, guide 4.5.
    pub async fn port_in(&self, request: &PortInRequest) -> Result<Reply<PortInOrder>, Error> {
        self.0.post(&NUMBERS_PORT_IN, request).await
    }

    /// Corrects an order the carrier has not carried out, and sends it again. Never order a second time for that.
    ///
    /// # Errors
    /// [`Error::Refused`] with code `GENS-0041` here **and** from [`Numbers::cancel_port_in`] while the order reads as
    /// alive means it is stuck: only the platform's staff can clear it.
    ///
    /// Source: `POST /v1.0/numbers/portin/update`, guide 4.5.
    pub async fn update_port_in(&self, update: &PortInUpdate) -> Result<Reply<PortInAck>, Error> {
        self.0.post(&NUMBERS_PORT_IN_UPDATE, update).await
    }

    /// Withdraws an order for good; a new one starts with eligibility again.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is over already; with code `GENS-0041` see [`Numbers::update_port_in`].
    ///
    /// Source: `POST /v1.0/numbers/portin/cancel`, guide 4.5. One page lets it cancel pending orders only, another most.
    pub async fn cancel_port_in(&self, order_id: &str) -> Result<Reply<PortInAck>, Error> {
        self.0.post(&NUMBERS_PORT_IN_CANCEL, &json!({ "OrderId": order_id })).await
    }
}
