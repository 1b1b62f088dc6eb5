//! How long a transfer PIN still lives.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What is left of a PIN's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinLife {
    /// Good for so many more days after today.
    Fresh(i64),
    /// It ends today.
    LastDay,
    /// It has ended.
    Expired,
}

/// What is left of a PIN that was made on the day `made` and lives for `pin_days`; days are counted since 1970
/// ([`day_number`](super::day_number)). A PIN made tomorrow was made today in another time zone.
pub fn pin_left(made: i64, today: i64, pin_days: u16) -> PinLife {
    let age = today.saturating_sub(made).max(0);
    match i64::from(pin_days).saturating_sub(age) {
        left if left > 0 => PinLife::Fresh(left),
        0 => PinLife::LastDay,
        _ => PinLife::Expired,
    }
}

impl PinLife {
    /// `PIN good for 3 more days`.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Fresh(1) => lang.pick("PIN good for 1 more day", "El PIN sirve 1 día más").to_owned(),
            Self::Fresh(days) => lang
                .pick_string(|| format!("PIN good for {days} more days"), || format!("El PIN sirve {days} días más")),
            Self::LastDay => lang.pick("The PIN ends today", "El PIN vence hoy").to_owned(),
            Self::Expired => {
                lang.pick("The PIN has expired. Make a new one.", "El PIN venció. Crea uno nuevo.").to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pin_of_four_days_made_on_monday_ends_on_friday() {
        let monday = 20_605;
        assert_eq!(pin_left(monday, monday, 4), PinLife::Fresh(4));
        assert_eq!(pin_left(monday, monday + 3, 4), PinLife::Fresh(1));
        assert_eq!(pin_left(monday, monday + 4, 4), PinLife::LastDay);
        assert_eq!(pin_left(monday, monday + 5, 4), PinLife::Expired);
        assert_eq!(pin_left(monday + 1, monday, 4), PinLife::Fresh(4));
    }

    proptest! {
        #[test]
        fn no_pin_gets_younger(made in any::<i64>(), today in any::<i64>(), days in any::<u16>()) {
            let rank = |life| match life { PinLife::Fresh(n) => n, PinLife::LastDay => 0, PinLife::Expired => -1 };
            let now = rank(pin_left(made, today, days));
            prop_assert!(rank(pin_left(made, today.saturating_add(1), days)) <= now);
            prop_assert!(now <= i64::from(days));
        }
    }
}
