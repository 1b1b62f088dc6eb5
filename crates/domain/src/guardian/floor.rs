//! Numbers that no setting can block.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Number, Party};
use crate::{E164, lang::Lang};

/// Emergency and crisis numbers of three to six digits, with what they are in both languages.
const SHORT: [(&str, &str, &str); 7] = [
    ("911", "911, emergency", "911, emergencias"),
    ("988", "988, suicide and crisis lifeline", "988, línea de suicidio y crisis"),
    ("741741", "Crisis Text Line", "Crisis Text Line"),
    ("838255", "Veterans Crisis Line", "Línea de crisis para veteranos"),
    ("678678", "The Trevor Project", "The Trevor Project"),
    ("88788", "National Domestic Violence Hotline", "Línea nacional contra la violencia doméstica"),
    ("22522", "love is respect", "love is respect"),
];

/// Crisis lines with a whole number: they must be on the network's lists to be reached when only allowed people are.
const LINES: [(&str, &str, &str); 9] = [
    ("+18002738255", "988 by its ten digits", "988 por sus diez dígitos"),
    ("+18007997233", "National Domestic Violence Hotline", "Línea nacional contra la violencia doméstica"),
    ("+18006564673", "RAINN, sexual assault hotline", "RAINN, línea contra la agresión sexual"),
    ("+18004224453", "Childhelp, child abuse hotline", "Childhelp, línea contra el abuso infantil"),
    ("+18447628483", "StrongHearts Native Helpline", "StrongHearts Native Helpline"),
    ("+18663319474", "love is respect", "love is respect"),
    ("+18664887386", "The Trevor Project", "The Trevor Project"),
    ("+18007862929", "National Runaway Safeline", "Línea nacional para jóvenes fugados"),
    ("+18002221222", "Poison Control", "Control de envenenamientos"),
];

/// The number of one that is short and always reachable, with its name.
pub(super) fn short_name(short: &str) -> Option<(&'static str, &'static str)> {
    SHORT.into_iter().find(|(number, ..)| *number == short).map(|(_, en, es)| (en, es))
}

/// Who is always reachable besides 911, 988 and the crisis lines, which are built in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Floor {
    /// The lines of whoever looks after the person.
    pub guardians: Vec<E164>,
    /// The operator's own help.
    pub care_line: Option<E164>,
    /// Crisis lines the operator's staff keep a list of.
    pub hotlines: Vec<Number>,
}

/// Why a number is always reachable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachable {
    /// Emergency or crisis line; its name in both languages.
    Crisis(&'static str, &'static str),
    /// Crisis line of the operator's list.
    Hotline,
    /// Looks after the person.
    Guardian,
    /// The operator's help.
    CareLine,
}

impl Reachable {
    /// Who that is.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Crisis(en, es) => lang.pick(en, es),
            Self::Hotline => lang.pick("a crisis line", "una línea de crisis"),
            Self::Guardian => lang.pick("a guardian of this family", "un tutor de esta familia"),
            Self::CareLine => lang.pick("our own help line", "nuestra línea de ayuda"),
        }
    }
}

impl Floor {
    /// Why this one is always reachable; none if it is not.
    pub fn of(&self, party: &Party) -> Option<Reachable> {
        match party {
            Party::Short(short) => short_name(short).map(|(en, es)| Reachable::Crisis(en, es)),
            Party::Number(number) => self.of_number(number),
        }
    }

    /// As [`Floor::of`], of a whole number.
    pub fn of_number(&self, number: &Number) -> Option<Reachable> {
        let same = |other: &E164| other.as_str() == number.as_str();
        if let Some((_, en, es)) = LINES.into_iter().find(|(line, ..)| *line == number.as_str()) {
            return Some(Reachable::Crisis(en, es));
        }
        if self.guardians.iter().any(same) {
            return Some(Reachable::Guardian);
        }
        if self.care_line.as_ref().is_some_and(same) {
            return Some(Reachable::CareLine);
        }
        self.hotlines.contains(number).then_some(Reachable::Hotline)
    }

    /// All whole numbers of it, as the network's lists of allowed numbers take them. Short ones cannot be put there.
    pub fn numbers(&self) -> BTreeSet<Number> {
        let built_in = LINES.into_iter().filter_map(|(line, ..)| Number::parse(line).ok());
        let family = self.guardians.iter().chain(&self.care_line).cloned().map(Number::from);
        built_in.chain(family).chain(self.hotlines.iter().cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_reads_as_numbers() {
        assert_eq!(Floor::default().numbers().len(), LINES.len());
        for (short, ..) in SHORT {
            assert!(Floor::default().of(&Party::parse(short).unwrap()).is_some(), "{short}");
        }
    }
}
