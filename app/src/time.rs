//! Times in the reader's zone, on pages of one line in the line's.

use std::sync::{Arc, OnceLock};

use domain::{Fault, Lang};
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use leptos::prelude::*;

use services::{accounts, db::Tx};

use crate::{context, error::AppError};

/// The cookie in which the browser says its IANA time zone.
pub const COOKIE: &str = "tz";

/// The zone of the page's line, once it is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageZone(Arc<OnceLock<TimeZone>>);

/// Has the page say its times in this line's zone, and answers that: the reader's where nobody knows the line's.
///
/// # Errors
/// [`AppError`] when the database does not answer.
pub async fn of_line(tx: &mut Tx, number: &str) -> Result<TimeZone, AppError> {
    let Some(zone) = accounts::zone(tx, number).await? else { return Ok(readers_zone()) };
    if let Some(page) = use_context::<PageZone>() {
        // The first line is the page's.
        let _ = page.0.set(zone.clone());
    }
    Ok(zone)
}

/// The zone that times are said in: the page's line's, else the reader's.
pub fn zone() -> TimeZone {
    lines_zone().unwrap_or_else(readers_zone)
}

fn lines_zone() -> Option<TimeZone> {
    use_context::<PageZone>().and_then(|page| page.0.get().cloned())
}

/// The reader's time zone: the browser's if it told a real one, else the configured one.
fn readers_zone() -> TimeZone {
    let told = context::cookie(COOKIE).and_then(|name| parse_zone(&name));
    told.or_else(|| context::maybe_state().map(|state| state.default_time_zone)).unwrap_or(TimeZone::UTC)
}

/// A time zone of the IANA database; `%2F` stands for `/` in cookies.
fn parse_zone(raw: &str) -> Option<TimeZone> {
    let name = raw.replace("%2F", "/");
    let plausible = name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
    if plausible { TimeZone::get(&name).ok() } else { None }
}

/// A time for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// `Aug 19, 2026, 4:05 PM`
    pub text: String,
    /// RFC 3339, for `<time datetime>`.
    pub machine: String,
}

/// The time with date.
pub fn when(at: Timestamp) -> When {
    when_in(at, &zone())
}

fn when_in(at: Timestamp, zone: &TimeZone) -> When {
    let local = at.to_zoned(zone.clone());
    let text = format!("{}, {}", date_words(local.date(), context::lang()), clock(&local));
    When { text, machine: at.to_string() }
}

/// `4:05 PM`; with its zone, `4:05 PM MDT`, where the reader's clock shows another time.
fn clock(local: &Zoned) -> String {
    let readers = local.with_time_zone(readers_zone());
    local.strftime(if local.offset() == readers.offset() { "%-I:%M %p" } else { "%-I:%M %p %Z" }).to_string()
}

/// What the clock shows in this zone right now.
pub fn clock_now(zone: TimeZone) -> String {
    clock(&Zoned::now().with_time_zone(zone))
}

/// A day as people write it: `Aug 19, 2026`, `19 ago 2026`.
pub fn date_words(date: Date, lang: Lang) -> String {
    match lang {
        Lang::En => date.strftime("%b %-d, %Y").to_string(),
        Lang::Es => format!("{} {}", day_words(date, lang), date.year()),
    }
}

/// The same without the year: `Aug 19`, `19 ago`.
pub fn day_words(date: Date, lang: Lang) -> String {
    const MESES: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
    match lang {
        Lang::En => date.strftime("%b %-d").to_string(),
        Lang::Es => {
            let month = usize::try_from(date.month() - 1).ok().and_then(|i| MESES.get(i)).copied().unwrap_or_default();
            format!("{} {month}", date.day())
        }
    }
}

/// The time as people say it of the near past and future: `4:05 PM` today, `yesterday, 4:05 PM`, else with date.
pub fn near(at: Timestamp) -> When {
    near_in(at, &zone())
}

/// The same in a zone of one's own.
pub fn near_in(at: Timestamp, zone: &TimeZone) -> When {
    let (local, lang) = (at.to_zoned(zone.clone()), context::lang());
    let today = Timestamp::now().to_zoned(zone.clone()).date();
    let clock = clock(&local);
    let text = match (local.date() - today).get_days() {
        0 => clock,
        -1 => format!("{}, {clock}", lang.pick("yesterday", "ayer")),
        1 => format!("{}, {clock}", lang.pick("tomorrow", "mañana")),
        _ => return when_in(at, zone),
    };
    When { text, machine: at.to_string() }
}

