//! US postal addresses, area codes.

use serde::{Deserialize, Serialize};

use crate::fields::{Fault, FieldErrors, Fields, text};

/// A five-digit ZIP code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zip(String);

impl Zip {
    /// Parses `84043` or `84043-1234` (the add-on is dropped).
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::Zip`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(Fault::Missing);
        }
        let (zip, plus4) = raw.split_once('-').unwrap_or((raw, "0000"));
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if digits(zip, 5) && digits(plus4, 4) { Ok(Self(zip.to_owned())) } else { Err(Fault::Zip) }
    }

    /// Five digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A three-digit area code of the North American plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(String);

impl AreaCode {
    /// Parses three digits, the first 2–9, not a service code such as 911.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::AreaCode`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let raw = raw.trim().trim_start_matches('(').trim_end_matches(')');
        match raw.as_bytes() {
            [] => Err(Fault::Missing),
            [_, b'1', b'1'] => Err(Fault::AreaCode),
            [b'2'..=b'9', b'0'..=b'9', b'0'..=b'9'] => Ok(Self(raw.to_owned())),
            _ => Err(Fault::AreaCode),
        }
    }

    /// Three digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A US state, DC or territory by its two-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct UsState(&'static str);

/// Code and name of every state, DC and Puerto Rico.
pub const STATES: [(&str, &str); 52] = [
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("PR", "Puerto Rico"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
];

impl UsState {
    /// Parses a code or a full name, whatever the case.
    ///
    /// # Errors
    /// [`Fault::State`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let raw = raw.trim();
        STATES
            .iter()
            .find(|(code, name)| code.eq_ignore_ascii_case(raw) || name.eq_ignore_ascii_case(raw))
            .map(|(code, _)| Self(code))
            .ok_or(Fault::State)
    }

    /// `UT`.
    pub fn code(self) -> &'static str {
        self.0
    }
}

/// A US postal address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// House number and street.
    pub street1: String,
    /// Flat, suite; may be empty.
    pub street2: String,
    /// Town.
    pub city: String,
    /// State.
    pub state: UsState,
    /// ZIP code.
    pub zip: Zip,
}

impl Address {
    /// The field names below a prefix, in the order of a form.
    pub const FIELDS: [&str; 5] = ["street1", "street2", "city", "state", "zip"];

    /// Parses the fields `{prefix}.street1` …; every fault is noted at its field.
    pub fn parse(fields: &Fields, prefix: &str, errors: &mut FieldErrors) -> Option<Self> {
        let name = |field: &str| format!("{prefix}.{field}");
        let mut required = |field: &str, max| errors.take(&name(field), text(fields.get(&name(field)), max));
        let street1 = required("street1", 100);
        let city = required("city", 60);
        let street2 = match fields.get(&name("street2")) {
            "" => Some(String::new()),
            raw => errors.take(&name("street2"), text(raw, 100)),
        };
        let state = errors.take(&name("state"), UsState::parse(fields.get(&name("state"))));
        let zip = errors.take(&name("zip"), Zip::parse(fields.get(&name("zip"))));
        Some(Self { street1: street1?, street2: street2?, city: city?, state: state?, zip: zip? })
    }

    /// `2701 N Thanksgiving Way, Suite 202, Lehi, UT 84043`.
    pub fn one_line(&self) -> String {
        let mut out = self.street1.clone();
        if !self.street2.is_empty() {
            out = format!("{out}, {}", self.street2);
        }
        format!("{out}, {}, {} {}", self.city, self.state.code(), self.zip.as_str())
    }
}

/// An address as text, as it is stored and shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlainAddress {
    /// House number and street.
    pub street1: String,
    /// Flat, suite; may be empty.
    pub street2: String,
    /// Town.
    pub city: String,
    /// The state's two letters.
    pub state: String,
    /// ZIP code.
    pub zip: String,
}

impl From<&Address> for PlainAddress {
    fn from(address: &Address) -> Self {
        Self {
            street1: address.street1.clone(),
            street2: address.street2.clone(),
            city: address.city.clone(),
            state: address.state.code().to_owned(),
            zip: address.zip.as_str().to_owned(),
        }
    }
}

impl PlainAddress {
    /// As fields `{prefix}.street1` …
    pub fn fields(&self, prefix: &str) -> Fields {
        let values = [&self.street1, &self.street2, &self.city, &self.state, &self.zip];
        let named = Address::FIELDS.iter().zip(values).map(|(name, value)| (format!("{prefix}.{name}"), value.clone()));
        Fields(named.collect())
    }

    /// The address, if it is one.
    pub fn parse(&self) -> Option<Address> {
        Address::parse(&self.fields("plain"), "plain", &mut FieldErrors::default())
    }

    /// In one line, without what is missing.
    pub fn one_line(&self) -> String {
        let place = format!("{} {}", self.state, self.zip);
        let parts = [self.street1.as_str(), &self.street2, &self.city, place.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_each_bad_field() {
        let fields =
            Fields::from([("billing.street1", "1 Main St"), ("billing.state", "Utopia"), ("billing.zip", "8404")]);
        let mut errors = FieldErrors::default();
        assert_eq!(Address::parse(&fields, "billing", &mut errors), None);
        assert_eq!(errors.at("billing.city"), Some(&Fault::Missing));
        assert_eq!(errors.at("billing.state"), Some(&Fault::State));
        assert_eq!(errors.at("billing.zip"), Some(&Fault::Zip));
        assert_eq!(errors.at("billing.street2"), None);
    }

    #[test]
    fn a_plain_address_is_the_same_address() {
        let plain = PlainAddress {
            street1: "1 Main St".into(),
            street2: "Apt 7".into(),
            city: "Lehi".into(),
            state: "UT".into(),
            zip: "84043".into(),
        };
        let address = plain.parse().unwrap();
        assert_eq!((address.one_line(), PlainAddress::from(&address)), (plain.one_line(), plain));
        assert_eq!(PlainAddress::default().parse(), None);
        assert_eq!(PlainAddress::default().one_line(), "");
    }

    #[test]
    fn area_codes_are_not_service_codes() {
        assert!(AreaCode::parse("(385)").is_ok());
        assert_eq!(AreaCode::parse("911"), Err(Fault::AreaCode));
        assert_eq!(AreaCode::parse("085"), Err(Fault::AreaCode));
        assert_eq!(AreaCode::parse(""), Err(Fault::Missing));
    }
}
