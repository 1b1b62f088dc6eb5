//! Tokens, limits, outages, and answers that never come.

use std::time::{Duration, Instant};

use sandbox::{ACCOUNT_KEY, Options, Seed};
use serde_json::json;
use telegent::{AccountCreate, Error, MessageRouteCreate, OrderStatus, ProvisionRequest, SubscriptionCreate};

use crate::support::{client, control, count, demo, empty, family, line, person, start};

fn account(name: &str) -> AccountCreate {
    AccountCreate { account_name: name.into(), ..AccountCreate::default() }
}

#[tokio::test]
async fn a_token_is_minted_once_however_many_wait() {
    let (sandbox, client) = demo().await;
    let calls = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.accounts().get("AID-mensah").await.map(|a| a.account_id.clone()) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(sandbox.state()["tokens_minted"], 1);
    client.subscribers().get("TSUID-yaw.mensah").await.unwrap();
    assert_eq!(sandbox.state()["tokens_minted"], 2, "another endpoint needs its own");
    assert_eq!(client.stats().mints, 2);
}

#[tokio::test]
async fn an_expired_token_is_replaced_even_for_a_write() {
    let (sandbox, client) = empty().await;
    client.accounts().create(&account("First")).await.unwrap();
    control(&sandbox, "expire-tokens", json!({})).await;
    client.accounts().create(&account("Second")).await.unwrap();
    control(&sandbox, "clock", json!({ "seconds": 3600 })).await;
    client.accounts().create(&account("Third")).await.unwrap();
    assert_eq!(count(&sandbox, "accounts"), 4, "three and the foreign one");
    assert_eq!((client.stats().mints, client.stats().retries), (3, 2));
}

#[tokio::test]
async fn a_token_for_another_endpoint_is_forbidden() {
    let (sandbox, _client) = demo().await;
    let http = crate::support::http();
    let at = |path: &str| sandbox.base_url.join(path).unwrap();
    let body = json!({
        "AccountKey": ACCOUNT_KEY, "AccountSecret": "sandbox-secret", "ApiEndpoint": at("/v1.0/account").as_str(),
    });
    let minted: serde_json::Value =
        http.post(at("/v1.0/OAuth2/tokens")).json(&body).send().await.unwrap().json().await.unwrap();
    let token = minted["token"].as_str().unwrap();
    let status = |path: &str, token: &str| {
        let call = http.get(at(path)).bearer_auth(token);
        async move { call.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(status("/v1.0/account?AccountId=AID-mensah", token).await, 200);
    assert_eq!(status("/v1.0/distributor/accounts", token).await, 403);
    assert_eq!(status("/v1.0/account?AccountId=AID-mensah", "made-up").await, 401);
}

#[tokio::test]
async fn wrong_credentials_are_unauthorized_and_not_repeated_by_every_waiter() {
    let (sandbox, _client) = demo().await;
    let client = client(&sandbox, ACCOUNT_KEY, "wrong");
    let error = client.accounts().get("AID-mensah").await.unwrap_err();
    assert!(matches!(error, Error::Unauthorized { .. }), "{error}");
    assert!(!format!("{error:?} {client:?}").contains("wrong"));
    assert_eq!(sandbox.calls("GET /v1.0/account"), 0);
}

#[tokio::test]
async fn reads_outlive_a_short_outage_and_writes_are_sent_once() {
    let (sandbox, client) = demo().await;
    client.accounts().get("AID-mensah").await.unwrap();
    control(&sandbox, "outage", json!({ "mode": "down" })).await;
    let error = client.accounts().get("AID-mensah").await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { status: Some(503), .. }) && !error.maybe_done(), "{error}");
    assert_eq!(client.stats().retries, 3);
    control(&sandbox, "outage", json!({ "mode": "cut" })).await;
    assert!(matches!(client.accounts().get("AID-mensah").await, Err(Error::Unavailable { .. })));
    control(&sandbox, "outage", json!({ "mode": "ok" })).await;
    client.accounts().get("AID-mensah").await.unwrap();

    // The token call fails first, so the write was never sent.
    control(&sandbox, "outage", json!({ "mode": "down" })).await;
    let error = client.accounts().create(&account("Never")).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { sent: false, .. }) && !error.maybe_done(), "{error}");
}

