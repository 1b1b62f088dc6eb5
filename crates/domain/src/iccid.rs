//! SIM serial numbers (ITU-T E.118).

use serde::{Deserialize, Serialize};

use crate::fields::Fault;

/// An ICCID of 19 or 20 digits with a correct Luhn digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iccid(String);

impl Iccid {
    /// Parses what is printed on a card: groups of four, spaces and dashes allowed, an `F` of padding at the end dropped.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::BadCharacters`], [`Fault::IccidPrefix`], [`Fault::IccidLength`], [`Fault::IccidCheck`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let mut digits: String = raw.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.is_empty() {
            return Err(Fault::Missing);
        }
        if matches!(digits.chars().last(), Some('F' | 'f')) {
            digits.pop();
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Fault::BadCharacters);
        }
        if !digits.starts_with("89") {
            return Err(Fault::IccidPrefix);
        }
        if !(19..=20).contains(&digits.len()) {
            return Err(Fault::IccidLength);
        }
        if !luhn_sum(&digits).is_multiple_of(10) {
            return Err(Fault::IccidCheck);
        }
        Ok(Self(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `8901 2403 9719 0002 080`, as printed on cards.
    pub fn grouped(&self) -> String {
        grouped(&self.0)
    }

    /// The number whose digits before the last are `body`: fits the Luhn digit. For test data and simulators.
    ///
    /// # Errors
    /// As [`Iccid::parse`].
    pub fn with_check_digit(body: &str) -> Result<Self, Fault> {
        let sum = luhn_sum(&format!("{body}0"));
        Self::parse(&format!("{body}{}", (10 - sum % 10) % 10))
    }
}

/// Luhn sum over decimal digits; a valid number's is a multiple of ten.
fn luhn_sum(digits: &str) -> u32 {
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b.wrapping_sub(b'0'));
            if i % 2 == 0 {
                d
            } else if d > 4 {
                d * 2 - 9
            } else {
                d * 2
            }
        })
        .sum()
}

impl TryFrom<String> for Iccid {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).map_err(|_| "not an ICCID")
    }
}

impl From<Iccid> for String {
    fn from(iccid: Iccid) -> Self {
        iccid.0
    }
}

/// An ICCID in groups of four, as printed on cards; anything else comes back as it is.
pub fn grouped(iccid: &str) -> String {
    if iccid.is_empty() || !iccid.bytes().all(|b| b.is_ascii_digit()) {
        return iccid.to_owned();
    }
    let groups = iccid.as_bytes().chunks(4).map(|group| group.iter().copied().map(char::from).collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_card_reads_as_printed() {
        let iccid = Iccid::with_check_digit("890124039719000208").unwrap();
        assert_eq!(Iccid::parse(&iccid.grouped()), Ok(iccid.clone()));
        assert_eq!(Iccid::parse(&format!("{}F", iccid.as_str())), Ok(iccid));
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(Iccid::parse("  "), Err(Fault::Missing));
        assert_eq!(Iccid::parse("8901 24O3"), Err(Fault::BadCharacters));
        assert_eq!(Iccid::parse("1201240397190002080"), Err(Fault::IccidPrefix));
        assert_eq!(Iccid::parse("890124039719"), Err(Fault::IccidLength));
    }

    proptest! {
        #[test]
        fn any_single_wrong_digit_is_noticed(body in "89[0-9]{16,17}", at in 2usize..18, add in 1u8..10) {
            let good = Iccid::with_check_digit(&body).unwrap();
            let mut bytes = good.as_str().as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + add) % 10;
            let bad = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(Iccid::parse(&bad), Err(Fault::IccidCheck));
        }

        #[test]
        fn any_text_is_handled(raw in ".{0,30}") {
            let _ = Iccid::parse(&raw);
        }
    }
}
