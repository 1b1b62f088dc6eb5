//! Webhooks of account events: kept, changed, deleted, and called.

use secrecy::ExposeSecret;
use serde_json::json;
use telegent::{
    Client, DataFormat, Error, PortBillingAddress, PortInRequest, WebhookAuthentication, WebhookAuthenticationType,
    WebhookEvent, WebhookMethod, WebhookSettings,
};

use crate::support::{advance, client, control, demo, foreign, target::Target};

const DANA: &str = "+18015550141";

fn settings(url: &str, events: Vec<WebhookEvent>) -> WebhookSettings {
    WebhookSettings::posting_to(url, "t0ken".into(), events, "AID-mensah")
}

async fn port(client: &Client, number: &str) -> String {
    let request = PortInRequest {
        port_in_number: number.into(),
        current_carrier_name: "Verizon".into(),
        current_account_number: "1".into(),
        current_account_password: "1".into(),
        current_billing_address: PortBillingAddress {
            street1: "1 Main St".into(),
            street2: None,
            city: "Lehi".into(),
            state: "UT".into(),
            zip: "84043".into(),
        },
        iccid: None,
        target_portin_classification: None,
        subscriber_name: None,
    };
    client.numbers().port_in(&request).await.unwrap().into_value().order_id
}

#[tokio::test]
async fn webhooks_are_created_read_changed_and_deleted() {
    let (sandbox, client) = demo().await;
    let made = client
        .webhooks()
        .create(&settings("https://portal.example.com/x", vec![WebhookEvent::OrderUpdate]))
        .await
        .unwrap();
    assert_eq!((made.active, made.raw["AuthenticationType"].as_str()), (Some(true), Some("Token")));
    let read = client.webhooks().get(&made.webhook_id, Some("AID-mensah")).await.unwrap();
    assert_eq!(read.token.as_ref().map(|t| t.expose_secret()), Some("t0ken"), "in clear text, as documented");
    assert!(!format!("{read:?} {}", sandbox.state()).contains("t0ken"));
    let change = WebhookSettings {
        method: WebhookMethod::Put,
        events: vec![WebhookEvent::OrderUpdate, WebhookEvent::NewSms],
        ..settings("https://portal.example.com/y", vec![])
    };
    let changed = client.webhooks().update(&made.webhook_id, &change).await.unwrap();
    assert_eq!(changed.raw["AuthenticationType"], json!("Bearer"), "the other page's word for the same");
    assert_eq!(changed.authentication_type, Some(WebhookAuthenticationType::Token));
    assert_eq!((changed.events.len(), changed.url.as_deref()), (2, Some("https://portal.example.com/y")));
    let gone = client.webhooks().delete(&made.webhook_id, None).await.unwrap();
    assert_eq!(gone.webhook_status.as_deref(), Some("Deleted"));
    foreign([
        client.webhooks().get(&made.webhook_id, None).await.err(),
        client.webhooks().update(&made.webhook_id, &change).await.err(),
        client.webhooks().delete(&made.webhook_id, None).await.err(),
    ]);
}

#[tokio::test]
async fn webhooks_are_checked() {
    let (_sandbox, client) = demo().await;
    let fine = || settings("https://portal.example.com/x", vec![WebhookEvent::OrderUpdate]);
    let basic = WebhookAuthentication::Basic { username: "us".into(), password: "".into() };
    for bad in [
        settings("http://portal.example.com/x", vec![]),
        settings(&format!("https://portal.example.com/{}", "x".repeat(255)), vec![]),
        settings("https://portal.example.com/x", vec![WebhookEvent::Other("Coffee".into())]),
        WebhookSettings { authentication: basic, ..fine() },
        WebhookSettings { authentication: WebhookAuthentication::Token("".into()), ..fine() },
        WebhookSettings { account_id: None, ..fine() },
    ] {
        let error = client.webhooks().create(&bad).await.unwrap_err();
        assert!(matches!(error, Error::Refused { status: 400, .. }), "{bad:?}: {error}");
    }
    let every = settings(
        "https://portal.example.com/x",
        vec![
            WebhookEvent::OrderUpdate,
            WebhookEvent::NewSms,
            WebhookEvent::CallCompleted,
            WebhookEvent::CallOnHold,
            WebhookEvent::CallRecording,
            WebhookEvent::CallInProgress,
            WebhookEvent::CallRinging,
        ],
    );
    client.webhooks().create(&every).await.unwrap();
}

