//! When an order is read again, and from when on it is slow. Pure: times go in, times come out.

use domain::porting::{Ball, NumberKind, PortState};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::dates::is_business_day;

/// Carriers' port desks work from 9 to 21 in the East, every day.
const DESK_OPENS: i8 = 9;
const DESK_HOURS: i64 = 12;
const DESK_ZONE: &str = "America/New_York";

/// After how long the customer is reminded that it is their turn.
pub const REMINDERS: [SignedDuration; 3] =
    [SignedDuration::from_hours(1), SignedDuration::from_hours(24), SignedDuration::from_hours(72)];
/// After how long without a self-test a line that works is taken to be fine.
pub const UNTESTED: SignedDuration = SignedDuration::from_hours(72);

/// After how long a number that arrived has staff look: without calls, and with calls but without texts.
pub const SWITCHED_ON: [SignedDuration; 2] = [SignedDuration::from_hours(2), SignedDuration::from_hours(48)];

/// How fast time goes: 1 in operation, more in demonstrations and tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace(u32);

impl Pace {
    /// So many times faster than real time; at least once.
    pub fn new(hurry: u32) -> Self {
        Self(hurry.max(1))
    }

    /// A span of the schedule as it passes here; a second at least.
    pub fn shorten(self, span: SignedDuration) -> SignedDuration {
        let most = i32::try_from(self.0).unwrap_or(i32::MAX);
        (span / most).max(SignedDuration::from_secs(1))
    }

    /// How much of the schedule's time has passed in this much real time.
    pub fn stretch(self, span: SignedDuration) -> SignedDuration {
        span.saturating_mul(i32::try_from(self.0).unwrap_or(i32::MAX))
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self(1)
    }
}

/// How often an order in this state is read, `quiet` after it last changed: every two minutes for an hour, every ten to
/// eight hours, hourly to five days, then daily, which is what Telegent advises. One that waits for a person is read
/// hourly at most. `None` when there is nothing to read.
pub fn interval(state: PortState, quiet: SignedDuration) -> Option<SignedDuration> {
    let by_age = match quiet {
        quiet if quiet < SignedDuration::from_hours(1) => SignedDuration::from_mins(2),
        quiet if quiet < SignedDuration::from_hours(8) => SignedDuration::from_mins(10),
        quiet if quiet < SignedDuration::from_hours(24 * 5) => SignedDuration::from_hours(1),
        _ => SignedDuration::from_hours(24),
    };
    match state {
        PortState::WaitingCarrier | PortState::CarrierWorking | PortState::Scheduled | PortState::Cancelling => {
            Some(by_age)
        }
        PortState::ActionNeeded | PortState::Blocked | PortState::NeedsProvider => {
            Some(by_age.max(SignedDuration::from_hours(1)))
        }
        _ => None,
    }
}

/// How long an order has been with the old carrier without a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Slower than usual.
    pub slow: bool,
    /// So slow that staff must look.
    pub stuck: bool,
}

/// Whether an order that has not changed since `since` is slow or stuck at `now`: mobile 4 hours of the carriers' desk
/// and 24 hours, prepaid and regional 24 and 48 hours, landline 3 and 7 business days. Only what others must move can be.
pub fn wait(state: PortState, kind: NumberKind, since: Timestamp, now: Timestamp, pace: Pace) -> Wait {
    if state.ball() != Ball::OldCarrier && !matches!(state, PortState::Cancelling | PortState::OutcomeUnknown) {
        return Wait { slow: false, stuck: false };
    }
    // A hurried clock counts from its beginning: the hours of the day mean nothing in it.
    let now = since.checked_add(pace.stretch(now.duration_since(since))).unwrap_or(Timestamp::MAX);
    let passed = now.duration_since(since);
    let hours = |n| SignedDuration::from_hours(n);
    match kind {
        NumberKind::Mobile => Wait { slow: desk_time(since, now) >= hours(4), stuck: passed >= hours(24) },
        NumberKind::Prepaid => Wait { slow: passed >= hours(24), stuck: passed >= hours(48) },
        NumberKind::Landline => {
            let days = business_days(since, now);
            Wait { slow: days >= 3, stuck: days >= 7 }
        }
    }
}

