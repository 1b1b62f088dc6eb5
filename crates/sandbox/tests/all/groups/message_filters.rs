//! Message filters with their lists and words.

use sandbox::{Direction, Running, Verdict};
use telegent::{
    Error, FilterQuery, FilterRef, KeywordFilter, MessageFilterCreate, MessageFilterMode, MessageFilterUpdate,
    MessageRules, Severity,
};

use super::{CHILD, PHONE, assert_not_found, assert_refused, route_plainly, stranger, support::demo, switch};

const FRIEND: &str = "+13855550117";
const BULLY: &str = "+13855550118";

fn filter(rules: MessageRules) -> MessageFilterCreate {
    MessageFilterCreate {
        subscriber_id: CHILD.into(),
        phone: PHONE.into(),
        filter_mode: MessageFilterMode::Active,
        rules,
    }
}

fn words() -> KeywordFilter {
    KeywordFilter {
        custom_keywords: vec!["banned".into()],
        system_keywords: [("Violence".to_owned(), vec!["threat".to_owned()])].into(),
        severity_map: [("Banned".to_owned(), Severity::High)].into(),
    }
}

fn update(filter_id: &str, mode: MessageFilterMode, rules: MessageRules) -> MessageFilterUpdate {
    MessageFilterUpdate {
        filter_id: filter_id.into(),
        subscriber_id: None,
        phone: None,
        filter_mode: Some(mode),
        rules,
    }
}

fn verdict(sandbox: &Running, contact: &str, body: &str, direction: Direction) -> Verdict {
    sandbox.with(|world| world.message_verdict(PHONE, contact, body, false, direction))
}

#[tokio::test]
async fn a_filter_is_made_read_replaced_and_deleted() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    let rules = MessageRules { keyword_filter: words(), allowed_contacts: vec![FRIEND.into()], ..Default::default() };
    let made = people.create_message_filter(&filter(rules)).await.unwrap();
    assert_eq!(made.keyword_filter, Some(words()));
    let text = made.raw["KeywordFilter"].as_str().unwrap();
    assert!(text.starts_with("\"CustomKeywords\""), "without its outer braces: {text}");
    let listed = people.message_filters(&FilterQuery::of(CHILD)).await.unwrap();
    assert!(listed.raw.is_array());
    assert_eq!(listed.value, std::slice::from_ref(&made.value));
    let by_phone = FilterQuery { phone: Some(PHONE.into()), ..FilterQuery::default() };
    assert_eq!(people.message_filters(&by_phone).await.unwrap().len(), 1);
    let other = FilterQuery { account_id: Some("AID-okafor".into()), ..FilterQuery::default() };
    assert!(people.message_filters(&other).await.unwrap().is_empty());

    let id = &made.filter_id;
    let links = MessageRules { block_links: true, ..MessageRules::default() };
    let changed = people.update_message_filter(&update(id, MessageFilterMode::MonitorOnly, links)).await.unwrap();
    assert_eq!(changed.filter_mode, Some(MessageFilterMode::MonitorOnly));
    assert_eq!(changed.block_links, Some(true));
    assert!(changed.allowed_contacts.is_empty(), "an update replaces all rules");
    assert_eq!(changed.phone.as_deref(), Some(PHONE));

    let gone = people.delete_message_filter(id).await.unwrap();
    assert_eq!((&gone.id, gone.status.as_deref()), (id, Some("Deleted")));
    assert!(gone.date.as_ref().is_some_and(|d| d.at.is_some()));
    assert_not_found(people.delete_message_filter(id).await);
    assert!(sandbox.with(|world| world.guardian.message_filters.is_empty()));
}

#[tokio::test]
async fn one_filter_per_person_and_number() {
    let (_sandbox, client) = demo().await;
    let people = client.subscribers();
    people.create_message_filter(&filter(MessageRules::default())).await.unwrap();
    let error = people.create_message_filter(&filter(MessageRules::default())).await.unwrap_err();
    let Error::Conflict { message, .. } = &error else { panic!("{error}") };
    assert_eq!(message, "Duplicate filter found for the same subscriber and phone number");
    let second = MessageFilterCreate { phone: "+18015550100".into(), ..filter(MessageRules::default()) };
    people.create_message_filter(&second).await.unwrap();
}

#[tokio::test]
async fn lists_grow_and_shrink() {
    let (_sandbox, client) = demo().await;
    let people = client.subscribers();
    let made = people.create_message_filter(&filter(MessageRules::default())).await.unwrap();
    let it = FilterRef {
        subscriber_id: CHILD.into(),
        filter_id: made.filter_id.clone(),
        account_id: Some("AID-mensah".into()),
    };
    let both = [FRIEND.to_owned(), BULLY.to_owned()];
    assert_eq!(people.add_allowed_contacts(&it, &both).await.unwrap().numbers, both);
    assert_eq!(people.add_allowed_contacts(&it, &both[..1]).await.unwrap().numbers, both, "none comes twice");
    assert_eq!(people.remove_allowed_contacts(&it, &both[1..]).await.unwrap().numbers, [FRIEND]);
    assert_eq!(people.allowed_contacts(&it).await.unwrap().value, [FRIEND]);
    assert_refused(people.remove_allowed_contacts(&it, &both[1..]).await, "Contacts");
    assert_refused(people.add_allowed_contacts(&it, &["555".into()]).await, "Contacts");
    assert_refused(people.add_blocked_contacts(&it, &[]).await, "Contacts");
    assert_eq!(people.add_blocked_contacts(&it, &both[1..]).await.unwrap().numbers, [BULLY]);
    assert_eq!(people.blocked_contacts(&it).await.unwrap().value, [BULLY]);
    assert!(people.remove_blocked_contacts(&it, &both[1..]).await.unwrap().numbers.is_empty());
    assert!(people.message_filter_keywords(&it).await.unwrap().custom_keywords.is_empty());
    let rules = MessageRules { keyword_filter: words(), ..MessageRules::default() };
    people.update_message_filter(&update(&it.filter_id, MessageFilterMode::Active, rules)).await.unwrap();
    let read = people.message_filter_keywords(&it).await.unwrap();
    assert_eq!(read.value, words());
    assert!(read.raw["CustomKeywords"].is_array(), "plain JSON here");
}

