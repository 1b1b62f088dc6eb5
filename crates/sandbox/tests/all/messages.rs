//! Messages out with their receipts, in, and the four ways they are read.

use serde_json::{Value, json};
use telegent::{
    Authentication, Client, Error, GuardianFeaturesSet, HttpMethod, InlineMedia, MediaUrl, Message, MessageDirection,
    MessageFilterCreate, MessageFilterMode, MessageKind, MessageRouteUpdate, MessageRules, MessageStatus, NumberChange,
    OutboundMessage, StatusChange,
};

use crate::support::{advance, client, control, demo, foreign, target::Target};

const DANA: &str = "+18015550141";
const PEER: &str = "+12125550188";

async fn send(client: &Client, to: &str, body: &str) -> Message {
    client.message().send(&OutboundMessage::text(DANA, to, body)).await.unwrap().into_value()
}

async fn status(client: &Client, id: &str) -> String {
    client.message().details(id).await.unwrap().status.clone().unwrap().to_string()
}

/// Dana's route, pointed at a server of ours.
async fn route(client: &Client, target: &Target) -> MessageRouteUpdate {
    let update = MessageRouteUpdate {
        message_route_id: "MRID-mensah".into(),
        message_url: Some(format!("{}/inbound", target.url)),
        callback_message_url: Some(format!("{}/receipt", target.url)),
        ..MessageRouteUpdate::default()
    };
    client.message().update_route(&update).await.unwrap();
    update
}

#[tokio::test]
async fn messages_are_queued_then_delivered() {
    let (sandbox, client) = demo().await;
    let sent = send(&client, PEER, "Hello there!!!").await;
    assert_eq!((sent.status.clone(), sent.kind.clone()), (Some(MessageStatus::Queued), Some(MessageKind::Sms)));
    assert_eq!((sent.to.as_slice(), sent.cost_micros), ([PEER.to_owned()].as_slice(), Some(4500)));
    assert!(sent.created_on.as_ref().is_some_and(|c| c.raw.contains(" MST ") && c.at.is_some()));
    assert!(!format!("{sent:?}").contains("Hello"));
    let queued = client.message().device_delivery(&sent.message_id).await.unwrap();
    assert_eq!((queued.device_delivery_status.as_deref(), &queued.delivered_on), (Some("Queued"), &None));
    advance(&sandbox, 3);
    let read = client.message().details(&sent.message_id).await.unwrap();
    assert_eq!((read.status.clone(), &*read.body), (Some(MessageStatus::Delivered), "Hello there!!!"));
    assert_eq!(
        (read.direction.clone(), read.raw["Direction"].as_str()),
        (Some(MessageDirection::Outbound), Some("OUTBOUND"))
    );
    assert_eq!(read.raw["To"], json!(PEER), "one text here, a list when sending");
    let device = client.message().device_delivery(&sent.message_id).await.unwrap();
    assert_eq!(device.device_delivery_status.as_deref(), Some("Delivered"));
    assert!(device.delivered_on.as_ref().is_some_and(|d| d.at.is_some()));
}

#[tokio::test]
async fn media_makes_an_mms_and_campaigns_change_their_prefix() {
    let (_sandbox, client) = demo().await;
    let message = OutboundMessage {
        campaign_id: Some("JCID-1".into()),
        owner: Some(DANA.into()),
        to: vec![PEER.into(), "+13855550112".into()],
        mms_media: vec![MediaUrl { media_url: "https://media.example.com/a.png".into() }],
        mms_base64: vec![InlineMedia { base64: "AAAA".into(), base_type: "image/png".into() }],
        ..OutboundMessage::text(DANA, PEER, "Look")
    };
    let sent = client.message().send(&message).await.unwrap();
    assert_eq!((sent.kind.clone(), sent.campaign_id.as_deref()), (Some(MessageKind::Mms), Some("TCID-1")));
    assert_eq!(
        (sent.to.len(), sent.mms_media.clone(), sent.mms_base64.clone()),
        (2, message.mms_media.clone(), message.mms_base64.clone())
    );
    let bad = OutboundMessage { mms_media: vec![MediaUrl { media_url: "not a url".into() }], ..message };
    assert!(matches!(client.message().send(&bad).await, Err(Error::Refused { status: 400, .. })));
}

