//! Data limits of a line: notify < slow down < stop.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fault, FieldErrors, Fields},
    lang::Lang,
};

/// An amount of data in megabytes, the only unit Telegent's setter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Megabytes(u32);

impl Megabytes {
    /// The most a limit may be: 10 TB.
    pub const MAX: u32 = 10_000_000;

    /// From megabytes.
    pub const fn new(mb: u32) -> Self {
        Self(mb)
    }

    /// In megabytes.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// In bytes, 1,024 of them a kilobyte: as Telegent's answers, which say what is used, are read. Only in one unit can a
    /// mark be held against them.
    pub const fn bytes(self) -> u64 {
        (self.0 as u64) << 20
    }

    /// Parses `500 MB`, `5 GB`, `4.5gb`; a bare number is gigabytes, as people mean it.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::Amount`] for zero, negative, absurd or unreadable amounts.
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let lower = raw.trim().to_ascii_lowercase().replace(',', ".");
        if lower.is_empty() {
            return Err(Fault::Missing);
        }
        let split = lower.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(lower.len());
        let (number, unit) = lower.split_at(split);
        let factor = match unit.trim() {
            "mb" | "m" => 1,
            "" | "gb" | "g" => 1_000,
            "tb" | "t" => 1_000_000,
            _ => return Err(Fault::Amount),
        };
        let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 8 || fraction.len() > 6 || !digits(whole) || !digits(fraction) {
            return Err(Fault::Amount);
        }
        let whole: u64 = whole.parse().map_err(|_| Fault::Amount)?;
        let millionths: u64 = format!("{fraction:0<6}").parse().map_err(|_| Fault::Amount)?;
        let mb = whole * factor + millionths * factor / 1_000_000;
        match u32::try_from(mb) {
            Ok(mb) if (1..=Self::MAX).contains(&mb) => Ok(Self(mb)),
            _ => Err(Fault::Amount),
        }
    }
}

impl fmt::Display for Megabytes {
    /// `5 GB`, `4.5 GB`, `500 MB`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            mb if mb >= 1_000 && mb.is_multiple_of(1_000) => write!(f, "{} GB", mb / 1_000),
            mb if mb >= 1_000 => {
                let text = format!("{}.{:03}", mb / 1_000, mb % 1_000);
                write!(f, "{} GB", text.trim_end_matches('0'))
            }
            mb => write!(f, "{mb} MB"),
        }
    }
}

/// The speeds the setter documents for a line that is slowed down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speed {
    /// 1 Mbps
    #[default]
    #[serde(rename = "1-mbps")]
    M1,
    /// 5 Mbps
    #[serde(rename = "5-mbps")]
    M5,
    /// 20 Mbps
    #[serde(rename = "20-mbps")]
    M20,
    /// 50 Mbps
    #[serde(rename = "50-mbps")]
    M50,
    /// 100 Mbps
    #[serde(rename = "100-mbps")]
    M100,
}

impl Speed {
    /// All, slowest first.
    pub const ALL: [Self; 5] = [Self::M1, Self::M5, Self::M20, Self::M50, Self::M100];

    /// The wire word of `ThrottleSpeed`.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::M1 => "1-mbps",
            Self::M5 => "5-mbps",
            Self::M20 => "20-mbps",
            Self::M50 => "50-mbps",
            Self::M100 => "100-mbps",
        }
    }

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::M1 => "1 Mbps, messages and maps",
            Self::M5 => "5 Mbps, music and small video",
            Self::M20 => "20 Mbps, video",
            Self::M50 => "50 Mbps",
            Self::M100 => "100 Mbps",
        }
    }

    /// For people, in any language.
    pub const fn label_in(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::M1, Lang::Es) => "1 Mbps, mensajes y mapas",
            (Self::M5, Lang::Es) => "5 Mbps, música y videos pequeños",
            (Self::M20, Lang::Es) => "20 Mbps, video",
            _ => self.label(),
        }
    }

    /// `1 Mbps`.
    pub fn rate(self) -> &'static str {
        self.label().split(',').next().unwrap_or_default()
    }

    /// Parses the wire word.
    ///
    /// # Errors
    /// [`Fault::Choice`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        Self::ALL.into_iter().find(|s| s.wire() == raw.trim()).ok_or(Fault::Choice)
    }
}

/// The three marks of a line, strictly rising, and the speed between the last two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataLimits {
    /// A notice is sent at this amount.
    pub notify: Megabytes,
    /// From here the line is slowed down.
    pub throttle: Megabytes,
    /// How fast a slowed line is.
    pub speed: Speed,
    /// Here data stops until the cycle renews.
    pub limit: Megabytes,
}

impl DataLimits {
    /// `Notice at 4 GB, from 4.5 GB 1 Mbps, stops at 5 GB`.
    pub fn words(&self) -> String {
        self.words_in(Lang::En)
    }

