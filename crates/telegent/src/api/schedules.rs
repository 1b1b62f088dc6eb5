//! Opening hours. They can be read only: no documented operation makes or changes them.

use crate::decode::{Failure, Fields, Record};

/// From when to when on one day, as the API prints it (`8:00 AM`); both none means closed. No time zone is documented:
/// the workgroup has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    /// Opens.
    pub start: Option<String>,
    /// Closes.
    pub end: Option<String>,
}

/// Opening hours of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// `SID-…` in examples, `SCH-…` in the text; opaque.
    pub schedule_id: String,
    /// Name.
    pub name: Option<String>,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// Monday first.
    pub week: [Hours; 7],
}

impl Record for Schedule {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        let day = |start: &str, end: &str| Hours { start: f.text(&[start]), end: f.text(&[end]) };
        Ok(Self {
            schedule_id: f.id(&["ScheduleId"])?,
            name: f.text(&["Name"]),
            account_id: f.text(&["AccountId"]),
            week: [
                day("MondayStartTime", "MondayEndTime"),
                day("TuesdayStartTime", "TuesdayEndTime"),
                day("WednesdayStartTime", "WednesdayEndTime"),
                day("ThursdayStartTime", "ThursdayEndTime"),
                day("FridayStartTime", "FridayEndTime"),
                day("SaturdayStartTime", "SaturdayEndTime"),
                day("SundayStartTime", "SundayEndTime"),
            ],
        })
    }
}