#[tokio::test]
async fn history_is_read_in_two_shapes() {
    let (sandbox, client) = demo().await;
    for n in 0..3 {
        send(&client, PEER, &format!("Message {n}")).await;
    }
    control(&sandbox, "inbound", json!({ "to": DANA, "from": PEER, "body": "Answer" })).await;
    advance(&sandbox, 3);
    let page = client.message().filter(DANA, 1, 3).await.unwrap();
    assert_eq!((page.messages.len(), page.total, page.page), (3, Some(4), Some(1)));
    assert_eq!(
        (&*page.messages[0].body, page.messages[0].direction.clone()),
        ("Answer", Some(MessageDirection::Inbound))
    );
    assert_eq!(page.raw["Messages"][1]["Status"], json!("delivered"));
    let found = client.message().search(DANA, 2, 3).await.unwrap();
    assert_eq!((found.total, found.pages, found.results.len()), (Some(4), Some(2), 1));
    assert_eq!(found.raw["Results"][0]["Cost"], json!("$0.0045"));
    assert!(found.raw["Results"][0]["MessageID"].is_string());
    assert_eq!(&*found.results[0].body, "Message 0");
}

#[tokio::test]
async fn receipts_follow_the_recipient_and_the_clock() {
    let (sandbox, client) = demo().await;
    let target = Target::start().await;
    let mut update = route(&client, &target).await;
    update.callback_message_authentication_type = Some(Authentication::Basic);
    update.callback_message_username = Some("us".into());
    update.callback_message_password_token = Some("s3cret".into());
    client.message().update_route(&update).await.unwrap();
    let fine = send(&client, PEER, "a").await.message_id;
    let lost = send(&client, "+12125558601", "b").await.message_id;
    let silent = send(&client, "+12125558602", "c").await.message_id;
    let twice = send(&client, "+12125558603", "d").await.message_id;
    let late = send(&client, "+12125558604", "e").await.message_id;
    advance(&sandbox, 3);
    let receipts = target.wait(4).await;
    let of = |id: &str| receipts.iter().filter(|r| r.json()["Message_ID"] == json!(id)).count();
    assert_eq!([of(&fine), of(&lost), of(&silent), of(&twice), of(&late)], [1, 1, 0, 2, 0]);
    assert!(receipts.iter().all(|r| r.path == "/receipt" && r.method == "POST"));
    assert_eq!(receipts[0].authorization.as_deref(), Some("Basic dXM6czNjcmV0"));
    assert_eq!(
        receipts.iter().find(|r| r.json()["Message_ID"] == json!(lost)).unwrap().json()["Status"],
        json!("Undelivered")
    );
    assert_eq!(status(&client, &lost).await, "Undelivered");
    assert_eq!(status(&client, &late).await, "Queued");
    advance(&sandbox, 3600);
    assert_eq!(target.wait(5).await[4].json()["Message_ID"], json!(late));
    assert_eq!(status(&client, &silent).await, "Queued", "and no word ever");
}

