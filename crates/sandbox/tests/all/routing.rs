//! Every documented operation is routed and modelled.

use std::collections::BTreeSet;

use sandbox::{Options, Sandbox, contract, modelled};

#[test]
fn the_table_is_the_contract() {
    let contract = include_str!("../../../telegent/contract.yaml");
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
    let modelled: BTreeSet<String> =
        modelled().map(str::to_owned).chain(["POST /v1.0/oauth2/tokens".to_owned()]).collect();
    assert_eq!(modelled, documented, "none answers 501");
    let client: BTreeSet<String> = telegent::OPERATIONS.iter().map(ToString::to_string).collect();
    assert_eq!(client, documented, "the client calls them all");
}

#[tokio::test]
async fn paths_methods_and_bodies_are_checked() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let http = crate::support::http();
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
