//! Days on which a port can happen.

use domain::Fault;
use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

/// Business days a landline's carrier needs at least.
const LEAST: usize = 5;
/// Days ahead at most.
const MOST: i32 = 30;

/// Whether carriers work on a day: Monday to Friday without federal holidays, observed ones included.
pub fn is_business_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// Federal holidays of the United States as they are observed: on Friday when they fall on a Saturday, on Monday when on
/// a Sunday.
fn is_holiday(day: Date) -> bool {
    let fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)];
    let observed = |year: i16, (month, of): (i8, i8)| {
        let holiday = date(year, month, of);
        let moved = match holiday.weekday() {
            Weekday::Saturday => holiday.yesterday(),
            Weekday::Sunday => holiday.tomorrow(),
            _ => Ok(holiday),
        };
        moved.is_ok_and(|moved| moved == day)
    };
    let on_fixed = [day.year(), day.year() + 1].into_iter().any(|year| fixed.into_iter().any(|of| observed(year, of)));
    let nth = |month: i8, weekday: Weekday, n: i8| {
        day.month() == month && day.first_of_month().nth_weekday_of_month(n, weekday).is_ok_and(|d| d == day)
    };
    on_fixed
        || nth(1, Weekday::Monday, 3)
        || nth(2, Weekday::Monday, 3)
        || nth(5, Weekday::Monday, -1)
        || nth(9, Weekday::Monday, 1)
        || nth(10, Weekday::Monday, 2)
        || nth(11, Weekday::Thursday, 4)
}

/// The first day a landline can come over, asked on `today`.
pub fn first_date(today: Date) -> Date {
    let mut day = today;
    let mut left = LEAST;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
        left -= usize::from(is_business_day(day));
    }
    day
}

/// The last day that may be wished for.
pub fn last_date(today: Date) -> Date {
    today.checked_add(MOST.days()).unwrap_or(today)
}

/// A wished-for day, `yyyy-mm-dd`.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Date`], [`Fault::DateTooSoon`], [`Fault::DateTooLate`], [`Fault::DateClosed`].
pub fn wanted_date(raw: &str, today: Date) -> Result<Date, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Fault::Missing);
    }
    let day: Date = raw.parse().map_err(|_| Fault::Date)?;
    let said = |day: Date| day.to_string();
    match day {
        day if day > last_date(today) => Err(Fault::DateTooLate { last: said(last_date(today)) }),
        day if day < first_date(today) => Err(Fault::DateTooSoon { first: said(first_date(today)) }),
        day if !is_business_day(day) => Err(Fault::DateClosed { next: said(next_business_day(day)) }),
        day => Ok(day),
    }
}

fn next_business_day(mut day: Date) -> Date {
    while !is_business_day(day) {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_kept_where_they_are_observed() {
        for day in [
            date(2026, 1, 1),
            date(2026, 1, 19),
            date(2026, 2, 16),
            date(2026, 5, 25),
            date(2026, 6, 19),
            date(2026, 7, 3),
            date(2026, 9, 7),
            date(2026, 10, 12),
            date(2026, 11, 11),
            date(2026, 11, 26),
            date(2026, 12, 25),
            date(2027, 7, 5),
            date(2027, 12, 24),
            date(2027, 12, 31),
        ] {
            assert!(!is_business_day(day), "{day}");
        }
        for day in [date(2026, 7, 6), date(2026, 11, 27), date(2026, 12, 24), date(2027, 7, 6)] {
            assert!(is_business_day(day), "{day}");
        }
        assert!(!is_business_day(date(2026, 7, 4)));
    }

    #[test]
    fn a_wish_lies_between_five_business_days_and_thirty_days() {
        // The Wednesday before Thanksgiving: Fri, Mon, Tue, Wed, Thu.
        let today = date(2026, 11, 25);
        assert_eq!(first_date(today), date(2026, 12, 3));
        assert_eq!(wanted_date("2026-12-03", today), Ok(date(2026, 12, 3)));
        assert_eq!(wanted_date("2026-11-25", today), Err(Fault::DateTooSoon { first: "2026-12-03".into() }));
        assert_eq!(wanted_date("2026-12-02", today), Err(Fault::DateTooSoon { first: "2026-12-03".into() }));
        assert_eq!(wanted_date("2026-12-05", today), Err(Fault::DateClosed { next: "2026-12-07".into() }));
        assert_eq!(wanted_date("2026-12-26", today), Err(Fault::DateTooLate { last: "2026-12-25".into() }));
        assert_eq!(wanted_date("12/03/2026", today), Err(Fault::Date));
        assert_eq!(wanted_date("", today), Err(Fault::Missing));
    }
}
