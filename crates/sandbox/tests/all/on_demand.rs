//! Faults on demand: each becomes the outcome the client promises, for any operation, by any of the three triggers.

use std::time::Duration;

use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Running, Seed, contract, faults::Chaos};
use serde_json::{Value, json};
use telegent::{Account, AccountCreate, Client, Error, Reply};

use crate::support::{control, count, demo, http, start};

const READ: &str = "GET /v1.0/account";
const WRITE: &str = "POST /v1.0/account/create";
const TOKENS: &str = "POST /v1.0/oauth2/tokens";

async fn read(client: &Client) -> Result<Reply<Account>, Error> {
    client.accounts().get("AID-mensah").await
}

async fn write(client: &Client, name: &str) -> Result<Reply<Account>, Error> {
    client.accounts().create(&AccountCreate { account_name: name.into(), ..AccountCreate::default() }).await
}

async fn order(sandbox: &Running, operation: &str, effect: &str, times: u32) -> Value {
    control(sandbox, "faults", json!({ "operation": operation, "effect": effect, "times": times })).await
}

async fn clear(sandbox: &Running) {
    http().delete(sandbox.base_url.join("/__sandbox/faults").unwrap()).send().await.unwrap();
}

/// The outcomes of a read and of a write, in one word each.
fn kind(result: &Result<Reply<Account>, Error>) -> String {
    match result {
        Ok(_) => "done".into(),
        Err(Error::Refused { status, .. }) => format!("refused {status}"),
        Err(Error::NotFound { .. }) => "not found".into(),
        Err(Error::Conflict { .. }) => "conflict".into(),
        Err(Error::RateLimited { retry_after, .. }) => format!("rate limited {:?}", retry_after.map(|d| d.as_secs())),
        Err(Error::Unauthorized { .. }) => "unauthorized".into(),
        Err(Error::Unavailable { sent, status, .. }) => format!("unavailable {sent} {status:?}"),
        Err(Error::Unknown { .. }) => "unknown".into(),
        Err(Error::Protocol { operation, field, .. }) => format!("protocol {operation} {field}"),
    }
}

/// Effect, what a read comes to, what a write comes to, whether the write was done.
const OUTCOMES: [(&str, &str, &str, bool); 21] = [
    ("400", "refused 400", "refused 400", false),
    ("401", "unauthorized", "unauthorized", false),
    ("403", "unauthorized", "unauthorized", false),
    ("404", "not found", "not found", false),
    ("405", "refused 405", "refused 405", false),
    ("408", "unavailable true Some(408)", "unavailable true Some(408)", false),
    ("429", "rate limited Some(1)", "rate limited Some(1)", false),
    ("429-bare", "rate limited None", "rate limited None", false),
    ("500", "unavailable true Some(500)", "unavailable true Some(500)", false),
    ("503", "unavailable true Some(503)", "unavailable true Some(503)", false),
    ("504", "unavailable true Some(504)", "unavailable true Some(504)", false),
    ("html-502", "unavailable true Some(502)", "unavailable true Some(502)", false),
    ("cut", "unavailable true None", "unknown", false),
    ("lost", "unavailable true None", "unknown", true),
    ("malformed", "protocol account.get $", "unknown", true),
    ("html", "protocol account.get $", "unknown", true),
    ("truncated", "unavailable true None", "unknown", true),
    ("no-ids", "protocol account.get $.AccountId", "protocol account.create $.AccountId", true),
    ("plain-text", "done", "done", true),
    ("slow-50", "done", "done", true),
    ("slow-1000", "unavailable true None", "unknown", true),
];

#[tokio::test]
async fn each_effect_becomes_its_outcome() {
    let (sandbox, client) = demo().await;
    for (effect, reads, writes, done) in OUTCOMES {
        let before = count(&sandbox, "accounts");
        order(&sandbox, READ, effect, 0).await;
        assert_eq!(kind(&read(&client).await), reads, "{effect}");
        order(&sandbox, WRITE, effect, 0).await;
        let sent = sandbox.calls(WRITE);
        let result = write(&client, &format!("Family {effect}")).await;
        assert_eq!(kind(&result), writes, "{effect}");
        assert_eq!(count(&sandbox, "accounts") - before, usize::from(done), "{effect}");
        // A refused token did nothing: one more try with a fresh one is right. Anything else is sent once.
        let tries = if ["401", "403"].contains(&effect) { 2 } else { 1 };
        assert_eq!(sandbox.calls(WRITE) - sent, tries, "{effect}");
        if let Err(error) = &result {
            assert!(error.maybe_done() || !done, "{effect}: who is told that nothing was done sends again");
        }
        clear(&sandbox).await;
    }
    assert_eq!(kind(&read(&client).await), "done");
}

