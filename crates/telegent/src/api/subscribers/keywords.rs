//! Words a filter looks for.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::{
    Severity,
    decode::{Failure, Fields, Record, text},
};

/// Words a filter looks for. On the wire it is JSON inside a string, JSON inside a string without its outer braces
/// (answers of message filters), or plain JSON (the keyword reads); requests send the first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct KeywordFilter {
    /// The family's own words.
    pub custom_keywords: Vec<String>,
    /// Words by category of the platform (`Profanity`, `Violence`).
    pub system_keywords: BTreeMap<String, Vec<String>>,
    /// How bad each word is. The documented keys are the words with a capital first letter: compare without casing.
    pub severity_map: BTreeMap<String, Severity>,
}

impl KeywordFilter {
    /// How bad this word is, in whatever casing the map has it.
    pub fn severity(&self, word: &str) -> Option<&Severity> {
        self.severity_map.iter().find(|(key, _)| key.eq_ignore_ascii_case(word)).map(|(_, severity)| severity)
    }

    /// Reads any of the forms; a bare list is taken for the family's own words.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(raw) => {
                let parsed = serde_json::from_str(raw).or_else(|_| serde_json::from_str(&format!("{{{raw}}}")));
                // A string in a string in a string is nobody's doing.
                parsed.ok().filter(|inner: &Value| !inner.is_string()).as_ref().and_then(Self::of)
            }
            Value::Array(_) => Some(Self { custom_keywords: words(value), ..Self::default() }),
            Value::Object(_) => Fields::of(value, "").ok().and_then(|f| Self::read(&f).ok()),
            _ => None,
        }
    }
}

impl Record for KeywordFilter {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        let map = |name: &str| f.get(&[name]).and_then(Value::as_object).into_iter().flatten();
        Ok(Self {
            custom_keywords: f.get(&["CustomKeywords"]).map(words).unwrap_or_default(),
            system_keywords: map("SystemKeywords").map(|(name, list)| (name.clone(), words(list))).collect(),
            severity_map: map("SeverityMap")
                .filter_map(|(word, severity)| Some((word.clone(), text(severity)?.into())))
                .collect(),
        })
    }
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(text).collect()
}

/// For `serialize_with`: JSON inside a string.
pub(super) fn as_text<S: Serializer>(keywords: &KeywordFilter, serializer: S) -> Result<S::Ok, S::Error> {
    let text = serde_json::to_string(keywords).map_err(serde::ser::Error::custom)?;
    serializer.serialize_str(&text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_form_reads_the_same() {
        let plain = json!({
            "CustomKeywords": ["banned"],
            "SystemKeywords": { "Violence": ["threat1"] },
            "SeverityMap": { "Banned": "HIGH", "Threat1": "DIRE" },
        });
        let read = KeywordFilter::of(&plain).unwrap();
        assert_eq!(read.severity("banned"), Some(&Severity::High));
        assert_eq!(read.severity("threat1").map(Severity::as_str), Some("DIRE"));
        let inner = plain.to_string();
        assert_eq!(KeywordFilter::of(&json!(inner)).as_ref(), Some(&read));
        assert_eq!(KeywordFilter::of(&json!(inner[1..inner.len() - 1])).as_ref(), Some(&read));
        assert_eq!(KeywordFilter::of(&json!(["banned"])).unwrap().custom_keywords, ["banned"]);
    }

    #[test]
    fn the_rest_is_nothing() {
        for value in [json!(null), json!(7), json!("\"\\\"x\\\"\""), json!("{\"CustomKeywords\":")] {
            assert_eq!(KeywordFilter::of(&value), None, "{value}");
        }
    }
}
