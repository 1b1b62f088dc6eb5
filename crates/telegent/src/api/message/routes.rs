//! Message routes: where inbound messages and delivery receipts go.

use secrecy::SecretString;
use serde::Serialize;

use super::Messages;
use crate::{
    Authentication, Error, HttpMethod, Reply,
    decode::{Failure, Fields, Record},
    operation::{MESSAGE_ROUTE_CREATE, MESSAGE_ROUTE_GET},
    types::optional_secret,
};

/// A message route as it is read. Passwords come back in clear text.
#[derive(Debug, Clone)]
pub struct MessageRoute {
    /// `MRID-…`, opaque.
    pub message_route_id: String,
    /// `AID-…`; spelt `AccountID` in lists.
    pub account_id: Option<String>,
    /// Friendly name.
    pub route_name: Option<String>,
    /// Webhook of inbound messages.
    pub message_url: Option<String>,
    /// Its method.
    pub message_url_method: Option<HttpMethod>,
    /// The documented answer says false to a request that said true: read the route again.
    pub message_route_enabled: Option<bool>,
    /// How the webhook authenticates.
    pub message_authentication_type: Option<Authentication>,
    /// User name for Basic.
    pub message_username: Option<String>,
    /// Password or token.
    pub message_password_token: Option<SecretString>,
    /// Delivery receipts, or a fallback: the sources differ.
    pub callback_message_url: Option<String>,
    /// Its method.
    pub callback_message_url_method: Option<HttpMethod>,
    /// How the callback authenticates.
    pub callback_message_authentication_type: Option<Authentication>,
    /// User name for Basic.
    pub callback_message_username: Option<String>,
    /// Password or token.
    pub callback_message_password_token: Option<SecretString>,
    /// True keeps inbound messages from the webhook; absent from the documented answers.
    pub inbound_bypass: Option<bool>,
    /// True keeps receipts from the callback; absent from the documented answers.
    pub outbound_bypass: Option<bool>,
    /// Needed for Guardian; absent from the documented answers.
    pub intelligent_route_enabled: Option<bool>,
}

impl Record for MessageRoute {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            message_route_id: f.id(&["MessageRouteId"])?,
            account_id: f.text(&["AccountId"]),
            route_name: f.text(&["RouteName"]),
            message_url: f.text(&["MessageUrl"]),
            message_url_method: f.word(&["MessageUrlMethod"]),
            message_route_enabled: f.boolean(&["MessageRouteEnabled"]),
            message_authentication_type: f.word(&["MessageAuthenticationType"]),
            message_username: f.text(&["MessageUsername"]),
            message_password_token: f.secret(&["MessagePasswordToken"]),
            callback_message_url: f.text(&["CallbackMessageUrl"]),
            callback_message_url_method: f.word(&["CallbackMessageUrlMethod"]),
            callback_message_authentication_type: f.word(&["CallbackMessageAuthenticationType"]),
            callback_message_username: f.text(&["CallbackMessageUsername"]),
            callback_message_password_token: f.secret(&["CallbackMessagePasswordToken"]),
            inbound_bypass: f.boolean(&["InboundBypass"]),
            outbound_bypass: f.boolean(&["OutboundBypass"]),
            intelligent_route_enabled: f.boolean(&["IntelligentRouteEnabled"]),
        })
    }
}

/// Body of `POST /v1.0/message/routes`. Send both bypasses as false: true silences the webhooks.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageRouteCreate {
    /// Friendly name.
    pub route_name: String,
    /// Webhook of inbound messages, https.
    pub message_url: String,
    /// Its method.
    pub message_url_method: HttpMethod,
    /// On or off; true upstream when left out.
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

impl MessageRouteCreate {
    /// An enabled route that posts to `url`, with nothing bypassed and Guardian routing on.
    pub fn posting_to(url: impl Into<String>, name: impl Into<String>, account_id: impl Into<String>) -> Self {
        Self {
            route_name: name.into(),
            message_url: url.into(),
            message_url_method: HttpMethod::Post,
            message_route_enabled: Some(true),
            message_authentication_type: None,
            message_username: None,
            message_password_token: None,
            callback_message_url: None,
            callback_message_url_method: None,
            callback_message_authentication_type: None,
            callback_message_username: None,
            callback_message_password_token: None,
            inbound_bypass: Some(false),
            outbound_bypass: Some(false),
            intelligent_route_enabled: Some(true),
            account_id: Some(account_id.into()),
        }
    }
}

impl Messages<'_> {
    /// Creates a message route: where texts to its numbers go. Keep its id: numbers need it, and one route serves many.
    /// The answer shows the route disabled although it was asked for enabled, leaves out both bypass switches, and has
    /// the secrets in clear.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/message/routes`, guide 6.3.
    pub async fn create_route(&self, route: &MessageRouteCreate) -> Result<Reply<MessageRoute>, Error> {
        self.0.post(&MESSAGE_ROUTE_CREATE, route).await
    }

    /// One message route, its secrets in clear. Two parameters are documented that differ in their last letters alone:
    /// `MessageRouteId` is the one in the sample.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/message/routes`, guide 6.3.
    pub async fn get_route(&self, message_route_id: &str) -> Result<Reply<MessageRoute>, Error> {
        self.0.get(&MESSAGE_ROUTE_GET, &[("MessageRouteId", message_route_id.to_owned())]).await
    }
}