#[tokio::test]
async fn wrong_fields_and_foreign_ids_are_refused() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    let wrong = MessageFilterCreate { phone: "12".into(), ..filter(MessageRules::default()) };
    assert_refused(people.create_message_filter(&wrong).await, "Phone");
    let mode = MessageFilterMode::Other("LOUD".into());
    let wrong = MessageFilterCreate { filter_mode: mode, ..filter(MessageRules::default()) };
    assert_refused(people.create_message_filter(&wrong).await, "FilterMode");
    let nobody = MessageFilterCreate { subscriber_id: "TSUID-nobody".into(), ..filter(MessageRules::default()) };
    assert_not_found(people.create_message_filter(&nobody).await);
    let made = people.create_message_filter(&filter(MessageRules::default())).await.unwrap();
    let others =
        FilterRef { subscriber_id: "TSUID-yaw.mensah".into(), filter_id: made.filter_id.clone(), account_id: None };
    assert_not_found(people.allowed_contacts(&others).await);
    let (it, numbers) = (FilterRef { subscriber_id: CHILD.into(), ..others }, [FRIEND.to_owned()]);
    let theirs = stranger(&sandbox);
    let theirs = theirs.subscribers();
    let off = update(&it.filter_id, MessageFilterMode::Inactive, MessageRules::default());
    assert_not_found(theirs.update_message_filter(&off).await);
    assert_not_found(theirs.delete_message_filter(&it.filter_id).await);
    assert_not_found(theirs.message_filters(&FilterQuery::of(CHILD)).await);
    assert_not_found(theirs.allowed_contacts(&it).await);
    assert_not_found(theirs.blocked_contacts(&it).await);
    assert_not_found(theirs.message_filter_keywords(&it).await);
    assert_not_found(theirs.add_allowed_contacts(&it, &numbers).await);
    assert_not_found(theirs.remove_allowed_contacts(&it, &numbers).await);
    assert_not_found(theirs.add_blocked_contacts(&it, &numbers).await);
    assert_not_found(theirs.remove_blocked_contacts(&it, &numbers).await);
    assert!(theirs.message_filters(&FilterQuery::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_filter_acts_only_with_switch_route_and_direction() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    let rules = MessageRules {
        keyword_filter: words(),
        allowed_contacts: vec![FRIEND.into()],
        blocked_contacts: vec![BULLY.into()],
        apply_to_outbound: false,
        ..MessageRules::default()
    };
    let made = people.create_message_filter(&filter(rules.clone())).await.unwrap();
    let inbound = |contact: &str, body: &str| verdict(&sandbox, contact, body, Direction::Inbound);
    assert_eq!(inbound(BULLY, "hello"), Verdict::Pass, "the switch is off");
    switch(&client, CHILD, true).await;
    assert_eq!(inbound(BULLY, "hello"), Verdict::Block);
    assert_eq!(inbound("+13855550119", "this is BANNED"), Verdict::Block);
    assert_eq!(inbound("+13855550119", "a threat"), Verdict::Block);
    assert_eq!(inbound("+13855550119", "hello"), Verdict::Pass);
    assert_eq!(inbound(FRIEND, "this is banned"), Verdict::Pass, "allowed contacts skip every check");
    assert_eq!(verdict(&sandbox, BULLY, "banned", Direction::Outbound), Verdict::Pass, "not this direction");
    let monitor = update(&made.filter_id, MessageFilterMode::MonitorOnly, rules.clone());
    people.update_message_filter(&monitor).await.unwrap();
    assert_eq!(inbound(BULLY, "hello"), Verdict::Flag);
    people.update_message_filter(&update(&made.filter_id, MessageFilterMode::Inactive, rules)).await.unwrap();
    assert_eq!(inbound(BULLY, "hello"), Verdict::Pass);
    let closed = MessageRules { block_unknown_numbers: true, ..MessageRules::default() };
    people.update_message_filter(&update(&made.filter_id, MessageFilterMode::Active, closed)).await.unwrap();
    assert_eq!(inbound("+13855550119", "hello"), Verdict::Block);
    let links = MessageRules { block_links: true, block_media: true, ..MessageRules::default() };
    people.update_message_filter(&update(&made.filter_id, MessageFilterMode::Active, links)).await.unwrap();
    assert_eq!(inbound("+13855550119", "see https://example.com"), Verdict::Block);
    let media = |world: &mut sandbox::World| world.message_verdict(PHONE, FRIEND, "", true, Direction::Outbound);
    assert_eq!(sandbox.with(media), Verdict::Block);
    route_plainly(&sandbox);
    assert_eq!(sandbox.with(media), Verdict::Pass, "the route is not intelligent");
}
