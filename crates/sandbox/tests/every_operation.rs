//! What holds for every operation that is modelled: tokens, scope, required fields.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use sandbox::{Options, Running, Sandbox, Seed, contract, modelled};
use serde_json::{Value, json};

/// An operation with the fields and parameters it cannot do without.
struct Documented {
    method: String,
    path: String,
    required: Vec<String>,
}

/// Read line by line: every field of the contract is a JSON object on a line of its own.
fn documented() -> Vec<Documented> {
    let mut operations = Vec::<Documented>::new();
    for line in include_str!("../../telegent/contract.yaml").lines() {
        let trimmed = line.trim();
        if let Some(path) = line.strip_prefix("- path: ") {
            operations.push(Documented { method: String::new(), path: path.to_lowercase(), required: Vec::new() });
        }
        let Some(operation) = operations.last_mut() else { continue };
        if let Some(method) = trimmed.strip_prefix("method: ") {
            operation.method = method.to_uppercase();
        }
        let field = trimmed.strip_prefix("- ").and_then(|json| serde_json::from_str::<Value>(json).ok());
        if let Some(field) = field.filter(|f| f["required"] == json!(true)) {
            let name = field["name"].as_str().unwrap().trim_end_matches("[]");
            // What is inside of something optional is needed only with it.
            if !name.contains(['.', '[']) {
                operation.required.push(name.to_owned());
            }
        }
    }
    let modelled: Vec<&str> = modelled().collect();
    operations.retain(|o| modelled.contains(&format!("{} {}", o.method, o.path).as_str()));
    operations
}

async fn call(sandbox: &Running, method: &str, path: &str, token: &str) -> (u16, String) {
    let url = sandbox.base_url.join(path).unwrap();
    let http = support::http();
    let call = if method == "GET" { http.get(url) } else { http.post(url).json(&json!({})) };
    let answer = call.bearer_auth(token).send().await.unwrap();
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    // A refusal has both documented fields.
    if status >= 400 {
        assert_eq!(body["StatusCode"], json!(status), "{method} {path}");
    }
    (status, body["Message"].as_str().unwrap_or_default().to_owned())
}

async fn mint(sandbox: &Running, path: &str) -> String {
    let body = json!({
        "AccountKey": sandbox::ACCOUNT_KEY,
        "AccountSecret": sandbox::ACCOUNT_SECRET,
        "ApiEndpoint": sandbox.base_url.join(path).unwrap().as_str(),
    });
    let tokens = sandbox.base_url.join("/v1.0/oauth2/tokens").unwrap();
    let minted: Value = support::http().post(tokens).json(&body).send().await.unwrap().json().await.unwrap();
    minted["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn none_works_without_its_own_token() {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await.unwrap();
    let elsewhere = mint(&sandbox, "/v1.0/nothing").await;
    let before = sandbox.state();
    for (method, path) in contract::OPERATIONS.iter().filter(|(_, p)| !p.ends_with("/tokens")) {
        assert_eq!(call(&sandbox, method, path, "made-up").await.0, 401, "{method} {path}");
        assert_eq!(call(&sandbox, method, path, &elsewhere).await.0, 403, "{method} {path}");
    }
    let expired = mint(&sandbox, "/v1.0/account").await;
    support::advance(&sandbox, 301);
    assert_eq!(call(&sandbox, "GET", "/v1.0/account", &expired).await.0, 401);
    for kind in ["accounts", "subscribers", "lines", "ports", "messages", "webhooks", "message_routes", "orders"] {
        assert_eq!(before[kind], sandbox.state()[kind], "{kind}");
    }
}

#[tokio::test]
async fn each_names_a_field_it_cannot_do_without() {
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await.unwrap();
    let operations = documented();
    assert!(operations.len() > 50, "{}", operations.len());
    for Documented { method, path, required } in operations.iter().filter(|o| !o.required.is_empty()) {
        let token = mint(&sandbox, path).await;
        let (status, message) = call(&sandbox, method, path, &token).await;
        assert_eq!(status, 400, "{method} {path}: {message}");
        let named = required.iter().any(|name| message.contains(name.as_str()));
        assert!(named, "{method} {path}: none of {required:?} is in '{message}'");
    }
}
