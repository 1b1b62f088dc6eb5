//! Postal addresses of accounts.

use serde::Serialize;

use crate::decode::{Failure, Fields, Record};

/// A postal address; every part may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Address {
    /// First line.
    pub street1: Option<String>,
    /// Second line.
    pub street2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State, as `UT` or `Utah`.
    pub state: Option<String>,
    /// ZIP code.
    pub zip: Option<String>,
    /// Country; the documented answer is null although `USA` was sent.
    pub country: Option<String>,
}

impl Record for Address {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        // The documented example holds the text "NULL" in Street2.
        let part = |names: &[&str]| f.text(names).filter(|t| t != "NULL");
        Ok(Self {
            street1: part(&["Street1"]),
            street2: part(&["Street2"]),
            city: part(&["City"]),
            state: part(&["State"]),
            zip: part(&["Zip", "ZipCode"]),
            country: part(&["Country"]),
        })
    }
}
