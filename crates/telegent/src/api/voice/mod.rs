//! Voice routes: SIP trunk, webhook or forwarding.

mod route_changes;

pub use route_changes::{VoiceRouteDeleted, VoiceRouteUpdate};

use secrecy::SecretString;
use serde::Serialize;

use crate::{
    Authentication, Client, Error, HttpMethod, Reply, RouteType,
    decode::{Failure, Fields, Record},
    operation::{VOICE_ROUTE_CREATE, VOICE_ROUTE_GET},
    types::optional_secret,
};

/// Operations below `/v1.0/voice`. Changes reach calls within about ten minutes.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a>(pub(crate) &'a Client);

/// An address allowed on a trunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AllowedIp {
    /// IPv4 address.
    pub ip_address: String,
}

impl Record for AllowedIp {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { ip_address: f.id(&["IpAddress"])? })
    }
}

/// A voice route as it is read.
#[derive(Debug, Clone)]
pub struct VoiceRoute {
    /// `CRID-…`, opaque.
    pub call_route_id: String,
    /// `Active` in lists.
    pub call_route_status: Option<String>,
    /// Friendly name.
    pub route_name: Option<String>,
    /// Where calls go.
    pub route_type: Option<RouteType>,
    /// Webhook of voice events.
    pub voice_url: Option<String>,
    /// Its method.
    pub voice_url_method: Option<HttpMethod>,
    /// How the webhook authenticates; not echoed.
    pub voice_authentication_type: Option<Authentication>,
    /// User name for Basic; not echoed.
    pub voice_username: Option<String>,
    /// Password or token; not echoed.
    pub voice_password_token: Option<SecretString>,
    /// Callback; not echoed.
    pub callback_voice_url: Option<String>,
    /// Its method; not echoed.
    pub callback_voice_url_method: Option<HttpMethod>,
    /// Address of the first trunk.
    pub trunk_ip1: Option<String>,
    /// Address of the second trunk.
    pub trunk_ip2: Option<String>,
    /// Port of the first trunk, as text.
    pub trunk_port1: Option<String>,
    /// Port of the second trunk, as text.
    pub trunk_port2: Option<String>,
    /// `UDP`, `TCP` or `TLS`.
    pub trunk_transport1: Option<String>,
    /// `UDP`, `TCP` or `TLS`.
    pub trunk_transport2: Option<String>,
    /// URI of the first trunk.
    pub trunk_uri1: Option<String>,
    /// URI of the second trunk.
    pub trunk_uri2: Option<String>,
    /// First trunk in use.
    pub trunk_enabled1: Option<bool>,
    /// Second trunk in use.
    pub trunk_enabled2: Option<bool>,
    /// The lower number is preferred. Misspelt on the wire.
    pub trunk1_priority: Option<i64>,
    /// Share among equals.
    pub trunk1_weight: Option<i64>,
    /// The lower number is preferred. Misspelt on the wire.
    pub trunk2_priority: Option<i64>,
    /// Share among equals.
    pub trunk2_weight: Option<i64>,
    /// Id of a header rule (`HMI…`).
    pub header_manipulation: Option<String>,
    /// SIP REFER.
    pub enable_sip_refer: Option<bool>,
    /// `Transferee` or `Transferor`.
    pub transfer_caller_id: Option<String>,
    /// Symmetric RTP.
    pub symmetric_rtp: Option<bool>,
    /// Secure trunk.
    pub enable_trp_secure_trunk: Option<bool>,
    /// PSTN transfer.
    pub enable_pstn_transfer: Option<bool>,
    /// Addresses allowed on the trunk; `IpWhiteList` in answers.
    pub ip_whitelist: Vec<AllowedIp>,
    /// Caller name look-up.
    pub cnam_lookup: Option<bool>,
    /// Subdomain of the termination URI.
    pub termination_uri_subdomain: Option<String>,
    /// Call streaming.
    pub enable_call_streaming: Option<bool>,
    /// Secure WebSocket of the stream.
    pub wss_uri: Option<String>,
    /// On or off.
    pub route_enabled: Option<bool>,
    /// Needed for Guardian.
    pub intelligent_route_enabled: Option<bool>,
    /// `AID-…`; spelt `AccountID` in lists.
    pub account_id: Option<String>,
}

