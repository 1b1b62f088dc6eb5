//! Answers dressed differently, and answers spoilt.

use proptest::{collection, prelude::*};
use serde_json::{Map, Value, json};

/// Casing of each key, numbers and booleans as text, unknown fields in between.
#[derive(Debug, Clone)]
pub struct Dress {
    casing: Vec<u8>,
    as_text: bool,
    extra: bool,
    wrap: bool,
}

pub fn dress() -> impl Strategy<Value = Dress> {
    (collection::vec(0u8..4, 1..8), any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(casing, as_text, extra, wrap)| Dress { casing, as_text, extra, wrap })
}

impl Dress {
    pub fn on(&self, value: &Value) -> Value {
        let dressed = self.inner(value);
        if self.wrap { json!({ "Successful": true, "Data": dressed }) } else { dressed }
    }

    fn inner(&self, value: &Value) -> Value {
        match value {
            Value::Object(map) => {
                let mut out = Map::new();
                if self.extra {
                    out.insert("TransactionLogId".into(), json!({ "nested": [1, null] }));
                }
                for (i, (key, value)) in map.iter().rev().enumerate() {
                    // The names inside these are words of the family, not fields.
                    let kept = ["SystemKeywords", "SeverityMap"].contains(&key.as_str());
                    let value = if kept { value.clone() } else { self.inner(value) };
                    out.insert(recased(key, self.casing[i % self.casing.len()]), value);
                }
                Value::Object(out)
            }
            Value::Array(rows) => rows.iter().map(|row| self.inner(row)).collect(),
            Value::Number(n) if self.as_text => n.to_string().into(),
            Value::Bool(b) if self.as_text => b.to_string().into(),
            other => other.clone(),
        }
    }
}

fn recased(key: &str, how: u8) -> String {
    match how {
        0 => key.to_owned(),
        1 => key.to_lowercase(),
        2 => key.to_uppercase(),
        _ => key[..1].to_lowercase() + &key[1..],
    }
}

/// JSON pointers to every field of every object, outer ones first; of lists the last row stands for all.
pub fn paths(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, into: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let at = format!("{at}/{key}");
                    into.push(at.clone());
                    walk(value, &at, into);
                }
            }
            Value::Array(rows) => {
                if let Some((row, before)) = rows.split_last() {
                    walk(row, &format!("{at}/{}", before.len()), into);
                }
            }
            _ => {}
        }
    }
    let mut paths = Vec::new();
    walk(value, "", &mut paths);
    paths
}

/// The same with one field removed, or replaced.
pub fn spoilt(value: &Value, path: &str, instead: Option<&Value>) -> Value {
    let mut value = value.clone();
    let (parent, key) = path.rsplit_once('/').unwrap_or_default();
    if let Some(Value::Object(map)) = value.pointer_mut(parent) {
        match instead {
            Some(odd) => map.insert(key.to_owned(), odd.clone()),
            None => map.remove(key),
        };
    }
    value
}
