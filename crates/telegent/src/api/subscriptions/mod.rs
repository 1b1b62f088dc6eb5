//! Subscriptions: person, number and package tied together. They start recurring charges.

mod features;
mod thresholds;

pub use features::{Feature, FeatureAssignment, FeatureCreate, FeatureReassign, FeatureUpdate};
pub use thresholds::{Threshold, ThresholdAssignment, ThresholdCreate, ThresholdReassign, ThresholdUpdate};

use serde::Serialize;
use serde_json::json;

use crate::{
    Client, Error, Reply,
    decode::{Failure, Fields, Record},
    operation::{SUBSCRIPTIONS_CREATE, SUBSCRIPTIONS_DELETE, SUBSCRIPTIONS_GET, SUBSCRIPTIONS_UPDATE},
};

/// Operations below `/v1.0/subscriptions`.
#[derive(Debug, Clone, Copy)]
pub struct Subscriptions<'a>(pub(crate) &'a Client);

/// A subscription as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// `SUB-…`, opaque.
    pub subscription_id: String,
    /// Whose.
    pub subscriber_id: Option<String>,
    /// Id of the number; the documented field `TNID` holds an `NID-…`.
    pub tnid: Option<String>,
    /// The SIM.
    pub iccid: Option<String>,
    /// To what.
    pub package_id: Option<String>,
    /// `mvno` or `iot`.
    pub subscription_type: Option<String>,
    /// In force.
    pub active: Option<bool>,
}

impl Record for Subscription {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            subscription_id: f.id(&["SubscriptionId"])?,
            subscriber_id: f.text(&["SubscriberId"]),
            tnid: f.text(&["TNID"]),
            iccid: f.text(&["ICCID"]),
            package_id: f.text(&["PackageId"]),
            subscription_type: f.text(&["Type"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// The answer to a deletion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionDeleted {
    /// `SUB-…`.
    pub subscription_id: String,
    /// `Deleted`.
    pub subscription_status: Option<String>,
}

impl Record for SubscriptionDeleted {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { subscription_id: f.id(&["SubscriptionId"])?, subscription_status: f.text(&["SubscriptionStatus"]) })
    }
}

/// Body of `POST /v1.0/subscriptions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubscriptionCreate {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// Id of the number.
    #[serde(rename = "TNID", skip_serializing_if = "Option::is_none")]
    pub tnid: Option<String>,
    /// The SIM.
    #[serde(rename = "ICCID", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// `PID-…`.
    pub package_id: String,
    /// `mvno` or `iot`; must match the number.
    #[serde(rename = "Type")]
    pub subscription_type: String,
}

/// Body of `POST /v1.0/subscriptions/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubscriptionUpdate {
    /// `SUB-…`.
    pub subscription_id: String,
    /// Another person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_id: Option<String>,
    /// Another number.
    #[serde(rename = "TNID", skip_serializing_if = "Option::is_none")]
    pub tnid: Option<String>,
    /// Another SIM.
    #[serde(rename = "ICCID", skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// Another package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// `mvno` or `iot`.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub subscription_type: Option<String>,
}

impl Subscriptions<'_> {
    /// Ties person and package, number and SIM together, all of which must be there. Starts charging. Keep its id.
    ///
    /// # Errors
    /// [`Error::Unknown`] may mean that charging began: look among the subscriptions before sending it again; see
    /// [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions` (marked internal), guide 5.4.
    pub async fn create(&self, subscription: &SubscriptionCreate) -> Result<Reply<Subscription>, Error> {
        self.0.post(&SUBSCRIPTIONS_CREATE, subscription).await
    }

    /// One subscription.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/subscriptions` (marked internal), guide 5.4.
    pub async fn get(&self, subscription_id: &str) -> Result<Reply<Subscription>, Error> {
        self.0.get(&SUBSCRIPTIONS_GET, &[("SubscriptionId", subscription_id.to_owned())]).await
    }

    /// Changes package, number, SIM or person; what is none keeps its value.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/update` (marked internal), guide 5.4.
    pub async fn update(&self, update: &SubscriptionUpdate) -> Result<Reply<Subscription>, Error> {
        self.0.post(&SUBSCRIPTIONS_UPDATE, update).await
    }

    /// Ends a subscription for good; person and number stay. There is no other way to cancel one.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscriptions/delete` (marked internal), guide 5.4.
    pub async fn delete(&self, subscription_id: &str) -> Result<Reply<SubscriptionDeleted>, Error> {
        self.0.post(&SUBSCRIPTIONS_DELETE, &json!({ "SubscriptionId": subscription_id })).await
    }
}
