//! What port-ins are called and how they look, wherever they are shown.

use domain::{
    Lang,
    porting::{Ball, PortField, PortState},
};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use services::port_ins::{PortEvent, PortIn};

use super::self_test::test_words;
use crate::{
    context,
    ui::{Glyph, StatusBadge, Tone, glyph},
};

/// What the colour of a state means.
pub(crate) const fn tone(state: PortState) -> Tone {
    match state {
        PortState::ActionNeeded | PortState::NeedsInfo | PortState::OutcomeUnknown | PortState::NeedsProvider => {
            Tone::Warning
        }
        PortState::Blocked => Tone::Error,
        PortState::VoiceLive | PortState::TextingLive | PortState::Completed => Tone::Success,
        PortState::Cancelling | PortState::Cancelled => Tone::Neutral,
        _ => Tone::Info,
    }
}

const fn sign(state: PortState) -> Glyph {
    match state {
        PortState::ActionNeeded | PortState::NeedsInfo | PortState::Blocked => glyph::ALERT,
        PortState::OutcomeUnknown | PortState::NeedsProvider => glyph::QUESTION,
        PortState::VoiceLive | PortState::TextingLive | PortState::Completed => glyph::CHECK,
        PortState::Cancelling | PortState::Cancelled => glyph::CLOSE,
        _ => glyph::CLOCK,
    }
}

/// Where a number stands, in a word or two; the upstream's own word on hover.
#[component]
pub(crate) fn StateBadge(
    /// Where.
    state: PortState,
    /// How many things its carrier objects to.
    #[prop(optional)]
    reasons: usize,
    /// The old carrier.
    #[prop(optional, into)]
    carrier: String,
    /// The upstream's word.
    #[prop(optional_no_strip)]
    raw: Option<String>,
) -> impl IntoView {
    let text = state_words(state, reasons, &carrier, context::lang());
    view! { <StatusBadge tone=tone(state) text raw=raw.unwrap_or_default() glyph=sign(state) /> }
}

/// The words of the badge: the carrier is named where it has a name.
pub(crate) fn state_words(state: PortState, reasons: usize, carrier: &str, lang: Lang) -> String {
    let named = |en: &dyn Fn(&str) -> String, es: &dyn Fn(&str) -> String| match carrier.trim() {
        "" => state.label(lang).to_owned(),
        carrier => lang.pick_string(|| en(carrier), || es(carrier)),
    };
    match (state, reasons) {
        (PortState::ActionNeeded, 0 | 1) => lang.pick("One thing to fix", "Una cosa por corregir").to_owned(),
        (PortState::ActionNeeded, n) => {
            lang.pick_string(|| format!("{n} things to fix"), || format!("{n} cosas por corregir"))
        }
        (PortState::WaitingCarrier, _) => named(&|c| format!("With {c}"), &|c| format!("En {c}")),
        (PortState::CarrierWorking, _) => named(&|c| format!("{c} is working on it"), &|c| format!("{c} está en ello")),
        (PortState::Blocked, _) => named(&|c| format!("Stopped by {c}"), &|c| format!("Detenido por {c}")),
        _ => state.label(lang).to_owned(),
    }
}

/// The carrier's name, or what one calls it without.
pub(crate) fn carrier_name(carrier: &str, lang: Lang) -> String {
    match carrier.trim() {
        "" => lang.pick("your old carrier", "tu operador anterior").to_owned(),
        name => name.to_owned(),
    }
}

/// Who has to move: `You`, the carrier's name, the operator's. Staff read of the family as of a third.
pub(crate) fn ball_words(ball: Ball, carrier: &str, operator: &str, staff: bool, lang: Lang) -> String {
    match ball {
        Ball::You if staff => lang.pick("The family", "La familia").to_owned(),
        Ball::OldCarrier if !carrier.trim().is_empty() => carrier.trim().to_owned(),
        Ball::Us => operator.to_owned(),
        other => other.label(lang).to_owned(),
    }
}

/// A span, coarsely: `40 minutes`, `5 hours`, `3 days`.
pub(crate) fn span(span: SignedDuration, lang: Lang) -> String {
    let (n, unit) = coarse(span);
    format!("{n} {}", unit_word(unit, n, lang))
}