#[tokio::test]
async fn inbound_messages_reach_the_route_with_each_authentication() {
    let (sandbox, client) = demo().await;
    let target = Target::start().await;
    let mut update = route(&client, &target).await;
    let inbound = async |body: &str, media: Value| {
        control(&sandbox, "inbound", json!({ "to": DANA, "from": PEER, "body": body, "media": media })).await
    };
    inbound("one", json!([])).await;
    let first = target.wait(1).await.remove(0);
    assert_eq!((first.path.as_str(), first.method.as_str(), &first.authorization), ("/inbound", "POST", &None));
    assert_eq!(first.content_type.as_deref(), Some("application/json"));
    let body = first.json();
    assert_eq!((&body["Owner"], &body["From"], &body["Message_Body"]), (&json!(DANA), &json!(PEER), &json!("one")));
    assert_eq!((&body["Segment"], &body["MMS_Media_URL"]), (&json!(1), &Value::Null));

    update.message_authentication_type = Some(Authentication::Bearer);
    update.message_password_token = Some("t0ken".into());
    client.message().update_route(&update).await.unwrap();
    inbound("two", json!(["https://media.example.com/a.png"])).await;
    let second = target.wait(2).await.remove(1);
    assert_eq!(second.authorization.as_deref(), Some("Bearer t0ken"));
    assert_eq!(second.json()["MMS_Media_URL"], json!("https://media.example.com/a.png"));

    update.message_authentication_type = Some(Authentication::Basic);
    update.message_username = Some("us".into());
    update.message_url_method = Some(HttpMethod::Get);
    client.message().update_route(&update).await.unwrap();
    inbound("three & more", json!([])).await;
    let third = target.wait(3).await.remove(2);
    assert_eq!((third.method.as_str(), third.authorization.as_deref()), ("GET", Some("Basic dXM6dDBrZW4=")));
    assert!(third.query.contains("Message_Body=three+%26+more"), "{}", third.query);

    update.inbound_bypass = Some(true);
    client.message().update_route(&update).await.unwrap();
    inbound("four", json!([])).await;
    assert_eq!(target.settled().await.len(), 3, "bypassed");
    let state = sandbox.state();
    assert_eq!(state["deliveries"].as_array().map(Vec::len), Some(3));
    assert_eq!(state["deliveries"][0]["status"], json!(204));
    assert!(!state.to_string().contains("t0ken"));
    assert_eq!(client.message().filter(DANA, 1, 25).await.unwrap().total, Some(4), "it came all the same");
}