#[tokio::test]
async fn silence_ends_with_the_clients_patience() {
    let (sandbox, client) = demo().await;
    order(&sandbox, WRITE, "silence", 1).await;
    assert_eq!(kind(&write(&client, "Never").await), "unknown");
    order(&sandbox, READ, "silence", 1).await;
    assert_eq!(kind(&read(&client).await), "done", "a read is repeated");
}

#[tokio::test]
async fn the_same_word_works_in_any_id_and_any_name() {
    let (sandbox, client) = demo().await;
    let by_id = |effect: &str| {
        let (client, id) = (client.clone(), format!("AID-mensah fault:{effect}"));
        async move { client.accounts().get(&id).await }
    };
    for (effect, reads, writes, done) in OUTCOMES {
        assert_eq!(kind(&by_id(effect).await), reads, "{effect}");
        let before = count(&sandbox, "accounts");
        let name = format!("Family fault:{effect}");
        assert_eq!(kind(&write(&client, &name).await), writes, "{effect}");
        assert_eq!(count(&sandbox, "accounts") - before, usize::from(done), "{effect}");
        let found =
            sandbox.state()["accounts"].as_array().unwrap().iter().filter(|a| a["account_name"] == name).count();
        assert_eq!(found, usize::from(done), "{effect}: what was sent is found by its name");
    }
    let reads = sandbox.calls(READ);
    assert_eq!(kind(&by_id("503*2").await), "done", "twice, and the third try works");
    assert_eq!(sandbox.calls(READ) - reads, 3);
}

/// One bare call with a query that means nothing to any operation.
async fn bare(sandbox: &Running, http: &reqwest::Client, method: &str, path: &str, query: &str) -> u16 {
    let url = |path: &str| sandbox.base_url.join(path).unwrap();
    let credentials = json!({
        "AccountKey": ACCOUNT_KEY, "AccountSecret": ACCOUNT_SECRET, "ApiEndpoint": url(path).as_str(),
    });
    let minted: Value =
        http.post(url("/v1.0/oauth2/tokens")).json(&credentials).send().await.unwrap().json().await.unwrap();
    let mut at = url(path);
    at.set_query(Some(query));
    let call = if method == "GET" { http.get(at) } else { http.post(at).json(&json!({})) };
    let answer = call.bearer_auth(minted["token"].as_str().unwrap()).send().await.unwrap();
    answer.status().as_u16()
}

#[tokio::test]
async fn every_operation_fails_on_demand() {
    let (sandbox, _client) = demo().await;
    let http = http();
    for (method, path) in contract::OPERATIONS {
        let name = format!("{method} {path}");
        assert_eq!(bare(&sandbox, &http, method, path, "x=fault:504").await, 504, "{name}");
        if name == TOKENS {
            continue;
        }
        order(&sandbox, &name, "503", 1).await;
        assert_eq!(bare(&sandbox, &http, method, path, "").await, 503, "{name}");
        assert_ne!(bare(&sandbox, &http, method, path, "").await, 503, "{name}: once");
    }
    assert_eq!(sandbox.state()["faults"], json!([]));
}

#[tokio::test]
async fn trouble_with_tokens_means_nothing_was_sent() {
    for effect in ["500", "cut", "malformed", "html", "truncated"] {
        let (sandbox, client) = demo().await;
        order(&sandbox, TOKENS, effect, 0).await;
        let error = write(&client, "Never").await.unwrap_err();
        assert!(matches!(error, Error::Unavailable { sent: false, .. }), "{effect}: {error:?}");
        assert_eq!(sandbox.calls(WRITE), 0, "{effect}");
    }
    let (sandbox, client) = demo().await;
    order(&sandbox, TOKENS, "429", 0).await;
    let limited = write(&client, "Never").await;
    assert_eq!(kind(&limited), "rate limited Some(1)");
}

