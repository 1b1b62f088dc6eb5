//! A sandbox and clients of it.

pub mod target;

use std::{sync::Arc, time::Duration};

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Running, Sandbox, Seed};
use serde_json::Value;
use telegent::{
    AccountCreate, Client, Config, Error, MessageRouteCreate, MessageType, NumberType, ProductType, ProvisionRequest,
    RetryPolicy, Role, RouteType, SubscriberCreate, Timeouts, Unlimited, VoiceRouteCreate,
};

pub async fn empty() -> (Running, Client) {
    start(Options { seed: Seed::Catalogue, ..Options::default() }).await
}

pub async fn demo() -> (Running, Client) {
    start(Options { seed: Seed::Demo, ..Options::default() }).await
}

pub async fn start(options: Options) -> (Running, Client) {
    let sandbox = Sandbox::start(options).await.unwrap();
    let client = client(&sandbox, ACCOUNT_KEY, ACCOUNT_SECRET);
    (sandbox, client)
}

pub fn client(sandbox: &Running, key: &str, secret: &str) -> Client {
    let mut config = Config::new(sandbox.base_url.clone(), key, secret.into());
    config.budget = Arc::new(Unlimited);
    config.retry = RetryPolicy { attempts: 4, base: Duration::from_millis(5), max: Duration::from_millis(20) };
    config.timeouts =
        Timeouts { read: Duration::from_millis(800), total: Duration::from_secs(4), ..Timeouts::default() };
    Client::new(config).unwrap()
}

/// What a line needs before it can be provisioned.
pub struct Family {
    pub account: String,
    pub person: String,
    pub messages: String,
    pub calls: String,
}

pub async fn family(client: &Client, name: &str) -> Family {
    let account = AccountCreate { account_name: name.into(), ..AccountCreate::default() };
    let account = client.accounts().create(&account).await.unwrap().into_value().account_id;
    let person = client.subscribers().create(&person(name, &account)).await.unwrap().into_value().subscriber_id;
    let url = "https://portal.example.com/hook";
    let messages = MessageRouteCreate::posting_to(url, "Inbox", &account);
    let messages = client.message().create_route(&messages).await.unwrap().into_value().message_route_id;
    let calls =
        VoiceRouteCreate { account_id: Some(account.clone()), ..VoiceRouteCreate::new("Calls", RouteType::Forward) };
    let calls = client.voice().create_route(&calls).await.unwrap().into_value().call_route_id;
    Family { account, person, messages, calls }
}

pub fn person(name: &str, account: &str) -> SubscriberCreate {
    SubscriberCreate {
        name: name.into(),
        email: format!("{}@example.com", name.to_lowercase().replace(' ', ".")),
        phone_numbers: Vec::new(),
        role: Role::Subscriber,
        password: "temporary".into(),
        account_id: account.into(),
    }
}

pub fn line(family: &Family) -> ProvisionRequest {
    ProvisionRequest {
        number_type: NumberType::Mvno,
        message_type: MessageType::P2p,
        message_enabled: true,
        voice_enabled: true,
        data_enabled: Some(true),
        message_route_id: Some(family.messages.clone()),
        voice_route_id: Some(family.calls.clone()),
        area_code: Some("385".into()),
        zip_code: None,
        iccid: None,
        product_type: ProductType::SmsDataVoice,
        assigned_subscriber_id: Some(family.person.clone()),
        account_id: Some(family.account.clone()),
    }
}

/// How many records of this kind the platform holds.
pub fn count(sandbox: &Running, kind: &str) -> usize {
    sandbox.state()[kind].as_array().map_or(0, Vec::len)
}

/// A call of `/__sandbox`.
pub async fn control(sandbox: &Running, path: &str, body: Value) -> Value {
    let url = sandbox.base_url.join("/__sandbox/").unwrap().join(path).unwrap();
    http().post(url).json(&body).send().await.unwrap().json().await.unwrap()
}

/// Moves the platform's time forward.
pub fn advance(sandbox: &Running, seconds: u64) {
    sandbox.with(|world| {
        world.clock.advance(Duration::from_secs(seconds));
        world.tick();
    });
}

/// Every one of these must have been answered as if there were no such id.
pub fn foreign(results: impl IntoIterator<Item = Option<Error>>) {
    for (i, error) in results.into_iter().enumerate() {
        assert!(matches!(error, Some(Error::NotFound { .. })), "{i}: {error:?}");
    }
}

/// A plain HTTP client, for what the typed one would not send.
pub fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}