/// `1 to 5 hours`, `40 minutes to 3 hours`, `about 5 hours`.
pub(crate) fn range(low: SignedDuration, high: SignedDuration, lang: Lang) -> String {
    let ((a, of_low), (b, of_high)) = (coarse(low), coarse(high));
    let to = lang.pick("to", "a");
    match of_low == of_high {
        true if a == b => format!("{} {}", lang.pick("about", "cerca de"), span(high, lang)),
        true => format!("{a} {to} {b} {}", unit_word(of_high, b, lang)),
        false => format!("{} {to} {}", span(low, lang), span(high, lang)),
    }
}

/// How long since.
pub(crate) fn age(since: Timestamp, lang: Lang) -> String {
    span(Timestamp::now().duration_since(since), lang)
}

/// Minutes below an hour and a half, hours below two days, then days.
fn coarse(span: SignedDuration) -> (i64, usize) {
    let minutes = (span.as_secs() + 30) / 60;
    match minutes {
        ..90 => (minutes.max(1), 0),
        90..2880 => ((minutes + 30) / 60, 1),
        _ => ((minutes + 720) / 1440, 2),
    }
}

fn unit_word(unit: usize, n: i64, lang: Lang) -> &'static str {
    const EN: [[&str; 2]; 3] = [["minute", "minutes"], ["hour", "hours"], ["day", "days"]];
    const ES: [[&str; 2]; 3] = [["minuto", "minutos"], ["hora", "horas"], ["día", "días"]];
    let words = lang.pick(&EN, &ES);
    words.get(unit).and_then(|pair| pair.get(usize::from(n != 1))).copied().unwrap_or_default()
}

/// What happened, in a line.
pub(crate) fn event_title(event: &PortEvent, port: &PortIn, operator: &str, lang: Lang) -> String {
    let carrier = carrier_name(&port.carrier, lang);
    let who = event.actor.clone().unwrap_or_else(|| operator.to_owned());
    let text = match (event.kind.as_str(), event.state) {
        ("looked", _) if event.times > 1 => {
            let n = event.times;
            lang.pick_string(|| format!("Checked {n} times, no change"), || format!("Revisado {n} veces, sin cambios"))
        }
        ("looked", _) => lang.pick("Checked, no change", "Revisado, sin cambios").to_owned(),
        ("heard", _) => {
            let n = event.times.max(1);
            let times = if n > 1 {
                lang.pick_string(|| format!(" ({n} times)"), || format!(" ({n} veces)"))
            } else {
                String::new()
            };
            format!(
                "{}{times}",
                lang.pick("We were told that something moved, and looked", "Nos avisaron de un cambio y lo revisamos")
            )
        }
        ("state" | "refused" | "switched_on", Some(state)) => state_event(state, &carrier, lang),
        ("signed", _) => lang.pick_string(
            || format!("{who} signed the letter of authorization"),
            || format!("{who} firmó la carta de autorización"),
        ),
        ("sent", _) => lang.pick("Sent", "Enviado").to_owned(),
        ("unknown", _) => {
            lang.pick("The answer was lost; finding out", "Se perdió la respuesta; averiguando").to_owned()
        }
        ("corrected", _) => lang.pick_string(|| format!("{who} corrected it"), || format!("{who} lo corrigió")),
        ("cancelled", _) => lang.pick_string(|| format!("{who} cancelled it"), || format!("{who} lo canceló")),
        ("refused", _) => lang.pick("That was not taken", "No se aceptó").to_owned(),
        ("saved", _) => lang.pick_string(|| format!("{who} saved details"), || format!("{who} guardó datos")),
        ("note", _) => lang.pick_string(|| format!("{who} wrote"), || format!("{who} escribió")),
        ("file", _) => lang.pick_string(|| format!("{who} added a file"), || format!("{who} agregó un archivo")),
        ("mailed", _) => lang.pick("Mail sent", "Correo enviado").to_owned(),
        ("switched_on", _) => lang.pick("Switched on here", "Activado aquí").to_owned(),
        ("tested", _) => lang.pick_string(|| format!("{who} tested the line"), || format!("{who} probó la línea")),
        ("held", _) => lang.pick_string(|| format!("{who} changed the hold"), || format!("{who} cambió la pausa")),
        ("link", _) => lang.pick("Link mailed", "Enlace enviado").to_owned(),
        ("courtesy", _) => match event.detail.as_str() {
            "asked" => lang.pick_string(
                || format!("{who} asked for a temporary number"),
                || format!("{who} pidió un número temporal"),
            ),
            "refused" => {
                lang.pick("No temporary number was to be had", "No se pudo conseguir un número temporal").to_owned()
            }
            ended if ended.starts_with("ended ") => {
                lang.pick("The temporary number ended", "El número temporal terminó").to_owned()
            }
            _ => lang.pick("A temporary number is ready", "Hay un número temporal listo").to_owned(),
        },
        (other, _) => other.to_owned(),
    };
    capitalised(&text)
}