#[tokio::test]
async fn nobody_listening_means_nothing_was_sent() {
    let (sandbox, client) = empty().await;
    client.accounts().create(&account("First")).await.unwrap();
    drop(sandbox);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let error = client.accounts().create(&account("Second")).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { sent: false, .. }), "{error}");
}

#[tokio::test]
async fn the_rate_limit_holds_and_says_when() {
    let (sandbox, client) = start(Options { seed: Seed::Demo, rate_limit: Some(3), ..Options::default() }).await;
    for _ in 0..3 {
        client.accounts().get("AID-mensah").await.unwrap();
    }
    let error = client.accounts().get("AID-mensah").await.unwrap_err();
    let Error::RateLimited { retry_after: Some(wait), .. } = error else { panic!("{error}") };
    assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60));
    control(&sandbox, "clock", json!({ "seconds": 61 })).await;
    client.accounts().get("AID-mensah").await.unwrap();
}

#[tokio::test]
async fn account_sentinels() {
    let (sandbox, client) = empty().await;
    let create = |name: &str| {
        let (client, account) = (client.clone(), account(name));
        async move { client.accounts().create(&account).await }
    };
    assert!(matches!(create("Haddad Refusal").await, Err(Error::Refused { status: 400, .. })));
    let busy = create("Haddad Busy").await.unwrap_err();
    assert!(matches!(busy, Error::RateLimited { retry_after: Some(_), .. }) && !busy.maybe_done());
    create("Haddad Busy").await.unwrap();
    assert!(matches!(create("Haddad Throttled").await, Err(Error::RateLimited { retry_after: None, .. })));
    for _ in 0..2 {
        let error = create("Haddad Outage").await.unwrap_err();
        assert!(matches!(error, Error::Unavailable { sent: true, status: Some(503), .. }) && error.maybe_done());
    }
    create("Haddad Outage").await.unwrap();
    let before = count(&sandbox, "accounts");
    for (name, made) in [("Haddad Timeout", 0), ("Haddad Cutline", 0), ("Haddad Lostreply", 1)] {
        let had = count(&sandbox, "accounts");
        let error = create(name).await.unwrap_err();
        assert!(matches!(error, Error::Unknown { .. }) && error.maybe_done(), "{name}: {error}");
        assert_eq!(count(&sandbox, "accounts") - had, made, "{name}");
    }
    assert_eq!(count(&sandbox, "accounts"), before + 1);
    let again = client.accounts().create(&account("Haddad Cutline")).await;
    assert!(again.is_ok(), "once only");
}

