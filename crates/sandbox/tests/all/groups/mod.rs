//! One file per group of operations, client against sandbox over HTTP: what works, what is refused, what is foreign.

mod call_filters;
mod catalogue;
mod distributors;
mod every_operation;
mod guardian;
mod message_filters;
mod services;
mod thresholds;
mod workgroups;

use sandbox::{FOREIGN_KEY, FOREIGN_SECRET, Running};
use telegent::{Client, Error, GuardianFeaturesSet};

use crate::support;

/// A parent of the demo.
pub const PARENT: &str = "TSUID-dana.mensah";
/// A child of theirs.
pub const CHILD: &str = "TSUID-ama.mensah";
/// The child's number.
pub const PHONE: &str = "+18015550143";

/// The other distributor.
pub fn stranger(sandbox: &Running) -> Client {
    crate::support::client(sandbox, FOREIGN_KEY, FOREIGN_SECRET)
}

/// Not there, or somebody else's.
pub fn assert_not_found<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::NotFound { .. })), "{result:?}");
}

/// Refused with 400, naming this field.
pub fn assert_refused<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) {
    match &result {
        Err(Error::Refused { status: 400, fields, .. }) => {
            assert_eq!(fields.first().map(|f| f.field.as_str()), Some(field), "{result:?}");
        }
        _ => panic!("{result:?}"),
    }
}

/// Both of Guardian's switches of a person.
pub async fn switch(client: &Client, person: &str, on: bool) {
    let set = GuardianFeaturesSet { subscriber_id: person.into(), calls: Some(on), messages: Some(on) };
    client.subscribers().set_guardian_features(&set).await.unwrap();
}

/// Turns `IntelligentRouteEnabled` off for every route.
pub fn route_plainly(sandbox: &Running) {
    sandbox.with(|world| {
        let messages = world.message_routes.iter_mut().map(|r| &mut r.fields);
        let calls = world.voice_routes.iter_mut().map(|r| &mut r.fields);
        for fields in messages.chain(calls) {
            fields.insert("IntelligentRouteEnabled".into(), false.into());
        }
    });
}

/// A token for one endpoint, for what the typed client would not send.
pub async fn mint(sandbox: &Running, http: &reqwest::Client, path: &str) -> String {
    let body = serde_json::json!({
        "AccountKey": sandbox::ACCOUNT_KEY,
        "AccountSecret": sandbox::ACCOUNT_SECRET,
        "ApiEndpoint": sandbox.base_url.join(path).unwrap().as_str(),
    });
    let tokens = sandbox.base_url.join("/v1.0/oauth2/tokens").unwrap();
    let answer = http.post(tokens).json(&body).send().await.unwrap();
    answer.json::<serde_json::Value>().await.unwrap()["token"].as_str().unwrap().to_owned()
}
