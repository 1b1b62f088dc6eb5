//! Moving people, Guardian's switches, relations.

use sandbox::FOREIGN_ACCOUNT;
use telegent::{Filter, GuardianFeaturesSet, GuardianRelation, SubscriberTransfer};

use super::{CHILD, PARENT, PHONE, assert_not_found, assert_refused, stranger, support::demo, switch};

fn relation(parent: &str, child: &str) -> GuardianRelation {
    GuardianRelation {
        parent_subscriber_id: parent.into(),
        child_subscriber_id: child.into(),
        relation: Some("Caregiver".into()),
    }
}

#[tokio::test]
async fn a_person_moves_with_number_and_subscription() {
    let (sandbox, client) = demo().await;
    let transfer = |from: &str, to: &str| SubscriberTransfer {
        subscriber_id: CHILD.into(),
        from_account_id: from.into(),
        to_account_id: to.into(),
    };
    let people = client.subscribers();
    assert_refused(people.transfer(&transfer("AID-lindqvist", "AID-okafor")).await, "FromAccountId");
    assert_not_found(people.transfer(&transfer("AID-mensah", FOREIGN_ACCOUNT)).await);
    assert_not_found(stranger(&sandbox).subscribers().transfer(&transfer("AID-mensah", FOREIGN_ACCOUNT)).await);
    let moved = people.transfer(&transfer("AID-mensah", "AID-okafor")).await.unwrap();
    assert_eq!(moved.account.as_ref().map(|a| a.account_id.as_str()), Some("AID-okafor"));
    assert_eq!(moved.phone_numbers, [PHONE]);
    let read = people.get(CHILD).await.unwrap();
    assert_eq!(read.value, moved.value);
    let subscriptions = client.distributor().subscriptions(Filter::Active).await.unwrap();
    assert_eq!(subscriptions.iter().filter(|s| s.subscriber_id.as_deref() == Some(CHILD)).count(), 1);
    assert_eq!(client.accounts().get("AID-okafor").await.unwrap().total_subscribers, Some(4));
}

#[tokio::test]
async fn switches_are_off_until_set_and_keep_what_is_not_sent() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    let read = people.guardian_features(CHILD, None).await.unwrap();
    assert_eq!((read.calls, read.messages), (Some(false), Some(false)));
    switch(&client, CHILD, true).await;
    let set = GuardianFeaturesSet { subscriber_id: CHILD.into(), calls: Some(false), messages: None };
    people.set_guardian_features(&set).await.unwrap();
    let read = people.guardian_features(CHILD, Some("AID-mensah")).await.unwrap();
    assert_eq!((read.calls, read.messages), (Some(false), Some(true)));
    assert_not_found(people.guardian_features(CHILD, Some("AID-okafor")).await);
    assert_not_found(people.guardian_features("TSUID-nobody", None).await);
    assert_not_found(stranger(&sandbox).subscribers().guardian_features(CHILD, None).await);
    assert_not_found(stranger(&sandbox).subscribers().set_guardian_features(&set).await);
}

#[tokio::test]
async fn a_relation_needs_guardian_on_both_sides_and_reads_both_ways() {
    let (sandbox, client) = demo().await;
    let people = client.subscribers();
    switch(&client, PARENT, true).await;
    assert_refused(people.create_guardian_relation(&relation(PARENT, CHILD)).await, "ChildSubscriberId");
    switch(&client, CHILD, true).await;
    assert_refused(people.create_guardian_relation(&relation(PARENT, PARENT)).await, "ChildSubscriberId");
    let no_word = GuardianRelation { relation: None, ..relation(PARENT, CHILD) };
    assert_refused(people.create_guardian_relation(&no_word).await, "Relation");
    let made = people.create_guardian_relation(&relation(PARENT, CHILD)).await.unwrap();
    assert_eq!(made.relation.as_deref(), Some("Parent"), "the word comes back changed");

    let below = people.relations_as_parent(PARENT, None).await.unwrap();
    assert_eq!(below.children_of(PARENT).collect::<Vec<_>>(), [CHILD]);
    assert_eq!(below.guardians_of(PARENT).count(), 0);
    let above = people.relations_as_child(CHILD, Some("AID-mensah")).await.unwrap();
    assert_eq!(above.guardians_of(CHILD).collect::<Vec<_>>(), [PARENT]);
    assert!(people.relations_as_parent(CHILD, None).await.unwrap().relations.is_empty(), "one direction only");

    let theirs = stranger(&sandbox);
    assert_not_found(theirs.subscribers().relations_as_parent(PARENT, None).await);
    assert_not_found(theirs.subscribers().relations_as_child(CHILD, None).await);
    assert_not_found(theirs.subscribers().delete_guardian_relation(PARENT, CHILD).await);
    assert_not_found(theirs.subscribers().create_guardian_relation(&relation(PARENT, CHILD)).await);

    let gone = people.delete_guardian_relation(PARENT, CHILD).await.unwrap();
    assert_eq!((gone.status.as_deref(), gone.relation.relation.as_deref()), (Some("Deleted"), Some("Caregiver")));
    assert!(gone.date_deleted.as_ref().is_some_and(|d| d.at.is_some()));
    assert_not_found(people.delete_guardian_relation(PARENT, CHILD).await);
    assert!(people.relations_as_child(CHILD, None).await.unwrap().relations.is_empty());
}
