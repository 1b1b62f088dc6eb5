//! Moving numbers through their life: suspended, ended, another number, another SIM.

use jiff::civil::Date;
use secrecy::SecretString;
use serde::{Serialize, Serializer};

use super::{Numbers, lpa::lpa};
use crate::{
    Error, NumberChange, OrderStatus, Reply, When,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_STATUS,
};

/// Body of `POST /v1.0/numbers/status`: one change for a batch of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StatusChange {
    /// What happens to the numbers.
    pub status_change: NumberChange,
    /// The day it takes effect; goes out as `MM/DD/YYYY`.
    #[serde(serialize_with = "american")]
    pub effective_date: Date,
    /// Where the new number comes from with [`NumberChange::Swap`] and [`NumberChange::Replace`]; three digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_code: Option<String>,
    /// The same as five digits, when the area code has nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip_code: Option<String>,
    /// The numbers, each perhaps with the SIM it moves to.
    pub phone_numbers: Vec<StatusNumber>,
}

/// A number of a [`StatusChange`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StatusNumber {
    /// E.164 with plus.
    pub number: String,
    /// The new SIM with [`NumberChange::SwapSim`]; a new eSIM when left out. Sampled, but missing from the schema.
    #[serde(rename = "ICCID", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
}

impl StatusChange {
    /// This change for one number.
    pub fn of(number: impl Into<String>, change: NumberChange, effective_date: Date) -> Self {
        Self {
            status_change: change,
            effective_date,
            area_code: None,
            zip_code: None,
            phone_numbers: vec![StatusNumber { number: number.into(), iccid: None }],
        }
    }
}

fn american<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.strftime("%m/%d/%Y").to_string())
}

/// The answer to a change of state.
#[derive(Debug, Clone)]
pub struct StatusChanged {
    /// `JNUOID-…`, opaque.
    pub order_id: String,
    /// When it was ordered.
    pub order_date: Option<When>,
    /// `Complete`, or `Pending` until the day: then read the order.
    pub order_status: Option<OrderStatus>,
    /// The change; the documented answer names another one than was asked for.
    pub change_type: Option<NumberChange>,
    /// The day it takes effect, as ISO 8601 here.
    pub effective_date: Option<When>,
    /// The numbers **as they are now**, in the order of the request: new ones after a swap.
    pub numbers: Vec<ChangedNumber>,
}

/// A number after a change of state.
#[derive(Debug, Clone)]
pub struct ChangedNumber {
    /// E.164 with plus.
    pub number: String,
    /// Address of the QR image of the eSIM. See [`ChangedNumber::lpa`].
    pub qr_code: Option<SecretString>,
}

impl ChangedNumber {
    /// The eSIM activation code (`LPA:1$…$…`) out of the QR image's address. A secret.
    pub fn lpa(&self) -> Option<SecretString> {
        self.qr_code.as_ref().and_then(lpa)
    }
}

impl Record for ChangedNumber {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { number: f.id(&["Number", "PhoneNumber"])?, qr_code: f.secret(&["QrCode", "QrActivationLink"]) })
    }
}

impl Record for StatusChanged {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            order_id: f.id(&["OrderId"])?,
            order_date: f.when(&["OrderDate"]),
            order_status: f.word(&["OrderStatus", "Status"]),
            change_type: f.word(&["ChangeType", "StatusChange"]),
            effective_date: f.when(&["EffectiveDate"]),
            numbers: f.records(&["Numbers", "PhoneNumbers"])?,
        })
    }
}

impl Numbers<'_> {
    /// Changes the state of numbers. They must exist and be in a state the change starts from: see [`NumberChange`].
    ///
    /// Swap and replace are limited: read `SwapsRemaining` and `NextSwapResetDate` with [`Numbers::get`] first.
    ///
    /// # Errors
    /// [`Error::Refused`] with `Number-swap is currently unavailable` or `MSISDN swap API endpoint is offline` is
    /// maintenance: offer to try later, nothing was done. See [`Error`] for the others.
    ///
    /// Source: `POST /v1.0/numbers/status`, guide 4.4. No table of legal transitions is published.
    pub async fn change_status(&self, change: &StatusChange) -> Result<Reply<StatusChanged>, Error> {
        self.0.post(&NUMBERS_STATUS, change).await
    }
}
