//! Changing and deleting voice routes.

use secrecy::SecretString;
use serde::Serialize;
use serde_json::json;

use super::{AllowedIp, Voice, VoiceRoute};
use crate::{
    Authentication, Error, HttpMethod, Reply, RouteType,
    decode::{Failure, Fields, Record},
    operation::{VOICE_ROUTE_DELETE, VOICE_ROUTE_UPDATE},
    types::optional_secret,
};

/// Body of `POST /v1.0/voice/routes/update`; what is none keeps its value.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceRouteUpdate {
    /// The route to change.
    pub call_route_id: String,
    /// Friendly name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_name: Option<String>,
    /// Where calls go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_type: Option<RouteType>,
    /// Webhook of voice events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_url: Option<String>,
    /// Its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_url_method: Option<HttpMethod>,
    /// How the webhook authenticates; `None` is not among the words here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_authentication_type: Option<Authentication>,
    /// User name for Basic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_username: Option<String>,
    /// Password or token.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub voice_password_token: Option<SecretString>,
    /// Callback.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_voice_url: Option<String>,
    /// Its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_voice_url_method: Option<HttpMethod>,
    /// Address of the first trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_ip1: Option<String>,
    /// Address of the second trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_ip2: Option<String>,
    /// Port of the first trunk, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_port1: Option<String>,
    /// Port of the second trunk, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_port2: Option<String>,
    /// `UDP`, `TCP` or `TLS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_transport1: Option<String>,
    /// `UDP`, `TCP` or `TLS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_transport2: Option<String>,
    /// URI of the first trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_uri1: Option<String>,
    /// URI of the second trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_uri2: Option<String>,
    /// First trunk in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_enabled1: Option<bool>,
    /// Second trunk in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_enabled2: Option<bool>,
    /// The lower number is preferred. Misspelt on the wire.
    #[serde(rename = "Trunk1Priortiy", skip_serializing_if = "Option::is_none")]
    pub trunk1_priority: Option<i64>,
    /// Share among equals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk1_weight: Option<i64>,
    /// The lower number is preferred. Misspelt on the wire.
    #[serde(rename = "Trunk2Priortiy", skip_serializing_if = "Option::is_none")]
    pub trunk2_priority: Option<i64>,
    /// Share among equals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk2_weight: Option<i64>,
    /// Id of a header rule (`HMI…`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_manipulation: Option<String>,
    /// SIP REFER.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_sip_refer: Option<bool>,
    /// `Transferee` or `Transferor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_caller_id: Option<String>,
    /// Symmetric RTP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symmetric_rtp: Option<bool>,
    /// Secure trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_trp_secure_trunk: Option<bool>,
    /// PSTN transfer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_pstn_transfer: Option<bool>,
    /// Addresses allowed on the trunk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_whitelist: Option<Vec<AllowedIp>>,
    /// Caller name look-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnam_lookup: Option<bool>,
    /// Subdomain of the termination URI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub termination_uri_subdomain: Option<String>,
    /// Call streaming.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_call_streaming: Option<bool>,
    /// Secure WebSocket of the stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wss_uri: Option<String>,
    /// On or off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_enabled: Option<bool>,
    /// Needed for Guardian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intelligent_route_enabled: Option<bool>,
    /// `AID-…`; sampled, but missing from the schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
}

/// The answer to deleting a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceRouteDeleted {
    /// `CRID-…`.
    pub call_route_id: String,
    /// `Deleted`.
    pub call_route_status: Option<String>,
}

impl Record for VoiceRouteDeleted {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { call_route_id: f.id(&["CallRouteId"])?, call_route_status: f.text(&["CallRouteStatus"]) })
    }
}

impl Voice<'_> {
    /// Changes a voice route, for every number on it. The text says at once, another page within ten minutes.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/voice/routes/update`.
    pub async fn update_route(&self, update: &VoiceRouteUpdate) -> Result<Reply<VoiceRoute>, Error> {
        self.0.post(&VOICE_ROUTE_UPDATE, update).await
    }

    /// Deletes a voice route for good. Give its numbers another one first: they lose their calls otherwise.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/voice/routes/delete`.
    pub async fn delete_route(&self, call_route_id: &str) -> Result<Reply<VoiceRouteDeleted>, Error> {
        self.0.post(&VOICE_ROUTE_DELETE, &json!({ "CallRouteId": call_route_id })).await
    }
}