    /// As [`DataLimits::words`], in any language.
    pub fn words_in(&self, lang: Lang) -> String {
        let Self { notify, throttle, speed, limit } = self;
        let speed = speed.rate();
        lang.pick_string(
            || format!("Notice at {notify}, from {throttle} slowed to {speed}, stops at {limit}"),
            || format!("Aviso a los {notify}, desde {throttle} más lento ({speed}), se detiene a los {limit}"),
        )
    }

    /// Marks for a package that does not say how much data it has: high enough for daily use, and not without end.
    pub const fn wide() -> Self {
        let (notify, throttle, limit) = (Megabytes(40_000), Megabytes(45_000), Megabytes(50_000));
        Self { notify, throttle, speed: Speed::M5, limit }
    }

    /// Marks to propose for a package whose name says how much data it has (`Family 10 GB`): notice at 80 %, slower
    /// from 90 %, stop at all of it.
    pub fn proposed(package: &str) -> Option<Self> {
        let words: Vec<&str> = package.split_whitespace().collect();
        let said = words.windows(2).find_map(|pair| match pair {
            [amount, unit @ ("MB" | "GB" | "TB")] => Megabytes::parse(&format!("{amount} {unit}")).ok(),
            _ => None,
        });
        let limit = said.filter(|mb| mb.get() >= 10)?;
        let part = |percent: u64| u32::try_from(u64::from(limit.get()) * percent / 100).map_or(limit, Megabytes::new);
        Some(Self { notify: part(80), throttle: part(90), speed: Speed::default(), limit })
    }

    /// Parses `{prefix}.notify`, `.throttle`, `.speed`, `.limit`.
    pub fn parse(fields: &Fields, prefix: &str, errors: &mut FieldErrors) -> Option<Self> {
        let name = |field: &str| format!("{prefix}.{field}");
        let mut amount = |field: &str| errors.take(&name(field), Megabytes::parse(fields.get(&name(field))));
        let (notify, throttle, limit) = (amount("notify"), amount("throttle"), amount("limit"));
        let speed = errors.take(&name("speed"), Speed::parse(fields.get(&name("speed"))));
        let limits = Self { notify: notify?, throttle: throttle?, speed: speed?, limit: limit? };
        if limits.notify >= limits.throttle {
            errors.add(name("throttle"), Fault::NotRising);
        }
        if limits.throttle >= limits.limit {
            errors.add(name("limit"), Fault::NotRising);
        }
        (limits.notify < limits.throttle && limits.throttle < limits.limit).then_some(limits)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (raw, mb) in
            [("5", 5_000), ("5 GB", 5_000), ("4.5gb", 4_500), ("500 MB", 500), ("1,5 GB", 1_500), ("1tb", 1_000_000)]
        {
            assert_eq!(Megabytes::parse(raw), Ok(Megabytes(mb)), "{raw}");
        }
        for raw in ["0", "-1", "5 parsecs", "1e9", "0.0001 MB", "99999999 TB", "NaN", "."] {
            assert_eq!(Megabytes::parse(raw), Err(Fault::Amount), "{raw}");
        }
    }

    #[test]
    fn marks_must_rise() {
        let fields = Fields::from([("l.notify", "5"), ("l.throttle", "5"), ("l.limit", "4"), ("l.speed", "1-mbps")]);
        let mut errors = FieldErrors::default();
        assert_eq!(DataLimits::parse(&fields, "l", &mut errors), None);
        assert_eq!(errors.at("l.throttle"), Some(&Fault::NotRising));
        assert_eq!(errors.at("l.limit"), Some(&Fault::NotRising));
    }

    #[test]
    fn marks_are_proposed_from_what_a_package_is_called() {
        let proposed = |name| DataLimits::proposed(name).map(|l| (l.notify.get(), l.throttle.get(), l.limit.get()));
        assert_eq!(proposed("Family 10 GB"), Some((8_000, 9_000, 10_000)));
        assert_eq!(proposed("Kids 500 MB plan"), Some((400, 450, 500)));
        for name in ["Unlimited", "Family 10GB2", "5", "Kids 3 MB", "0 GB"] {
            assert_eq!(proposed(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_package_gets_marks_that_rise_or_none(name in ".{0,12}", mb in 0u32..=Megabytes::MAX) {
            for package in [name, format!("Plan {mb} MB")] {
                if let Some(l) = DataLimits::proposed(&package) {
                    prop_assert!(l.notify < l.throttle && l.throttle < l.limit, "{package}: {l:?}");
                }
            }
        }

        #[test]
        fn what_is_shown_parses_back(mb in 1u32..=Megabytes::MAX) {
            prop_assert_eq!(Megabytes::parse(&Megabytes(mb).to_string()), Ok(Megabytes(mb)));
        }

        #[test]
        fn any_text_is_handled(raw in ".{0,20}") {
            let _ = Megabytes::parse(&raw);
        }
    }
}
