//! Answers dressed differently still read; answers without their ids say which; no bytes break the client.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod stub;

use std::sync::{Arc, Mutex};

use proptest::{collection, prelude::*, test_runner::Config as ProptestConfig};
use serde_json::{Map, Value, json};
use stub::Stub;
use telegent::{Client, Error, Filter, OrderStatus, SubscriptionCreate};
use tokio::runtime::Runtime;

/// A stub whose next answer can be put in place.
struct Stage {
    runtime: Runtime,
    client: Client,
    next: Arc<Mutex<Vec<u8>>>,
    _stub: Stub,
}

impl Stage {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let next = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::clone(&next);
        let stub = runtime.block_on(Stub::changing(move |_, _| Some(answer.lock().unwrap().clone())));
        Self { client: stub.client(), runtime, next, _stub: stub }
    }

    fn answer(&self, value: &Value) {
        *self.next.lock().unwrap() = value.to_string().into_bytes();
    }
}

/// Casing of each key, numbers and booleans as text, unknown fields in between.
#[derive(Debug, Clone)]
struct Dress {
    casing: Vec<u8>,
    as_text: bool,
    extra: bool,
    wrap: bool,
}

fn dress() -> impl Strategy<Value = Dress> {
    (collection::vec(0u8..4, 1..8), any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(casing, as_text, extra, wrap)| Dress { casing, as_text, extra, wrap })
}

impl Dress {
    fn on(&self, value: &Value) -> Value {
        let dressed = self.inner(value);
        if self.wrap { json!({ "Successful": true, "Data": dressed }) } else { dressed }
    }

    fn inner(&self, value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                let mut out = Map::new();
                if self.extra {
                    out.insert("TransactionLogId".into(), json!({ "nested": [1, null] }));
                }
                for (i, (key, value)) in map.iter().rev().enumerate() {
                    out.insert(recased(key, self.casing[i % self.casing.len()]), self.inner(value));
                }
                Value::Object(out)
            }
            Value::Array(rows) => rows.iter().map(|row| self.inner(row)).collect(),
            Value::Number(n) if self.as_text => n.to_string().into(),
            Value::Bool(b) if self.as_text => b.to_string().into(),
            other => other.clone(),
        }
    }
}

fn recased(key: &str, how: u8) -> String {
    match how {
        0 => key.to_owned(),
        1 => key.to_lowercase(),
        2 => key.to_uppercase(),
        _ => key[..1].to_lowercase() + &key[1..],
    }
}

