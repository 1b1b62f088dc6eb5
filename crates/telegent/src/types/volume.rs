//! Amounts of data and speeds in their two vocabularies.

use std::fmt;

/// An amount of data as the API prints it (`3.4 GB`, `0 B`), with the bytes it means (1 KB = 1024 B).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataVolume {
    /// The text of the answer.
    pub raw: String,
    /// Bytes, rounded to the nearest; none when the text is in no known format.
    pub bytes: Option<u64>,
}

impl DataVolume {
    /// Reads a number and a unit (`B`, `KB`, `MB`, `GB`, `TB`; none means bytes).
    pub fn parse(raw: &str) -> Self {
        Self { raw: raw.to_owned(), bytes: bytes(raw.trim()) }
    }
}

impl From<String> for DataVolume {
    fn from(raw: String) -> Self {
        Self::parse(&raw)
    }
}

fn bytes(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let power = match unit.trim().to_ascii_uppercase().as_str() {
        "" | "B" | "BYTES" => 0,
        "KB" | "KIB" => 1,
        "MB" | "MIB" => 2,
        "GB" | "GIB" => 3,
        "TB" | "TIB" => 4,
        _ => return None,
    };
    let scale = 1024u128.pow(power);
    let number = number.replace(',', "");
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let digits = |s: &str| if s.is_empty() { Some(0) } else { s.parse::<u64>().ok().map(u128::from) };
    // Nine decimals of a terabyte are a kilobyte; nothing prints more.
    let fraction = fraction.get(..fraction.len().min(9))?;
    let base = 10u128.pow(u32::try_from(fraction.len()).ok()?);
    let total = digits(whole)? * scale + (digits(fraction)? * scale + base / 2) / base;
    u64::try_from(total).ok()
}

/// Speed of a line after its throttle value. Requests say `1-mbps`, answers `thr1024kbps`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ThrottleSpeed {
    /// 64 kbit/s (not in every edition of the documentation, like the other kbps steps).
    Kbps64,
    /// 128 kbit/s.
    Kbps128,
    /// 256 kbit/s.
    Kbps256,
    /// 512 kbit/s.
    Kbps512,
    /// 1 Mbit/s.
    Mbps1,
    /// 5 Mbit/s.
    Mbps5,
    /// 20 Mbit/s.
    Mbps20,
    /// 50 Mbit/s.
    Mbps50,
    /// 100 Mbit/s.
    Mbps100,
    /// Something else, as it came.
    Other(String),
}

impl ThrottleSpeed {
    /// The spelling of requests.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Kbps64 => "64-kbps",
            Self::Kbps128 => "128-kbps",
            Self::Kbps256 => "256-kbps",
            Self::Kbps512 => "512-kbps",
            Self::Mbps1 => "1-mbps",
            Self::Mbps5 => "5-mbps",
            Self::Mbps20 => "20-mbps",
            Self::Mbps50 => "50-mbps",
            Self::Mbps100 => "100-mbps",
            Self::Other(word) => word,
        }
    }

    /// Reads both vocabularies; a Mbit is 1000 or 1024 kbit.
    pub fn parse(word: &str) -> Self {
        let lower = word.trim().to_ascii_lowercase();
        let bare = lower.strip_prefix("thr").unwrap_or(&lower);
        let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
        let (number, unit) = bare.split_at(end);
        match (number.parse::<u32>(), unit.trim_start_matches(['-', ' '])) {
            (Ok(64), "kbps") => Self::Kbps64,
            (Ok(128), "kbps") => Self::Kbps128,
            (Ok(256), "kbps") => Self::Kbps256,
            (Ok(512), "kbps") => Self::Kbps512,
            (Ok(1), "mbps") | (Ok(1000 | 1024), "kbps") => Self::Mbps1,
            (Ok(5), "mbps") | (Ok(5000 | 5120), "kbps") => Self::Mbps5,
            (Ok(20), "mbps") | (Ok(20_000 | 20_480), "kbps") => Self::Mbps20,
            (Ok(50), "mbps") | (Ok(50_000 | 51_200), "kbps") => Self::Mbps50,
            (Ok(100), "mbps") | (Ok(100_000 | 102_400), "kbps") => Self::Mbps100,
            _ => Self::Other(word.to_owned()),
        }
    }
}

impl From<String> for ThrottleSpeed {
    fn from(word: String) -> Self {
        Self::parse(&word)
    }
}

impl fmt::Display for ThrottleSpeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for ThrottleSpeed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn volumes_are_bytes() {
        for (raw, expected) in [
            ("0 B", Some(0)),
            ("20 MB", Some(20 * 1024 * 1024)),
            ("3.4 GB", Some(3_650_722_202)),
            ("1,024KB", Some(1024 * 1024)),
            ("7", Some(7)),
            (".5 kb", Some(512)),
            ("1 TB", Some(1 << 40)),
            ("unlimited", None),
            ("", None),
            ("5 parsecs", None),
            ("99999999999999999999 TB", None),
        ] {
            assert_eq!(DataVolume::parse(raw).bytes, expected, "{raw}");
        }
    }

    #[test]
    fn speeds_have_two_vocabularies() {
        assert_eq!(ThrottleSpeed::parse("thr1024kbps"), ThrottleSpeed::Mbps1);
        assert_eq!(ThrottleSpeed::parse("1-mbps"), ThrottleSpeed::Mbps1);
        assert_eq!(ThrottleSpeed::parse("thr512kbps").as_str(), "512-kbps");
        assert_eq!(ThrottleSpeed::parse("warp").as_str(), "warp");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*", number in "[0-9.,]{0,40} ?[kmgtb]{0,2}") {
            let _ = (DataVolume::parse(&text), ThrottleSpeed::parse(&text), DataVolume::parse(&number));
        }
    }
}
