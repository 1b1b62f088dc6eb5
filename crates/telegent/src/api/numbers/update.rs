//! Changing a number's routes, person, SIM or product.

use serde::Serialize;

use super::Numbers;
use crate::{
    Classification, Error, MessageType, OrderStatus, ProductType, Reply, When,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_UPDATE,
};

/// Body of `POST /v1.0/numbers/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NumberUpdate {
    /// E.164 with plus.
    pub number: String,
    /// Carries messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_enabled: Option<bool>,
    /// Who texts whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_type: Option<MessageType>,
    /// Phones or devices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// Carries calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_enabled: Option<bool>,
    /// `MRID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_route_id: Option<String>,
    /// `CRID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_route_id: Option<String>,
    /// `TSUID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_subscriber_id: Option<String>,
    /// The SIM; spelt `Iccid` here, `ICCID` when provisioning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// Caller's first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnam_first_name: Option<String>,
    /// Caller's last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnam_last_name: Option<String>,
    /// What it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_type: Option<ProductType>,
}

/// The answer to a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberUpdated {
    /// E.164 with plus.
    pub number: String,
    /// Null in the documented example.
    pub tnid: Option<String>,
    /// `JNUOID-…`, opaque.
    pub update_order_id: Option<String>,
    /// When it was ordered.
    pub update_order_date: Option<When>,
    /// `Complete`.
    pub update_order_status: Option<OrderStatus>,
    /// `MRID-…`.
    pub message_route_id: Option<String>,
    /// `CRID-…`.
    pub voice_route_id: Option<String>,
    /// The SIM.
    pub iccid: Option<String>,
    /// What it carries.
    pub product_type: Option<ProductType>,
}

impl Record for NumberUpdated {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            number: f.id(&["Number", "PhoneNumber"])?,
            tnid: f.text(&["Tnid"]),
            update_order_id: f.text(&["UpdateOrderId", "OrderId"]),
            update_order_date: f.when(&["UpdateOrderDate", "OrderDate"]),
            update_order_status: f.word(&["UpdateOrderStatus", "OrderStatus", "Status"]),
            message_route_id: f.text(&["MessageRouteId"]),
            voice_route_id: f.text(&["VoiceRouteId"]),
            iccid: f.text(&["Iccid"]),
            product_type: f.word(&["ProductType"]),
        })
    }
}

impl Numbers<'_> {
    /// Changes a number at once: routes, person, SIM, product; what is none keeps its value. One number a call,
    /// although the text speaks of several.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/update` (says `Iccid` and `Classification` where provisioning says `ICCID` and
    /// `NumberType`), guide 4.4.
    pub async fn update(&self, update: &NumberUpdate) -> Result<Reply<NumberUpdated>, Error> {
        self.0.post(&NUMBERS_UPDATE, update).await
    }
}
