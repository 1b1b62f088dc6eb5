//! How much data a line used, against its three marks.

use domain::{Megabytes, person::first_name};
use leptos::prelude::*;
use services::{
    accounts::{Line, LineStatus, Usage, UsageLevel},
    data::samples::Sample,
};

use crate::{
    areas::{
        data::{PauseNote, Turn, UsageChart},
        line_words::usage_tone,
    },
    context, paths,
    time::Time,
    ui::{Alert, Card, LinkButton, Meter, StatusBadge, Tone, glyph},
};

/// The bar and the chart with their marks, the same in tables, and for who may the ways to change it.
#[component]
pub(super) fn UsageCard(
    /// The line.
    line: Line,
    /// Every sample that is kept, oldest first.
    history: Vec<Sample>,
    /// Whether the reader may set its limits.
    may_limit: bool,
) -> impl IntoView {
    let lang = context::lang();
    let usage = line.usage.clone();
    let level = usage.level();
    let paused = line.pause.as_ref().is_some_and(|pause| pause.paused);
    let marks = [usage.notify, usage.throttle, usage.limit].into_iter().filter_map(|mark| usage.at(mark?)).collect();
    let notice = match level {
        UsageLevel::Unknown => Some((
            Tone::Warning,
            lang.pick(
                "Usage isn’t known yet. It is read every few minutes.",
                "Aún no se sabe cuánto se usó. Se lee cada pocos minutos.",
            ),
        )),
        UsageLevel::Stopped => Some((
            Tone::Error,
            lang.pick(
                "All data of this cycle is used. Calls and texts still work.",
                "Ya se usaron todos los datos de este ciclo. Las llamadas y los mensajes siguen funcionando.",
            ),
        )),
        UsageLevel::Slowed => Some((
            Tone::Warning,
            lang.pick(
                "Data is slowed down until the cycle renews.",
                "Los datos van más lentos hasta que se renueve el ciclo.",
            ),
        )),
        UsageLevel::Fine | UsageLevel::Noticed => None,
    };
    let read = usage.read_at.map(|at| {
        view! { <p class="text-xs text-base-content/70">{lang.pick("Counted ", "Leído ")} <Time at /></p> }
    });
    let bar = usage.limit.is_some().then(|| {
        view! { <Meter value=usage.thousandths() marks tone=usage_tone(level) label=usage.words(lang) /> }
    });
    let chart = (level != UsageLevel::Unknown).then(|| view! { <UsageChart history usage=usage.clone() /> });
    let may_limit = may_limit && line.status != LineStatus::Cancelled;
    let acts = may_limit.then(|| view! { <Acts line=line.clone() paused /> });
    view! {
        <Card title=lang.pick("Data", "Datos") id="data">
            <p class="num text-lg font-medium">{usage.amount(lang)}</p>
            {bar}
            <PauseNote pause=line.pause />
            {notice.filter(|_| !paused).map(|(tone, words)| view! { <Alert tone>{words}</Alert> })}
            <Marks usage />
            {chart}
            {read}
            {acts}
        </Card>
    }
}

/// What may be done about it.
#[component]
fn Acts(line: Line, paused: bool) -> impl IntoView {
    let lang = context::lang();
    let whose = line.whose();
    let first = first_name(&whose).to_owned();
    let label = lang.pick_string(|| format!("Change limits of {first}"), || format!("Cambiar los límites de {first}"));
    view! {
        <div class="flex flex-wrap items-start gap-3 border-t border-base-300 pt-4">
            <LinkButton href=paths::limits(&line.number) label>{lang.pick("Change limits", "Cambiar límites")}</LinkButton>
            {paused.then(|| view! { <Turn number=line.number.clone() paused from="line" /> })}
        </div>
    }
}

/// What happens at which amount, and what of it happened.
#[component]
fn Marks(usage: Usage) -> impl IntoView {
    let lang = context::lang();
    let slowed = match usage.speed_words() {
        Some(speed) => lang.pick_string(|| format!("Slowed down to {speed}"), || format!("Más lento, a {speed}")),
        None => lang.pick("Slowed down", "Más lento").to_owned(),
    };
    let rows = [
        (usage.notify, lang.pick("You get a notice", "Recibes un aviso").to_owned()),
        (usage.throttle, slowed),
        (usage.limit, lang.pick("Data stops", "Los datos se detienen").to_owned()),
    ];
    let any = rows.iter().any(|(mark, _)| mark.is_some());
    let used = usage.used;
    let reached = move |mark: Megabytes| used.is_some_and(|used| used >= mark.bytes());
    let rows = rows
        .into_iter()
        .filter_map(|(mark, what)| mark.map(|mark| (mark, what)))
        .enumerate()
        .map(|(i, (mark, what))| {
            let at = lang.pick_string(|| format!("At {mark}"), || format!("A los {mark}"));
            view! {
                <tr>
                    // The number at its mark on the bar and in the chart.
                    <td class="num w-6 py-2 text-base-content/70" aria-hidden="true">
                        {i + 1}
                    </td>
                    <th scope="row" class="num py-2 pr-4 text-left font-normal whitespace-nowrap">
                        {at}
                    </th>
                    <td class="py-2">{what}</td>
                    <td class="py-2 text-right">
                        {reached(mark)
                            .then(|| view! { <StatusBadge tone=Tone::Warning text=lang.pick("Reached", "Alcanzada") glyph=glyph::CHECK /> })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    if any {
        view! {
            <table class="w-full text-sm">
                <caption class="sr-only">{lang.pick("What happens at which amount of data", "Qué pasa con cada cantidad de datos")}</caption>
                <tbody class="divide-y divide-base-300">{rows}</tbody>
            </table>
        }
        .into_any()
    } else {
        view! {
            <p class="text-sm text-base-content/70">
                {lang.pick("No limits are known for this line.", "No se conocen límites de esta línea.")}
            </p>
        }
        .into_any()
    }
}
