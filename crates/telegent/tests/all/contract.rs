//! The client against the documented contract: the table, every request body, every example answer.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use telegent::OPERATIONS;

use crate::stub::{Documented, Stub, documented};

/// Keys of an object and of the objects in it, as `PhoneNumbers[].Number`.
fn keys(value: &Value, at: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                into.push(at.clone());
                keys(value, &at, into);
            }
        }
        Value::Array(rows) => {
            if let Some(row) = rows.first() {
                keys(row, &format!("{at}[]"), into);
            }
        }
        _ => {}
    }
}

#[test]
fn the_table_is_the_contract() {
    let contract: BTreeSet<String> = documented().iter().map(Documented::name).collect();
    assert_eq!(contract.len(), 145);
    let table: BTreeSet<String> = OPERATIONS.iter().map(ToString::to_string).collect();
    assert_eq!(table, contract);
    let names: BTreeSet<&str> = OPERATIONS.iter().map(|o| o.name).collect();
    assert_eq!((OPERATIONS.len(), names.len()), (145, 145), "no path and no name comes twice");
}

#[tokio::test]
async fn every_example_answer_is_read() {
    let stub = Stub::start().await;
    let results = crate::calls::all(&stub.client()).await;
    let called: Vec<&str> = results.iter().map(|(name, _)| *name).collect();
    let mut expected: Vec<&str> = OPERATIONS.iter().map(|o| o.name).filter(|name| *name != "oauth2.tokens").collect();
    expected.sort_unstable();
    let mut sorted = called.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected, "every operation has a method and is called once");
    for (name, result) in results {
        result.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[tokio::test]
async fn every_request_is_spelt_as_documented() {
    let stub = Stub::start().await;
    crate::calls::all(&stub.client()).await;
    let contract = documented();
    for call in stub.calls() {
        let Some(documented) = contract.iter().find(|d| d.name() == call.name) else { panic!("{}", call.name) };
        for (name, _) in &call.query {
            assert!(documented.params.contains(name), "{}: {name} is no documented parameter", call.name);
        }
        let (mut sent, mut example) = (Vec::new(), Vec::new());
        keys(&call.body, "", &mut sent);
        keys(&documented.body_example, "", &mut example);
        for key in &sent {
            let known = example.contains(key) || documented.body.contains(key);
            assert!(known, "{}: {key} is no documented field", call.name);
        }
        // A sample of a GET may show its query as a body.
        let asked = |key: &String| call.query.iter().any(|(name, _)| name == key);
        let unsent = example.iter().find(|key| !sent.contains(key) && !asked(key));
        assert_eq!(unsent, None, "{}: was not sent", call.name);
        for key in &documented.required {
            assert!(sent.contains(key), "{}: {key} is required", call.name);
        }
    }
}

#[tokio::test]
async fn the_plus_of_a_number_is_encoded_in_queries() {
    let stub = Stub::start().await;
    stub.client().numbers().get("+18018018011").await.unwrap();
    let call = stub.calls().into_iter().find(|c| c.name == "GET /v1.0/numbers").unwrap();
    assert_eq!(call.raw_query, "Number=%2B18018018011");
}

#[tokio::test]
async fn money_goes_out_as_documented() {
    let stub = Stub::start().await;
    crate::calls::all(&stub.client()).await;
    let body = |name: &str| stub.calls().into_iter().find(|c| c.name == name).unwrap().body;
    assert_eq!(body("POST /v1.0/products")["Cost"], json!(12.34));
    assert_eq!(body("POST /v1.0/packages")["Price"], json!(300.0));
    assert_eq!(body("POST /v1.0/packages")["PackageItems"][0]["Price"], json!("1.12"));
    assert_eq!(body("POST /v1.0/packages/items/add")["Price"], json!("1.12"));
    assert_eq!(body("POST /v1.0/packages/items/update")["Price"], json!("1.12"));
    assert_eq!(body("POST /v1.0/packages/update")["Price"], json!(300.0));
    assert_eq!(body("POST /v1.0/products/update")["Cost"], json!(12.34));
    assert_eq!(body("POST /v1.0/services")["Cost"], json!(1.23));
    assert_eq!(body("POST /v1.0/services/items/add")["Price"], json!(9.99));
}

#[tokio::test]
async fn keywords_go_out_as_json_in_a_string() {
    let stub = Stub::start().await;
    crate::calls::all(&stub.client()).await;
    let contract = documented();
    for kind in ["call", "message"] {
        let name = format!("POST /v1.0/subscribers/{kind}-filter");
        let sent = stub.calls().into_iter().find(|c| c.name == name).unwrap().body["KeywordFilter"].clone();
        let example = &contract.iter().find(|d| d.name() == name).unwrap().body_example["KeywordFilter"];
        let inner = |text: &Value| serde_json::from_str::<Value>(text.as_str().unwrap()).unwrap();
        assert_eq!(inner(&sent), inner(example));
    }
}

#[tokio::test]
async fn the_one_post_without_a_body_names_its_workgroup_in_the_query() {
    let stub = Stub::start().await;
    stub.client().workgroups().delete("WG-1").await.unwrap();
    let call = stub.calls().pop().unwrap();
    assert_eq!((call.raw_query.as_str(), &call.body), ("WorkgroupId=WG-1", &Value::Null));
}
