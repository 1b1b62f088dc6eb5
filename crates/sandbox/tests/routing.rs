//! Every documented operation is routed; what is not modelled says so.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;

use sandbox::{Options, Sandbox, contract, modelled};
use serde_json::{Value, json};

#[test]
fn the_table_is_the_contract() {
    let contract = include_str!("../../telegent/contract.yaml");
    let lines: Vec<&str> = contract.lines().collect();
    let documented: BTreeSet<String> = lines
        .windows(2)
        .filter_map(|pair| {
            let path = pair[0].strip_prefix("- path: ")?.to_lowercase();
            let method = pair[1].trim().strip_prefix("method: ")?.to_uppercase();
            Some(format!("{method} {path}"))
        })
        .collect();
    let routed: BTreeSet<String> = contract::OPERATIONS.iter().map(|(m, p)| format!("{m} {p}")).collect();
    assert_eq!(documented.len(), 145);
    assert_eq!(routed, documented);
    assert!(modelled().all(|name| documented.contains(name)));
}

#[test]
fn everything_the_client_implements_is_modelled() {
    let modelled: BTreeSet<&str> = modelled().collect();
    for operation in telegent::OPERATIONS {
        let name = operation.to_string();
        assert!(name.ends_with("/oauth2/tokens") || modelled.contains(name.as_str()), "{name}");
    }
}

#[tokio::test]
async fn unmodelled_operations_answer_501_by_name() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let http = support::http();
    let modelled: BTreeSet<&str> = modelled().collect();
    let mut unmodelled = 0;
    for (method, path) in contract::OPERATIONS {
        let name = format!("{method} {path}");
        if modelled.contains(name.as_str()) || path.ends_with("/tokens") {
            continue;
        }
        let url = sandbox.base_url.join(path).unwrap();
        let body =
            json!({ "AccountKey": "DID-sandbox", "AccountSecret": "sandbox-secret", "ApiEndpoint": url.as_str() });
        let tokens = sandbox.base_url.join("/v1.0/oauth2/tokens").unwrap();
        let minted: Value = http.post(tokens).json(&body).send().await.unwrap().json().await.unwrap();
        let call = if method == "GET" { http.get(url) } else { http.post(url).json(&json!({})) };
        let answer = call.bearer_auth(minted["token"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 501, "{name}");
        let body: Value = answer.json().await.unwrap();
        assert!(body["Message"].as_str().unwrap().starts_with(&name));
        unmodelled += 1;
    }
    assert_eq!(unmodelled + modelled.len() + 1, 145);
}

#[tokio::test]
async fn paths_methods_and_bodies_are_checked() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let http = support::http();
    let at = |path: &str| sandbox.base_url.join(path).unwrap();
    let status = async |call: reqwest::RequestBuilder| call.send().await.unwrap().status().as_u16();
    assert_eq!(status(http.get(at("/v1.0/nothing"))).await, 404);
    assert_eq!(status(http.get(at("/v1.0/account/create"))).await, 405);
    assert_eq!(status(http.post(at("/v1.0/account/create")).body("{}")).await, 415);
    let json =
        |body: String| http.post(at("/v1.0/oauth2/tokens")).header("content-type", "application/json").body(body);
    assert_eq!(status(json("{".into())).await, 400);
    assert_eq!(status(json("{}".into())).await, 400);
    assert_eq!(status(json(format!("{{\"x\":\"{}\"}}", "x".repeat(1024 * 1024)))).await, 413);
    assert_eq!(status(http.get(at("/v1.0/account"))).await, 401);
}
