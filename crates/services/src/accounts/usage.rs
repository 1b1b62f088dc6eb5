//! How much data a line used, against its marks.

use domain::{Lang, Megabytes};
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow};

use crate::Error;

/// Data used in this cycle and the line's three marks, as far as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes used; `None` when it was never read.
    pub used: Option<u64>,
    /// A notice is sent here.
    pub notify: Option<Megabytes>,
    /// From here the line is slowed down.
    pub throttle: Option<Megabytes>,
    /// Here data stops.
    pub limit: Option<Megabytes>,
    /// The upstream's word for the speed of a slowed line.
    pub speed: Option<String>,
    /// The upstream's word for what the line does now.
    pub behavior: Option<String>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// Where a line stands among its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageLevel {
    /// Nobody knows.
    Unknown,
    /// Below every mark.
    Fine,
    /// Past the notice mark.
    Noticed,
    /// Slowed down.
    Slowed,
    /// Stopped.
    Stopped,
}

const MB: u64 = Megabytes::new(1).bytes();
/// As marks are said: a thousand megabytes.
const GB: u64 = 1_000 * MB;

impl Usage {
    /// From a row with the columns of `data_usage`.
    pub(super) fn read(row: &PgRow) -> Result<Self, Error> {
        let mb = |column: &str| -> Result<Option<Megabytes>, Error> {
            Ok(row.try_get::<Option<i32>, _>(column)?.and_then(|mb| u32::try_from(mb).ok()).map(Megabytes::new))
        };
        Ok(Self {
            used: row.try_get::<Option<i64>, _>("used_bytes")?.and_then(|bytes| u64::try_from(bytes).ok()),
            notify: mb("notify_mb")?,
            throttle: mb("throttle_mb")?,
            limit: mb("limit_mb")?,
            speed: row.try_get("speed")?,
            behavior: row.try_get("behavior")?,
            read_at: row
                .try_get::<Option<jiff_sqlx::Timestamp>, _>("usage_read_at")?
                .map(jiff_sqlx::Timestamp::to_jiff),
        })
    }

    /// Where the line stands.
    pub fn level(&self) -> UsageLevel {
        let Some(used) = self.used else { return UsageLevel::Unknown };
        let past = |mark: Option<Megabytes>| mark.is_some_and(|mark| used >= mark.bytes());
        match () {
            () if past(self.limit) => UsageLevel::Stopped,
            () if past(self.throttle) => UsageLevel::Slowed,
            () if past(self.notify) => UsageLevel::Noticed,
            () => UsageLevel::Fine,
        }
    }

    /// Used of the limit in thousandths, at most 1000; `None` without either.
    pub fn thousandths(&self) -> Option<u32> {
        let limit = self.limit?.bytes();
        let part = u128::from(self.used?) * 1_000 / u128::from(limit.max(1));
        Some(u32::try_from(part.min(1_000)).unwrap_or(1_000))
    }

    /// Where a mark stands on the way to the limit, in thousandths; `None` without a limit.
    pub fn at(&self, mark: Megabytes) -> Option<u32> {
        let limit = u64::from(self.limit?.get()).max(1);
        u32::try_from(u64::from(mark.get()) * 1_000 / limit).ok()
    }

    /// Used of the limit in percent, rounded down so that 100 is only said when it is full.
    pub fn percent(&self) -> Option<u32> {
        self.thousandths().map(|part| part / 10)
    }

    /// `3.4 of 10 GB`, `640 MB of 5 GB`, `3.4 GB used, no limit known`.
    pub fn amount(&self, lang: Lang) -> String {
        match (self.used, self.limit) {
            (None, _) => lang.pick("Usage isn’t known yet", "Aún no se sabe cuánto se usó").into(),
            (Some(used), None) => {
                let used = amount_words(used, lang);
                lang.pick_string(
                    || format!("{used} used, no limit known"),
                    || format!("{used} usados, sin límite conocido"),
                )
            }
            (Some(used), Some(limit)) => {
                let (used, limit) = (amount_words(used, lang), limit.to_string());
                let unit = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
                // One unit is said once.
                let used =
                    if unit(&used) == unit(&limit) { used.rsplitn(2, ' ').last().unwrap_or(&used) } else { &used };
                format!("{used} {} {limit}", lang.pick("of", "de"))
            }
        }
    }

