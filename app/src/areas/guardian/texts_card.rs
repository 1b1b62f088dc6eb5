//! What is done with texts.

use domain::{
    Lang,
    guardian::{KeywordClass, LevelTable, TextMode},
};
use leptos::prelude::*;

use super::calls_card::Directions;
use crate::{
    context,
    forms::{Choice, Field, FormState, Segments, Switch, TextArea},
    ui::Card,
};

/// The level and what it switches, the switches one by one, words, directions, and only watching.
#[component]
pub(super) fn TextsCard(
    /// The form.
    form: FormState,
    /// What each level switches.
    levels: LevelTable,
) -> impl IntoView {
    let lang = context::lang();
    let mut choices: Vec<_> =
        levels.0.iter().map(|row| Choice::new(row.level.as_str(), row.level.label(lang))).collect();
    let modes = vec![
        Choice::new(TextMode::Enforce.as_str(), lang.pick("Stopped", "Se detienen")),
        Choice::new(TextMode::WatchOnly.as_str(), lang.pick("Only watch", "Solo vigilar")),
        Choice::new(TextMode::Off.as_str(), lang.pick("Off", "Apagado")),
    ];
    choices.push(Choice::new("own", lang.pick("Own choice", "A mi modo")));
    view! {
        <Card title=lang.pick("Texts", "Mensajes") id="texts">
            <div class="space-y-3">
                <Segments
                    at=form.at("texts.mode")
                    legend=lang.pick("Texts that break a rule", "Mensajes que rompen una regla")
                    choices=modes
                    hint=lang
                        .pick(
                            "“Only watch” stops nothing; the phones below are told what would have been. “Off”: nothing is looked at.",
                            "«Solo vigilar» no detiene nada; a los teléfonos de abajo se les avisa qué se habría detenido. «Apagado»: no se mira nada.",
                        )
                />
                <Field
                    at=form.at("texts.watch_until")
                    label=lang.pick("Only watching ends on", "Solo vigilar termina el")
                    hint=lang
                        .pick(
                            "From this day on they are stopped. Empty: it stays so until you change it.",
                            "Desde ese día se detienen. Vacío: sigue así hasta que lo cambies.",
                        )
                    kind="date"
                    maxlength=10
                    optional=true
                />
            </div>
            <div>
                <Segments at=form.at("texts.level") legend=lang.pick("Level", "Nivel") choices />
                <Exactly levels />
            </div>
            <div class="divide-y divide-base-300">
                <Switch
                    at=form.at("texts.unknown")
                    label=lang.pick("Stop unknown senders", "Detener remitentes desconocidos")
                    hint=lang
                        .pick(
                            "Texts with numbers that are in no list. The sender sees nothing of it.",
                            "Mensajes con números que no están en ninguna lista. Quien los envía no nota nada.",
                        )
                />
                <Switch
                    at=form.at("texts.links")
                    label=lang.pick("Stop links", "Detener enlaces")
                    hint=lang.pick("Texts with a link in them.", "Mensajes que traen un enlace.")
                />
                <Switch
                    at=form.at("texts.media")
                    label=lang.pick("Stop pictures and video", "Detener fotos y videos")
                    hint=lang.pick("Texts with anything attached.", "Mensajes con algo adjunto.")
                />
            </div>
            <WordLists form=form.clone() />
            <Directions
                inbound=form.at("texts.inbound")
                outbound=form.at("texts.outbound")
                labels=[
                    lang.pick("Watch incoming texts", "Vigilar mensajes entrantes"),
                    lang.pick("Watch outgoing texts", "Vigilar mensajes salientes"),
                ]
            />
        </Card>
    }
}

/// What each level switches, word for word; the levels are nothing else.
#[component]
fn Exactly(levels: LevelTable) -> impl IntoView {
    let lang = context::lang();
    let rows = levels
        .0
        .iter()
        .map(|row| {
            view! {
                <div class="py-1.5">
                    <dt class="font-medium">{row.level.label(lang)}</dt>
                    <dd class="text-base-content/75">{row.words(lang)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="mt-1 text-xs">
            <summary class="inline-flex cursor-pointer items-center py-1.5 link">{lang.pick("What exactly?", "¿Qué exactamente?")}</summary>
            <dl class="divide-y divide-base-300">{rows}</dl>
            <p class="mt-1 text-base-content/70">
                {lang
                    .pick(
                        "A level turns these switches and nothing else. Turn one by hand, and it is your own choice.",
                        "Un nivel mueve estos interruptores y nada más. Si mueves uno a mano, queda a tu modo.",
                    )}
            </p>
        </details>
    }
}

/// The network's word lists, and words of one's own by how much they matter.
#[component]
fn WordLists(form: FormState) -> impl IntoView {
    let lang = context::lang();
    let classes = KeywordClass::ALL
        .map(|class| {
            let label = format!("{} {}", lang.pick("Stop", "Detener"), class.label(lang));
            view! { <Switch at=form.at(format!("texts.{}", class.as_str())) label /> }
        })
        .collect_view();
    let own = own_words(lang)
        .map(|(severity, label)| {
            view! { <TextArea at=form.at(format!("texts.words.{severity}")) label maxlength=4000 rows=2 optional=true /> }
        })
        .collect_view();
    // Open where there is something in it: what is in force is not hidden.
    let open = own_words(lang).iter().any(|(severity, _)| {
        let at = form.at(format!("texts.words.{severity}"));
        !at.value.is_empty() || at.fault.is_some()
    });
    view! {
        <fieldset>
            <legend class="text-sm font-medium">{lang.pick("Word lists", "Listas de palabras")}</legend>
            <div class="divide-y divide-base-300">{classes}</div>
            <details class="mt-1" open=open>
                <summary class="inline-flex cursor-pointer items-center py-1.5 link text-sm">
                    {lang.pick("Words of your own", "Palabras propias")}
                </summary>
                <div class="mt-1 space-y-3">
                    <p class="text-xs text-base-content/70">
                        {lang
                            .pick(
                                "Texts with one of these words or phrases are stopped. One per line.",
                                "Los mensajes con una de estas palabras o frases se detienen. Una por línea.",
                            )}
                    </p>
                    {own}
                </div>
            </details>
        </fieldset>
    }
}

/// Posted word and label of each severity.
fn own_words(lang: Lang) -> [(&'static str, &'static str); 3] {
    [
        ("high", lang.pick("Serious words", "Palabras graves")),
        ("medium", lang.pick("Words that worry", "Palabras que preocupan")),
        ("low", lang.pick("Mild words", "Palabras leves")),
    ]
}
