//! Call filters with their lists and words.

use sandbox::{Direction, Running, Verdict};
use telegent::{
    CallFilterCreate, CallFilterMode, CallFilterUpdate, CallRules, Error, FilterQuery, FilterRef, GuardianRelation,
    KeywordFilter, TranscriptionAction,
};

use super::{
    CHILD, PARENT, PHONE, assert_not_found, assert_refused, mint, route_plainly, stranger,
    support::{demo, http},
    switch,
};

const FRIEND: &str = "+13855550117";
const BULLY: &str = "+13855550118";

fn filter(filter_mode: CallFilterMode, rules: CallRules) -> CallFilterCreate {
    CallFilterCreate { subscriber_id: CHILD.into(), phone: PHONE.into(), filter_mode, rules, time_restrictions: None }
}

fn update(filter_id: &str, filter_mode: Option<CallFilterMode>, rules: CallRules) -> CallFilterUpdate {
    CallFilterUpdate { filter_id: filter_id.into(), subscriber_id: None, phone: None, filter_mode, rules }
}

fn rings(sandbox: &Running, contact: &str) -> bool {
    sandbox.with(|world| world.call_verdict(PHONE, contact, Direction::Inbound)) == Verdict::Pass
}

#[tokio::test]
async fn a_filter_is_made_read_replaced_and_deleted() {
    let (_sandbox, client) = demo().await;
    let people = client.subscribers();
    let words = KeywordFilter { custom_keywords: vec!["banned".into()], ..KeywordFilter::default() };
    let rules = CallRules {
        allowed_numbers: vec![FRIEND.into()],
        enable_transcription: true,
        keyword_filter: words.clone(),
        transcription_action: Some(TranscriptionAction::Warning),
        warning_message: Some("This call may be terminated".into()),
        ..CallRules::default()
    };
    let made = people.create_call_filter(&filter(CallFilterMode::Whitelist, rules)).await.unwrap();
    assert_eq!(made.keyword_filter, Some(words.clone()));
    assert!(made.raw["KeywordFilter"].as_str().unwrap().starts_with('{'), "with its braces, unlike for messages");
    assert_eq!(made.apply_to_inbound, Some(true));
    let listed = people.call_filters(&FilterQuery::of(CHILD)).await.unwrap();
    assert_eq!(listed[0].filter_id, made.filter_id);
    assert_eq!(listed[0].keyword_filter, None, "lists leave the words out");
    let it = FilterRef { subscriber_id: CHILD.into(), filter_id: made.filter_id.clone(), account_id: None };
    assert_eq!(people.call_filter_keywords(&it).await.unwrap().value, words);

    let changed = people
        .update_call_filter(&update(&it.filter_id, Some(CallFilterMode::Blacklist), CallRules::default()))
        .await
        .unwrap();
    assert_eq!(changed.filter_mode, Some(CallFilterMode::Blacklist));
    assert_eq!(changed.apply_to_inbound, None, "the answer to an update ends before that");
    assert!(changed.allowed_numbers.is_empty(), "an update replaces all rules");
    let gone = people.delete_call_filter(&it.filter_id).await.unwrap();
    assert_eq!(gone.status.as_deref(), Some("Deleted"));
    assert!(people.call_filters(&FilterQuery::default()).await.unwrap().is_empty());
    assert_not_found(people.call_filter_keywords(&it).await);
}

#[tokio::test]
async fn what_is_left_out_on_creation_comes_back_false() {
    let (sandbox, client) = demo().await;
    let path = "/v1.0/subscribers/call-filter";
    let http = http();
    let token = mint(&sandbox, &http, path).await;
    let body = serde_json::json!({ "SubscriberId": CHILD, "Phone": PHONE, "FilterMode": "WHITELIST" });
    let call = http.post(sandbox.base_url.join(path).unwrap()).json(&body).bearer_auth(token);
    let answer: serde_json::Value = call.send().await.unwrap().json().await.unwrap();
    assert_eq!((&answer["ApplyToInbound"], &answer["ApplyToOutbound"]), (&false.into(), &false.into()));
    assert!(answer.as_object().unwrap().contains_key("TimeRestrictions"));
    switch(&client, CHILD, true).await;
    assert!(rings(&sandbox, BULLY), "such a filter filters nothing");
}

