//! What requests are called, wherever they are shown.

use domain::{Lang, person::first_name};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;
use services::requests::{Request, State, Wish};

use crate::{
    context, time,
    ui::{StatusBadge, Tone},
};

/// A time in the zone of who asks.
pub(super) fn at(at: Timestamp, zone: &TimeZone) -> String {
    time::near_in(at, zone).text
}

/// When a granted time ends, said as its last moment: midnight belongs to the day before.
pub(super) fn until(ends: Timestamp, zone: &TimeZone) -> String {
    let midnight = ends.to_zoned(zone.clone());
    match (midnight.hour(), midnight.minute()) {
        (0, 0) => day_words(midnight.date().saturating_sub(jiff::Span::new().days(1)), zone, context::lang()),
        _ => at(ends, zone),
    }
}

fn day_words(day: jiff::civil::Date, zone: &TimeZone, lang: Lang) -> String {
    let today = Timestamp::now().to_zoned(zone.clone()).date();
    match (day - today).get_days() {
        0 => lang.pick("the end of today", "el final de hoy").to_owned(),
        1 => lang.pick("the end of tomorrow", "el final de mañana").to_owned(),
        _ => time::date_words(day, lang),
    }
}

/// Where a request stands, in a word or two.
#[component]
pub(super) fn Standing(
    /// The request's state.
    state: State,
    /// Who answered.
    by: String,
    /// The zone of who asked.
    zone: TimeZone,
) -> impl IntoView {
    let lang = context::lang();
    let by = first_name(&by).to_owned();
    let (tone, text) = match state {
        State::Open => (Tone::Warning, lang.pick("Waiting for an answer", "Esperando respuesta").to_owned()),
        State::Granted { done: false, .. } => {
            (Tone::Info, lang.pick("Being set up", "Se está configurando").to_owned())
        }
        State::Granted { ends: None, .. } => (Tone::Success, lang.pick("Yes", "Sí").to_owned()),
        State::Granted { ends: Some(ends), .. } => {
            let until = until(ends, &zone);
            (Tone::Success, lang.pick_string(|| format!("Yes, until {until}"), || format!("Sí, hasta {until}")))
        }
        State::Waits => {
            let en = || format!("{by} said yes; the account manager has to agree");
            (Tone::Warning, lang.pick_string(en, || format!("{by} dijo que sí; falta el titular de la cuenta")))
        }
        State::NotAgreed(manager) => {
            let manager = first_name(&manager).to_owned();
            let en = || format!("{by} said yes, {manager} did not agree");
            (Tone::Neutral, lang.pick_string(en, || format!("{by} dijo que sí, {manager} no estuvo de acuerdo")))
        }
        State::Declined => (Tone::Neutral, lang.pick("No", "No").to_owned()),
        State::Over => {
            (Tone::Neutral, lang.pick("Was granted; the time is over", "Se permitió; el tiempo terminó").to_owned())
        }
        State::Withdrawn => (Tone::Neutral, lang.pick("Taken back", "Retirada").to_owned()),
        State::Lapsed => (Tone::Neutral, lang.pick("Nobody answered in time", "Nadie respondió a tiempo").to_owned()),
    };
    view! { <StatusBadge tone text /> }
}

/// What somebody asks for: `asks for data until 9:00 PM`.
pub(super) fn asks(request: &Request, lang: Lang) -> String {
    request.wish.words(lang, |time| at(time, &request.zone))
}

/// Who asks for what, in a sentence.
pub(super) fn sentence(request: &Request, lang: Lang) -> String {
    request.words(lang, |time| at(time, &request.zone))
}

/// A request's thing as a heading: `Coach Lee (385) 555-0188: calls and texts`.
pub(super) fn thing(request: &Request, lang: Lang) -> String {
    request.wish.thing(lang, |time| at(time, &request.zone))
}

/// What a yes for once is called: it depends on what is asked.
pub(super) fn once(request: &Request, lang: Lang) -> String {
    match &request.wish {
        Wish::Time { until } => {
            let until = at(*until, &request.zone);
            lang.pick_string(|| format!("Yes, until {until}"), || format!("Sí, hasta {until}"))
        }
        _ => lang.pick("Just today", "Solo hoy").to_owned(),
    }
}
