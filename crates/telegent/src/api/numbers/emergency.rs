//! The address responders get on a 911 call.

use serde::Serialize;

use super::Numbers;
use crate::{
    Error, Reply,
    decode::{Failure, Fields, Record, acknowledged},
    operation::{NUMBERS_E911_GET, NUMBERS_E911_UPDATE},
};

/// An emergency address. It must match the Master Street Address Guide, which knows no post boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct E911Address {
    /// Number and street.
    pub street1: String,
    /// Suite or unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street2: Option<String>,
    /// City.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// ZIP or ZIP+4.
    pub zip: String,
}

impl Record for E911Address {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        let part = |name: &str| f.text(&[name]).unwrap_or_default();
        Ok(Self {
            street1: part("Street1"),
            street2: f.text(&["Street2"]),
            city: part("City"),
            state: part("State"),
            zip: part("Zip"),
        })
    }
}

/// Body of `POST /v1.0/numbers/e911address/update`: the address lies flat here, nested in the answer to reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct E911Update {
    /// E.164 with plus.
    pub phone_number: String,
    /// `AID-…`; needed when the credentials reach several accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The address.
    #[serde(flatten)]
    pub address: E911Address,
}

/// An emergency address as it is read; the platform may have written it otherwise than it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct E911Record {
    /// E.164 with plus.
    pub phone_number: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// None when the number has none.
    pub address: Option<E911Address>,
}

impl Record for E911Record {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            account_id: f.text(&["AccountId"]),
            address: f.record(&["E911Address"])?,
        })
    }
}

/// The answer to setting an emergency address; it does not hold the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct E911Ack {
    /// E.164 with plus.
    pub phone_number: String,
    /// `Success`.
    pub status: Option<String>,
    /// Empty when all is well.
    pub status_message: Option<String>,
}

impl Record for E911Ack {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
        })
    }
}

impl Numbers<'_> {
    /// The emergency address of a number.
    ///
    /// # Errors
    /// What comes back for a number without one is not documented: expect [`Error::NotFound`] as well as a record
    /// without address.
    ///
    /// Source: `GET /v1.0/numbers/e911address`.
    pub async fn e911(&self, number: &str, account_id: Option<&str>) -> Result<Reply<E911Record>, Error> {
        let mut query = vec![("PhoneNumber", number.to_owned())];
        query.extend(account_id.map(|id| ("AccountId", id.to_owned())));
        self.0.get(&NUMBERS_E911_GET, &query).await
    }

    /// Sets or replaces the emergency address of a number. A line that carries calls must have one.
    ///
    /// # Errors
    /// [`Error::Refused`] when the address is not known to the responders, also as a `Status` of `Error` on HTTP 200:
    /// no failure is documented, the person must correct the address.
    ///
    /// Source: `POST /v1.0/numbers/e911address/update`.
    pub async fn update_e911(&self, update: &E911Update) -> Result<Reply<E911Ack>, Error> {
        let reply: Reply<E911Ack> = self.0.post(&NUMBERS_E911_UPDATE, update).await?;
        acknowledged(&NUMBERS_E911_UPDATE, reply.status.as_deref(), reply.status_message.as_deref())?;
        Ok(reply)
    }
}
