//! An object read by documented names, in any casing.

use serde_json::{Map, Value};

use super::{Decode, Failure, List, Record, boolean, cents, integer, micros, text};
use crate::types::When;

/// A JSON object and where it stands. Every getter takes the documented spellings, the first that has a value wins.
pub(crate) struct Fields<'a> {
    map: &'a Map<String, Value>,
    at: &'a str,
}

impl<'a> Fields<'a> {
    pub(crate) fn of(value: &'a Value, at: &'a str) -> Result<Self, Failure> {
        match value {
            Value::Object(map) => Ok(Self { map, at }),
            _ => Err(Failure::new(at, "is not an object")),
        }
    }

    /// The first of these names with something but null or an empty string in it.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&'a Value> {
        let given = |v: &&Value| !v.is_null() && v.as_str() != Some("");
        names.iter().find_map(|name| {
            let exact = self.map.get(*name).filter(given);
            exact.or_else(|| self.map.iter().find(|(k, v)| k.eq_ignore_ascii_case(name) && given(v)).map(|(_, v)| v))
        })
    }

    /// An id: opaque, and it must be there.
    pub(crate) fn id(&self, names: &[&str]) -> Result<String, Failure> {
        let name = names.first().copied().unwrap_or("id");
        let Some(value) = self.get(names) else { return Err(Failure::new(self.path(name), "is missing")) };
        text(value).ok_or_else(|| Failure::new(self.path(name), "is not an id"))
    }

    pub(crate) fn text(&self, names: &[&str]) -> Option<String> {
        self.get(names).and_then(text)
    }

    pub(crate) fn boolean(&self, names: &[&str]) -> Option<bool> {
        self.get(names).and_then(boolean)
    }

    pub(crate) fn integer(&self, names: &[&str]) -> Option<i64> {
        self.get(names).and_then(integer)
    }

    pub(crate) fn cents(&self, names: &[&str]) -> Option<i64> {
        self.get(names).and_then(cents)
    }

    /// Millionths of a dollar.
    pub(crate) fn micros(&self, names: &[&str]) -> Option<i64> {
        self.get(names).and_then(micros)
    }

    pub(crate) fn secret(&self, names: &[&str]) -> Option<secrecy::SecretString> {
        self.text(names).map(Into::into)
    }

    pub(crate) fn when(&self, names: &[&str]) -> Option<When> {
        self.text(names).map(|raw| When::parse(&raw))
    }

    /// A word of a known vocabulary, or the word itself.
    pub(crate) fn word<W: From<String>>(&self, names: &[&str]) -> Option<W> {
        self.text(names).map(W::from)
    }

    /// A nested record, when there is an object.
    pub(crate) fn record<R: Record>(&self, names: &[&str]) -> Result<Option<R>, Failure> {
        match (self.get(names), names.first()) {
            (Some(value @ Value::Object(_)), Some(name)) => R::decode(value, &self.path(name)).map(Some),
            _ => Ok(None),
        }
    }

    /// Nested records; none when the field is missing.
    pub(crate) fn records<R: Record>(&self, names: &[&str]) -> Result<Vec<R>, Failure> {
        match (self.get(names), names.first()) {
            (Some(value @ (Value::Array(_) | Value::Object(_))), Some(name)) => {
                List::decode(value, &self.path(name)).map(|list| list.0)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Phone numbers: plain strings, or objects with a `Number`.
    pub(crate) fn numbers(&self, names: &[&str]) -> Vec<String> {
        let rows = match self.get(names) {
            Some(Value::Array(rows)) => rows.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        rows.iter().filter_map(number).collect()
    }

    fn path(&self, name: &str) -> String {
        format!("{}.{name}", self.at)
    }
}

/// A phone number: plain, or in an object.
pub(super) fn number(row: &Value) -> Option<String> {
    match row {
        Value::Object(_) => Fields::of(row, "").ok().and_then(|f| f.text(&["Number", "PhoneNumber"])),
        other => text(other),
    }
}