/// The facts of what happened, in the reader's language: they are written down as words of ours.
pub(crate) fn event_detail(event: &PortEvent, lang: Lang) -> String {
    let each = |word: &dyn Fn(&str) -> String| event.detail.split_whitespace().map(word).collect::<Vec<_>>().join(", ");
    match (event.kind.as_str(), event.detail.as_str()) {
        ("corrected", "done") => lang.pick("Done at the old carrier", "Hecho con el operador anterior").to_owned(),
        ("corrected", _) => {
            each(&|word| PortField::parse(word).map_or_else(|| word.to_owned(), |field| field.label(lang).to_owned()))
        }
        ("sent", "again") => lang.pick("The same order, once more", "El mismo pedido, otra vez").to_owned(),
        ("sent", id) if !id.is_empty() => format!("{} {id}", lang.pick("Order", "Pedido")),
        ("held", "held") => lang.pick("Held", "En pausa").to_owned(),
        ("held", _) => lang.pick("Goes on", "Sigue").to_owned(),
        ("tested", "untested") => lang.pick("Nobody said that something fails", "Nadie dijo que algo falle").to_owned(),
        ("tested", fails) if !fails.is_empty() => {
            let fails = each(&|word| format!("“{}”", test_words(word, lang)));
            lang.pick_string(|| format!("Does not work: {fails}"), || format!("No funciona: {fails}"))
        }
        ("courtesy", "asked" | "refused") => String::new(),
        ("courtesy", number) => domain::phone::national(number.trim_start_matches("ended ")),
        (_, detail) => detail.to_owned(),
    }
}

fn state_event(state: PortState, carrier: &str, lang: Lang) -> String {
    let said = |en: &str, es: &str| lang.pick_string(|| format!("{carrier} {en}"), || format!("{carrier} {es}"));
    match state {
        PortState::WaitingCarrier => said("has the request", "tiene la solicitud"),
        PortState::CarrierWorking => said("is working on it", "está en ello"),
        PortState::Scheduled => said("set the date", "fijó la fecha"),
        PortState::ActionNeeded => said("refused it", "lo rechazó"),
        PortState::Blocked => said("stopped it", "lo detuvo"),
        PortState::Activating => said("let the number go", "liberó el número"),
        PortState::VoiceLive => lang.pick("Calls come in here now", "Las llamadas ya llegan aquí").to_owned(),
        PortState::TextingLive => lang.pick("Texts come in here now", "Los mensajes ya llegan aquí").to_owned(),
        other => other.label(lang).to_owned(),
    }
}

/// The text with a capital at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_coarsely() {
        let minutes = SignedDuration::from_mins;
        for (low, high, en, es) in [
            (60, 300, "60 minutes to 5 hours", "60 minutos a 5 horas"),
            (100, 300, "2 to 5 hours", "2 a 5 horas"),
            (290, 310, "about 5 hours", "cerca de 5 horas"),
            (40, 170, "40 minutes to 3 hours", "40 minutos a 3 horas"),
            (3 * 1440, 5 * 1440, "3 to 5 days", "3 a 5 días"),
        ] {
            assert_eq!(range(minutes(low), minutes(high), Lang::En), en);
            assert_eq!(range(minutes(low), minutes(high), Lang::Es), es);
        }
        assert_eq!(span(SignedDuration::ZERO, Lang::En), "1 minute");
    }

    #[test]
    fn many_faults_are_counted() {
        assert_eq!(state_words(PortState::ActionNeeded, 2, "Verizon", Lang::En), "2 things to fix");
        assert_eq!(state_words(PortState::ActionNeeded, 1, "", Lang::Es), "Una cosa por corregir");
        assert_eq!(state_words(PortState::Blocked, 1, "Verizon", Lang::En), "Stopped by Verizon");
    }
}