#[tokio::test]
async fn orders_and_messages_are_told_with_each_authentication_and_format() {
    let (sandbox, client) = demo().await;
    let target = Target::start().await;
    let at = |path: &str| format!("{}{path}", target.url);
    let orders = settings(&at("/orders"), vec![WebhookEvent::OrderUpdate]);
    client.webhooks().create(&orders).await.unwrap();
    let order = port(&client, "+14155550177").await;
    advance(&sandbox, 120);
    let told = target.wait(1).await.remove(0);
    assert_eq!((told.method.as_str(), told.path.as_str()), ("POST", "/orders"));
    assert_eq!(told.authorization.as_deref(), Some("Bearer t0ken"));
    let body = told.json();
    assert_eq!((&body["Event"], &body["OrderId"]), (&json!("Order_Update"), &json!(order)));
    assert_eq!((&body["OrderStatus"], &body["OrderType"]), (&json!("InProgress"), &json!("portin")));
    advance(&sandbox, 20 * 60);
    assert_eq!(target.wait(2).await[1].json()["OrderStatus"], json!("Complete"));

    let basic = WebhookAuthentication::Basic { username: "us".into(), password: "s3cret".into() };
    let messages = WebhookSettings {
        method: WebhookMethod::Put,
        data_format: DataFormat::Xml,
        authentication: basic,
        ..settings(&at("/messages"), vec![WebhookEvent::NewSms])
    };
    client.webhooks().create(&messages).await.unwrap();
    control(&sandbox, "inbound", json!({ "to": DANA, "from": "+12125550188", "body": "1 < 2" })).await;
    let told = target.wait(3).await.remove(2);
    assert_eq!((told.method.as_str(), told.content_type.as_deref()), ("PUT", Some("application/xml")));
    assert_eq!(told.authorization.as_deref(), Some("Basic dXM6czNjcmV0"));
    assert!(told.body.contains("<Message_Body>1 &lt; 2</Message_Body>"), "{}", told.body);
    // Another family's messages are nobody's business here.
    control(&sandbox, "inbound", json!({ "to": "+12125550151", "from": "+12125550188", "body": "x" })).await;
    assert_eq!(target.settled().await.len(), 3);
}

#[tokio::test]
async fn time_passes_for_webhooks_while_nobody_calls() {
    let (sandbox, client) = demo().await;
    let target = Target::start().await;
    let none = WebhookSettings {
        authentication: WebhookAuthentication::None,
        ..settings(&target.url, vec![WebhookEvent::OrderUpdate])
    };
    client.webhooks().create(&none).await.unwrap();
    port(&client, "+14155550177").await;
    sandbox.with(|world| world.clock.advance(std::time::Duration::from_secs(61)));
    assert_eq!(target.wait(1).await[0].authorization, None);
}

#[tokio::test]
async fn webhooks_of_others_do_not_exist() {
    let (sandbox, ours) = demo().await;
    let theirs = client(&sandbox, sandbox::FOREIGN_KEY, sandbox::FOREIGN_SECRET);
    let settings = settings("https://portal.example.com/x", vec![WebhookEvent::OrderUpdate]);
    let id = ours.webhooks().create(&settings).await.unwrap().webhook_id.clone();
    foreign([
        theirs.webhooks().get(&id, None).await.err(),
        theirs.webhooks().update(&id, &settings).await.err(),
        theirs.webhooks().delete(&id, None).await.err(),
        theirs.webhooks().create(&settings).await.err(),
        ours.webhooks().get(&id, Some("AID-okafor")).await.err(),
    ]);
    assert!(ours.webhooks().get(&id, None).await.is_ok());
}
