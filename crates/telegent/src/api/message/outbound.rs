//! Sending messages.

use serde::Serialize;
use serde_json::json;

use super::{Message, Messages};
use crate::{
    Error, PrivateText, Reply, When,
    decode::{Failure, Fields, Record},
    operation::{MESSAGE_DEVICE_DELIVERY, MESSAGE_OUTBOUND},
    types::number_rows,
};

/// Body of `POST /v1.0/message/outbound`. `Debug` shows neither text nor media.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OutboundMessage {
    /// Campaign of an `a2p` number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<String>,
    /// Recipients, E.164 with plus. The text speaks of a single one, the sample has two: one per call is safe.
    #[serde(serialize_with = "number_rows")]
    pub to: Vec<String>,
    /// A number of ours that carries messages.
    pub from: String,
    /// Whose thread it is; `from` as a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The text; required with media as well.
    pub body: PrivateText,
    /// Media by address; makes it an MMS.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mms_media: Vec<MediaUrl>,
    /// Media in the message; makes it an MMS.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mms_base64: Vec<InlineMedia>,
}

impl OutboundMessage {
    /// A text from one number to another.
    pub fn text(from: impl Into<String>, to: impl Into<String>, body: impl Into<PrivateText>) -> Self {
        Self {
            campaign_id: None,
            to: vec![to.into()],
            from: from.into(),
            owner: None,
            body: body.into(),
            mms_media: Vec::new(),
            mms_base64: Vec::new(),
        }
    }
}

/// Media by address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MediaUrl {
    /// Where it lies.
    pub media_url: String,
}

impl Record for MediaUrl {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { media_url: f.id(&["MediaUrl"])? })
    }
}

/// Media in the message itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InlineMedia {
    /// The bytes in base64.
    pub base64: PrivateText,
    /// MIME type, `image/png`.
    pub base_type: String,
}

impl Record for InlineMedia {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { base64: f.id(&["Base64"])?.into(), base_type: f.text(&["BaseType"]).unwrap_or_default() })
    }
}

/// What the handset said about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDelivery {
    /// `TMID-…`.
    pub message_id: String,
    /// `Delivered`.
    pub device_delivery_status: Option<String>,
    /// When.
    pub delivered_on: Option<When>,
    /// `mobile`.
    pub device_type: Option<String>,
}

impl Record for DeviceDelivery {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            message_id: f.id(&["MessageId"])?,
            device_delivery_status: f.text(&["DeviceDeliveryStatus"]),
            delivered_on: f.when(&["DeliveredOn"]),
            device_type: f.text(&["DeviceType"]),
        })
    }
}

impl Messages<'_> {
    /// Sends a text or, with media, an MMS. It is `Queued` at first; the receipt goes to the callback of the number's
    /// route, or is read with [`Messages::details`].
    ///
    /// # Errors
    /// After an [`Error::Unknown`] look into [`Messages::filter`] before sending again: a message sent twice arrives
    /// twice. See [`Error`].
    ///
    /// Source: `POST /v1.0/message/outbound`, guide 6.1. In the documented answer the recipients and the prefix of the
    /// campaign differ from the request; the time is written `16:45:59 MST 2025-01-23`.
    pub async fn send(&self, message: &OutboundMessage) -> Result<Reply<Message>, Error> {
        self.0.post(&MESSAGE_OUTBOUND, message).await
    }

    /// Records that the handset got a message, beyond the carrier's receipt, and answers what is known of it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/message/device-delivery`. The title says it records, the schema that it checks: sent once.
    pub async fn device_delivery(&self, message_id: &str) -> Result<Reply<DeviceDelivery>, Error> {
        self.0.post(&MESSAGE_DEVICE_DELIVERY, &json!({ "MessageId": message_id })).await
    }
}
