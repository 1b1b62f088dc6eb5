//! Phone numbers of the North American plan in E.164.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fields::Fault;

/// A US phone number, `+1` and ten digits, as Telegent wants it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct E164(String);

impl E164 {
    /// Parses a number in any usual way of writing: `(385) 555-0142`, `385.555.0142`, `1 385 555 0142`, `+13855550142`.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::PhoneForeign`] for another country's `+`, else [`Fault::Phone`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(Fault::Missing);
        }
        if raw.chars().any(|c| !(c.is_ascii_digit() || " +()-.\u{a0}\u{2011}\u{2013}/".contains(c))) {
            return Err(Fault::Phone);
        }
        let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
        if raw.starts_with('+') && !digits.starts_with('1') {
            return Err(Fault::PhoneForeign);
        }
        let national = match digits.len() {
            10 => digits.as_str(),
            11 => digits.strip_prefix('1').ok_or(Fault::Phone)?,
            _ => return Err(Fault::Phone),
        };
        let bytes = national.as_bytes();
        // Area code and exchange begin with 2–9; N11 (911, 411 …) is a service, not an area.
        let starts_well = |at: usize| bytes.get(at).is_some_and(|d| (b'2'..=b'9').contains(d));
        let service = bytes.get(1) == Some(&b'1') && bytes.get(2) == Some(&b'1');
        if !starts_well(0) || !starts_well(3) || service {
            return Err(Fault::Phone);
        }
        Ok(Self(format!("+1{national}")))
    }

    /// `+13855550142`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `(385) 555-0142`, for people.
    pub fn national(&self) -> String {
        national(&self.0)
    }

    /// The three-digit area code.
    pub fn area_code(&self) -> &str {
        self.0.get(2..5).unwrap_or_default()
    }
}

/// `(385) 555-0142` of an E.164 string; anything else comes back as it is.
pub fn national(number: &str) -> String {
    match number.strip_prefix("+1") {
        Some(n) if n.len() == 10 && n.bytes().all(|b| b.is_ascii_digit()) => {
            format!("({}) {}-{}", &n[..3], &n[3..6], &n[6..])
        }
        _ => number.to_owned(),
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for E164 {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).map_err(|_| "not a US phone number")
    }
}

impl From<E164> for String {
    fn from(number: E164) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_ways_of_writing_are_one_number() {
        for raw in ["(385) 555-0142", "385.555.0142", "1 385 555 0142", "+1-385-555-0142", " +13855550142 "] {
            assert_eq!(E164::parse(raw).unwrap().as_str(), "+13855550142", "{raw}");
        }
    }

    #[test]
    fn what_is_not_a_us_number_is_named() {
        assert_eq!(E164::parse(""), Err(Fault::Missing));
        assert_eq!(E164::parse("+44 20 7946 0958"), Err(Fault::PhoneForeign));
        for raw in
            ["911", "185555", "(085) 555-0142", "(385) 055-0142", "911 555 0142", "385-CALL-NOW", "2385 555 0142"]
        {
            assert_eq!(E164::parse(raw), Err(Fault::Phone), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_refused_without_panic(raw in ".{0,40}") {
            if let Ok(number) = E164::parse(&raw) {
                prop_assert_eq!(number.as_str().len(), 12);
                prop_assert_eq!(E164::parse(&number.national()), Ok(number));
            }
        }
    }
}
