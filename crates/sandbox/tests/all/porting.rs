//! A number from another carrier: eligibility, order, correction, withdrawal, and every objection of a carrier.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use sandbox::{
    Running,
    sentinel::{Fix, PORT_REFUSALS, PortRefusal},
};
use telegent::{
    Client, Error, NumberUpdate, OrderStatus, PortBillingAddress, PortClassification, PortInRequest, PortInUpdate,
};

use crate::support::{advance, client, demo, foreign};

const MINUTE: u64 = 60;

/// A sentinel number: how it is worded, and what the carrier objects to.
fn number(form: u32, key: &str) -> String {
    format!("+14155558{form}{key}")
}

fn home() -> PortBillingAddress {
    PortBillingAddress {
        street1: "123 Main St".into(),
        street2: None,
        city: "Lehi".into(),
        state: "UT".into(),
        zip: "84043".into(),
    }
}

fn request(number: &str) -> PortInRequest {
    PortInRequest {
        port_in_number: number.into(),
        current_carrier_name: "Verizon".into(),
        current_account_number: "0046512222".into(),
        current_account_password: "0550".into(),
        current_billing_address: home(),
        iccid: None,
        target_portin_classification: Some(PortClassification::Mvno),
        subscriber_name: Some("Yaw Mensah".into()),
    }
}

async fn order(client: &Client, number: &str) -> String {
    let order = client.numbers().port_in(&request(number)).await.unwrap();
    assert_eq!((order.status.clone(), order.phone_number.as_deref()), (Some(OrderStatus::Pending), Some(number)));
    order.into_value().order_id
}

/// The word as it came, and the message.
async fn read(client: &Client, order_id: &str) -> (String, Option<String>) {
    let order = client.numbers().order(order_id).await.unwrap();
    assert_eq!(order.order_type.as_deref(), Some("portin"));
    (order.raw["OrderStatus"].as_str().unwrap().to_owned(), order.value.order_status_message)
}

/// An update that changes what this refusal is about.
fn remedy(order_id: &str, refusal: &PortRefusal) -> PortInUpdate {
    let mut update = PortInUpdate { order_id: order_id.into(), ..PortInUpdate::default() };
    let Fix::Change(fields) = refusal.fix else { return update };
    match fields[0] {
        "CurrentAccountNumber" => update.current_account_number = Some("999".into()),
        "CurrentAccountPassword" => update.current_account_password = Some("999".into()),
        "CurrentBillingAddress" => {
            update.current_billing_address = Some(PortBillingAddress { street1: "9 Other St".into(), ..home() });
        }
        "CurrentBillingAddress.Zip" => {
            update.current_billing_address = Some(PortBillingAddress { zip: "84099".into(), ..home() });
        }
        "SubscriberName" => update.subscriber_name = Some("Yaw K. Mensah".into()),
        "CurrentCarrierName" => update.current_carrier_name = Some("T-Mobile".into()),
        "PortInDate" => update.port_in_date = Some(soon()),
        other => panic!("{other}"),
    }
    update
}

fn soon() -> jiff::civil::Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date().checked_add(3.days()).unwrap()
}

#[tokio::test]
async fn both_vocabularies_are_spoken_through_the_whole_life() {
    let (sandbox, client) = demo().await;
    let orders = [
        (order(&client, &number(0, "00")).await, ["Pending", "InProgress", "InProgress", "Complete"]),
        (order(&client, &number(1, "00")).await, ["Submitted", "Pending Carrier Approval", "Scheduled", "Completed"]),
        (order(&client, &number(2, "00")).await, ["Pending", "InProgress", "InProgress", "Completed"]),
        (order(&client, "+14155550177").await, ["Pending", "InProgress", "InProgress", "Complete"]),
    ];
    for (stage, wait) in [0, 2 * MINUTE, 4 * MINUTE, 10 * MINUTE].into_iter().enumerate() {
        advance(&sandbox, wait);
        for (id, words) in &orders {
            assert_eq!(read(&client, id).await, (words[stage].to_owned(), None), "{id} {stage}");
        }
    }
}

