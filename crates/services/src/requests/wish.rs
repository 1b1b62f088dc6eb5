//! What a member asks for, and for how long it is granted.

use domain::{
    Lang, Megabytes,
    guardian::{Channel, Number},
    porting::day_words,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use crate::Error;

/// What a member asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// Somebody to call, to text, or both.
    Contact {
        /// Who that is.
        name: String,
        /// Their number.
        number: Number,
        /// For calls.
        calls: bool,
        /// For texts.
        texts: bool,
    },
    /// More data than the line's marks allow.
    Data {
        /// How much more.
        more: Megabytes,
    },
    /// Data that somebody stopped, for a while.
    Time {
        /// Until when.
        until: Timestamp,
    },
}

impl Wish {
    /// What it is about: a member has one open request about one thing.
    pub(super) fn subject(&self) -> String {
        match self {
            Self::Contact { number, .. } => format!("contact {number}"),
            Self::Data { .. } => "data".into(),
            Self::Time { .. } => "time".into(),
        }
    }

    /// `asks to call and text Coach Lee (385) 555-0188`; `at` says a time in words.
    pub fn words(&self, lang: Lang, at: impl Fn(Timestamp) -> String) -> String {
        match self {
            Self::Contact { name, number, .. } => {
                let (how, whom) = (self.how(lang), whom(name, number));
                lang.pick_string(|| format!("asks to {how} {whom}"), || format!("pide {how} con {whom}"))
            }
            Self::Data { more } => {
                lang.pick_string(|| format!("asks for {more} more data"), || format!("pide {more} más de datos"))
            }
            Self::Time { until } => {
                let until = at(*until);
                lang.pick_string(|| format!("asks for data until {until}"), || format!("pide datos hasta {until}"))
            }
        }
    }

    /// The same as a thing: `Coach Lee (385) 555-0188: calls and texts`.
    pub fn thing(&self, lang: Lang, at: impl Fn(Timestamp) -> String) -> String {
        match self {
            Self::Contact { name, number, calls, texts } => {
                let named = |channel: Channel| channel.label(lang).to_lowercase();
                let of = [(*calls, Channel::Call), (*texts, Channel::Text)];
                let channels: Vec<String> = of.into_iter().filter(|(is, _)| *is).map(|(_, c)| named(c)).collect();
                format!("{}: {}", whom(name, number), channels.join(lang.pick(" and ", " y ")))
            }
            Self::Data { more } => lang.pick_string(|| format!("{more} more data"), || format!("{more} más de datos")),
            Self::Time { until } => {
                let until = at(*until);
                lang.pick_string(|| format!("Data until {until}"), || format!("Datos hasta {until}"))
            }
        }
    }

    fn how(&self, lang: Lang) -> &'static str {
        match self {
            Self::Contact { calls: true, texts: true, .. } => lang.pick("call and text", "llamadas y mensajes"),
            Self::Contact { calls: true, .. } => lang.pick("call", "llamadas"),
            _ => lang.pick("text", "mensajes"),
        }
    }
}

fn whom(name: &str, number: &Number) -> String {
    if name.is_empty() { number.show() } else { format!("{name} {}", number.show()) }
}

/// For how long a wish is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Until the end of today; data for a while: until the time asked for.
    Once,
    /// Until the end of a day.
    Until(Date),
    /// For good.
    Always,
}

impl Scope {
    /// The longest a wish is granted for without being granted for good, in days.
    const LONGEST: i32 = 366;

    /// When it ends, in the member's zone; none is never.
    pub(super) fn ends(self, wish: &Wish, zone: &TimeZone, now: Timestamp) -> Result<Option<Timestamp>, Error> {
        let today = now.to_zoned(zone.clone()).date();
        let day = match (self, wish) {
            (Self::Always, _) => return Ok(None),
            (Self::Once, Wish::Time { until }) => return Ok(Some(*until)),
            (Self::Once, _) => today,
            (Self::Until(day), _) => day,
        };
        let last = today.saturating_add(Self::LONGEST.days());
        if day < today {
            return Err(Error::field("until", domain::Fault::DateTooSoon { first: today.to_string() }));
        }
        if day > last {
            return Err(Error::field("until", domain::Fault::DateTooLate { last: last.to_string() }));
        }
        let next = day.tomorrow().and_then(|next| next.to_zoned(zone.clone())).map_err(anyhow::Error::from)?;
        Ok(Some(next.timestamp()))
    }
}

/// The member's zone as it was stored; the network's own where it is none.
pub(super) fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A time for a mail, in the member's zone: `9:00 PM` on the day it is, else `March 8, 2026, 9:00 PM`.
pub(super) fn clock(at: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let there = at.to_zoned(zone.clone());
    let today = Timestamp::now().to_zoned(zone.clone()).date();
    let time = there.strftime("%-I:%M %p").to_string();
    if there.date() == today { time } else { format!("{}, {time}", day_words(&there.date().to_string(), lang)) }
}

/// When something ends, as [`clock`]; midnight is the end of the day before.
pub(super) fn end(at: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let there = at.to_zoned(zone.clone());
    if there.time() != Time::midnight() {
        return clock(at, zone, lang);
    }
    let day = day_words(&there.date().saturating_sub(1.day()).to_string(), lang);
    lang.pick_string(|| format!("the end of {day}"), || format!("el final del {day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_ends_where_the_member_is_and_summer_time_is_minded() {
        let zone = TimeZone::get("America/Denver").unwrap();
        let now: Timestamp = "2026-03-08T05:30:00Z".parse().unwrap();
        let data = Wish::Data { more: Megabytes::new(500) };
        let ends = |scope: Scope| scope.ends(&data, &zone, now).unwrap().map(|at| at.to_string());
        // Still the 7th in Denver; the night after has an hour less.
        assert_eq!(ends(Scope::Once).as_deref(), Some("2026-03-08T07:00:00Z"));
        assert_eq!(ends(Scope::Until(jiff::civil::date(2026, 3, 8))).as_deref(), Some("2026-03-09T06:00:00Z"));
        assert_eq!(ends(Scope::Always), None);
        for day in [jiff::civil::date(2026, 3, 6), jiff::civil::date(2028, 1, 1)] {
            assert!(matches!(Scope::Until(day).ends(&data, &zone, now), Err(Error::Invalid(_))), "{day}");
        }
    }

    #[test]
    fn times_are_said_in_the_language_and_midnight_belongs_to_the_day_before() {
        let zone = TimeZone::get("America/Denver").unwrap();
        let (evening, midnight) = ("2026-03-09T03:00:00Z".parse().unwrap(), "2026-03-09T06:00:00Z".parse().unwrap());
        assert_eq!(end(evening, &zone, Lang::En), "March 8, 2026, 9:00 PM");
        assert_eq!(end(midnight, &zone, Lang::En), "the end of March 8, 2026");
        assert_eq!(end(midnight, &zone, Lang::Es), "el final del 8 de marzo de 2026");
    }

    #[test]
    fn a_wish_is_said_in_both_languages() {
        let number = Number::parse("385-555-0188").unwrap();
        let wish = Wish::Contact { name: "Coach Lee".into(), number, calls: false, texts: true };
        let said = |lang| wish.words(lang, |at| at.to_string());
        assert_eq!(said(Lang::En), "asks to text Coach Lee (385) 555-0188");
        assert_eq!(said(Lang::Es), "pide mensajes con Coach Lee (385) 555-0188");
        assert_eq!(wish.thing(Lang::Es, |at| at.to_string()), "Coach Lee (385) 555-0188: mensajes");
    }
}
