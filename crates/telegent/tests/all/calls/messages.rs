//! Messages and webhooks.

use telegent::{
    Client, DataFormat, InlineMedia, MediaUrl, OutboundMessage, WebhookAuthentication, WebhookEvent, WebhookMethod,
    WebhookSettings,
};

use super::{Results, text};

pub async fn calls(client: &Client) -> Results {
    let message = OutboundMessage {
        campaign_id: text("JCID"),
        owner: text("+12015550105"),
        mms_media: vec![MediaUrl { media_url: "https://results.com".into() }],
        mms_base64: vec![InlineMedia { base64: "AAAA".into(), base_type: "audio/wav".into() }],
        ..OutboundMessage::text("+12015550105", "+12125550111", "Hello there!!!")
    };
    let webhook = WebhookSettings {
        account_id: text("AID"),
        url: "https://api.example.com/telegent/events".into(),
        method: WebhookMethod::Post,
        data_format: DataFormat::Json,
        authentication: WebhookAuthentication::Basic { username: "webhook_user".into(), password: "x".into() },
        events: vec![WebhookEvent::OrderUpdate, WebhookEvent::NewSms],
    };
    calls! {
        "message.send": client.message().send(&message);
        "message.details": client.message().details("TMID");
        "message.search": client.message().search("+18015555555", 1, 25);
        "message.filter": client.message().filter("+18015555555", 1, 25);
        "message.device_delivery": client.message().device_delivery("TMID");
        "webhooks.get": client.webhooks().get("WID", Some("AID"));
        "webhooks.create": client.webhooks().create(&webhook);
        "webhooks.update": client.webhooks().update("WID", &webhook);
        "webhooks.delete": client.webhooks().delete("WID", Some("AID"));
    }
}
