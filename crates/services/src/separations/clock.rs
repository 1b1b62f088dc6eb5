//! The time the law gives.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::port_ins::dates::is_business_day;

/// Business days from the day of the request (47 CFR 64.6402: two).
pub const BUSINESS_DAYS: u8 = 2;

/// The last day on which a request that came in at this time can be done in time, in the operator's zone.
pub fn last_day(asked_at: Timestamp, zone: &TimeZone) -> Date {
    let mut day = asked_at.to_zoned(zone.clone()).date();
    let mut left = BUSINESS_DAYS;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
        left -= u8::from(is_business_day(day));
    }
    day
}

/// When a request is late: the end of its last day.
pub fn overdue_at(asked_at: Timestamp, zone: &TimeZone) -> Timestamp {
    let day = last_day(asked_at, zone);
    let end = day.tomorrow().unwrap_or(day).to_zoned(zone.clone());
    end.map_or(asked_at, |end| end.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let asked = |day: Date, hour: i8| day.at(hour, 30, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        for (on, last) in [
            // A Tuesday; a Thursday; a Saturday.
            (date(2026, 12, 1), date(2026, 12, 3)),
            (date(2026, 12, 3), date(2026, 12, 7)),
            (date(2026, 12, 5), date(2026, 12, 8)),
            // The day before Thanksgiving, and the one before Christmas.
            (date(2026, 11, 25), date(2026, 11, 30)),
            (date(2026, 12, 24), date(2026, 12, 29)),
        ] {
            assert_eq!(last_day(asked(on, 10), &zone), last, "{on}");
            // Late in the evening it is the same day there, though not in Greenwich.
            assert_eq!(last_day(asked(on, 23), &zone), last, "{on}");
        }
        let late = overdue_at(asked(date(2026, 12, 1), 10), &zone);
        assert_eq!(late.to_zoned(zone).to_string(), "2026-12-04T00:00:00-05:00[America/New_York]");
    }
}
