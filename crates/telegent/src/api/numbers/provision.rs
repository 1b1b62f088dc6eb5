//! Buying and activating a number.

use secrecy::SecretString;
use serde::Serialize;

use super::{Numbers, lpa::lpa};
use crate::{
    Error, MessageType, NumberType, OrderStatus, ProductType, Reply, When,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_PROVISION,
};

/// Body of `POST /v1.0/numbers/provision`. A number cannot be chosen, only an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProvisionRequest {
    /// `mvno` or `iot`.
    pub number_type: NumberType,
    /// `iot` never with `a2p`.
    pub message_type: MessageType,
    /// Carries messages.
    pub message_enabled: bool,
    /// Carries calls; needs a voice route.
    pub voice_enabled: bool,
    /// Carries data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_enabled: Option<bool>,
    /// `MRID-…`; optional in the schema, refused without in practice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_route_id: Option<String>,
    /// `CRID-…`, when it carries calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_route_id: Option<String>,
    /// Three digits, looked up first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_code: Option<String>,
    /// Five digits, when the area code has nothing. Without both the pick is random.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip_code: Option<String>,
    /// Required for a physical SIM; without it an eSIM is allocated.
    #[serde(rename = "ICCID", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// What the number carries.
    pub product_type: ProductType,
    /// `TSUID-…`; optional upstream, always send it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_subscriber_id: Option<String>,
    /// `AID-…`; required when the distributor has more than one account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
}

/// The answer to provisioning. Number, ZIP code and SIM may differ from what was asked for: check them.
#[derive(Debug, Clone)]
pub struct Provisioned {
    /// `JNUOID-…`, opaque.
    pub order_id: String,
    /// When it was ordered.
    pub order_date: Option<When>,
    /// `Complete`, or `Pending`: then read the order until it is.
    pub order_status: Option<OrderStatus>,
    /// E.164 with plus.
    pub phone_number_assigned: Option<String>,
    /// `NID-…`, opaque.
    pub phone_number_id: Option<String>,
    /// Address of a QR image at a third party, with the activation code in it. See [`Provisioned::lpa`].
    pub qr_code: Option<SecretString>,
    /// ZIP code of the number.
    pub zip_code: Option<String>,
    /// The SIM.
    pub iccid: Option<String>,
    /// A warning beside an assigned number; without a number it is an [`Error::Refused`] instead.
    pub error_message: Option<String>,
    /// `TSUID-…`.
    pub subscriber_id: Option<String>,
}

impl Provisioned {
    /// The eSIM activation code (`LPA:1$…$…`) out of the QR image's address. A secret.
    pub fn lpa(&self) -> Option<SecretString> {
        self.qr_code.as_ref().and_then(lpa)
    }
}

impl Record for Provisioned {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            order_id: f.id(&["OrderId"])?,
            order_date: f.when(&["OrderDate"]),
            order_status: f.word(&["OrderStatus", "Status"]),
            phone_number_assigned: f.text(&["PhoneNumberAssigned"]),
            phone_number_id: f.text(&["PhoneNumberId", "TNID"]),
            qr_code: f.secret(&["QRCode", "QrActivationLink"]),
            zip_code: f.text(&["ZipCode", "Zip"]),
            iccid: f.text(&["ICCID"]),
            error_message: f.text(&["ErrorMessage"]),
            subscriber_id: f.text(&["SubscriberId"]),
        })
    }
}

impl Numbers<'_> {
    /// Buys a number and activates it. The message route must be there, the voice route too when it carries calls; the
    /// person may be named. By area code, else by ZIP code, else at random. Keep order and number id. While the order
    /// is pending there is no number, SIM or QR code in the answer: ask [`Numbers::order`].
    ///
    /// # Errors
    /// [`Error::Refused`] with status 200 when the answer holds an `ErrorMessage` and no order. [`Error::Unknown`] may
    /// mean that a number was bought: look into the inventory before sending it again; see [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/provision`, guide 4.2.
    pub async fn provision(&self, request: &ProvisionRequest) -> Result<Reply<Provisioned>, Error> {
        self.0.post(&NUMBERS_PROVISION, request).await
    }
}