#[tokio::test]
async fn a_ported_number_is_bound_to_a_family_afterwards() {
    let (sandbox, client) = demo().await;
    order(&client, "+14155550177").await;
    assert!(matches!(client.numbers().get("+14155550177").await, Err(Error::NotFound { .. })));
    advance(&sandbox, 20 * MINUTE);
    let here = client.numbers().get("+14155550177").await.unwrap();
    assert_eq!((&here.assigned_subscriber_id, &here.message_route_id), (&None, &None));
    assert!(here.lpa().is_some());
    let bind = |person: &str| NumberUpdate {
        number: "+14155550177".into(),
        assigned_subscriber_id: Some(person.into()),
        message_route_id: Some("MRID-okafor".into()),
        ..NumberUpdate::default()
    };
    client
        .numbers()
        .update(&NumberUpdate { voice_route_id: Some("CRID-okafor".into()), ..bind("TSUID-ife.okafor") })
        .await
        .unwrap();
    let bound = client.numbers().get("+14155550177").await.unwrap();
    assert_eq!(bound.assigned_subscriber_id.as_deref(), Some("TSUID-ife.okafor"));
    let moved = client.numbers().update(&bind("TSUID-yaw.mensah")).await;
    assert!(matches!(moved, Err(Error::NotFound { .. })), "only the first person decides");
    let again = client.numbers().port_in(&request("+14155550177")).await.unwrap_err();
    assert!(matches!(&again, Error::Refused { message, .. } if message == "Phone number already in use"), "{again}");
}

/// Orders, waits for the carrier's answer, and compares it with the table.
async fn refused(sandbox: &Running, client: &Client, form: u32, refusal: &PortRefusal) -> String {
    let id = order(client, &number(form, refusal.digits)).await;
    advance(sandbox, 2 * MINUTE);
    advance(sandbox, 4 * MINUTE);
    let (word, message) = read(client, &id).await;
    let expected = match (refusal.fix, form) {
        (Fix::Wait, 1) => "Pending Carrier Approval",
        (Fix::Wait, _) => "InProgress",
        (_, 0) => "ResolutionRequired",
        (_, 1) => "Rejected",
        _ => "Error",
    };
    assert_eq!((word.as_str(), message.as_deref()), (expected, Some(refusal.message)), "{}", refusal.key);
    id
}

#[tokio::test]
async fn every_refusal_of_the_catalogue_is_reached_and_met_as_it_should_be() {
    let (sandbox, client) = demo().await;
    for (i, refusal) in PORT_REFUSALS.iter().filter(|r| !r.message.is_empty()).enumerate() {
        let key = refusal.key;
        let id = refused(&sandbox, &client, u32::try_from(i % 3).unwrap(), refusal).await;
        let update = client.numbers().update_port_in(&remedy(&id, refusal)).await;
        if refusal.fix == Fix::Stuck {
            assert!(matches!(update, Err(Error::Refused { code: Some(code), .. }) if code == "GENS-0041"), "{key}");
            continue;
        }
        let update = update.unwrap();
        assert_eq!(
            (update.status.clone(), update.raw["Status"].as_str()),
            (Some(OrderStatus::Pending), Some("Updated"))
        );
        let days = if key == "due_date" || refusal.fix == Fix::Wait { 4 } else { 0 };
        for minutes in [2, 4, 10, days * 24 * 60] {
            advance(&sandbox, minutes * MINUTE);
        }
        let status = client.numbers().order(&id).await.unwrap().order_status.clone().unwrap();
        if refusal.fix != Fix::Never {
            assert_eq!(status, OrderStatus::Complete, "{key}");
            continue;
        }
        assert_ne!(status, OrderStatus::Complete, "{key}: nothing that can be sent helps");
        client.numbers().cancel_port_in(&id).await.unwrap();
        let id = order(&client, &number(u32::try_from(i % 3).unwrap(), refusal.digits)).await;
        for minutes in [2, 4, 10] {
            advance(&sandbox, minutes * MINUTE);
        }
        let status = client.numbers().order(&id).await.unwrap().order_status.clone();
        assert_eq!(status, Some(OrderStatus::Complete), "{key}: settled with the old carrier");
    }
}

#[tokio::test]
async fn the_catalogue_is_whole() {
    let keys = [
        "account_number",
        "transfer_pin",
        "zip",
        "ssn_tax_id",
        "address",
        "holder_name",
        "other_1P",
        "port_lock",
        "number_inactive",
        "number_not_on_account",
        "not_portable",
        "wrong_carrier",
        "prepaid_rule",
        "already_in_flight",
        "pending_order_at_old",
        "due_date",
        "billing_number",
        "special_feature",
        "split_needed",
        "loa",
        "no_answer",
        "npac_conflict",
        "hold_or_new_line",
        "unauthorised_flag",
        "order_missing",
        "unknown",
    ];
    for key in keys {
        assert_eq!(PORT_REFUSALS.iter().filter(|r| r.key == key).count(), 1, "{key}");
    }
    let digits: std::collections::BTreeSet<_> = PORT_REFUSALS.iter().map(|r| r.digits).collect();
    assert_eq!(digits.len(), PORT_REFUSALS.len());
}

