//! What states, ways and reasons are called.

use domain::Lang;
use jiff::{Timestamp, tz::TimeZone};
use services::separations::{self, State, Way};

use crate::{time::date_words, ui::Tone};

/// A state for who asked: what it means and what comes next.
pub(super) fn to_who_asked(state: State, lang: Lang) -> (&'static str, &'static str) {
    match state {
        State::New => (
            lang.pick("We have your request", "Tenemos tu solicitud"),
            lang.pick("Somebody here looks at it next.", "Alguien aquí la revisa enseguida."),
        ),
        State::Working => (
            lang.pick("Somebody is working on it", "Alguien la está atendiendo"),
            lang.pick("There is nothing you need to do.", "No tienes que hacer nada."),
        ),
        State::Waiting => (
            lang.pick("We need something from you", "Necesitamos algo de ti"),
            lang.pick(
                "Below is what is missing. Call us when it is safe.",
                "Abajo está lo que falta. Llámanos cuando sea seguro.",
            ),
        ),
        State::Done => (
            lang.pick("It is done", "Está hecho"),
            lang.pick("The line is no longer on that account.", "La línea ya no está en esa cuenta."),
        ),
        State::Refused => (
            lang.pick("We could not do it", "No pudimos hacerlo"),
            lang.pick(
                "Below is why. You can ask again or call us at any time.",
                "Abajo está el porqué. Puedes pedirlo otra vez o llamarnos cuando quieras.",
            ),
        ),
    }
}

/// A state for staff, with the verb that leads there.
pub(super) fn state(state: State) -> (Tone, &'static str, &'static str) {
    match state {
        State::New => (Tone::Warning, "New", ""),
        State::Working => (Tone::Info, "In work", "I work on it"),
        State::Waiting => (Tone::Warning, "Waiting for evidence", "Wait for evidence"),
        State::Done => (Tone::Success, "Done", "It is done"),
        State::Refused => (Tone::Neutral, "Refused", "Refuse it"),
    }
}

/// A way to reach somebody, as they choose it.
pub(super) fn way(way: Way, lang: Lang) -> (&'static str, &'static str) {
    match way {
        Way::Email => (
            lang.pick("By e-mail", "Por correo"),
            lang.pick("To an address nobody else reads.", "A una dirección que nadie más lee."),
        ),
        Way::Phone => (
            lang.pick("By phone", "Por teléfono"),
            lang.pick("At a number nobody else answers.", "A un número que nadie más contesta."),
        ),
        Way::None => (
            lang.pick("Don’t contact me, I will call", "No me contacten, yo llamo"),
            lang.pick("You get a code to look it up.", "Recibes un código para consultarla."),
        ),
    }
}

/// What happened, by its stored word.
pub(super) fn reason(word: &str, lang: Lang) -> &'static str {
    match word {
        "violence" => lang.pick("Violence or threats at home", "Violencia o amenazas en casa"),
        "assault" => lang.pick("Sexual assault", "Agresión sexual"),
        "stalking" => lang.pick("Stalking", "Acoso o vigilancia"),
        "trafficking" => lang.pick("Trafficking", "Trata de personas"),
        "other" => lang.pick("Something else", "Otra cosa"),
        _ => lang.pick("Not said", "No se dijo"),
    }
}

/// How much time the law still gives, for staff: `Due today`.
pub(super) fn clock(
    asked_at: Timestamp,
    closed_at: Option<Timestamp>,
    now: Timestamp,
    zone: &TimeZone,
) -> (Tone, String) {
    let (end, last) = (separations::overdue_at(asked_at, zone), separations::last_day(asked_at, zone));
    let day = date_words(last, Lang::En);
    match closed_at {
        Some(closed) if closed < end => (Tone::Success, "In time".to_owned()),
        Some(_) => (Tone::Error, format!("Late: was due {day}")),
        None if now >= end => (Tone::Error, format!("Overdue since {day}")),
        None if now.to_zoned(zone.clone()).date() == last => (Tone::Warning, "Due today".to_owned()),
        None => (Tone::Info, format!("Due {day}")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_clock_runs_out_at_the_end_of_the_second_business_day() {
        let zone = TimeZone::get("America/Denver").unwrap();
        let at = |day: i8, hour: i8| date(2026, 12, day).at(hour, 0, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        let said = |closed, now| clock(at(3, 9), closed, now, &zone).1;
        assert_eq!(said(None, at(4, 9)), "Due Dec 7, 2026");
        assert_eq!(said(None, at(7, 23)), "Due today");
        assert_eq!(said(None, at(8, 0)), "Overdue since Dec 7, 2026");
        assert_eq!(said(Some(at(7, 12)), at(9, 0)), "In time");
        assert_eq!(said(Some(at(8, 12)), at(9, 0)), "Late: was due Dec 7, 2026");
    }
}
