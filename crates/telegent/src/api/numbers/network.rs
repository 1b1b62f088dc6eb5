//! The network's side of a number: bringing it back, its routing id, the device it is in.

use serde::Serialize;
use serde_json::json;

use super::Numbers;
use crate::{
    Classification, Error, Reply,
    decode::{Failure, Fields, Record, acknowledged},
    operation::{NUMBERS_DEVICE_DETAILS, NUMBERS_REACTIVATE, NUMBERS_REFRESH_NNID},
};

/// A number, and the account it belongs to where the credentials reach more than one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OfAccount<'a> {
    pub(super) phone_number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) account_id: Option<&'a str>,
}

/// The answer to bringing a number back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reactivated {
    /// E.164 with plus.
    pub phone_number: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// How it went; only the field is documented, no word.
    pub status: Option<String>,
    /// More about it.
    pub status_message: Option<String>,
}

impl Record for Reactivated {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            account_id: f.text(&["AccountId"]),
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
        })
    }
}

/// A number's routing id, as the carrier network has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshedNnid {
    /// E.164 with plus.
    pub phone_number: String,
    /// Network number identifier, opaque.
    pub nnid: Option<String>,
}

impl Record for RefreshedNnid {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { phone_number: f.id(&["PhoneNumber", "Number"])?, nnid: f.text(&["NNID"]) })
    }
}

/// The device a number's SIM is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDetails {
    /// E.164 with plus.
    pub phone_number: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// `IoT` or `MVNO`.
    pub number_type: Option<Classification>,
    /// Serial number of the device.
    pub imei: Option<String>,
    /// Maker, as in the example (`Apple`).
    pub device_model: Option<String>,
    /// Name of the model (`Apple iPhone 17`).
    pub device_name: Option<String>,
    /// Type allocation code: the part of the IMEI that names the model.
    pub tac: Option<String>,
    /// `Success`.
    pub status: Option<String>,
    /// Empty when all is well.
    pub status_message: Option<String>,
}

impl Record for DeviceDetails {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            account_id: f.text(&["AccountId"]),
            number_type: f.word(&["NumberType"]),
            imei: f.text(&["IMEI"]),
            device_model: f.text(&["DeviceModel"]),
            device_name: f.text(&["DeviceName"]),
            tac: f.text(&["TAC"]),
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
        })
    }
}

impl Numbers<'_> {
    /// Brings a cancelled number back with the SIM it had: within 30 days, and while it has not gone back to stock.
    /// `account_id` is needed when the credentials reach several accounts.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is too late, [`Error::Refused`] when the number is not cancelled; a `Status` of
    /// `Error` on HTTP 200 is a refusal as well.
    ///
    /// Source: `POST /v1.0/numbers/reactivate` (no example answer), guide 4.4; one page spells it `/reactivation`.
    pub async fn reactivate(&self, number: &str, account_id: Option<&str>) -> Result<Reply<Reactivated>, Error> {
        let body = OfAccount { phone_number: number, account_id };
        let reply: Reply<Reactivated> = self.0.post(&NUMBERS_REACTIVATE, &body).await?;
        acknowledged(&NUMBERS_REACTIVATE, reply.status.as_deref(), reply.status_message.as_deref())?;
        Ok(reply)
    }

    /// Synchronises a number's routing id with the carrier network, when routing looks stale after a transfer.
    ///
    /// # Errors
    /// See [`Error`]; `Successful: false` is a refusal. Doing it twice does no harm.
    ///
    /// Source: `POST /v1.0/numbers/refresh-nnid`.
    pub async fn refresh_nnid(&self, number: &str) -> Result<Reply<RefreshedNnid>, Error> {
        self.0.post(&NUMBERS_REFRESH_NNID, &json!({ "PhoneNumber": number })).await
    }

    /// The device a number's SIM was last seen in. `account_id` is needed when the credentials reach several accounts.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/device-details`, a read. The text speaks of IoT numbers, the example is a phone.
    pub async fn device_details(&self, number: &str, account_id: Option<&str>) -> Result<Reply<DeviceDetails>, Error> {
        self.0.post(&NUMBERS_DEVICE_DETAILS, &OfAccount { phone_number: number, account_id }).await
    }
}
