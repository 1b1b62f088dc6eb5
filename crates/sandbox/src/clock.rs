//! Time that can be moved forward.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The machine's time plus whatever was added through `/__sandbox/clock`.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Clock {
    ahead: Duration,
}

impl Clock {
    /// The sandbox's present.
    pub fn now(&self) -> Timestamp {
        Timestamp::now().checked_add(self.ahead).unwrap_or(Timestamp::MAX)
    }

    /// How far the present is ahead of the machine's.
    pub fn ahead(&self) -> Duration {
        self.ahead
    }

    /// Moves the present forward.
    pub fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }
}