#[tokio::test]
async fn others_are_not_called_and_failures_are_noted() {
    let (sandbox, client) = demo().await;
    let inbound = json!({ "to": DANA, "from": PEER, "body": "x" });
    control(&sandbox, "inbound", inbound.clone()).await;
    let broken = Target::answering(500).await;
    route(&client, &broken).await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    control(&sandbox, "inbound", inbound).await;
    broken.wait(1).await;
    assert_eq!(broken.settled().await.len(), 1, "sent once");
    let state = sandbox.state();
    assert_eq!(state["deliveries"][0]["error"], json!("only http://127.0.0.1 is called"));
    assert_eq!(state["deliveries"][1]["status"], json!(500));
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused() {
    let (sandbox, client) = demo().await;
    let refused =
        async |message: OutboundMessage| client.message().send(&message).await.map(|r| r.into_value()).unwrap_err();
    let text = || OutboundMessage::text(DANA, PEER, "x");
    for message in [
        OutboundMessage { to: vec![], ..text() },
        OutboundMessage { to: vec!["2125550188".into()], ..text() },
        OutboundMessage { body: "".into(), ..text() },
    ] {
        assert!(matches!(refused(message).await, Error::Refused { status: 400, .. }));
    }
    let lost = refused(OutboundMessage { body: "Hello sandboxlostreply".into(), ..text() }).await;
    assert!(matches!(lost, Error::Unknown { .. }), "{lost}");
    assert_eq!(client.message().filter(DANA, 1, 25).await.unwrap().total, Some(1), "sent all the same");
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    client.numbers().change_status(&StatusChange::of(DANA, NumberChange::Park, today)).await.unwrap();
    assert!(matches!(refused(text()).await, Error::Refused { status: 400, .. }));
    let body = json!({ "to": DANA, "from": PEER, "body": "x" });
    assert!(control(&sandbox, "inbound", body).await["error"].is_string(), "a parked number takes none");
}

#[tokio::test]
async fn messages_of_others_do_not_exist() {
    let (sandbox, ours) = demo().await;
    let theirs = client(&sandbox, sandbox::FOREIGN_KEY, sandbox::FOREIGN_SECRET);
    let id = send(&ours, PEER, "x").await.message_id;
    foreign([
        theirs.message().send(&OutboundMessage::text(DANA, PEER, "x")).await.err(),
        theirs.message().details(&id).await.err(),
        theirs.message().device_delivery(&id).await.err(),
        theirs.message().filter(DANA, 1, 25).await.err(),
        theirs.message().search(DANA, 1, 25).await.err(),
        ours.message().details("TMID-nothing").await.err(),
    ]);
}

#[tokio::test]
async fn call_detail_records_are_dropped_since_the_last_ones() {
    let (sandbox, client) = demo().await;
    let target = Target::start().await;
    send(&client, PEER, "x").await;
    let url = format!("{}/cdr", target.url);
    let dropped = control(&sandbox, "cdr", json!({ "kind": "sms", "url": url })).await;
    assert_eq!(dropped, json!({ "name": "sms-0001.csv", "rows": 1 }));
    let posted = target.wait(1).await.remove(0);
    assert_eq!(posted.content_type.as_deref(), Some("text/csv"));
    assert!(posted.body.lines().nth(1).unwrap().contains(PEER));
    assert_eq!(control(&sandbox, "cdr", json!({ "kind": "sms" })).await["rows"], json!(0), "nothing new");
    assert_eq!(control(&sandbox, "cdr", json!({ "kind": "voice" })).await["rows"], json!(8));
    let data = control(&sandbox, "cdr", json!({ "kind": "data" })).await;
    let file = sandbox.base_url.join(&format!("/__sandbox/cdr/{}", data["name"].as_str().unwrap())).unwrap();
    let content = crate::support::http().get(file).send().await.unwrap().text().await.unwrap();
    assert!(content.starts_with("Number,ICCID,AccountId,Bytes,Until\n") && content.contains(DANA));
    assert!(control(&sandbox, "cdr", json!({ "kind": "fax" })).await["error"].is_string());
}

#[tokio::test]
async fn what_guardian_stops_goes_nowhere() {
    let (sandbox, client) = demo().await;
    let child = "TSUID-ama.mensah";
    let phone = "+18015550143";
    let people = client.subscribers();
    let on = GuardianFeaturesSet { subscriber_id: child.into(), calls: None, messages: Some(true) };
    people.set_guardian_features(&on).await.unwrap();
    let filter = MessageFilterCreate {
        subscriber_id: child.into(),
        phone: phone.into(),
        filter_mode: MessageFilterMode::Active,
        rules: MessageRules { blocked_contacts: vec![PEER.into()], block_links: true, ..MessageRules::default() },
    };
    people.create_message_filter(&filter).await.unwrap();
    let answer = control(&sandbox, "inbound", json!({ "to": phone, "from": PEER, "body": "hello" })).await;
    assert!(answer["error"].is_null(), "the sender gets no sign: {answer}");
    assert!(client.message().filter(phone, 1, 9).await.unwrap().messages.is_empty());
    control(&sandbox, "inbound", json!({ "to": phone, "from": "+13855550120", "body": "hello" })).await;
    assert_eq!(client.message().filter(phone, 1, 9).await.unwrap().messages.len(), 1);
    let send = async |body: &str| {
        let message = OutboundMessage::text(phone, "+13855550120", body);
        client.message().send(&message).await.unwrap().into_value().message_id
    };
    let (link, plain) = (send("see https://example.com").await, send("hello").await);
    advance(&sandbox, 3);
    assert_eq!(status(&client, &plain).await, "Delivered");
    assert_eq!(status(&client, &link).await, "Queued", "for ever");
}