#[tokio::test]
async fn the_documented_error_form_has_its_code_in_front() {
    let (sandbox, client) = demo().await;
    let id = refused(&sandbox, &client, 2, &PORT_REFUSALS[0]).await;
    let order = client.numbers().order(&id).await.unwrap();
    assert_eq!((order.order_status.clone(), order.refusal_code()), (Some(OrderStatus::Error), Some("8A")));
    // What does not touch the account number does not help.
    let beside =
        PortInUpdate { order_id: id.clone(), subscriber_name: Some("Y. Mensah".into()), ..PortInUpdate::default() };
    client.numbers().update_port_in(&beside).await.unwrap();
    assert_eq!(read(&client, &id).await.0, "Pending");
    advance(&sandbox, 2 * MINUTE);
    advance(&sandbox, 4 * MINUTE);
    assert_eq!(read(&client, &id).await.0, "Error");
    let lock = refused(&sandbox, &client, 2, &PORT_REFUSALS[7]).await;
    let message = client.numbers().order(&lock).await.unwrap().order_status_message.clone();
    assert_eq!(message.as_deref(), Some("6P-REMOVE NUMBER LOCK ON VERIZON ACCOUNT"));
}

#[tokio::test]
async fn a_stuck_order_reads_as_alive_and_is_found_by_neither_update_nor_cancel() {
    let (sandbox, client) = demo().await;
    let id = order(&client, &number(0, "90")).await;
    advance(&sandbox, 30 * 24 * 60 * MINUTE);
    assert_eq!(read(&client, &id).await, ("InProgress".into(), None));
    let update = PortInUpdate { order_id: id.clone(), ..PortInUpdate::default() };
    for error in [
        client.numbers().update_port_in(&update).await.unwrap_err(),
        client.numbers().cancel_port_in(&id).await.unwrap_err(),
    ] {
        let Error::Refused { status: 400, code, message, .. } = error else { panic!("{error}") };
        assert_eq!((code.as_deref(), message.as_str()), (Some("GENS-0041"), "GENS-0041 No Port-In request found"));
    }
}

#[tokio::test]
async fn a_second_order_is_a_conflict_and_cancelling_is_final() {
    let (sandbox, client) = demo().await;
    let id = order(&client, "+14155550177").await;
    let error = client.numbers().port_in(&request("+14155550177")).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "{error}");
    let eligible = client.numbers().port_in_eligibility("+14155550177", &PortClassification::Mobile).await.unwrap();
    assert_eq!(eligible.eligible, Some(false));
    let cancelled = client.numbers().cancel_port_in(&id).await.unwrap();
    assert_eq!(cancelled.status, Some(OrderStatus::Cancelled));
    let update = PortInUpdate { order_id: id.clone(), ..PortInUpdate::default() };
    assert!(client.numbers().cancel_port_in(&id).await.is_err());
    assert!(client.numbers().update_port_in(&update).await.is_err());
    advance(&sandbox, 60 * MINUTE);
    assert_eq!(read(&client, &id).await.0, "Cancelled");
    assert!(client.numbers().get("+14155550177").await.is_err());
    let second = order(&client, "+14155550177").await;
    assert_ne!(second, id);
    advance(&sandbox, 60 * MINUTE);
    let late = PortInUpdate { order_id: second.clone(), ..PortInUpdate::default() };
    assert!(client.numbers().update_port_in(&late).await.is_err(), "it is here already");
    assert!(client.numbers().cancel_port_in(&second).await.is_err());
}

