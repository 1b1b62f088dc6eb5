//! Groups of phones, their members and opening hours.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Phones that ring together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Workgroup {
    /// `WID-…`.
    pub workgroup_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// The documented fields that were sent, by documented name.
    pub values: Map<String, Value>,
}

/// A member of a workgroup.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Activity {
    /// `WAID-…`.
    pub activity_id: String,
    /// `WID-…`.
    pub workgroup_id: String,
    /// The documented fields that were sent, by documented name.
    pub values: Map<String, Value>,
}

/// Opening hours of a week.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Schedule {
    /// `SID-…`.
    pub schedule_id: String,
    /// `AID-…`.
    pub account_id: String,
    /// Name.
    pub name: String,
    /// From and to, Monday first; empty texts mean closed.
    pub week: Vec<(String, String)>,
}

impl Schedule {
    /// From eight to five on working days.
    pub fn business_hours(schedule_id: &str, account_id: &str) -> Self {
        let open = ("8:00 AM".to_owned(), "5:00 PM".to_owned());
        let mut week = vec![open; 5];
        week.resize(7, Default::default());
        Self { schedule_id: schedule_id.into(), account_id: account_id.into(), name: "Business Hours".into(), week }
    }
}
