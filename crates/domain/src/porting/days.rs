//! Days of the calendar as numbers, for who has neither a clock nor a calendar.

use crate::{fields::Fault, lang::Lang};

/// The day `yyyy-mm-dd` as days since 1970-01-01.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Date`] for what is no day of the years 1970 to 2999.
pub fn day_number(raw: &str) -> Result<i64, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Fault::Missing);
    }
    let (year, month, day) = parts(raw).ok_or(Fault::Date)?;
    // Years begin in March here, so that the day that is sometimes there is the last one.
    let shifted = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let (era, year_of_era) = (shifted / 400, shifted % 400);
    Ok(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

/// `June 1, 2026` or `1 de junio de 2026` of `yyyy-mm-dd`; what is no day comes back as it is.
pub fn day_words(raw: &str, lang: Lang) -> String {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const ES: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    let Some((year, month, day)) = parts(raw.trim()) else { return raw.to_owned() };
    let name = usize::try_from(month - 1).ok().and_then(|at| lang.pick(EN, ES).get(at).copied()).unwrap_or_default();
    lang.pick_string(|| format!("{name} {day}, {year}"), || format!("{day} de {name} de {year}"))
}

/// Year, month and day of a day that exists.
fn parts(raw: &str) -> Option<(i64, i64, i64)> {
    let number = |at: std::ops::Range<usize>| {
        let digits = raw.get(at).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<i64>().ok()
    };
    let dashes = raw.len() == 10 && raw.get(4..5) == Some("-") && raw.get(7..8) == Some("-");
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (dashes && (1970..3000).contains(&year) && (1..=12).contains(&month) && (1..=length).contains(&day))
        .then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, number) in [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("1972-02-29", 789),
            ("2000-01-01", 10_957),
            ("2000-03-01", 11_017),
            ("2026-06-01", 20_605),
        ] {
            assert_eq!(day_number(day), Ok(number), "{day}");
        }
        assert_eq!(day_number(" "), Err(Fault::Missing));
        for bad in ["2026-02-29", "2026-13-01", "2026-6-1", "06/01/2026", "2026-06-31", "1969-12-31", "2026-06-0١"] {
            assert_eq!(day_number(bad), Err(Fault::Date), "{bad}");
        }
    }

    #[test]
    fn a_day_is_said_as_people_say_it() {
        assert_eq!(day_words("2026-06-01", Lang::En), "June 1, 2026");
        assert_eq!(day_words("2026-06-01", Lang::Es), "1 de junio de 2026");
        assert_eq!(day_words("soon", Lang::Es), "soon");
    }

    proptest! {
        #[test]
        fn the_day_after_is_one_more(year in 1970i64..2999, month in 1i64..=12, day in 1i64..=31) {
            let text = format!("{year}-{month:02}-{day:02}");
            if let Ok(number) = day_number(&text) {
                let next = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)];
                let next = next.into_iter().find_map(|(y, m, d)| day_number(&format!("{y}-{m:02}-{d:02}")).ok());
                prop_assert_eq!(next, Some(number + 1));
            }
        }

        #[test]
        fn any_text_is_handled(raw in ".{0,14}") {
            let _ = day_number(&raw);
            let _ = day_words(&raw, Lang::En);
        }
    }
}
