//! Features: additions to a subscription, such as roaming. Internal in the specification: ask the platform before
//! relying on them.

use serde::Serialize;
use serde_json::json;

use super::Subscriptions;
use crate::{
    Confirmed, Error, FeatureType, Reply,
    api::rows,
    decode::{Failure, Fields, Record},
    operation::{
        FEATURE_ADD, FEATURE_ASSIGN, FEATURE_ASSIGNMENTS, FEATURE_DELETE, FEATURE_GET, FEATURE_REASSIGN,
        FEATURE_UNASSIGN, FEATURE_UPDATE,
    },
};

/// A feature as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// `FEID-…`, opaque.
    pub feature_id: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// What it adds to.
    pub feature_type: Option<FeatureType>,
    /// What it is.
    pub description: Option<String>,
    /// Can be used.
    pub active: Option<bool>,
}

impl Record for Feature {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            feature_id: f.id(&["FeatureId"])?,
            account_id: f.text(&["AccountId"]),
            name: f.text(&["FeatureName"]),
            feature_type: f.word(&["FeatureType"]),
            description: f.text(&["FeatureDescription"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// A feature given to a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureAssignment {
    /// `FAID-…`, opaque.
    pub feature_assignment_id: String,
    /// `FEID-…`.
    pub feature_id: Option<String>,
    /// `SUB-…`.
    pub subscription_id: Option<String>,
    /// In force.
    pub active: Option<bool>,
}

impl Record for FeatureAssignment {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            feature_assignment_id: f.id(&["FeatureAssignmentId"])?,
            feature_id: f.text(&["FeatureId"]),
            subscription_id: f.text(&["SubscriptionId"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// Body of `POST /v1.0/subscriptions/features/add`. The schema requires nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FeatureCreate {
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// Name.
    #[serde(rename = "FeatureName")]
    pub name: String,
    /// What it adds to.
    pub feature_type: FeatureType,
    /// What it is.
    #[serde(rename = "FeatureDescription", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Body of `POST /v1.0/subscriptions/features/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FeatureUpdate {
    /// `FEID-…`.
    pub feature_id: String,
    /// Name.
    #[serde(rename = "FeatureName", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it adds to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_type: Option<FeatureType>,
    /// What it is.
    #[serde(rename = "FeatureDescription", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Body of `POST /v1.0/subscriptions/features/assignments/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FeatureReassign {
    /// `FAID-…`.
    pub feature_assignment_id: String,
    /// Another feature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature_id: Option<String>,
    /// Another subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<String>,
}

impl Subscriptions<'_> {
    /// Creates a feature. It does nothing until it is given to a subscription.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/features/add`, guide 5.6.
    pub async fn add_feature(&self, feature: &FeatureCreate) -> Result<Reply<Feature>, Error> {
        self.0.post(&FEATURE_ADD, feature).await
    }

    /// One feature.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscriptions/features`, guide 5.6.
    pub async fn feature(&self, feature_id: &str) -> Result<Reply<Feature>, Error> {
        self.0.get(&FEATURE_GET, &[("FeatureId", feature_id.to_owned())]).await
    }

    /// Changes a feature for every subscription that has it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/features/update`, guide 5.6.
    pub async fn update_feature(&self, update: &FeatureUpdate) -> Result<Reply<Feature>, Error> {
        self.0.post(&FEATURE_UPDATE, update).await
    }

    /// Deletes a feature for good and takes it from every subscription.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/features/delete`, guide 5.6.
    pub async fn delete_feature(&self, feature_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "FeatureId": feature_id });
        self.0.confirm(&FEATURE_DELETE, &body, "FeatureId", "FeatureStatus").await
    }

    /// Subscriptions that have a feature: a bare list, though the schema says object.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscriptions/features/assignments`, guide 5.6.
    pub async fn feature_assignments(&self, feature_id: &str) -> Result<Reply<Vec<FeatureAssignment>>, Error> {
        rows(self.0.get(&FEATURE_ASSIGNMENTS, &[("FeatureId", feature_id.to_owned())]).await)
    }

    /// Gives a feature to a subscription; many may have it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/features/assignments/add`, guide 5.6.
    pub async fn assign_feature(
        &self,
        feature_id: &str,
        subscription_id: &str,
    ) -> Result<Reply<FeatureAssignment>, Error> {
        let body = json!({ "FeatureId": feature_id, "SubscriptionId": subscription_id });
        self.0.post(&FEATURE_ASSIGN, &body).await
    }

    /// Points an assignment at another feature or subscription.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/features/assignments/update`, guide 5.6.
    pub async fn reassign_feature(&self, update: &FeatureReassign) -> Result<Reply<FeatureAssignment>, Error> {
        self.0.post(&FEATURE_REASSIGN, update).await
    }

    /// Takes a feature from a subscription; the feature stays.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/features/assignments/delete`, guide 5.6.
    pub async fn unassign_feature(&self, feature_assignment_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "FeatureAssignmentId": feature_assignment_id });
        self.0.confirm(&FEATURE_UNASSIGN, &body, "FeatureAssignmentId", "FeatureAssignmentStatus").await
    }
}
