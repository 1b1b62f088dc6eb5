//! What a form posts, and what is wrong with it.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

pub use crate::fault::Fault;

/// The raw text of a form: field name → what was typed. Kept as typed, so that a refused form can be shown again
/// without loss; parsing never changes it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, String>);

/// Whether what is typed into a field is nobody's to read again: passwords, and what opens the old carrier's account.
/// It is kept nowhere as it is, and shown nowhere.
pub fn is_secret(name: &str) -> bool {
    matches!(name.rsplit('.').next().unwrap_or(name), "password" | "repeat" | "pin" | "account_number")
}

impl fmt::Debug for Fields {
    /// Secrets are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if is_secret(name) { "(secret)" } else { value });
        f.debug_map().entries(self.0.iter().map(|(n, v)| (n.as_str(), v.as_str())).map(shown)).finish()
    }
}

impl Fields {
    /// The trimmed text of a field; empty when it was not posted.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |v| v.trim())
    }

    /// Whether a checkbox was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !matches!(self.get(name), "" | "false" | "off" | "no")
    }

    /// Sets a field.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// All but the secrets.
    #[must_use]
    pub fn without_secrets(mut self) -> Self {
        self.0.retain(|name, _| !is_secret(name));
        self
    }

    /// Removes the fields `{group}.{i}` of these groups and moves those with a higher number up.
    pub fn remove_at(&mut self, groups: &[&str], i: usize) {
        let moved = std::mem::take(&mut self.0).into_iter().filter_map(|(key, value)| {
            let mut parts = key.splitn(3, '.');
            let (Some(group), Some(at)) = (parts.next().filter(|g| groups.contains(g)), parts.next()) else {
                return Some((key, value));
            };
            let Ok(at) = at.parse::<usize>() else { return Some((key, value)) };
            let rest = parts.next().map_or(String::new(), |r| format!(".{r}"));
            match at.cmp(&i) {
                std::cmp::Ordering::Less => Some((key, value)),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some((format!("{group}.{}{rest}", at - 1), value)),
            }
        });
        self.0 = moved.collect();
    }

    /// Removes every field whose name `belongs` and puts `posted`'s in their place: what leaving a wizard step does.
    pub fn replace(&mut self, belongs: impl Fn(&str) -> bool, posted: Fields) {
        self.0.retain(|name, _| !belongs(name));
        self.0.extend(posted.0.into_iter().filter(|(name, _)| belongs(name)));
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Fields {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }
}

/// Field name → what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub BTreeMap<String, Fault>);

impl FieldErrors {
    /// Keeps the value of a parse, or notes its fault at `name`.
    pub fn take<T>(&mut self, name: &str, parsed: Result<T, Fault>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(name, fault);
                None
            }
        }
    }

    /// Notes a fault; the first one at a field stays.
    pub fn add(&mut self, name: impl Into<String>, fault: Fault) {
        self.0.entry(name.into()).or_insert(fault);
    }

    /// The fault at a field.
    pub fn at(&self, name: &str) -> Option<&Fault> {
        self.0.get(name)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok(())` when nothing is wrong.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// Required text of at most `max` characters, without control characters.
pub fn text(raw: &str, max: u16) -> Result<String, Fault> {
    let value = raw.trim();
    if value.is_empty() {
        return Err(Fault::Missing);
    }
    if value.chars().count() > usize::from(max) {
        return Err(Fault::TooLong { max });
    }
    if value.chars().any(char::is_control) {
        return Err(Fault::BadCharacters);
    }
    Ok(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_a_step_keeps_the_others_and_drops_strangers() {
        let mut fields = Fields::from([("a.name", "x"), ("a.same", "on"), ("b.name", "y")]);
        fields.replace(|n| n.starts_with("a."), Fields::from([("a.name", "z"), ("b.name", "forged")]));
        assert_eq!(fields, Fields::from([("a.name", "z"), ("b.name", "y")]));
    }

    #[test]
    fn secrets_are_neither_kept_nor_shown() {
        let fields =
            Fields::from([("old.pin", "123456"), ("old.account_number", "0012"), ("old.pin_made", "2026-06-01")]);
        let shown = format!("{fields:?}");
        assert!(!shown.contains("123456") && !shown.contains("0012") && shown.contains("2026-06-01"), "{shown}");
        assert_eq!(fields.without_secrets(), Fields::from([("old.pin_made", "2026-06-01")]));
        for name in ["password", "repeat", "account.password", "pin"] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["old.name", "pinned", "account_number.hint", "old.pin_made"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn the_first_fault_at_a_field_stays() {
        let mut errors = FieldErrors::default();
        errors.add("email", Fault::Missing);
        errors.add("email", Fault::Email);
        assert_eq!(errors.at("email"), Some(&Fault::Missing));
    }
}
