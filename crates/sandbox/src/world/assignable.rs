//! Thresholds and features: defined once, put on many subscriptions.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// All of one kind.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Assignables {
    /// What there is.
    pub defined: Vec<Assignable>,
    /// Where it is.
    pub assignments: Vec<Assignment>,
}

/// A threshold or a feature.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assignable {
    /// `THID-…` or `FEID-…`.
    pub id: String,
    /// `AID-…`.
    pub account_id: String,
    /// The documented fields that were sent, by documented name.
    pub values: Map<String, Value>,
}

/// One of them on a subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assignment {
    /// `TAID-…` or `FAID-…`.
    pub assignment_id: String,
    /// What.
    pub of: String,
    /// `SUB-…`.
    pub subscription_id: String,
}
