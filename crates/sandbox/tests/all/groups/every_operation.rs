//! What holds for every operation: tokens, required fields, and answers to nonsense.

use std::collections::BTreeSet;

use sandbox::{Running, modelled};
use serde_json::{Map, Value, json};

use super::{
    mint,
    support::{control, demo, http},
};

/// What the contract says about one operation.
#[derive(Default)]
struct Documented {
    method: String,
    path: String,
    fields: Vec<String>,
    params: Vec<String>,
    required: Vec<String>,
}

impl Documented {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// The modelled operations, out of the contract's lines: each field is JSON on one of them.
fn documented() -> Vec<Documented> {
    let mut all: Vec<Documented> = Vec::new();
    let mut in_params = false;
    for line in include_str!("../../../../telegent/contract.yaml").lines() {
        if let Some(path) = line.strip_prefix("- path: ") {
            all.push(Documented { path: path.to_lowercase(), ..Documented::default() });
        }
        let Some(last) = all.last_mut() else { continue };
        let text = line.trim();
        if let Some(method) = text.strip_prefix("method: ") {
            last.method = method.to_uppercase();
        }
        in_params = (in_params || text == "params:") && text != "body:";
        let Some(field) = text.strip_prefix("- ").and_then(|f| serde_json::from_str::<Value>(f).ok()) else { continue };
        let name = field["name"].as_str().unwrap().to_owned();
        if field["required"] == true {
            last.required.push(name.split(['.', '[']).next().unwrap_or_default().to_owned());
        }
        if in_params { last.params.push(name) } else { last.fields.push(name) }
    }
    let known: BTreeSet<&str> = modelled().collect();
    all.retain(|d| known.contains(d.name().as_str()));
    assert_eq!(all.len(), known.len());
    all
}

struct Answer {
    status: u16,
    body: Value,
}

/// Whoever calls: one connection for thousands of calls.
struct Caller {
    sandbox: Running,
    http: reqwest::Client,
}

impl Caller {
    async fn new() -> Self {
        Self { sandbox: demo().await.0, http: http() }
    }

    async fn mint(&self, path: &str) -> String {
        mint(&self.sandbox, &self.http, path).await
    }

    /// One call; GETs have no body.
    async fn call(&self, it: &Documented, token: &str, query: &[(String, String)], body: &Value) -> Answer {
        let mut url = self.sandbox.base_url.join(&it.path).unwrap();
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let call = if it.method == "GET" { self.http.get(url) } else { self.http.post(url).json(body) };
        let answer = call.bearer_auth(token).send().await.unwrap_or_else(|error| panic!("{}: {error}", it.name()));
        let status = answer.status().as_u16();
        let bytes = answer.bytes().await.unwrap();
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        Answer { status, body }
    }
}

/// `{"StatusCode", "Message"}` with the status it came with.
fn assert_envelope(it: &Documented, answer: &Answer) {
    let Answer { status, body } = answer;
    assert_eq!(&body["StatusCode"], status, "{}: {body}", it.name());
    assert!(body["Message"].is_string(), "{}: {body}", it.name());
}

#[tokio::test]
async fn every_operation_wants_a_good_token_of_its_own() {
    let caller = Caller::new().await;
    let elsewhere = caller.mint("/v1.0/elsewhere").await;
    let before = caller.sandbox.state();
    let all = documented();
    let mut own = Vec::new();
    for it in &all {
        own.push(caller.mint(&it.path).await);
        for (token, status) in [("", 401), ("made-up", 401), (elsewhere.as_str(), 403)] {
            let answer = caller.call(it, token, &[], &json!({})).await;
            assert_eq!(answer.status, status, "{} with {token:?}", it.name());
            assert_envelope(it, &answer);
        }
    }
    control(&caller.sandbox, "clock", json!({ "seconds": 3600 })).await;
    for (it, token) in all.iter().zip(&own) {
        assert_eq!(caller.call(it, token, &[], &json!({})).await.status, 401, "{}: its time is over", it.name());
    }
    let after = caller.sandbox.state();
    for kind in ["accounts", "subscribers", "lines", "ports", "messages", "webhooks", "message_routes", "orders"] {
        let count = |state: &Value| state[kind].as_array().map(Vec::len);
        assert!(count(&before).is_some() && count(&before) == count(&after), "{kind}");
    }
}

#[tokio::test]
async fn every_operation_asks_for_what_it_requires() {
    let caller = Caller::new().await;
    for it in documented().iter().filter(|d| !d.required.is_empty()) {
        let token = caller.mint(&it.path).await;
        let answer = caller.call(it, &token, &[], &json!({})).await;
        assert_eq!(answer.status, 400, "{}: {}", it.name(), answer.body);
        assert_envelope(it, &answer);
        let message = answer.body["Message"].as_str().unwrap();
        assert!(it.required.iter().any(|name| message.contains(name.as_str())), "{}: {message}", it.name());
    }
}

/// Every documented field holds the same nonsense, at the top and one level down.
fn nonsense(it: &Documented, odd: &Value) -> Value {
    let mut body = Map::new();
    for field in &it.fields {
        let (top, rest) = field.split_at(field.find(['.', '[']).unwrap_or(field.len()));
        let inner = rest.trim_start_matches(['.', '[', ']']);
        let value = match (rest.starts_with('['), inner) {
            (true, "") => json!([odd]),
            (true, inner) => json!([{ inner: odd }]),
            (false, "") => odd.clone(),
            (false, inner) => json!({ inner: odd }),
        };
        body.insert(top.to_owned(), value);
    }
    Value::Object(body)
}

#[tokio::test]
async fn nonsense_is_answered_in_the_documented_envelope() {
    let caller = Caller::new().await;
    let odd = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("x"),
        json!("+"),
        json!("{\"a\":[[["),
        json!("\u{0}\u{202e}é".repeat(2000)),
        json!([]),
        json!([[], {}, null]),
        json!({ "": {} }),
    ];
    for it in documented() {
        let token = caller.mint(&it.path).await;
        for odd in &odd {
            let text = odd.as_str().map_or_else(|| odd.to_string(), |s| s.chars().take(200).collect());
            let query: Vec<_> = it.params.iter().map(|name| (name.clone(), text.clone())).collect();
            let plain = nonsense(&it, odd);
            let bare: Map<String, Value> =
                plain.as_object().into_iter().flatten().map(|(k, _)| (k.clone(), odd.clone())).collect();
            for body in [plain.clone(), Value::Object(bare)] {
                let answer = caller.call(&it, &token, &query, &body).await;
                match answer.status {
                    200 => {}
                    400..=499 => assert_envelope(&it, &answer),
                    status => panic!("{}: {status} to {odd}", it.name()),
                }
            }
        }
    }
    assert!(caller.sandbox.state()["accounts"].as_array().is_some_and(|a| a.len() >= 4), "it still stands");
}
