//! Thresholds and features of subscriptions.

use telegent::{
    Client, FeatureCreate, FeatureReassign, FeatureType, FeatureUpdate, ThresholdAction, ThresholdCreate,
    ThresholdReassign, ThresholdType, ThresholdUnit, ThresholdUpdate,
};

use super::{Results, text};

pub async fn calls(client: &Client) -> Results {
    let threshold = ThresholdCreate {
        account_id: text("AID"),
        name: text("80% Data Alert"),
        threshold_type: ThresholdType::Data,
        amount: 80,
        unit: ThresholdUnit::Mb,
        action: ThresholdAction::Alert,
    };
    let threshold_update = ThresholdUpdate {
        threshold_id: "THID".into(),
        name: text("90% Data Alert"),
        threshold_type: Some(ThresholdType::Data),
        amount: Some(90),
        unit: Some(ThresholdUnit::Mb),
        action: Some(ThresholdAction::Pause),
    };
    let threshold_reassign = ThresholdReassign {
        threshold_assignment_id: "TAID".into(),
        threshold_id: text("THID"),
        subscription_id: text("SUB"),
    };
    let feature = FeatureCreate {
        account_id: text("AID"),
        name: "International Roaming".into(),
        feature_type: FeatureType::Roaming,
        description: text("x"),
    };
    let feature_update = FeatureUpdate {
        feature_id: "FEID".into(),
        name: text("Global Roaming Plus"),
        feature_type: Some(FeatureType::Roaming),
        description: text("x"),
    };
    let feature_reassign = FeatureReassign {
        feature_assignment_id: "FAID".into(),
        feature_id: text("FEID"),
        subscription_id: text("SUB"),
    };
    let them = client.subscriptions();
    calls! {
        "subscriptions.threshold": them.threshold("THID");
        "subscriptions.add_threshold": them.add_threshold(&threshold);
        "subscriptions.update_threshold": them.update_threshold(&threshold_update);
        "subscriptions.delete_threshold": them.delete_threshold("THID");
        "subscriptions.threshold_assignments": them.threshold_assignments("THID");
        "subscriptions.assign_threshold": them.assign_threshold("THID", "SUB");
        "subscriptions.reassign_threshold": them.reassign_threshold(&threshold_reassign);
        "subscriptions.unassign_threshold": them.unassign_threshold("TAID");
        "subscriptions.feature": them.feature("FEID");
        "subscriptions.add_feature": them.add_feature(&feature);
        "subscriptions.update_feature": them.update_feature(&feature_update);
        "subscriptions.delete_feature": them.delete_feature("FEID");
        "subscriptions.feature_assignments": them.feature_assignments("FEID");
        "subscriptions.assign_feature": them.assign_feature("FEID", "SUB");
        "subscriptions.reassign_feature": them.reassign_feature(&feature_reassign);
        "subscriptions.unassign_feature": them.unassign_feature("FAID");
    }
}