fn example(name: &str) -> Value {
    stub::documented().into_iter().find(|d| d.name() == name).unwrap().response_example
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn dressed_answers_read_the_same() {
    let stage = Stage::new();
    let (inventory, provisioned, packages) = (
        example("GET /v1.0/numbers/inventory"),
        example("POST /v1.0/numbers/provision"),
        example("GET /v1.0/distributor/packages"),
    );
    proptest!(cases(64), |(dress in dress())| {
        stage.answer(&dress.on(&inventory));
        let page = stage.runtime.block_on(stage.client.numbers().inventory(1, None, None)).unwrap();
        prop_assert_eq!(page.total_results, Some(346));
        prop_assert_eq!(page.phone_numbers[1].voice_enabled, Some(true));
        prop_assert_eq!(page.phone_numbers[0].tnid.as_deref(), Some("TNID-9772956561858"));
        prop_assert_eq!(page.phone_numbers[0].iccid.as_deref(), Some("8901240397190556232"));

        stage.answer(&dress.on(&packages));
        let packages = stage.runtime.block_on(stage.client.distributor().packages(Filter::All)).unwrap();
        let prices: Vec<_> = packages.iter().map(|p| p.price_cents).collect();
        prop_assert_eq!(prices, [Some(3456), Some(1234)]);

        // An order read with the shape of a provisioning answer: ids and status are all it needs.
        stage.answer(&dress.on(&provisioned));
        let order = stage.runtime.block_on(stage.client.numbers().order("x")).unwrap();
        prop_assert_eq!(order.order_status.clone(), Some(OrderStatus::Complete));
    });
}

#[test]
fn a_missing_field_is_none_or_names_itself() {
    let stage = Stage::new();
    let whole = example("GET /v1.0/subscribers/get");
    let names: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
    for name in &names {
        let mut part = whole.clone();
        part.as_object_mut().unwrap().remove(name);
        stage.answer(&part);
        match (name.as_str(), stage.runtime.block_on(stage.client.subscribers().get("x"))) {
            ("SubscriberId", Err(Error::Protocol { operation, field, .. })) => {
                assert_eq!((operation, field.as_str()), ("subscribers.get", "$.SubscriberId"));
            }
            ("SubscriberId", other) => panic!("{other:?}"),
            (_, result) => drop(result.unwrap()),
        }
    }
    let mut rows = example("GET /v1.0/distributor/products");
    rows["Results"][1]["ProductId"] = Value::Null;
    stage.answer(&rows);
    match stage.runtime.block_on(stage.client.distributor().products(Filter::All)) {
        Err(Error::Protocol { field, .. }) => assert_eq!(field, "$.Results[1].ProductId"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unreadable_answer_to_a_write_is_unknown_and_to_a_read_protocol() {
    let stage = Stage::new();
    let subscribe = SubscriptionCreate {
        subscriber_id: "TSUID".into(),
        tnid: None,
        iccid: None,
        package_id: "PID".into(),
        subscription_type: "mvno".into(),
    };
    *stage.next.lock().unwrap() = br#"{"SubscriptionId":"SUB-"#.to_vec();
    let error = stage.runtime.block_on(stage.client.subscriptions().create(&subscribe)).unwrap_err();
    assert!(matches!(error, Error::Unknown { .. }) && error.maybe_done(), "{error}");
    let error = stage.runtime.block_on(stage.client.subscriptions().get("x")).unwrap_err();
    assert!(matches!(error, Error::Protocol { .. }) && !error.maybe_done(), "{error}");
    stage.answer(&json!({ "Active": true }));
    let error = stage.runtime.block_on(stage.client.subscriptions().create(&subscribe)).unwrap_err();
    assert!(matches!(&error, Error::Protocol { field, .. } if field == "$.SubscriptionId"), "{error}");
    assert!(error.maybe_done(), "a 2xx without an id may well have been done");
}

#[test]
fn no_bytes_and_no_json_break_the_client() {
    let stage = Stage::new();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("PhoneNumbers"),
        Just("Number"),
        Just("Data"),
        Just("Results"),
        Just("Successful"),
        Just("ErrorMessage"),
        Just("OrderId"),
        Just("Iccid"),
        Just("Status"),
        Just("QrActivationLink"),
        Just("TotalResults"),
    ];
    let json = leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            collection::btree_map(name.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    proptest!(cases(256), |(value in json, bytes in collection::vec(any::<u8>(), 0..64))| {
        stage.answer(&value);
        let _ = stage.runtime.block_on(stage.client.numbers().inventory(1, None, None));
        let _ = stage.runtime.block_on(stage.client.distributor().accounts());
        let _ = stage.runtime.block_on(stage.client.numbers().data_usage_info(&[]));
        *stage.next.lock().unwrap() = bytes;
        let _ = stage.runtime.block_on(stage.client.numbers().get("x"));
    });
}

#[test]
fn secrets_are_never_printed() {
    let stage = Stage::new();
    stage.answer(&example("GET /v1.0/numbers/inventory"));
    let page = stage.runtime.block_on(stage.client.numbers().inventory(1, None, None)).unwrap();
    let printed = format!("{page:?}");
    assert!(!printed.contains("5678") && !printed.contains("qr-activation-link"), "{printed}");
    stage.answer(&example("GET /v1.0/message/routes"));
    let route = stage.runtime.block_on(stage.client.message().get_route("x")).unwrap();
    assert!(!format!("{route:?}").contains("passwordORbearerToken"));
    stage.answer(&example("POST /v1.0/numbers/provision"));
    let order = stage.runtime.block_on(stage.client.numbers().order("x")).unwrap();
    assert!(!format!("{order:?}{:?}", stage.client).contains("LPA:"));
}
