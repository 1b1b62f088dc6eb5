//! What happens by itself as time goes by. Called before every operation and whenever the clock is moved.

use jiff::{SignedDuration, Timestamp};

use super::{Line, World};
use crate::ops;

const MB: u64 = 1024 * 1024;
/// Bytes a line spends in an hour.
const PER_HOUR: u64 = 5 * MB;
/// Hours caught up with at most: a year.
const LONGEST: i32 = 366 * 24;
/// Bytes a throttled line spends in an hour.
const THROTTLED_PER_HOUR: u64 = MB;

impl World {
    /// Catches up with the clock.
    pub fn tick(&mut self) {
        let now = self.clock.now();
        self.spend(now);
        ops::due(self, now);
    }

    /// Every whole hour since the last time: usage, renewals, and numbers that go back to stock.
    fn spend(&mut self, now: Timestamp) {
        let hour = SignedDuration::from_hours(1);
        // A clock that jumps ages ahead need not be followed hour by hour.
        let longest = now.checked_sub(hour.saturating_mul(LONGEST)).unwrap_or(Timestamp::MIN);
        let from = self.spent_until.unwrap_or(now).max(longest);
        let mut until = from;
        while let Some(at) = until.checked_add(hour).ok().filter(|at| *at <= now) {
            self.lines.iter_mut().for_each(|line| spend_hour(line, at));
            self.lines.retain(|line| !line.gone(at));
            until = at;
        }
        self.spent_until = Some(until);
    }
}

fn spend_hour(line: &mut Line, at: Timestamp) {
    if let Some(renewal) = line.extras.renewal.as_mut()
        && renewal.come(at)
        && renewal.auto
    {
        line.used_bytes = 0;
    }
    if !line.on_air() {
        return;
    }
    let throttled = line.throttle_mb.is_some_and(|mb| line.used_bytes >= mb.saturating_mul(MB));
    let more = if throttled { THROTTLED_PER_HOUR } else { PER_HOUR };
    let limit = line.limit_mb.saturating_mul(MB);
    // What is over the limit already stays; nothing goes over it from here.
    line.used_bytes = line.used_bytes.saturating_add(more).min(limit).max(line.used_bytes);
}