/// How long ago, coarsely: `just now`, `5 minutes ago`, `2 hours ago`, else [`near`].
pub fn ago(at: Timestamp) -> When {
    let (seconds, lang) = (Timestamp::now().duration_since(at).as_secs(), context::lang());
    let counted = |n: i64, en: &str, es: &str| match lang {
        Lang::En => format!("{n} {en} ago"),
        Lang::Es => format!("hace {n} {es}"),
    };
    let text = match seconds {
        i64::MIN..60 => lang.pick("just now", "ahora mismo").to_owned(),
        60..120 => lang.pick("a minute ago", "hace un minuto").to_owned(),
        120..3600 => counted(seconds / 60, "minutes", "minutos"),
        3600..7200 => lang.pick("an hour ago", "hace una hora").to_owned(),
        7200..43_200 => counted(seconds / 3600, "hours", "horas"),
        _ => return near(at),
    };
    When { text, machine: at.to_string() }
}

/// Unix seconds of a day (`yyyy-mm-dd`) and time of day (`hh:mm`) that were typed, in this zone: the end of that
/// day without a time, today without a day, and none without either.
///
/// # Errors
/// The field (`until_date` or `until_time`) with [`Fault::Date`], [`Fault::Time`], or [`Fault::DateTooSoon`] for what is
/// over already.
pub fn until(day: &str, time: &str, zone: &TimeZone) -> Result<Option<i64>, (&'static str, Fault)> {
    if day.is_empty() && time.is_empty() {
        return Ok(None);
    }
    let now = Zoned::now().with_time_zone(zone.clone());
    let date = match day {
        "" => now.date(),
        day => day.parse().map_err(|_| ("until_date", Fault::Date))?,
    };
    let at = match time {
        "" => date.tomorrow().map_err(|_| ("until_date", Fault::Date))?.at(0, 0, 0, 0),
        time => date.to_datetime(time.parse().map_err(|_| ("until_time", Fault::Time))?),
    };
    let at = at.to_zoned(zone.clone()).map_err(|_| ("until_date", Fault::Date))?.timestamp();
    if at <= now.timestamp() {
        let first = date_words(now.date(), context::lang());
        return Err((if day.is_empty() { "until_time" } else { "until_date" }, Fault::DateTooSoon { first }));
    }
    Ok(Some(at.as_second()))
}

/// A time at which something ends, as it was typed for [`until`]: its day, and the time of day unless the day's end.
pub fn until_typed(at: Timestamp) -> (String, String) {
    let local = local(at);
    match local.time() == jiff::civil::Time::midnight() {
        true => (local.date().yesterday().unwrap_or(local.date()).to_string(), String::new()),
        false => (local.date().to_string(), local.strftime("%H:%M").to_string()),
    }
}

/// The same in words; the end of a day is said as its last minute.
pub fn until_words(at: Timestamp) -> When {
    let midnight = local(at).time() == jiff::civil::Time::midnight();
    near(if midnight { at - jiff::SignedDuration::from_secs(1) } else { at })
}

fn local(at: Timestamp) -> Zoned {
    at.to_zoned(zone())
}

/// `<time>` of [`near`].
#[component]
pub fn Time(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    let when = near(at);
    view! { <time datetime=when.machine>{when.text}</time> }
}

/// `<time>` of [`ago`], with the exact time as its title.
#[component]
pub fn Ago(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    let exact = when(at).text;
    let ago = ago(at);
    view! { <time datetime=ago.machine title=exact>{ago.text}</time> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_readers_do() {
        let day = jiff::civil::date(2026, 8, 19);
        assert_eq!(date_words(day, Lang::En), "Aug 19, 2026");
        assert_eq!(date_words(day, Lang::Es), "19 ago 2026");
    }

    #[test]
    fn only_real_zones_are_believed() {
        assert!(parse_zone("America/Denver").is_some());
        assert!(parse_zone("America%2FDenver").is_some());
        for raw in ["", "Mars/Olympus", "../../etc/passwd", "<script>"] {
            assert!(parse_zone(raw).is_none(), "{raw}");
        }
    }
}