#[tokio::test]
async fn a_clock_that_goes_wrong_does_not_stop_the_client() {
    for skew in ["skew-3600", "skew+3600"] {
        let (sandbox, client) = demo().await;
        order(&sandbox, TOKENS, skew, 0).await;
        assert_eq!(kind(&write(&client, "First").await), "done", "{skew}");
        // The token told to be good for an hour more is not: one refusal, one fresh token.
        crate::support::advance(&sandbox, 301);
        assert_eq!(kind(&write(&client, "Second").await), "done", "{skew}");
        assert_eq!(client.stats().mints, 2, "{skew}");
    }
    // Credentials carry it as well.
    let (sandbox, _client) = demo().await;
    let mint = |key: String| {
        let url = sandbox.base_url.join("/v1.0/oauth2/tokens").unwrap();
        let body =
            json!({ "AccountKey": key, "AccountSecret": ACCOUNT_SECRET, "ApiEndpoint": "http://x/v1.0/account" });
        async move {
            let minted: Value = http().post(url).json(&body).send().await.unwrap().json().await.unwrap();
            telegent::When::parse(minted["tokenExpiry"].as_str().unwrap()).at.unwrap()
        }
    };
    let (right, wrong) = (mint(ACCOUNT_KEY.into()).await, mint(format!("{ACCOUNT_KEY} fault:skew+7200")).await);
    assert!(Duration::try_from(wrong.duration_since(right)).unwrap().abs_diff(Duration::from_secs(7200)).as_secs() < 3);
}

#[tokio::test]
async fn what_cannot_be_ordered_is_refused() {
    let (sandbox, _client) = demo().await;
    for (operation, effect) in
        [("POST /v1.0/nothing", "503"), ("GET", "503"), ("", "503"), (READ, "502"), (READ, "skew+60"), (READ, "")]
    {
        let answer = order(&sandbox, operation, effect, 1).await;
        assert!(answer["error"].is_string(), "{operation} {effect}: {answer}");
    }
    assert_eq!(sandbox.state()["faults"], json!([]));
    assert!(control(&sandbox, "chaos", json!({ "percent": 101 })).await["error"].is_string());
}

#[tokio::test]
async fn chaos_fails_the_same_calls_again() {
    async fn run(sandbox: &Running) -> Vec<u16> {
        let mut seen = Vec::new();
        let url = sandbox.base_url.join("/v1.0/oauth2/tokens").unwrap();
        let body = json!({
            "AccountKey": ACCOUNT_KEY, "AccountSecret": ACCOUNT_SECRET, "ApiEndpoint": "http://x/v1.0/account",
        });
        for _ in 0..100 {
            let answer = http().post(url.clone()).json(&body).send().await;
            seen.push(answer.map_or(0, |a| a.status().as_u16()));
        }
        seen
    }
    let chaos = Chaos { percent: 20, seed: 7, drawn: 0 };
    let (sandbox, _client) = start(Options { seed: Seed::Demo, chaos, ..Options::default() }).await;
    let first = run(&sandbox).await;
    let failed = first.iter().filter(|status| **status != 200).count();
    assert!((8..32).contains(&failed), "{first:?}");
    control(&sandbox, "chaos", json!({ "percent": 20, "seed": 7 })).await;
    assert_eq!(run(&sandbox).await, first);
    control(&sandbox, "chaos", json!({ "percent": 0 })).await;
    assert!(run(&sandbox).await.iter().all(|status| *status == 200));
    control(&sandbox, "reset", json!({})).await;
    assert_eq!(sandbox.state()["chaos"]["percent"], 20, "as it was started");
}

#[tokio::test]
async fn recent_calls_are_remembered() {
    let (sandbox, client) = demo().await;
    order(&sandbox, WRITE, "lost", 1).await;
    let _ = write(&client, "Lost").await;
    let calls = sandbox.state()["recent_calls"].as_array().unwrap().clone();
    let seen: Vec<_> = calls.iter().map(|c| (c["operation"].as_str().unwrap(), c["status"].as_u64())).collect();
    assert_eq!(seen, [(TOKENS, Some(200)), (WRITE, None)]);
}
