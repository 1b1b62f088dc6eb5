//! Changes of state that wait for their day.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A change of numbers' state, as ordered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// `JNUOID-…`.
    pub order_id: String,
    /// `park`, `swap` …
    pub what: String,
    /// Where a new number comes from.
    pub area_code: Option<String>,
    /// Where a new number comes from when the area has nothing.
    pub zip_code: Option<String>,
    /// The lines by id, each perhaps with the SIM it moves to.
    pub lines: Vec<(String, Option<String>)>,
    /// When it takes effect.
    pub due: Timestamp,
}
