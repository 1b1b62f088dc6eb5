//! What the platform keeps with a number beside its routes and limits.

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use super::{Address, Line};

/// Number changes a period allows.
pub const SWAPS: u32 = 2;
/// How long the count of number changes lasts, and how long a cancelled number can come back.
const THIRTY_DAYS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// See the module.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Extras {
    /// When it was cancelled.
    pub cancelled: Option<Timestamp>,
    /// Number changes made, and the end of the period they count in.
    pub swaps: Option<(u32, Timestamp)>,
    /// Routing id, as it was last refreshed.
    pub nnid: Option<String>,
    /// Voicemail, when it is on.
    pub voicemail: Option<Voicemail>,
    /// Where responders go.
    pub e911: Option<Address>,
    /// What another carrier must present.
    pub port_out_pin: Option<String>,
    /// When usage starts anew.
    pub renewal: Option<Renewal>,
    /// The SIM is switched off.
    pub sim_suspended: bool,
    /// Came from another carrier and was given to nobody yet.
    pub unclaimed: bool,
}

/// Voicemail of a number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Voicemail {
    /// Asked for when listening.
    pub pin: Option<String>,
    /// Greeting name.
    pub first_name: Option<String>,
    /// Greeting name.
    pub last_name: Option<String>,
    /// Where notices go.
    pub email: Option<String>,
}

/// When usage starts anew.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Renewal {
    /// By itself.
    pub auto: bool,
    /// Every week rather than every month.
    pub weekly: bool,
    /// Periods from one renewal to the next.
    pub every: u32,
    /// Of the month, or of the week from Monday on.
    pub day: u8,
    /// The next time.
    pub next: Timestamp,
}

impl Renewal {
    /// A renewal that first comes after `now`.
    pub fn new(auto: bool, weekly: bool, every: u32, day: u8, now: Timestamp) -> Self {
        let mut renewal = Self { auto, weekly, every, day, next: now };
        renewal.next = renewal.after(now, 1);
        renewal
    }

    /// Whether it has come; moves on when it has.
    pub fn come(&mut self, now: Timestamp) -> bool {
        let come = self.next <= now;
        if come {
            self.next = self.after(self.next, self.every.max(1));
        }
        come
    }

    /// Midnight UTC of the `periods`th renewal day after this moment. Months that are too short renew on their last day.
    fn after(&self, at: Timestamp, periods: u32) -> Timestamp {
        let today = at.to_zoned(TimeZone::UTC).date();
        let day = if self.weekly { self.week(today, periods) } else { self.month(today, periods) };
        day.and_then(|d| d.to_zoned(TimeZone::UTC).ok()).map_or(Timestamp::MAX, |z| z.timestamp())
    }

    fn week(&self, today: Date, periods: u32) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(i8::try_from(self.day).ok()?).ok()?;
        today.nth_weekday(i32::try_from(periods).ok()?, weekday).ok()
    }

    fn month(&self, today: Date, periods: u32) -> Option<Date> {
        let clamped = |month: Date| {
            let day = i8::try_from(self.day).unwrap_or(31).clamp(1, month.days_in_month());
            Date::new(month.year(), month.month(), day).ok()
        };
        // The day may still come in this month, which then is the first period.
        let this = clamped(today)?;
        let months = if this > today { periods - 1 } else { periods };
        clamped(today.first_of_month().checked_add(i64::from(months).months()).ok()?)
    }
}

impl Line {
    /// Number changes left, and when the count starts anew.
    pub fn swaps(&self, now: Timestamp) -> (u32, Timestamp) {
        let end = self.swap_period(now);
        let used = self.extras.swaps.filter(|(_, period)| *period == end).map_or(0, |(used, _)| used);
        (SWAPS.saturating_sub(used), end)
    }

    /// Counts one number change.
    pub fn count_swap(&mut self, now: Timestamp) {
        let (left, end) = self.swaps(now);
        self.extras.swaps = Some((SWAPS - left + 1, end));
    }

    /// Periods of thirty days since the purchase.
    fn swap_period(&self, now: Timestamp) -> Timestamp {
        let length = THIRTY_DAYS.as_secs();
        let past = now.duration_since(self.purchased).as_secs().max(0) / length;
        let end = SignedDuration::from_secs((past + 1).saturating_mul(length));
        self.purchased.checked_add(end).unwrap_or(Timestamp::MAX)
    }

    /// Whether a cancelled number has gone back to stock.
    pub fn gone(&self, now: Timestamp) -> bool {
        self.extras.cancelled.is_some_and(|at| now.duration_since(at) > THIRTY_DAYS)
    }

    /// Data flows: in service, with a SIM that is on.
    pub fn on_air(&self) -> bool {
        self.visible && self.data_enabled && self.status == "Active" && !self.extras.sim_suspended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(weekly: bool, day: u8, now: &str) -> String {
        Renewal::new(true, weekly, 1, day, now.parse().unwrap()).next.to_string()
    }

    #[test]
    fn renewals_come_on_their_day() {
        assert_eq!(next(false, 15, "2026-11-10T12:00:00Z"), "2026-11-15T00:00:00Z");
        assert_eq!(next(false, 10, "2026-11-10T12:00:00Z"), "2026-12-10T00:00:00Z", "today's midnight is over");
        assert_eq!(next(false, 31, "2026-11-30T12:00:00Z"), "2026-12-31T00:00:00Z");
        assert_eq!(next(false, 31, "2027-02-01T00:00:00Z"), "2027-02-28T00:00:00Z", "short months end early");
        assert_eq!(next(true, 1, "2026-11-25T12:00:00Z"), "2026-11-30T00:00:00Z", "the first day is Monday");
        let mut renewal = Renewal::new(true, false, 2, 1, "2026-11-10T12:00:00Z".parse().unwrap());
        assert!(renewal.come("2026-12-01T00:00:00Z".parse().unwrap()));
        assert_eq!(renewal.next.to_string(), "2027-02-01T00:00:00Z");
        assert!(!renewal.come("2027-01-15T00:00:00Z".parse().unwrap()));
    }
}
