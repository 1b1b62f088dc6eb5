//! Thresholds: what happens when a subscription has used so much. Internal in the specification: ask the platform
//! before relying on them.

use serde::Serialize;
use serde_json::json;

use super::Subscriptions;
use crate::{
    Confirmed, Error, Reply, ThresholdAction, ThresholdType, ThresholdUnit,
    api::rows,
    decode::{Failure, Fields, Record},
    operation::{
        THRESHOLD_ADD, THRESHOLD_ASSIGN, THRESHOLD_ASSIGNMENTS, THRESHOLD_DELETE, THRESHOLD_GET, THRESHOLD_REASSIGN,
        THRESHOLD_UNASSIGN, THRESHOLD_UPDATE,
    },
};

/// A threshold as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// `THID-…`, opaque.
    pub threshold_id: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// What it counts.
    pub threshold_type: Option<ThresholdType>,
    /// How much, in `unit`: a quantity, though the example's name speaks of per cent.
    pub amount: Option<i64>,
    /// In what.
    pub unit: Option<ThresholdUnit>,
    /// What happens then.
    pub action: Option<ThresholdAction>,
    /// In force.
    pub active: Option<bool>,
}

impl Record for Threshold {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            threshold_id: f.id(&["ThresholdId"])?,
            account_id: f.text(&["AccountId"]),
            name: f.text(&["ThresholdName"]),
            threshold_type: f.word(&["ThresholdType"]),
            amount: f.integer(&["ThresholdAmount"]),
            unit: f.word(&["ThresholdUnit"]),
            action: f.word(&["ThresholdAction"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// A threshold put on a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdAssignment {
    /// `TAID-…`, opaque.
    pub threshold_assignment_id: String,
    /// `THID-…`.
    pub threshold_id: Option<String>,
    /// `SUB-…`.
    pub subscription_id: Option<String>,
    /// In force.
    pub active: Option<bool>,
}

impl Record for ThresholdAssignment {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            threshold_assignment_id: f.id(&["ThresholdAssignmentId"])?,
            threshold_id: f.text(&["ThresholdId"]),
            subscription_id: f.text(&["SubscriptionId"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// Body of `POST /v1.0/subscriptions/thresholds/add`. The schema requires nothing; a threshold without kind and amount
/// means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ThresholdCreate {
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// Name.
    #[serde(rename = "ThresholdName", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it counts.
    pub threshold_type: ThresholdType,
    /// How much, in `unit`.
    #[serde(rename = "ThresholdAmount")]
    pub amount: i64,
    /// In what.
    #[serde(rename = "ThresholdUnit")]
    pub unit: ThresholdUnit,
    /// What happens then.
    #[serde(rename = "ThresholdAction")]
    pub action: ThresholdAction,
}

/// Body of `POST /v1.0/subscriptions/thresholds/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ThresholdUpdate {
    /// `THID-…`.
    pub threshold_id: String,
    /// Name.
    #[serde(rename = "ThresholdName", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold_type: Option<ThresholdType>,
    /// How much.
    #[serde(rename = "ThresholdAmount", skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// In what.
    #[serde(rename = "ThresholdUnit", skip_serializing_if = "Option::is_none")]
    pub unit: Option<ThresholdUnit>,
    /// What happens then.
    #[serde(rename = "ThresholdAction", skip_serializing_if = "Option::is_none")]
    pub action: Option<ThresholdAction>,
}

/// Body of `POST /v1.0/subscriptions/thresholds/assignments/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ThresholdReassign {
    /// `TAID-…`.
    pub threshold_assignment_id: String,
    /// Another threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold_id: Option<String>,
    /// Another subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<String>,
}

impl Subscriptions<'_> {
    /// Creates a threshold. It does nothing until it is put on a subscription.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/thresholds/add`, guide 5.6.
    pub async fn add_threshold(&self, threshold: &ThresholdCreate) -> Result<Reply<Threshold>, Error> {
        self.0.post(&THRESHOLD_ADD, threshold).await
    }

    /// One threshold.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscriptions/thresholds`, guide 5.6.
    pub async fn threshold(&self, threshold_id: &str) -> Result<Reply<Threshold>, Error> {
        self.0.get(&THRESHOLD_GET, &[("ThresholdId", threshold_id.to_owned())]).await
    }

    /// Changes a threshold for every subscription that has it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/thresholds/update`, guide 5.6.
    pub async fn update_threshold(&self, update: &ThresholdUpdate) -> Result<Reply<Threshold>, Error> {
        self.0.post(&THRESHOLD_UPDATE, update).await
    }

    /// Deletes a threshold for good and takes it off every subscription.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/thresholds/delete`, guide 5.6.
    pub async fn delete_threshold(&self, threshold_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "ThresholdId": threshold_id });
        self.0.confirm(&THRESHOLD_DELETE, &body, "ThresholdId", "ThresholdStatus").await
    }

    /// Subscriptions a threshold is on: a bare list, though the schema says object.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscriptions/thresholds/assignments`, guide 5.6.
    pub async fn threshold_assignments(&self, threshold_id: &str) -> Result<Reply<Vec<ThresholdAssignment>>, Error> {
        rows(self.0.get(&THRESHOLD_ASSIGNMENTS, &[("ThresholdId", threshold_id.to_owned())]).await)
    }

    /// Puts a threshold on a subscription; it may be on many.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/thresholds/assignments/add`, guide 5.6.
    pub async fn assign_threshold(
        &self,
        threshold_id: &str,
        subscription_id: &str,
    ) -> Result<Reply<ThresholdAssignment>, Error> {
        let body = json!({ "ThresholdId": threshold_id, "SubscriptionId": subscription_id });
        self.0.post(&THRESHOLD_ASSIGN, &body).await
    }

    /// Points an assignment at another threshold or subscription.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/thresholds/assignments/update`, guide 5.6.
    pub async fn reassign_threshold(&self, update: &ThresholdReassign) -> Result<Reply<ThresholdAssignment>, Error> {
        self.0.post(&THRESHOLD_REASSIGN, update).await
    }

    /// Takes a threshold off a subscription; the threshold stays.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/thresholds/assignments/delete`, guide 5.6.
    pub async fn unassign_threshold(&self, threshold_assignment_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "ThresholdAssignmentId": threshold_assignment_id });
        self.0.confirm(&THRESHOLD_UNASSIGN, &body, "ThresholdAssignmentId", "ThresholdAssignmentStatus").await
    }
}
