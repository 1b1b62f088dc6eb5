//! Changing and deleting message routes.

use secrecy::SecretString;
use serde::Serialize;
use serde_json::json;

use super::{MessageRoute, Messages};
use crate::{
    Authentication, Error, HttpMethod, Reply,
    decode::{Failure, Fields, Record},
    operation::{MESSAGE_ROUTE_DELETE, MESSAGE_ROUTE_UPDATE},
    types::optional_secret,
};

/// Body of `POST /v1.0/message/routes/update`; what is none keeps its value.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageRouteUpdate {
    /// The route to change.
    pub message_route_id: String,
    /// Friendly name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_name: Option<String>,
    /// Webhook of inbound messages, https.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_url: Option<String>,
    /// Its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_url_method: Option<HttpMethod>,
    /// On or off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_route_enabled: Option<bool>,
    /// How the webhook authenticates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_authentication_type: Option<Authentication>,
    /// User name for Basic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_username: Option<String>,
    /// Password or token.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub message_password_token: Option<SecretString>,
    /// Delivery receipts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_message_url: Option<String>,
    /// Its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_message_url_method: Option<HttpMethod>,
    /// How the callback authenticates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_message_authentication_type: Option<Authentication>,
    /// User name for Basic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_message_username: Option<String>,
    /// Password or token.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub callback_message_password_token: Option<SecretString>,
    /// True keeps inbound messages from the webhook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inbound_bypass: Option<bool>,
    /// True keeps receipts from the callback.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outbound_bypass: Option<bool>,
    /// Needed for Guardian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intelligent_route_enabled: Option<bool>,
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
}

/// The answer to deleting a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRouteDeleted {
    /// `MRID-…`; the answer's key is `MRID`, unlike the request's.
    pub message_route_id: String,
    /// `Deleted`.
    pub message_route_status: Option<String>,
}

impl Record for MessageRouteDeleted {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            message_route_id: f.id(&["MRID", "MessageRouteId"])?,
            message_route_status: f.text(&["MessageRouteStatus"]),
        })
    }
}

impl Messages<'_> {
    /// Changes a message route, at once and for every number on it. The answer holds its passwords in clear text.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/message/routes/update`.
    pub async fn update_route(&self, update: &MessageRouteUpdate) -> Result<Reply<MessageRoute>, Error> {
        self.0.post(&MESSAGE_ROUTE_UPDATE, update).await
    }

    /// Deletes a message route for good. Give its numbers another one first: they lose their messages otherwise.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/message/routes/delete`.
    pub async fn delete_route(&self, message_route_id: &str) -> Result<Reply<MessageRouteDeleted>, Error> {
        self.0.post(&MESSAGE_ROUTE_DELETE, &json!({ "MessageRouteId": message_route_id })).await
    }
}
