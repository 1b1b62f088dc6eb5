//! People's names.

use serde::{Deserialize, Serialize};

use crate::fields::{Fault, text};

/// A person's name, at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(String);

impl PersonName {
    /// Parses a name: any script, no control characters, no angle brackets.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::TooLong`], [`Fault::BadCharacters`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let name = text(raw, 80)?;
        if name.contains(['<', '>']) {
            return Err(Fault::BadCharacters);
        }
        Ok(Self(name.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The part of a name one says at home: its first word.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// One or two letters for a picture without a picture.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().next());
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_not_judged() {
        assert_eq!(PersonName::parse("  Zoë   O’Neil ").unwrap().as_str(), "Zoë O’Neil");
        assert_eq!(PersonName::parse("<b>"), Err(Fault::BadCharacters));
        assert_eq!(initials("Dana Abena Mensah"), "DM");
        assert_eq!(initials("Cher"), "C");
    }
}
