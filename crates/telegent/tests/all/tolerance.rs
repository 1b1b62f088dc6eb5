//! Answers dressed differently still read; answers without their ids say which; no bytes break the client.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use proptest::{collection, prelude::*, test_runner::Config as ProptestConfig};
use serde_json::{Value, json};
use telegent::{Client, Error, Filter, OPERATIONS, OrderStatus, SubscriptionCreate};
use tokio::runtime::Runtime;

use crate::dress::{Dress, dress, paths, spoilt};
use crate::stub::Stub;

/// What to answer, by operation and documented example.
type Play = Box<dyn Fn(&str, &Value) -> Vec<u8> + Send>;

/// A stub whose next answers can be put in place.
struct Stage {
    runtime: Runtime,
    client: Client,
    play: Arc<Mutex<Play>>,
    _stub: Stub,
}

impl Stage {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let play: Arc<Mutex<Play>> = Arc::new(Mutex::new(Box::new(|_, example| example.to_string().into_bytes())));
        let playing = Arc::clone(&play);
        let stub =
            runtime.block_on(Stub::changing(move |name, example| Some((*playing.lock().unwrap())(name, example))));
        Self { client: stub.client(), runtime, play, _stub: stub }
    }

    /// From now on answers what this makes of the examples.
    fn play(&self, play: impl Fn(&str, &Value) -> Vec<u8> + Send + 'static) {
        *self.play.lock().unwrap() = Box::new(play);
    }

    fn answer_bytes(&self, bytes: Vec<u8>) {
        self.play(move |_, _| bytes.clone());
    }

    fn answer(&self, value: &Value) {
        self.answer_bytes(value.to_string().into_bytes());
    }

    /// Calls every operation once.
    fn call_all(&self) -> crate::calls::Results {
        self.runtime.block_on(crate::calls::all(&self.client))
    }
}

fn example(name: &str) -> Value {
    crate::stub::documented().into_iter().find(|d| d.name() == name).unwrap().response_example
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
fn every_operation_reads_its_answer_in_any_dress() {
    let stage = Stage::new();
    let plain = stage.call_all();
    assert_eq!(plain.len() + 1, OPERATIONS.len());
    proptest!(cases(24), |(dress in dress())| {
        let worn: Dress = dress.clone();
        stage.play(move |_, example| worn.on(example).to_string().into_bytes());
        for ((name, plain), (_, dressed)) in plain.iter().zip(stage.call_all()) {
            prop_assert_eq!(plain, &dressed, "{} in {:?}", name, dress);
        }
    });
}

/// One field of each answer at a time is missing, or an object that nobody documents.
#[test]
fn every_operation_does_without_a_field_or_names_it() {
    let stage = Stage::new();
    let most = crate::stub::documented().iter().map(|d| paths(&d.response_example).len()).max().unwrap();
    let contract = crate::stub::documented();
    let mut named = BTreeSet::new();
    for (round, odd) in (0..most).flat_map(|round| [(round, None), (round, Some(json!({ "odd": [1] })))]) {
        let instead = odd.clone();
        stage.play(move |_, example| {
            let changed = paths(example).get(round).map(|path| spoilt(example, path, instead.as_ref()));
            changed.as_ref().unwrap_or(example).to_string().into_bytes()
        });
        for (name, result) in stage.call_all() {
            let Err(error) = result else { continue };
            let Error::Protocol { operation, field, .. } = &error else { panic!("{name}: {error}") };
            let documented =
                contract.iter().find(|d| OPERATIONS.iter().any(|o| o.name == name && o.to_string() == d.name()));
            let example = &documented.unwrap().response_example;
            let path = paths(example).into_iter().nth(round).unwrap();
            // A list that lost its name is taken for a row, so what is missed may be a field of its rows.
            let mut suspects = paths(example.pointer(&path).unwrap());
            suspects.push(path.clone());
            let suspects: Vec<&str> = suspects.iter().filter_map(|s| s.rsplit('/').next()).collect();
            let mut blamed = field.split(['.', '[']);
            let just = blamed.any(|part| suspects.iter().any(|s| s.eq_ignore_ascii_case(part)));
            assert!(just, "{name}: {path} was spoilt, {field} is blamed");
            assert_eq!(*operation, name);
            named.insert(name);
        }
    }
    // Reads and writes with an id in their answer cannot do without it.
    assert!(named.len() * 2 > OPERATIONS.len(), "{named:?}");
}

#[test]
fn no_json_breaks_any_operation() {
    let stage = Stage::new();
    proptest!(cases(16), |(value in any_json())| {
        stage.answer(&value);
        for (name, result) in stage.call_all() {
            let expected = matches!(
                result,
                Ok(_) | Err(Error::Protocol { .. } | Error::Refused { .. } | Error::Conflict { .. } | Error::Unknown { .. })
            );
            prop_assert!(expected, "{}: {:?}", name, result);
        }
    });
}

/// Whatever an answer has under a name that sounds secret is not printed, for any operation.
#[test]
fn no_operation_prints_secrets() {
    const SECRET: [&str; 8] = ["secret", "password", "token", "pin", "qrcode", "qractivationlink", "body", "base64"];
    const MARK: &str = "hushhush";
    let stage = Stage::new();
    let found = Arc::new(Mutex::new(BTreeSet::new()));
    let seen = Arc::clone(&found);
    stage.play(move |_, example| {
        let mut marked = example.clone();
        for path in paths(example) {
            let given = example.pointer(&path).is_some_and(Value::is_string);
            if given && SECRET.iter().any(|s| path.to_lowercase().ends_with(s)) {
                *marked.pointer_mut(&path).unwrap() = MARK.into();
                seen.lock().unwrap().insert(path);
            }
        }
        marked.to_string().into_bytes()
    });
    for (name, result) in stage.call_all() {
        let printed = result.unwrap_or_else(|error| error.to_string());
        assert!(!printed.contains(MARK), "{name}: {printed}");
    }
    let found = found.lock().unwrap();
    assert!(found.len() > 5, "{found:?}");
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
    stage.answer_bytes(br#"{"SubscriptionId":"SUB-"#.to_vec());
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
    proptest!(cases(256), |(value in any_json(), bytes in collection::vec(any::<u8>(), 0..64))| {
        stage.answer(&value);
        let _ = stage.runtime.block_on(stage.client.numbers().inventory(1, None, None));
        let _ = stage.runtime.block_on(stage.client.distributor().accounts());
        let _ = stage.runtime.block_on(stage.client.numbers().data_usage_info(&[]));
        stage.answer_bytes(bytes);
        let _ = stage.runtime.block_on(stage.client.numbers().get("x"));
    });
}

/// Any JSON, with names that mean something to the client.
fn any_json() -> impl Strategy<Value = Value> {
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
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            collection::btree_map(name.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
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