#[tokio::test]
async fn a_wanted_day_is_waited_for_and_a_scheduled_order_is_not_changed() {
    let (sandbox, client) = demo().await;
    let id = order(&client, &number(1, "00")).await;
    let day = PortInUpdate { order_id: id.clone(), port_in_date: Some(soon()), ..PortInUpdate::default() };
    client.numbers().update_port_in(&day).await.unwrap();
    let past = PortInUpdate {
        order_id: id.clone(),
        port_in_date: Some(jiff::civil::date(2020, 1, 1)),
        ..PortInUpdate::default()
    };
    assert!(matches!(client.numbers().update_port_in(&past).await, Err(Error::Refused { status: 400, .. })));
    advance(&sandbox, 24 * 60 * MINUTE);
    assert_eq!(read(&client, &id).await.0, "Scheduled");
    assert!(matches!(client.numbers().update_port_in(&day).await, Err(Error::Refused { status: 400, .. })));
    advance(&sandbox, 3 * 24 * 60 * MINUTE);
    assert_eq!(read(&client, &id).await.0, "Completed");
}

#[tokio::test]
async fn eligibility_says_why_not() {
    let (_sandbox, client) = demo().await;
    let ask = async |number: &str| {
        let answer = client.numbers().port_in_eligibility(number, &PortClassification::Mobile).await.unwrap();
        (answer.eligible.unwrap(), answer.message.clone().unwrap())
    };
    assert_eq!(ask("+14155550177").await, (true, "Number is eligible for port-in".into()));
    assert_eq!(ask("+18015550141").await, (false, "Phone number already in use".into()));
    assert_eq!(ask(&number(0, "11")).await, (false, "Number is not portable".into()));
    assert!(!ask("+18005550177").await.0);
    assert!(client.numbers().port_in_eligibility("4155550177", &PortClassification::Mobile).await.is_err());
}

#[tokio::test]
async fn orders_are_checked_and_their_answers_can_be_lost() {
    let (sandbox, client) = demo().await;
    let try_with = async |change: fn(&mut PortInRequest)| {
        let mut request = request("+14155550178");
        change(&mut request);
        client.numbers().port_in(&request).await.map(|r| r.into_value()).unwrap_err()
    };
    for error in [
        try_with(|r| r.current_billing_address.zip = String::new()).await,
        try_with(|r| r.current_account_password = String::new().into()).await,
        try_with(|r| r.iccid = Some("12".into())).await,
        try_with(|r| r.port_in_number = "415-555-0178".into()).await,
    ] {
        assert!(matches!(error, Error::Refused { status: 400, .. }), "{error}");
    }
    let lost = try_with(|r| r.subscriber_name = Some("Yaw Portlostreply".into())).await;
    assert!(matches!(lost, Error::Unknown { .. }) && lost.maybe_done(), "{lost}");
    assert_eq!(crate::support::count(&sandbox, "ports"), 1, "it was done all the same");
    let shown = sandbox.state().to_string();
    assert!(!shown.contains("0046512222") && !shown.contains("0550\""), "{shown}");
    assert!(!format!("{:?}", request("+14155550178")).contains("0046512222"));
}

#[tokio::test]
async fn a_sim_in_hand_waits_for_its_number_alone() {
    let (sandbox, client) = demo().await;
    let with = |number: &str| PortInRequest { iccid: Some("8901240397190195850".into()), ..request(number) };
    let order = client.numbers().port_in(&with("+14155550177")).await.unwrap();
    let error = client.numbers().port_in(&with("+14155550178")).await.unwrap_err();
    assert!(matches!(&error, Error::Refused { message, .. } if message == "ICCID already in use"), "{error}");
    let same = PortInUpdate {
        order_id: order.order_id.clone(),
        iccid: Some("8901240397190195850".into()),
        ..PortInUpdate::default()
    };
    client.numbers().update_port_in(&same).await.unwrap();
    advance(&sandbox, 20 * MINUTE);
    let here = client.numbers().get("+14155550177").await.unwrap();
    assert_eq!(here.iccid.as_deref(), Some("8901240397190195850"));
    assert!(here.lpa().is_none(), "a physical SIM has no activation code");
}

#[tokio::test]
async fn orders_of_others_do_not_exist() {
    let (sandbox, ours) = demo().await;
    let theirs = client(&sandbox, sandbox::FOREIGN_KEY, sandbox::FOREIGN_SECRET);
    let id = order(&ours, "+14155550177").await;
    let update = PortInUpdate { order_id: id.clone(), ..PortInUpdate::default() };
    foreign([
        theirs.numbers().order(&id).await.err(),
        theirs.numbers().update_port_in(&update).await.err(),
        theirs.numbers().cancel_port_in(&id).await.err(),
    ]);
    let error = theirs.numbers().port_in(&request("+14155550177")).await.unwrap_err();
    assert!(matches!(error, Error::Conflict { .. }), "the number is on its way to somebody else: {error}");
}
