//! A message goes out and its receipt comes; one comes in; a webhook hears of it.
//!
//! `cargo run -p sandbox --example messages`

use std::time::Duration;

use axum::{Router, body::Bytes};
use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, Seed};
use telegent::{Client, Config, MessageRouteUpdate, OutboundMessage, WebhookEvent, WebhookSettings};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // Where everything is told.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let ours = format!("http://{}", listener.local_addr()?);
    let told = |body: Bytes| async move { println!("told: {}", String::from_utf8_lossy(&body)) };
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(told)).await });

    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    let client = Client::new(Config::new(sandbox.base_url.clone(), ACCOUNT_KEY, ACCOUNT_SECRET.into()))?;
    let route = MessageRouteUpdate {
        message_route_id: "MRID-mensah".into(),
        message_url: Some(format!("{ours}/inbound")),
        callback_message_url: Some(format!("{ours}/receipts")),
        ..MessageRouteUpdate::default()
    };
    client.message().update_route(&route).await?;
    let events = vec![WebhookEvent::NewSms, WebhookEvent::OrderUpdate];
    let webhook = WebhookSettings::posting_to(format!("{ours}/events"), "hook-token".into(), events, "AID-mensah");
    client.webhooks().create(&webhook).await?;

    let sent = client.message().send(&OutboundMessage::text("+18015550141", "+12125550188", "Hello")).await?;
    println!("{}: {:?}", sent.message_id, sent.status);
    sandbox.with(|world| world.clock.advance(Duration::from_secs(3)));
    let inbound = serde_json::json!({ "to": "+18015550141", "from": "+12125550188", "body": "Hello yourself" });
    reqwest::Client::new().post(sandbox.base_url.join("/__sandbox/inbound")?).json(&inbound).send().await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    for message in &client.message().filter("+18015550141", 1, 25).await?.messages {
        println!("{:?} {:?}: {}", message.direction, message.status, &*message.body);
    }
    Ok(())
}
