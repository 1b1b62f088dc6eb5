//! What happens by itself as time goes by. Called before every operation and whenever the clock is moved.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{Line, World};
use crate::ops;

const HOUR: Duration = Duration::from_secs(3600);
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
    ///
    /// Data is spent for the hours the clock was moved by, not for those that pass by themselves: a demo that runs all
    /// day shows the same in the evening.
    fn spend(&mut self, now: Timestamp) {
        let hour = SignedDuration::from_hours(1);
        // A clock that jumps ages ahead need not be followed hour by hour.
        let longest = now.checked_sub(hour.saturating_mul(LONGEST)).unwrap_or(Timestamp::MIN);
        let from = self.spent_until.unwrap_or(now).max(longest);
        let ahead = self.clock.ahead();
        let mut until = from;
        while let Some(at) = until.checked_add(hour).ok().filter(|at| *at <= now) {
            let moved = ahead.saturating_sub(self.spent_ahead) >= HOUR;
            if moved {
                self.spent_ahead += HOUR;
            }
            self.lines.iter_mut().for_each(|line| pass_hour(line, at, moved));
            self.lines.retain(|line| !line.gone(at));
            until = at;
        }
        self.spent_until = Some(until);
        self.spent_ahead = self.spent_ahead.max(ahead.saturating_sub(HOUR));
    }
}

fn pass_hour(line: &mut Line, at: Timestamp, spends: bool) {
    if let Some(renewal) = line.extras.renewal.as_mut()
        && renewal.come(at)
        && renewal.auto
    {
        line.used_bytes = 0;
    }
    if !spends || !line.on_air() {
        return;
    }
    let throttled = line.throttle_mb.is_some_and(|mb| line.used_bytes >= mb.saturating_mul(MB));
    let more = if throttled { THROTTLED_PER_HOUR } else { PER_HOUR };
    let limit = line.limit_mb.saturating_mul(MB);
    // What is over the limit already stays; nothing goes over it from here.
    line.used_bytes = line.used_bytes.saturating_add(more).min(limit).max(line.used_bytes);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use crate::{Options, Seed, world::seed};

    use super::*;

    #[test]
    fn only_hours_the_clock_was_moved_by_cost_data() {
        let mut world = seed::world(&Options { seed: Seed::Demo, ..Options::default() });
        let bytes = |world: &World| world.lines.iter().map(|l| l.used_bytes).sum::<u64>();
        let before = bytes(&world);
        // As if the sandbox had been running for three hours.
        world.spent_until = Some(world.clock.now().checked_sub(SignedDuration::from_hours(3)).unwrap());
        world.tick();
        assert_eq!(bytes(&world), before);
        world.clock.advance(HOUR);
        world.tick();
        let hour = bytes(&world) - before;
        assert!(hour > 0);
        world.clock.advance(HOUR / 2);
        world.tick();
        assert_eq!(bytes(&world), before + hour);
        world.clock.advance(HOUR / 2);
        world.tick();
        assert_eq!(bytes(&world), before + 2 * hour);
    }
}