#[tokio::test]
async fn lost_replies_leave_exactly_one_of_everything() {
    let (sandbox, client) = empty().await;
    let home = family(&client, "Mensah").await;

    let error = client.subscribers().create(&person("Esi Lostreply", &home.account)).await.unwrap_err();
    assert!(matches!(error, Error::Unknown { .. }), "{error}");
    let people = client.distributor().subscribers(1, 100).await.unwrap();
    assert_eq!(people.subscribers.iter().filter(|s| s.name.as_deref() == Some("Esi Lostreply")).count(), 1);

    let route = MessageRouteCreate::posting_to("https://portal.example.com/x", "Routelostreply", &home.account);
    assert!(matches!(client.message().create_route(&route).await, Err(Error::Unknown { .. })));
    let routes = client.accounts().message_routes(&home.account).await.unwrap();
    assert_eq!(routes.iter().filter(|r| r.route_name.as_deref() == Some("Routelostreply")).count(), 1);

    let request = ProvisionRequest { zip_code: Some("99986".into()), ..line(&home) };
    let error = client.numbers().provision(&request).await.unwrap_err();
    assert!(matches!(error, Error::Unknown { .. }), "{error}");
    let inventory = client.numbers().inventory(1, None, None).await.unwrap();
    assert_eq!(inventory.phone_numbers.len(), 1);
    assert_eq!(sandbox.calls("POST /v1.0/numbers/provision"), 1, "a write is sent once");

    let ada = client.subscribers().create(&person("Ada Planlostreply", &home.account)).await.unwrap();
    let subscribe = SubscriptionCreate {
        subscriber_id: ada.subscriber_id.clone(),
        tnid: inventory.phone_numbers[0].tnid.clone(),
        iccid: None,
        package_id: "PID-family-5".into(),
        subscription_type: "mvno".into(),
    };
    assert!(matches!(client.subscriptions().create(&subscribe).await, Err(Error::Unknown { .. })));
    assert_eq!(count(&sandbox, "subscriptions"), 1);
}

#[tokio::test]
async fn provisioning_sentinels_by_area_code_fire_once_per_person() {
    let (sandbox, client) = empty().await;
    let (home, other) = (family(&client, "Mensah").await, family(&client, "Okafor").await);
    let at = |area: &str, home| ProvisionRequest { area_code: Some(area.into()), ..line(home) };
    assert!(matches!(client.numbers().provision(&at("291", &home)).await, Err(Error::Refused { status: 400, .. })));
    assert!(matches!(client.numbers().provision(&at("290", &home)).await, Err(Error::Refused { status: 200, .. })));
    for person in [&home, &other] {
        assert!(matches!(client.numbers().provision(&at("297", person)).await, Err(Error::Unknown { .. })));
        client.numbers().provision(&at("297", person)).await.unwrap();
    }
    assert_eq!(count(&sandbox, "lines"), 2);
    let started = Instant::now();
    assert!(matches!(client.numbers().provision(&at("295", &home)).await, Err(Error::Unknown { .. })));
    assert!(started.elapsed() < Duration::from_secs(3), "the read timeout ends it");
}

#[tokio::test]
async fn pending_orders_complete_by_reads_or_by_the_clock() {
    let (sandbox, client) = empty().await;
    let home = family(&client, "Lindqvist").await;
    let request = |zip: &str| ProvisionRequest { area_code: None, zip_code: Some(zip.into()), ..line(&home) };
    let pending = client.numbers().provision(&request("99988")).await.unwrap();
    assert_eq!((pending.order_status.clone(), &pending.phone_number_assigned), (Some(OrderStatus::Pending), &None));
    assert!(client.numbers().inventory(1, None, None).await.unwrap().phone_numbers.is_empty());
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(client.numbers().order(&pending.order_id).await.unwrap().order_status.clone().unwrap());
    }
    assert_eq!(seen, [OrderStatus::Pending, OrderStatus::Pending, OrderStatus::Complete]);
    let order = client.numbers().order(&pending.order_id).await.unwrap();
    assert!(client.numbers().get(&order.phone_numbers_ordered[0]).await.unwrap().lpa().is_some());

    let failing = client.numbers().provision(&request("99989")).await.unwrap();
    control(&sandbox, "clock", json!({ "seconds": 61 })).await;
    let order = client.numbers().order(&failing.order_id).await.unwrap();
    assert_eq!(order.order_status, Some(OrderStatus::Error));
    assert!(order.order_status_message.is_some());
    assert_eq!(count(&sandbox, "lines"), 1);
}

#[tokio::test]
async fn reset_brings_the_seed_back() {
    let (sandbox, client) = demo().await;
    client.accounts().create(&account("Extra")).await.unwrap();
    assert_eq!(count(&sandbox, "accounts"), 5);
    control(&sandbox, "reset", json!({})).await;
    assert_eq!(count(&sandbox, "accounts"), 4);
}
