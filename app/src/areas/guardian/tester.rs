//! "Would it get through?"

use domain::{
    Lang,
    guardian::{Rule, Verdict},
};
use leptos::prelude::*;

use crate::{
    context,
    forms::{Checkbox, Choice, Field, FormState, Select},
    paths,
    ui::{Button, Card, Icon, Look, glyph},
};

/// The form; it asks with its own address, so that an answer can be shown to somebody else.
#[component]
pub(super) fn TesterCard(
    /// Whose.
    subscriber: String,
    /// Their first name.
    first: String,
    /// What was asked, and what of it cannot be read.
    form: FormState,
    /// The answer.
    answer: Option<Verdict>,
) -> impl IntoView {
    let lang = context::lang();
    let lead = lang.pick("Under what is saved now.", "Según lo guardado ahora.");
    let channels = vec![
        Choice::new("text", lang.pick("A text", "Un mensaje")),
        Choice::new("call", lang.pick("A call", "Una llamada")),
    ];
    let directions = vec![
        Choice::new("in", lang.pick_string(|| format!("to {first}"), || format!("para {first}"))),
        Choice::new("out", lang.pick_string(|| format!("from {first}"), || format!("de {first}"))),
    ];
    let open = answer.is_some();
    // The answer stands below the form: the address leads to it.
    let action = format!("{}#answer", paths::guardian_tester(&subscriber));
    view! {
        <Card title=lang.pick("Would it get through?", "¿Pasaría?") lead id="tester" class="mt-6">
            <form method="get" action=action class="grid gap-3 sm:grid-cols-2">
                <Select at=form.at_or("try.channel", "text") label=lang.pick("What", "Qué") choices=channels />
                <Select at=form.at_or("try.direction", "in") label=lang.pick("Direction", "Sentido") choices=directions />
                <Field
                    at=form.at("try.number")
                    label=lang.pick("The other number", "El otro número")
                    hint=lang.pick("Short numbers and other countries too.", "También números cortos y de otros países.")
                    kind="tel"
                    inputmode="tel"
                    maxlength=40
                />
                <Field at=form.at("try.at") label=lang.pick("At", "Hora") kind="time" maxlength=5 optional=true />
                <div class="sm:col-span-2">
                    <Field at=form.at("try.text") label=lang.pick("Saying", "Que dice") maxlength=400 optional=true />
                </div>
                <div class="flex flex-wrap gap-x-6 sm:col-span-2">
                    <Checkbox at=form.at("try.link") label=lang.pick("With a link", "Con un enlace") />
                    <Checkbox at=form.at("try.media") label=lang.pick("With a picture or video", "Con una foto o un video") />
                </div>
                <div class="sm:col-span-2">
                    <Button look=Look::Quiet wide=true>{lang.pick("Try", "Probar")}</Button>
                </div>
            </form>
            {answer.map(|answer| view! { <Answer answer /> })}
            <Order open />
        </Card>
    }
}

/// Through or stopped, by which rule, and what else would have stopped it.
#[component]
fn Answer(answer: Verdict) -> impl IntoView {
    let lang = context::lang();
    let (sign, tone, word) = match (answer.through, answer.watched_only) {
        (true, true) => (
            glyph::QUESTION,
            "text-warning-content dark:text-warning",
            lang.pick("Through, but told.", "Pasa, pero se avisa."),
        ),
        (true, false) => (glyph::CHECK, "text-success", lang.pick("Through.", "Pasa.")),
        (false, _) => (glyph::ALERT, "text-error", lang.pick("Stopped.", "Se detiene.")),
    };
    let why = rule_words(&answer.rule, lang);
    let watched = answer.watched_only.then(|| {
        lang.pick(
            " Texts are only watched now; once they are enforced, this one would be stopped.",
            " Ahora los mensajes solo se vigilan; cuando se aplique, este se detendría.",
        )
    });
    let also = (!answer.also.is_empty()).then(|| {
        let rules = answer.also.iter().map(|rule| rule_words(rule, lang)).collect::<Vec<_>>().join(" ");
        format!("{} {rules}", lang.pick(" It would have been stopped as well by:", " También lo habría detenido:"))
    });
    let short = answer.short_code.then(|| {
        lang.pick(
            " Short numbers can’t be put on the network’s lists, so what it does with them is not ours to promise.",
            " Los números cortos no caben en las listas de la red, así que no podemos prometer qué hace con ellos.",
        )
    });
    view! {
        <div id="answer" class="flex items-start gap-2 rounded-field bg-base-200 px-4 py-3 text-sm" role="status">
            <span class=format!("mt-px {tone}")>
                <Icon glyph=sign class="size-4" />
            </span>
            <p class="min-w-0 wrap-anywhere">
                <b>{word}</b>
                " "
                {why}
                {watched}
                {also}
                {short}
            </p>
        </div>
    }
}

/// `Rule 3, unknown senders: the number is in no list.`
fn rule_words(rule: &Rule, lang: Lang) -> String {
    let words = rule.words(lang);
    format!("{} {}: {words}", lang.pick("Rule", "Regla"), rule.place())
}

/// The rules in the order in which they are asked, once; open beside an answer.
#[component]
fn Order(open: bool) -> impl IntoView {
    let lang = context::lang();
    let rules = Rule::ORDER.iter().map(|rule| view! { <li>{rule.in_order(lang)}</li> }).collect_view();
    view! {
        <details class="text-sm" open=open>
            <summary class="inline-flex cursor-pointer items-center py-1.5 link">
                {lang.pick("The order of the rules", "El orden de las reglas")}
            </summary>
            <p class="mt-1">
                {lang
                    .pick(
                        "The first rule that fits decides; the rest is not asked any more.",
                        "Decide la primera regla que se cumple; las demás ya no se preguntan.",
                    )}
            </p>
            <ol class="mt-1 list-decimal space-y-1 pl-6">{rules}</ol>
        </details>
    }
}
