//! Thresholds and features, and the subscriptions they are on.

use sandbox::FOREIGN_ACCOUNT;
use telegent::{
    Client, FeatureCreate, FeatureReassign, FeatureType, FeatureUpdate, Filter, ThresholdAction, ThresholdCreate,
    ThresholdReassign, ThresholdType, ThresholdUnit, ThresholdUpdate,
};

use super::{assert_not_found, assert_refused, stranger, support::demo};

fn threshold() -> ThresholdCreate {
    ThresholdCreate {
        account_id: Some("AID-mensah".into()),
        name: Some("80% Data Alert".into()),
        threshold_type: ThresholdType::Data,
        amount: 80,
        unit: ThresholdUnit::Mb,
        action: ThresholdAction::Alert,
    }
}

fn feature() -> FeatureCreate {
    FeatureCreate {
        account_id: Some("AID-mensah".into()),
        name: "International Roaming".into(),
        feature_type: FeatureType::Roaming,
        description: None,
    }
}

async fn subscriptions(client: &Client) -> Vec<String> {
    let rows = client.distributor().subscriptions(Filter::Active).await.unwrap();
    rows.iter().map(|s| s.subscription_id.clone()).collect()
}

#[tokio::test]
async fn a_threshold_is_made_changed_assigned_and_deleted() {
    let (sandbox, client) = demo().await;
    let them = client.subscriptions();
    let subs = subscriptions(&client).await;
    let made = them.add_threshold(&threshold()).await.unwrap();
    assert_eq!((made.amount, made.active), (Some(80), Some(true)));
    let id = made.threshold_id.clone();
    assert_eq!(them.threshold(&id).await.unwrap().value, made.value);
    let update = ThresholdUpdate {
        threshold_id: id.clone(),
        amount: Some(90),
        action: Some(ThresholdAction::Pause),
        ..ThresholdUpdate::default()
    };
    let changed = them.update_threshold(&update).await.unwrap();
    assert_eq!((changed.amount, changed.action.clone()), (Some(90), Some(ThresholdAction::Pause)));
    assert_eq!(changed.name, made.name, "what is not sent stays");
    let wrong = ThresholdUpdate { unit: Some(ThresholdUnit::Other("TB".into())), ..update.clone() };
    assert_refused(them.update_threshold(&wrong).await, "ThresholdUnit");
    assert_refused(them.add_threshold(&ThresholdCreate { account_id: None, ..threshold() }).await, "AccountId");
    let foreign = ThresholdCreate { account_id: Some(FOREIGN_ACCOUNT.into()), ..threshold() };
    assert_not_found(them.add_threshold(&foreign).await);

    let put = them.assign_threshold(&id, &subs[0]).await.unwrap();
    let second = them.assign_threshold(&id, &subs[1]).await.unwrap();
    assert_eq!(them.threshold_assignments(&id).await.unwrap().len(), 2);
    assert_not_found(them.assign_threshold("THID-nothing", &subs[0]).await);
    assert_not_found(them.assign_threshold(&id, "SUB-nothing").await);
    let other = them.add_threshold(&threshold()).await.unwrap().threshold_id.clone();
    let assignment = put.threshold_assignment_id.clone();
    let update = ThresholdReassign {
        threshold_assignment_id: assignment.clone(),
        threshold_id: Some(other.clone()),
        subscription_id: None,
    };
    let moved = them.reassign_threshold(&update).await.unwrap();
    assert_eq!((moved.threshold_id.as_ref(), moved.subscription_id.as_ref()), (Some(&other), Some(&subs[0])));
    assert_not_found(
        them.reassign_threshold(&ThresholdReassign { subscription_id: Some("SUB-no".into()), ..update.clone() }).await,
    );

    let theirs = stranger(&sandbox);
    let theirs = theirs.subscriptions();
    assert_not_found(theirs.threshold(&id).await);
    assert_not_found(theirs.threshold_assignments(&id).await);
    assert_not_found(theirs.delete_threshold(&id).await);
    assert_not_found(theirs.reassign_threshold(&update).await);
    assert_not_found(theirs.unassign_threshold(&assignment).await);
    assert_not_found(theirs.assign_threshold(&id, &subs[0]).await);

    let gone = them.unassign_threshold(&assignment).await.unwrap();
    assert_eq!((&gone.id, gone.status.as_deref()), (&assignment, Some("Deleted")));
    assert!(them.threshold_assignments(&other).await.unwrap().is_empty());
    assert_eq!(them.delete_threshold(&id).await.unwrap().status.as_deref(), Some("Deleted"));
    assert_not_found(them.threshold(&id).await);
    assert_not_found(them.unassign_threshold(&second.threshold_assignment_id).await);
    assert!(sandbox.with(|world| world.thresholds.assignments.is_empty()), "its assignments went with it");
}

#[tokio::test]
async fn a_feature_is_made_changed_assigned_and_deleted() {
    let (sandbox, client) = demo().await;
    let them = client.subscriptions();
    let subs = subscriptions(&client).await;
    let made = them.add_feature(&feature()).await.unwrap();
    let id = made.feature_id.clone();
    assert_eq!(them.feature(&id).await.unwrap().value, made.value);
    let update = FeatureUpdate {
        feature_id: id.clone(),
        description: Some("Data and calls abroad".into()),
        ..FeatureUpdate::default()
    };
    let changed = them.update_feature(&update).await.unwrap();
    assert_eq!(changed.description.as_deref(), Some("Data and calls abroad"));
    assert_eq!((&changed.name, &changed.feature_type), (&made.name, &Some(FeatureType::Roaming)));
    let wrong = FeatureCreate { feature_type: FeatureType::Other("Magic".into()), ..feature() };
    assert_refused(them.add_feature(&wrong).await, "FeatureType");

    let given = them.assign_feature(&id, &subs[0]).await.unwrap().into_value();
    assert_eq!(them.feature_assignments(&id).await.unwrap().value, std::slice::from_ref(&given));
    let update = FeatureReassign {
        feature_assignment_id: given.feature_assignment_id.clone(),
        feature_id: None,
        subscription_id: Some(subs[1].clone()),
    };
    let moved = them.reassign_feature(&update).await.unwrap();
    assert_eq!((moved.feature_id.as_ref(), moved.subscription_id.as_ref()), (Some(&id), Some(&subs[1])));
    assert_not_found(them.threshold(&id).await);

    let theirs = stranger(&sandbox);
    let theirs = theirs.subscriptions();
    assert_not_found(theirs.feature(&id).await);
    assert_not_found(theirs.feature_assignments(&id).await);
    assert_not_found(theirs.delete_feature(&id).await);
    assert_not_found(theirs.reassign_feature(&update).await);
    assert_not_found(theirs.unassign_feature(&given.feature_assignment_id).await);
    assert_not_found(theirs.assign_feature(&id, &subs[0]).await);

    let gone = them.unassign_feature(&given.feature_assignment_id).await.unwrap();
    assert_eq!(gone.status.as_deref(), Some("Deleted"));
    assert_not_found(them.reassign_feature(&update).await);
    assert_eq!(them.delete_feature(&id).await.unwrap().id, id);
    assert_not_found(them.delete_feature(&id).await);
}
