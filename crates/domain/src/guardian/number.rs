//! Numbers of people a family knows, which may be of any country, and of whoever calls or texts.

use serde::{Deserialize, Serialize};

use super::floor;
use crate::{E164, Fault, phone::national};

/// A phone number in E.164 of any country: grandparents live abroad, and the network's lists take such numbers. US
/// numbers are checked as everywhere ([`E164`]), others by their length alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

impl Number {
    /// Parses a number in any usual way of writing; `+` or `011` before one of another country.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::AlwaysReachable`] for 911 and the like, [`Fault::ShortCode`], else [`Fault::Phone`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let raw = tidy(raw);
        if let Some(short) = short_code(&raw) {
            let known = floor::short_name(&short).map(|_| Fault::AlwaysReachable { number: short });
            return Err(known.unwrap_or(Fault::ShortCode));
        }
        match E164::parse(&raw) {
            Ok(number) => Ok(Self(number.into())),
            Err(Fault::Missing) => Err(Fault::Missing),
            Err(_) => foreign(&raw).map(Self).ok_or(Fault::Phone),
        }
    }

    /// `+13855550188`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `(385) 555-0188`, or `+442079460958`.
    pub fn show(&self) -> String {
        national(&self.0)
    }

    /// Whether it has another country code than the lines here, which is what the network's switch looks at.
    pub fn is_foreign(&self) -> bool {
        !self.0.starts_with("+1")
    }
}

impl From<E164> for Number {
    fn from(number: E164) -> Self {
        Self(number.into())
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.0
    }
}

impl TryFrom<String> for Number {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).map_err(|_| "not a phone number")
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who texts or calls, or is texted or called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A phone number.
    Number(Number),
    /// Three to six digits: an emergency number, a crisis line, a bank, a shop.
    Short(String),
}

impl Party {
    /// Parses what somebody types into the tester.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::Phone`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        match short_code(&tidy(raw)) {
            Some(short) => Ok(Self::Short(short)),
            None => Number::parse(raw).map(Self::Number),
        }
    }

    /// The number, unless it is a short one.
    pub const fn number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            Self::Short(_) => None,
        }
    }

    /// For people.
    pub fn show(&self) -> String {
        match self {
            Self::Number(number) => number.show(),
            Self::Short(short) => short.clone(),
        }
    }
}

/// Without the invisible marks that phones put around copied numbers, and without `tel:`.
fn tidy(raw: &str) -> String {
    let marks =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let shown: String = raw.chars().filter(|c| !marks(*c)).collect();
    let shown = shown.trim();
    let bare = shown.get(..4).filter(|s| s.eq_ignore_ascii_case("tel:")).and_then(|_| shown.get(4..));
    bare.unwrap_or(shown).trim().to_owned()
}

/// The digits of a short number; none begins with 0 or 1.
fn short_code(tidy: &str) -> Option<String> {
    let digits: String = tidy.chars().filter(char::is_ascii_digit).collect();
    let plain = tidy.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
    (plain && (3..=6).contains(&digits.len()) && !digits.starts_with(['0', '1'])).then_some(digits)
}

/// A number of another country: `+` or `011`, then 8 to 15 digits that do not begin with 0 or 1.
fn foreign(tidy: &str) -> Option<String> {
    if tidy.chars().any(|c| !(c.is_ascii_digit() || " +()-.\u{a0}\u{2011}\u{2013}/".contains(c))) {
        return None;
    }
    let digits: String = tidy.chars().filter(char::is_ascii_digit).collect();
    let number = if tidy.starts_with('+') { digits.as_str() } else { digits.strip_prefix("011")? };
    ((8..=15).contains(&number.len()) && !number.starts_with(['0', '1'])).then(|| format!("+{number}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_any_country_are_read_as_written() {
        for (raw, number) in [
            ("(385) 555-0188", "+13855550188"),
            ("tel:+1-385-555-0188", "+13855550188"),
            ("\u{202a}+1 (385) 555\u{2011}0188\u{202c}", "+13855550188"),
            ("+44 20 7946 0958", "+442079460958"),
            ("011 233 24 412 3456", "+233244123456"),
        ] {
            assert_eq!(Number::parse(raw).as_ref().map(Number::as_str), Ok(number), "{raw}");
        }
        assert!(Number::parse("+44 20 7946 0958").unwrap().is_foreign());
    }

    #[test]
    fn what_is_no_contact_is_named() {
        assert_eq!(Number::parse(" "), Err(Fault::Missing));
        assert_eq!(Number::parse("911"), Err(Fault::AlwaysReachable { number: "911".into() }));
        assert_eq!(Number::parse("9-8-8"), Err(Fault::AlwaysReachable { number: "988".into() }));
        assert_eq!(Number::parse("741741"), Err(Fault::AlwaysReachable { number: "741741".into() }));
        assert_eq!(Number::parse("24365"), Err(Fault::ShortCode));
        for raw in ["grandma", "12", "5550188", "+0 123 456 789", "+1 911 555 0142", "011", "385-555-0188 x7"] {
            assert_eq!(Number::parse(raw), Err(Fault::Phone), "{raw}");
        }
        assert_eq!(Party::parse("24365"), Ok(Party::Short("24365".into())));
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_refused(raw in ".{0,30}") {
            if let Ok(number) = Number::parse(&raw) {
                prop_assert_eq!(Number::parse(&number.show()), Ok(number.clone()));
                prop_assert_eq!(Number::try_from(number.to_string()), Ok(number));
            }
            let _ = Party::parse(&raw);
        }
    }
}