/// How much of a span lies in the hours of the carriers' desk; spans over ten days count as ten days.
fn desk_time(since: Timestamp, now: Timestamp) -> SignedDuration {
    let zone = TimeZone::get(DESK_ZONE).unwrap_or(TimeZone::UTC);
    let mut day = since.to_zoned(zone.clone()).date();
    let mut sum = SignedDuration::ZERO;
    for _ in 0..10 {
        let opens = day.at(DESK_OPENS, 0, 0, 0).to_zoned(zone.clone()).map_or(since, |at| at.timestamp());
        let closes = opens.checked_add(SignedDuration::from_hours(DESK_HOURS)).unwrap_or(opens);
        if opens > now {
            break;
        }
        sum += closes.min(now).duration_since(opens.max(since)).max(SignedDuration::ZERO);
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    sum
}

/// Business days after the day of `since`, up to that of `now`; thirty at most.
fn business_days(since: Timestamp, now: Timestamp) -> usize {
    let zone = TimeZone::get(DESK_ZONE).unwrap_or(TimeZone::UTC);
    let day = |at: Timestamp| -> Date { at.to_zoned(zone.clone()).date() };
    let (first, last) = (day(since), day(now));
    (1..=30)
        .filter_map(|n| first.checked_add(i32::from(i16::try_from(n).unwrap_or(0)).days()).ok())
        .take_while(|d| *d <= last)
        .filter(|d| is_business_day(*d))
        .count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn readings_become_rarer() {
        let every = |hours| interval(PortState::WaitingCarrier, SignedDuration::from_hours(hours)).unwrap().as_mins();
        assert_eq!([0, 1, 7, 8, 119, 120].map(every), [2, 10, 10, 60, 60, 1440]);
        assert_eq!(interval(PortState::ActionNeeded, SignedDuration::ZERO).unwrap().as_mins(), 60);
        assert_eq!(interval(PortState::Completed, SignedDuration::ZERO), None);
    }

    #[test]
    fn the_night_does_not_count() {
        // Tuesday 20:00 to Wednesday 11:00 in New York: one hour in the evening, two in the morning.
        let (since, now) = (at("2026-03-04T01:00:00Z"), at("2026-03-04T16:00:00Z"));
        assert_eq!(desk_time(since, now).as_hours(), 3);
        let slow = |until| wait(PortState::CarrierWorking, NumberKind::Mobile, since, at(until), Pace::default()).slow;
        assert!(!slow("2026-03-04T16:59:00Z") && slow("2026-03-04T17:00:00Z"));
    }

    #[test]
    fn landlines_count_business_days() {
        // Friday to Thursday: Monday, Tuesday, Wednesday, Thursday.
        let wait = |until| {
            wait(PortState::Scheduled, NumberKind::Landline, at("2026-03-06T15:00:00Z"), at(until), Pace::default())
        };
        assert!(!wait("2026-03-10T15:00:00Z").slow);
        assert_eq!(wait("2026-03-12T15:00:00Z"), Wait { slow: true, stuck: false });
        assert!(wait("2026-03-17T15:00:00Z").stuck);
    }

    #[test]
    fn what_waits_for_a_person_is_not_slow() {
        let (since, now) = (at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
        for state in [PortState::ActionNeeded, PortState::Blocked, PortState::Completed] {
            assert_eq!(
                wait(state, NumberKind::Mobile, since, now, Pace::default()),
                Wait { slow: false, stuck: false }
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_stuck_stays_stuck(hours in 0_i64..500, more in 0_i64..500, kind in 0_usize..3) {
            let kind = [NumberKind::Mobile, NumberKind::Prepaid, NumberKind::Landline][kind];
            let since = at("2026-03-04T01:00:00Z");
            let after = |h| since.checked_add(SignedDuration::from_hours(h)).unwrap();
            let (early, late) = (after(hours), after(hours + more));
            let flags = |now| wait(PortState::WaitingCarrier, kind, since, now, Pace::default());
            prop_assert!(!flags(early).stuck || flags(late).stuck);
            prop_assert!(!flags(early).slow || flags(late).slow);
            prop_assert!(!flags(late).stuck || flags(late).slow);
        }

        #[test]
        fn looks_never_come_closer_together_with_age(a in 0_i64..1000, b in 0_i64..1000) {
            let every = |h| interval(PortState::Scheduled, SignedDuration::from_hours(h));
            prop_assert!(every(a.min(b)) <= every(a.max(b)));
        }
    }
}