#[tokio::test]
async fn ages_need_a_guardian_and_cannot_be_set_later() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    let child = filter(CallFilterMode::Child, CallRules::default());
    assert_refused(people.create_call_filter(&child).await, "FilterMode");
    switch(&client, PARENT, true).await;
    switch(&client, CHILD, true).await;
    let relation = GuardianRelation {
        parent_subscriber_id: PARENT.into(),
        child_subscriber_id: CHILD.into(),
        relation: Some("Parent".into()),
    };
    people.create_guardian_relation(&relation).await.unwrap();
    let made = people.create_call_filter(&child).await.unwrap();
    let again = people.create_call_filter(&child).await.unwrap_err();
    assert!(matches!(again, Error::Conflict { .. }), "{again}");
    let later = update(&made.filter_id, Some(CallFilterMode::Teenager), CallRules::default());
    assert_refused(people.update_call_filter(&later).await, "FilterMode");
    people.update_call_filter(&update(&made.filter_id, None, CallRules::default())).await.unwrap();
    let listed = people.call_filters(&FilterQuery::of(CHILD)).await.unwrap();
    assert_eq!(listed[0].filter_mode, Some(CallFilterMode::Child), "the mode stays when it is not sent");
    assert!(rings(&sandbox, BULLY), "ages are accepted and not in force for phones");
}

#[tokio::test]
async fn lists_decide_who_rings() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    switch(&client, CHILD, true).await;
    let made = people.create_call_filter(&filter(CallFilterMode::Whitelist, CallRules::default())).await.unwrap();
    let it = FilterRef { subscriber_id: CHILD.into(), filter_id: made.filter_id.clone(), account_id: None };
    let (friend, bully) = ([FRIEND.to_owned()], [BULLY.to_owned()]);
    assert!(!rings(&sandbox, FRIEND));
    assert_eq!(people.add_allowed_numbers(&it, &friend).await.unwrap().numbers, friend);
    assert_eq!(people.allowed_numbers(&it).await.unwrap().value, friend);
    assert!(rings(&sandbox, FRIEND) && !rings(&sandbox, BULLY));
    assert!(people.remove_allowed_numbers(&it, &friend).await.unwrap().numbers.is_empty());
    assert_refused(people.remove_allowed_numbers(&it, &friend).await, "Numbers");
    let black = update(&it.filter_id, Some(CallFilterMode::Blacklist), CallRules::default());
    people.update_call_filter(&black).await.unwrap();
    assert!(rings(&sandbox, BULLY));
    assert_eq!(people.add_blocked_numbers(&it, &bully).await.unwrap().numbers, bully);
    assert_eq!(people.blocked_numbers(&it).await.unwrap().value, bully);
    assert!(!rings(&sandbox, BULLY) && rings(&sandbox, FRIEND));
    switch(&client, CHILD, false).await;
    assert!(rings(&sandbox, BULLY), "the switch is the only pause");
    switch(&client, CHILD, true).await;
    assert!(!rings(&sandbox, BULLY));
    assert!(people.remove_blocked_numbers(&it, &bully).await.unwrap().numbers.is_empty());
    let abroad = CallRules { block_international: true, ..CallRules::default() };
    people.update_call_filter(&update(&it.filter_id, None, abroad)).await.unwrap();
    assert!(rings(&sandbox, BULLY) && !rings(&sandbox, "+4915112345678"));
    route_plainly(&sandbox);
    assert!(rings(&sandbox, "+4915112345678"), "the route is not intelligent");
}

#[tokio::test]
async fn foreign_filters_are_not_found() {
    let (sandbox, client) = demo().await;
    let whitelist = filter(CallFilterMode::Whitelist, CallRules::default());
    let filter_id = client.subscribers().create_call_filter(&whitelist).await.unwrap().into_value().filter_id;
    let it = FilterRef { subscriber_id: CHILD.into(), filter_id, account_id: None };
    let (theirs, numbers) = (stranger(&sandbox), [FRIEND.to_owned()]);
    let theirs = theirs.subscribers();
    assert_not_found(theirs.create_call_filter(&whitelist).await);
    assert_not_found(theirs.update_call_filter(&update(&it.filter_id, None, CallRules::default())).await);
    assert_not_found(theirs.delete_call_filter(&it.filter_id).await);
    assert_not_found(theirs.call_filters(&FilterQuery::of(CHILD)).await);
    assert_not_found(theirs.allowed_numbers(&it).await);
    assert_not_found(theirs.blocked_numbers(&it).await);
    assert_not_found(theirs.call_filter_keywords(&it).await);
    assert_not_found(theirs.add_allowed_numbers(&it, &numbers).await);
    assert_not_found(theirs.remove_allowed_numbers(&it, &numbers).await);
    assert_not_found(theirs.add_blocked_numbers(&it, &numbers).await);
    assert_not_found(theirs.remove_blocked_numbers(&it, &numbers).await);
}