    /// The speed of a slowed line as people say it: `5 Mbps`. Set as `5-mbps`, read back as `thr1024kbps`; a word
    /// of neither kind stays itself.
    pub fn speed_words(&self) -> Option<String> {
        let raw = self.speed.as_deref().map(str::trim).filter(|raw| !raw.is_empty())?;
        let bare = raw.trim_start_matches("thr");
        let split = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
        let (number, unit) = bare.split_at(split);
        let Ok(number) = number.parse::<u32>() else { return Some(raw.to_owned()) };
        Some(match unit.trim_start_matches('-').to_ascii_lowercase().as_str() {
            "mbps" => format!("{number} Mbps"),
            "kbps" if number >= 1_000 && number.is_multiple_of(1_024) => format!("{} Mbps", number / 1_024),
            "kbps" if number >= 1_000 && number.is_multiple_of(1_000) => format!("{} Mbps", number / 1_000),
            "kbps" => format!("{number} kbit/s"),
            _ => raw.to_owned(),
        })
    }

    /// The amount, and what comes next: `3.4 of 10 GB, slows at 9 GB`.
    pub fn words(&self, lang: Lang) -> String {
        let amount = self.amount(lang);
        match (self.level(), self.throttle, self.limit) {
            (UsageLevel::Stopped, ..) => {
                format!("{amount}, {}", lang.pick("data is stopped", "los datos están detenidos"))
            }
            (UsageLevel::Slowed, _, Some(limit)) => lang.pick_string(
                || format!("{amount}, slowed down, stops at {limit}"),
                || format!("{amount}, va más lento, se detiene a los {limit}"),
            ),
            (UsageLevel::Fine | UsageLevel::Noticed, Some(throttle), _) => lang.pick_string(
                || format!("{amount}, slows at {throttle}"),
                || format!("{amount}, más lento desde {throttle}"),
            ),
            _ => amount,
        }
    }
}

/// Bytes as people say them, like the marks: `3.4 GB`, `640 MB`, `0 MB`.
pub fn amount_words(bytes: u64, lang: Lang) -> String {
    if bytes >= GB {
        // Cut, not rounded: "10 GB" is not said before it is so.
        let tenths = bytes / (GB / 10);
        if tenths.is_multiple_of(10) {
            format!("{} GB", tenths / 10)
        } else {
            format!("{}.{} GB", tenths / 10, tenths % 10)
        }
    } else if bytes > 0 && bytes < MB {
        lang.pick("under 1 MB", "menos de 1 MB").into()
    } else {
        format!("{} MB", bytes / MB)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(used: u64) -> Usage {
        let mark = |mb| Some(Megabytes::new(mb));
        Usage { used: Some(used), notify: mark(8_000), throttle: mark(9_000), limit: mark(10_000), ..Usage::default() }
    }

    #[test]
    fn usage_is_said_in_words() {
        assert_eq!(usage(3_400 * MB).words(Lang::En), "3.4 of 10 GB, slows at 9 GB");
        assert_eq!(usage(640 * MB).words(Lang::En), "640 MB of 10 GB, slows at 9 GB");
        assert_eq!(usage(9_500 * MB).words(Lang::En), "9.5 of 10 GB, slowed down, stops at 10 GB");
        assert_eq!(usage(10_000 * MB).words(Lang::En), "10 of 10 GB, data is stopped");
        assert_eq!(Usage { limit: None, throttle: None, ..usage(GB) }.words(Lang::En), "1 GB used, no limit known");
        assert_eq!(Usage::default().words(Lang::En), "Usage isn’t known yet");
        assert_eq!(usage(12).amount(Lang::En), "under 1 MB of 10 GB");
        assert_eq!(usage(3_400 * MB).words(Lang::Es), "3.4 de 10 GB, más lento desde 9 GB");
        assert_eq!(usage(12).words(Lang::Es), "menos de 1 MB de 10 GB, más lento desde 9 GB");
        assert_eq!(usage(10_000 * MB).words(Lang::Es), "10 de 10 GB, los datos están detenidos");
    }

    #[test]
    fn the_level_follows_the_marks() {
        for (used, level) in [
            (0, UsageLevel::Fine),
            (8_000, UsageLevel::Noticed),
            (9_000, UsageLevel::Slowed),
            (11_000, UsageLevel::Stopped),
        ] {
            assert_eq!(usage(used * MB).level(), level);
        }
        assert_eq!(Usage::default().level(), UsageLevel::Unknown);
    }

    #[test]
    fn both_vocabularies_of_speed_are_read() {
        for (raw, words) in [
            ("5-mbps", "5 Mbps"),
            ("thr1024kbps", "1 Mbps"),
            ("thr5120kbps", "5 Mbps"),
            ("64-kbps", "64 kbit/s"),
            ("turtle", "turtle"),
        ] {
            let usage = Usage { speed: Some(raw.into()), ..Usage::default() };
            assert_eq!(usage.speed_words().as_deref(), Some(words));
        }
    }

    #[test]
    fn the_ring_is_full_only_when_the_limit_is_reached() {
        assert_eq!(usage(9_999 * MB).percent(), Some(99));
        assert_eq!(usage(20_000 * MB).percent(), Some(100));
        assert_eq!(Usage::default().percent(), None);
    }
}
