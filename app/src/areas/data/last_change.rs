//! What became of the last change, line by line.

use domain::{Lang, phone};
use leptos::prelude::*;
use services::data::{Round, Verdict, VerdictState};

use crate::{
    context,
    time::Time,
    ui::{Alert, Quoted, StatusBadge, Tone, glyph},
};

/// Each line with its verdict; what was refused has the network's words.
#[component]
pub(super) fn LastChange(
    /// The change.
    round: Round,
) -> impl IntoView {
    let lang = context::lang();
    let (open, refused) = (round.is_open(), round.lines.iter().filter(|line| is_refused(line)).count());
    let (tone, title) = match (open, refused, lang) {
        (true, ..) => (Tone::Info, lang.pick("The network is being asked…", "Preguntando a la red…").to_owned()),
        (false, 0, _) => (Tone::Success, title(&round.act, lang)),
        (false, n, Lang::En) if n == round.lines.len() => {
            (Tone::Error, "The network refused the last change".to_owned())
        }
        (false, n, Lang::Es) if n == round.lines.len() => (Tone::Error, "La red rechazó el último cambio".to_owned()),
        (false, n, Lang::En) => {
            (Tone::Warning, format!("{n} of {} lines refused; the others are set", round.lines.len()))
        }
        (false, n, Lang::Es) => {
            (Tone::Warning, format!("{n} de {} líneas rechazadas; las demás quedaron fijadas", round.lines.len()))
        }
    };
    let looks = open.then(|| {
        view! {
            <p>
                {lang
                    .pick(
                        "Usually within seconds. This page looks again by itself; the change goes on when you leave.",
                        "Casi siempre en segundos. Esta página vuelve a mirar sola; el cambio sigue aunque te vayas.",
                    )}
            </p>
        }
    });
    let rows = round.lines.into_iter().map(|line| view! { <Row line /> }).collect_view();
    let (by, at) = (round.by, round.at);
    view! {
        <Alert tone title>
            {looks}
            <ul class="divide-y divide-base-content/10">{rows}</ul>
            <p class="text-xs text-base-content/75">
                {lang.pick_string(|| format!("Asked for by {by}, "), || format!("Lo pidió {by}, "))} <Time at /> "."
            </p>
        </Alert>
    }
}

fn is_refused(line: &Verdict) -> bool {
    matches!(line.state, VerdictState::Refused(_))
}

fn title(act: &str, lang: Lang) -> String {
    let (en, es) = match act {
        "limits" => ("Last change: the limits", "Último cambio: los límites"),
        "renewal" => ("Last change: the renewal day", "Último cambio: el día de renovación"),
        "new_cycle" => ("Last change: a new cycle", "Último cambio: un ciclo nuevo"),
        "pause" => ("Last change: data paused", "Último cambio: datos en pausa"),
        _ => ("Last change: data let go on", "Último cambio: datos reanudados"),
    };
    lang.pick(en, es).to_owned()
}

#[component]
fn Row(line: Verdict) -> impl IntoView {
    let lang = context::lang();
    let number = phone::national(&line.number);
    let name = if line.person.is_empty() { number } else { format!("{}, {number}", line.person) };
    let (tone, text, sign, why) = match line.state {
        VerdictState::Sending => (Tone::Info, lang.pick("Asking", "Preguntando"), glyph::CLOCK, None),
        VerdictState::Kept => {
            (Tone::Info, lang.pick("Kept until data goes on", "Guardado hasta reanudar"), glyph::CLOCK, None)
        }
        VerdictState::Done => (Tone::Success, lang.pick("Set", "Fijado"), glyph::CHECK, None),
        VerdictState::Refused(why) => (Tone::Error, lang.pick("Refused", "Rechazado"), glyph::ALERT, Some(why)),
    };
    let why = why.filter(|why| !why.is_empty()).map(|why| {
        view! {
            <p class="text-xs">
                {lang.pick("The network answered: ", "La red respondió: ")} <Quoted words=why />
                {lang.pick(" Nothing was changed on this line.", " Nada cambió en esta línea.")}
            </p>
        }
    });
    view! {
        <li class="py-1.5">
            <div class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <span class="num">{name}</span>
                // On its own ground: a tint on a tint is too pale to read.
                <span class="rounded-selector bg-base-100">
                    <StatusBadge tone text glyph=sign />
                </span>
            </div>
            {why}
        </li>
    }
}
