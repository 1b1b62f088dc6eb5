//! Moments in the five formats the API writes them in.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::strtime,
    tz::{Offset, TimeZone},
};

/// A moment as it came, and as it is understood. Without a zone it is read as UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The text of the answer.
    pub raw: String,
    /// The moment; midnight UTC for a bare date, none when the text is in no known format.
    pub at: Option<Timestamp>,
}

impl When {
    /// Reads ISO 8601 with or without zone, `MM/DD/YYYY` with or without `hh:mm:ss AM`, `YYYY-MM-DD`, and
    /// `16:45:59 MST 2025-01-23`.
    pub fn parse(raw: &str) -> Self {
        Self { raw: raw.to_owned(), at: parse(raw.trim()) }
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    if let Ok(civil) = text.parse::<DateTime>() {
        return utc(civil);
    }
    for format in ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S"] {
        if let Ok(civil) = DateTime::strptime(format, text) {
            return utc(civil);
        }
    }
    if let Ok(date) = Date::strptime("%m/%d/%Y", text) {
        return utc(date.at(0, 0, 0, 0));
    }
    american(text)
}

fn utc(civil: DateTime) -> Option<Timestamp> {
    civil.to_zoned(TimeZone::UTC).ok().map(|z| z.timestamp())
}

/// `16:45:59 MST 2025-01-23`: the zone in the middle is one of the abbreviations used in the US.
fn american(text: &str) -> Option<Timestamp> {
    let mut parts = text.split_whitespace();
    let (time, zone, date) = (parts.next()?, parts.next()?, parts.next()?);
    let hours = match zone {
        "UTC" | "GMT" | "Z" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" | "AKDT" => -8,
        "AKST" => -9,
        "HST" => -10,
        _ => return None,
    };
    let civil = strtime::parse("%Y-%m-%d %H:%M:%S", format!("{date} {time}")).ok()?.to_datetime().ok()?;
    Offset::from_hours(hours).ok()?.to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_documented_format_is_understood() {
        for (raw, expected) in [
            ("2025-10-29T12:36:19.338438+00:00", "2025-10-29T12:36:19.338438Z"),
            ("2025-05-14T18:37:18.2408767Z", "2025-05-14T18:37:18.2408767Z"),
            ("2025-12-08T00:12:08.89", "2025-12-08T00:12:08.89Z"),
            ("2023-12-31T00:00:00", "2023-12-31T00:00:00Z"),
            ("02/05/2023", "2023-02-05T00:00:00Z"),
            ("5/13/2026", "2026-05-13T00:00:00Z"),
            ("05/02/2026 06:36:13 PM", "2026-05-02T18:36:13Z"),
            ("2026-06-01", "2026-06-01T00:00:00Z"),
            ("16:45:59 MST 2025-01-23", "2025-01-23T23:45:59Z"),
        ] {
            assert_eq!(When::parse(raw).at.map(|t| t.to_string()).as_deref(), Some(expected), "{raw}");
        }
    }

    #[test]
    fn the_rest_is_kept_as_text() {
        for raw in ["", "soon", "13/45/2025", "16:45:59 XYZ 2025-01-23"] {
            assert_eq!(When::parse(raw), When { raw: raw.into(), at: None });
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = When::parse(&text);
        }
    }
}
