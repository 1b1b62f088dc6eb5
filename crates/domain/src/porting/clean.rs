//! Tidying what is copied from bills and apps, and saying so.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

use super::hints::CarrierHint;

/// What was taken out of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Spaces within it.
    RemovedSpaces,
    /// Dashes.
    RemovedDashes,
    /// Dots, slashes, number signs, brackets.
    RemovedSigns,
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 3] = [Self::RemovedSpaces, Self::RemovedDashes, Self::RemovedSigns];

    /// For people; the value itself is never repeated.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::RemovedSpaces => lang.pick("We removed the spaces.", "Quitamos los espacios."),
            Self::RemovedDashes => lang.pick("We removed the dashes.", "Quitamos los guiones."),
            Self::RemovedSigns => {
                lang.pick("We removed the signs between the digits.", "Quitamos los signos entre los dígitos.")
            }
        }
    }

    fn of(c: char) -> Option<Self> {
        match c {
            // What copying from a page leaves behind and nobody sees.
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(Self::RemovedSpaces),
            c if c.is_whitespace() => Some(Self::RemovedSpaces),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => Some(Self::RemovedDashes),
            '.' | ',' | '/' | '#' | '(' | ')' | '_' | ':' => Some(Self::RemovedSigns),
            _ => None,
        }
    }
}

/// A tidied value. Its `Debug` keeps it to itself.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The value: letters and leading zeros as they were typed.
    pub value: String,
    /// What was taken out, each once.
    pub changes: Vec<Change>,
}

impl std::fmt::Debug for Cleaned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cleaned").field("changes", &self.changes).finish_non_exhaustive()
    }
}

impl Cleaned {
    /// What was taken out, in words; nothing when nothing was.
    pub fn words(&self, lang: Lang) -> Option<String> {
        let words: Vec<&str> = self.changes.iter().map(|change| change.words(lang)).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// An account number without what people and bills put between its characters. Spaces always go; dashes and signs go
/// where there are digits alone beside them, or the carrier has nothing but digits.
pub fn clean_account_number(raw: &str, hint: &CarrierHint) -> Cleaned {
    clean(raw, hint.account_number.digits_only, true)
}

/// A PIN without what stands between its digits; a password with letters stays as it is.
pub fn clean_pin(raw: &str, hint: &CarrierHint) -> Cleaned {
    clean(raw, hint.pin.digits_only, false)
}

fn clean(raw: &str, digits_only: bool, spaces_always: bool) -> Cleaned {
    let trimmed = raw.trim_matches(|c: char| Change::of(c) == Some(Change::RemovedSpaces));
    let digits = trimmed.chars().all(|c| c.is_ascii_digit() || Change::of(c).is_some());
    let goes = |change| digits_only || digits || (spaces_always && change == Change::RemovedSpaces);
    let mut cleaned = Cleaned::default();
    for c in trimmed.chars() {
        match Change::of(c).filter(|change| goes(*change)) {
            Some(change) if cleaned.changes.contains(&change) => {}
            Some(change) => cleaned.changes.push(change),
            None => cleaned.value.push(c),
        }
    }
    cleaned.changes.sort_unstable();
    cleaned
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::porting::{Hints, NumberKind};

    fn account(raw: &str, carrier: &str) -> (String, Vec<Change>) {
        let cleaned = clean_account_number(raw, &Hints::builtin().find(carrier, NumberKind::Mobile));
        (cleaned.value, cleaned.changes)
    }

    #[test]
    fn what_a_bill_puts_between_digits_goes_and_zeros_stay() {
        use Change::{RemovedDashes, RemovedSigns, RemovedSpaces};
        assert_eq!(account(" 012345678-00001 ", "Verizon"), ("01234567800001".into(), vec![RemovedDashes]));
        assert_eq!(account("# 000 123\u{a0}456", ""), ("000123456".into(), vec![RemovedSpaces, RemovedSigns]));
        assert_eq!(account("AB-0012 34", ""), ("AB-001234".into(), vec![RemovedSpaces]));
        assert_eq!(account("12O45-6789", "Verizon"), ("12O456789".into(), vec![RemovedDashes]));
        assert_eq!(account("\u{200b}4711\u{200b}", ""), ("4711".into(), vec![]));
    }

    #[test]
    fn a_password_is_left_alone() {
        let hint = Hints::builtin().find("", NumberKind::Mobile);
        assert_eq!(clean_pin("blue sky-7", &hint).value, "blue sky-7");
        let pin = clean_pin("12 34-56", &hint);
        assert_eq!(pin.value, "123456");
        assert_eq!(pin.words(Lang::Es).unwrap(), "Quitamos los espacios. Quitamos los guiones.");
        assert!(!format!("{pin:?}").contains("123456"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once_and_loses_no_letter_or_digit(raw in ".{0,30}|[0-9 .#-]{0,20}|0{1,5}[0-9A-Za-z -]{0,12}", only in any::<bool>(), spaces in any::<bool>()) {
            let once = clean(&raw, only, spaces);
            let again = clean(&once.value, only, spaces);
            prop_assert_eq!(&again.value, &once.value);
            prop_assert!(again.changes.is_empty());
            let kept = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(kept(&once.value), kept(&raw));
        }
    }
}
