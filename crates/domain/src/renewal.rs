//! When a line's data begins anew.

use serde::{Deserialize, Serialize};

use crate::{
    fields::{Fault, FieldErrors, Fields},
    lang::Lang,
};

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// A month; its days are 1 to 31.
    #[default]
    #[serde(rename = "M")]
    Month,
    /// A week; its days are 1 to 7. Which one is the first is not documented.
    #[serde(rename = "W")]
    Week,
}

impl Period {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Month, Self::Week];

    /// The word of `PeriodType`.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Month => "M",
            Self::Week => "W",
        }
    }

    /// The last day one may name.
    pub const fn last_day(self) -> u8 {
        match self {
            Self::Month => 31,
            Self::Week => 7,
        }
    }

    /// Parses the word of `PeriodType`.
    ///
    /// # Errors
    /// [`Fault::Choice`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        Self::ALL.into_iter().find(|period| period.wire() == raw.trim()).ok_or(Fault::Choice)
    }
}

/// On which day data begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// Whether it does so by itself.
    pub auto: bool,
    /// Months or weeks.
    pub period: Period,
    /// Periods from one renewal to the next, 1 to [`Renewal::MOST`].
    pub every: u8,
    /// Day of the month, 1 to 31, or of the week, 1 to 7.
    pub day: u8,
}

impl Renewal {
    /// The most periods between two renewals that are taken here.
    pub const MOST: u8 = 12;

    /// Parses `{prefix}.auto`, `.period`, `.every` (one when empty), `.day`.
    pub fn parse(fields: &Fields, prefix: &str, errors: &mut FieldErrors) -> Option<Self> {
        let name = |field: &str| format!("{prefix}.{field}");
        let period = errors.take(&name("period"), Period::parse(fields.get(&name("period"))));
        let every = match fields.get(&name("every")) {
            "" => Some(1),
            typed => errors.take(&name("every"), whole(typed, Self::MOST)),
        };
        let last = period.unwrap_or_default().last_day();
        let day = errors.take(&name("day"), whole(fields.get(&name("day")), last));
        Some(Self { auto: fields.ticked(&name("auto")), period: period?, every: every?, day: day? })
    }

    /// `On day 15 of every month`, `Every 2 weeks, on day 1 of the week`, `Never by itself`.
    pub fn words(&self, lang: Lang) -> String {
        let Self { auto, period, every, day } = *self;
        if !auto {
            return lang.pick("Never by itself", "Nunca por sí solo").to_owned();
        }
        match (lang, period, every) {
            (Lang::En, Period::Month, 1) => format!("On day {day} of every month"),
            (Lang::En, Period::Month, n) => format!("Every {n} months, on day {day}"),
            (Lang::En, Period::Week, 1) => format!("On day {day} of every week"),
            (Lang::En, Period::Week, n) => format!("Every {n} weeks, on day {day} of the week"),
            (Lang::Es, Period::Month, 1) => format!("El día {day} de cada mes"),
            (Lang::Es, Period::Month, n) => format!("Cada {n} meses, el día {day}"),
            (Lang::Es, Period::Week, 1) => format!("El día {day} de cada semana"),
            (Lang::Es, Period::Week, n) => format!("Cada {n} semanas, el día {day} de la semana"),
        }
    }

    /// Whether a month may be too short for the day; what the network does then is not documented.
    pub const fn may_miss(&self) -> bool {
        matches!(self.period, Period::Month) && self.day > 28
    }
}

fn whole(raw: &str, max: u8) -> Result<u8, Fault> {
    if raw.is_empty() {
        return Err(Fault::Missing);
    }
    let between = Fault::Between { min: 1, max: u16::from(max) };
    match raw.parse::<u8>() {
        Ok(number) if (1..=max).contains(&number) => Ok(number),
        _ => Err(between),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(pairs: [(&str, &str); 4]) -> (Option<Renewal>, FieldErrors) {
        let mut errors = FieldErrors::default();
        (Renewal::parse(&Fields::from(pairs), "r", &mut errors), errors)
    }

    #[test]
    fn a_day_belongs_to_its_period() {
        let (good, errors) = parsed([("r.auto", "on"), ("r.period", "M"), ("r.every", ""), ("r.day", "31")]);
        let good = good.unwrap();
        assert!(errors.is_empty() && good.may_miss());
        assert_eq!(good.words(Lang::En), "On day 31 of every month");
        let (bad, errors) = parsed([("r.auto", "on"), ("r.period", "W"), ("r.every", "0"), ("r.day", "8")]);
        assert_eq!(bad, None);
        assert_eq!(errors.at("r.day"), Some(&Fault::Between { min: 1, max: 7 }));
        assert_eq!(errors.at("r.every"), Some(&Fault::Between { min: 1, max: 12 }));
        let (bad, errors) = parsed([("r.auto", ""), ("r.period", "year"), ("r.every", "1"), ("r.day", "")]);
        assert_eq!(bad, None);
        assert_eq!((errors.at("r.period"), errors.at("r.day")), (Some(&Fault::Choice), Some(&Fault::Missing)));
    }

    #[test]
    fn what_does_not_renew_says_so() {
        let (off, _) = parsed([("r.auto", ""), ("r.period", "W"), ("r.every", "2"), ("r.day", "1")]);
        let off = off.unwrap();
        assert_eq!((off.words(Lang::En).as_str(), off.may_miss()), ("Never by itself", false));
        assert_eq!(Renewal { auto: true, ..off }.words(Lang::Es), "Cada 2 semanas, el día 1 de la semana");
    }

    proptest! {
        #[test]
        fn any_text_is_handled(period in ".{0,3}", every in ".{0,5}", day in ".{0,5}") {
            let _ = parsed([("r.auto", "on"), ("r.period", &period), ("r.every", &every), ("r.day", &day)]);
        }
    }
}