impl Record for VoiceRoute {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            call_route_id: f.id(&["CallRouteId"])?,
            call_route_status: f.text(&["CallRouteStatus"]),
            route_name: f.text(&["RouteName"]),
            route_type: f.word(&["RouteType"]),
            voice_url: f.text(&["VoiceUrl"]),
            voice_url_method: f.word(&["VoiceUrlMethod"]),
            voice_authentication_type: f.word(&["VoiceAuthenticationType", "VocieAuthenticationType"]),
            voice_username: f.text(&["VoiceUsername"]),
            voice_password_token: f.secret(&["VoicePasswordToken"]),
            callback_voice_url: f.text(&["CallbackVoiceUrl"]),
            callback_voice_url_method: f.word(&["CallbackVoiceUrlMethod"]),
            trunk_ip1: f.text(&["TrunkIp1"]),
            trunk_ip2: f.text(&["TrunkIp2"]),
            trunk_port1: f.text(&["TrunkPort1"]),
            trunk_port2: f.text(&["TrunkPort2"]),
            trunk_transport1: f.text(&["TrunkTransport1"]),
            trunk_transport2: f.text(&["TrunkTransport2"]),
            trunk_uri1: f.text(&["TrunkUri1"]),
            trunk_uri2: f.text(&["TrunkUri2"]),
            trunk_enabled1: f.boolean(&["TrunkEnabled1"]),
            trunk_enabled2: f.boolean(&["TrunkEnabled2"]),
            trunk1_priority: f.integer(&["Trunk1Priortiy", "Trunk1Priority"]),
            trunk1_weight: f.integer(&["Trunk1Weight"]),
            trunk2_priority: f.integer(&["Trunk2Priortiy", "Trunk2Priority"]),
            trunk2_weight: f.integer(&["Trunk2Weight"]),
            header_manipulation: f.text(&["HeaderManipulation"]),
            enable_sip_refer: f.boolean(&["EnableSipRefer"]),
            transfer_caller_id: f.text(&["TransferCallerId"]),
            symmetric_rtp: f.boolean(&["SymmetricRtp"]),
            enable_trp_secure_trunk: f.boolean(&["EnableTrpSecureTrunk"]),
            enable_pstn_transfer: f.boolean(&["EnablePstnTransfer"]),
            ip_whitelist: f.records(&["IpWhitelist"])?,
            cnam_lookup: f.boolean(&["CnamLookup"]),
            termination_uri_subdomain: f.text(&["TerminationUriSubdomain"]),
            enable_call_streaming: f.boolean(&["EnableCallStreaming"]),
            wss_uri: f.text(&["WssUri"]),
            route_enabled: f.boolean(&["RouteEnabled"]),
            intelligent_route_enabled: f.boolean(&["IntelligentRouteEnabled"]),
            account_id: f.text(&["AccountId"]),
        })
    }
}

/// Body of `POST /v1.0/voice/routes`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoiceRouteCreate {
    /// Friendly name.
    pub route_name: String,
    /// Where calls go.
    pub route_type: RouteType,
    /// Webhook of voice events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_url: Option<String>,
    /// Its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_url_method: Option<HttpMethod>,
    /// How the webhook authenticates.
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ip_whitelist: Vec<AllowedIp>,
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
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
}

impl VoiceRouteCreate {
    /// A route of this kind with nothing else set.
    pub fn new(name: impl Into<String>, kind: RouteType) -> Self {
        Self {
            route_name: name.into(),
            route_type: kind,
            voice_url: None,
            voice_url_method: None,
            voice_authentication_type: None,
            voice_username: None,
            voice_password_token: None,
            callback_voice_url: None,
            callback_voice_url_method: None,
            trunk_ip1: None,
            trunk_ip2: None,
            trunk_port1: None,
            trunk_port2: None,
            trunk_transport1: None,
            trunk_transport2: None,
            trunk_uri1: None,
            trunk_uri2: None,
            trunk_enabled1: None,
            trunk_enabled2: None,
            trunk1_priority: None,
            trunk1_weight: None,
            trunk2_priority: None,
            trunk2_weight: None,
            header_manipulation: None,
            enable_sip_refer: None,
            transfer_caller_id: None,
            symmetric_rtp: None,
            enable_trp_secure_trunk: None,
            enable_pstn_transfer: None,
            ip_whitelist: Vec::new(),
            cnam_lookup: None,
            termination_uri_subdomain: None,
            enable_call_streaming: None,
            wss_uri: None,
            route_enabled: None,
            intelligent_route_enabled: None,
            account_id: None,
        }
    }
}

impl Voice<'_> {
    /// Creates a voice route: where calls to its numbers go. Keep its id: numbers that carry calls need it. Takes up to
    /// ten minutes to be in force. Two misspelt fields (`Trunk1Priortiy`) are sent as documented; credentials and
    /// allowed addresses are not echoed.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/voice/routes`, guide 7.
    pub async fn create_route(&self, route: &VoiceRouteCreate) -> Result<Reply<VoiceRoute>, Error> {
        self.0.post(&VOICE_ROUTE_CREATE, route).await
    }

    /// One voice route. The query parameter is `CallRouteID`, unlike the field.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/voice/routes`, guide 7.
    pub async fn get_route(&self, call_route_id: &str) -> Result<Reply<VoiceRoute>, Error> {
        self.0.get(&VOICE_ROUTE_GET, &[("CallRouteID", call_route_id.to_owned())]).await
    }
}
