//! Money in US dollars.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// An amount in US cents; never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// From cents.
    pub const fn cents(cents: i64) -> Self {
        Self(cents)
    }

    /// With how often it is charged: `$39.99 a month`, `$5.00 once`.
    pub fn charged(self, monthly: bool) -> String {
        self.charged_in(monthly, Lang::En)
    }

    /// As [`Money::charged`], in any language.
    pub fn charged_in(self, monthly: bool, lang: Lang) -> String {
        let often = if monthly { lang.pick("a month", "al mes") } else { lang.pick("once", "una vez") };
        format!("{self} {often}")
    }

    /// In cents.
    pub const fn as_cents(self) -> i64 {
        self.0
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Money {
    /// `$1,079.98`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = (self.0.unsigned_abs() / 100).to_string();
        let sign = if self.0 < 0 { "−" } else { "" };
        let mut grouped = String::with_capacity(whole.len() + 4);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(f, "{sign}${grouped}.{:02}", self.0.unsigned_abs() % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(Money::cents(7998).to_string(), "$79.98");
        assert_eq!(Money::cents(123_456_705).to_string(), "$1,234,567.05");
        assert_eq!(Money::cents(-5).to_string(), "−$0.05");
        assert_eq!([Money::cents(1), Money::cents(2)].into_iter().sum::<Money>(), Money::cents(3));
    }
}
