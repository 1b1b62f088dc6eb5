//! Changing and deleting routes; SIMs.

use telegent::{
    Authentication, Client, HttpMethod, MessageRouteUpdate, RouteType, SimStatus, SimUpdate, VoiceRouteUpdate,
    api::voice::AllowedIp,
};

use super::{Results, text};

fn message_route() -> MessageRouteUpdate {
    let name = || text("x");
    MessageRouteUpdate {
        message_route_id: "MRID".into(),
        route_name: name(),
        message_url: name(),
        message_url_method: Some(HttpMethod::Get),
        message_route_enabled: Some(true),
        message_authentication_type: Some(Authentication::Basic),
        message_username: name(),
        message_password_token: Some("x".into()),
        callback_message_url: name(),
        callback_message_url_method: Some(HttpMethod::Post),
        callback_message_authentication_type: Some(Authentication::None),
        callback_message_username: name(),
        callback_message_password_token: Some("x".into()),
        inbound_bypass: Some(false),
        outbound_bypass: Some(false),
        intelligent_route_enabled: Some(true),
        account_id: name(),
    }
}

fn voice_route() -> VoiceRouteUpdate {
    let name = || text("x");
    VoiceRouteUpdate {
        call_route_id: "CRID".into(),
        route_name: name(),
        route_type: Some(RouteType::Trunk),
        voice_url: name(),
        voice_url_method: Some(HttpMethod::Post),
        voice_authentication_type: Some(Authentication::Basic),
        voice_username: name(),
        voice_password_token: Some("x".into()),
        callback_voice_url: name(),
        callback_voice_url_method: Some(HttpMethod::Post),
        trunk_ip1: name(),
        trunk_ip2: name(),
        trunk_port1: name(),
        trunk_port2: name(),
        trunk_transport1: name(),
        trunk_transport2: name(),
        trunk_uri1: name(),
        trunk_uri2: name(),
        trunk_enabled1: Some(true),
        trunk_enabled2: Some(false),
        trunk1_priority: Some(10),
        trunk1_weight: Some(10),
        trunk2_priority: Some(20),
        trunk2_weight: Some(20),
        header_manipulation: name(),
        enable_sip_refer: Some(true),
        transfer_caller_id: name(),
        symmetric_rtp: Some(true),
        enable_trp_secure_trunk: Some(true),
        enable_pstn_transfer: Some(true),
        ip_whitelist: Some(vec![AllowedIp { ip_address: "192.0.2.1".into() }]),
        cnam_lookup: Some(true),
        termination_uri_subdomain: name(),
        enable_call_streaming: Some(true),
        wss_uri: name(),
        route_enabled: Some(true),
        intelligent_route_enabled: Some(true),
        account_id: name(),
    }
}

pub async fn calls(client: &Client) -> Results {
    let sim = SimUpdate { iccid: "8901".into(), msisdn: text("+12125550101"), sim_status: SimStatus::Active };
    calls! {
        "message.update_route": client.message().update_route(&message_route());
        "message.delete_route": client.message().delete_route("MRID");
        "voice.update_route": client.voice().update_route(&voice_route());
        "voice.delete_route": client.voice().delete_route("CRID");
        "sims.update_status": client.sims().update_status(&sim);
        "sims.clear_status": client.sims().clear_status("8901");
    }
}
