//! Tolerant reading of what the API answers.
//!
//! Keys match in any casing (`ICCID`/`Iccid`, `TNID`/`Tnid`), booleans and numbers may come as strings, lists bare or
//! wrapped. Ids must be there: without one a record is useless, so its absence is a [`Failure`] naming the field.
//! Everything else that is missing or of an odd type reads as none; the raw JSON stays beside the value.

mod coerce;
mod envelope;
mod fields;

pub(crate) use coerce::{boolean, cents, integer, micros, text};
pub(crate) use envelope::{acknowledged, envelope, refusal};
pub(crate) use fields::Fields;

use serde_json::Value;

/// Where an answer departs from the documentation, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) field: String,
    pub(crate) reason: String,
}

impl Failure {
    pub(crate) fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), reason: reason.into() }
    }
}

/// A value that can be read from JSON standing at `at` (`$`, `$.Subscribers[3]`).
pub(crate) trait Decode: Sized {
    fn decode(value: &Value, at: &str) -> Result<Self, Failure>;
}

/// A record with named fields.
pub(crate) trait Record: Sized {
    fn read(fields: &Fields<'_>) -> Result<Self, Failure>;
}

impl<T: Record> Decode for T {
    fn decode(value: &Value, at: &str) -> Result<Self, Failure> {
        T::read(&Fields::of(value, at)?)
    }
}

/// A list of records: an array, an object holding one (`Results`, `Accounts` …), or one bare record.
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T: Record> Decode for List<T> {
    fn decode(value: &Value, at: &str) -> Result<Self, Failure> {
        match value {
            Value::Null => Ok(Self(Vec::new())),
            Value::Array(rows) => records(rows, at).map(Self),
            Value::Object(map) => match wrapped(map) {
                Some((key, Value::Array(rows))) => records(rows, &format!("{at}.{key}")).map(Self),
                Some(_) => Ok(Self(Vec::new())),
                None => T::decode(value, at).map(|one| Self(vec![one])),
            },
            _ => Err(Failure::new(at, "is not a list")),
        }
    }
}

/// Phone numbers: a bare array of strings or of objects with a `Number`.
pub(crate) struct Phones(pub(crate) Vec<String>);

impl Decode for Phones {
    fn decode(value: &Value, at: &str) -> Result<Self, Failure> {
        let rows = value.as_array().ok_or_else(|| Failure::new(at, "is not a list"))?;
        let number = |(i, row): (usize, &Value)| {
            let found = fields::number(row);
            found.ok_or_else(|| Failure::new(format!("{at}[{i}]"), "is not a number"))
        };
        rows.iter().enumerate().map(number).collect::<Result<_, _>>().map(Self)
    }
}

/// A record of a write that may also answer nothing, or a mere confirmation.
pub(crate) struct Perhaps<T>(pub(crate) Option<T>);

impl<T: Record> Decode for Perhaps<T> {
    fn decode(value: &Value, at: &str) -> Result<Self, Failure> {
        Ok(Self(T::decode(value, at).ok()))
    }
}

/// Keys that hold the rows of a list answer.
const WRAPPERS: &[&str] =
    &["Results", "Accounts", "Items", "PackageItems", "Routes", "Subscribers", "Records", "Workgroups"];

fn wrapped(map: &serde_json::Map<String, Value>) -> Option<(&String, &Value)> {
    map.iter().find(|(key, value)| {
        WRAPPERS.iter().any(|w| w.eq_ignore_ascii_case(key)) && (value.is_array() || value.is_null())
    })
}

pub(crate) fn records<T: Record>(rows: &[Value], at: &str) -> Result<Vec<T>, Failure> {
    rows.iter().enumerate().map(|(i, row)| T::decode(row, &format!("{at}[{i}]"))).collect()
}
