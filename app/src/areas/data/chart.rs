//! What a line used in this cycle, drawn on the server, with the same in a table.

use domain::{Lang, Megabytes};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use services::{
    accounts::{Usage, amount_words},
    data::samples::{Cycle, Sample, cycles},
};

use super::geometry::{self, Plot};
use crate::{context, time};

/// Pixels above the drawing, its height, and where its days are named. Widths are shares: nothing is scaled, so words keep
/// their size on every screen.
const ABOVE: u32 = 10;
const HIGH: u32 = 170;
const DAYS_AT: u32 = ABOVE + HIGH + 18;
/// How much of the width the curve has, in percent; the marks are named beside it.
const WIDE: u32 = 78;

/// The curve with its marks, its numbers day by day, and what earlier cycles came to.
#[component]
pub(crate) fn UsageChart(
    /// Every sample that is kept, oldest first.
    history: Vec<Sample>,
    /// What is used now, and the marks.
    usage: Usage,
) -> impl IntoView {
    let (lang, zone) = (context::lang(), time::zone());
    let all = cycles(&with_now(history, &usage));
    let marks: Vec<(usize, Megabytes)> = [usage.notify, usage.throttle, usage.limit]
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(i, mark)| (i + 1, mark))
        .collect();
    let values: Vec<Megabytes> = marks.iter().map(|(_, mark)| *mark).collect();
    let Some((now, earlier)) = all.split_last() else { return view! { <Empty /> }.into_any() };
    let drawn = geometry::plot(now, &values, &zone).map_or_else(
        || view! { <Empty /> }.into_any(),
        |plot| {
            let label = said(now, &usage, &zone, lang);
            view! { <Drawing plot marks label /> }.into_any()
        },
    );
    view! {
        {drawn}
        <Numbers now=now.clone() zone=zone.clone() />
        <Earlier cycles=earlier.to_vec() zone />
    }
    .into_any()
}

/// The samples, and what is used now where that is newer.
fn with_now(mut history: Vec<Sample>, usage: &Usage) -> Vec<Sample> {
    if let (Some(at), Some(used)) = (usage.read_at, usage.used)
        && history.last().is_some_and(|last| last.at < at)
    {
        history.push(Sample { at, used });
    }
    history
}

/// What the picture says, for who cannot see it.
fn said(cycle: &Cycle, usage: &Usage, zone: &TimeZone, lang: Lang) -> String {
    let since = cycle.since().map(|at| time::date_words(at.to_zoned(zone.clone()).date(), lang)).unwrap_or_default();
    let words = usage.words(lang);
    lang.pick_string(
        || format!("Data used since {since}: {words}. The numbers are in the table below."),
        || format!("Datos usados desde {since}: {words}. Los números están en la tabla de abajo."),
    )
}

#[component]
fn Empty() -> impl IntoView {
    let lang = context::lang();
    view! {
        <p class="rounded-box border border-dashed border-base-300 px-4 py-6 text-center text-sm text-base-content/70">
            {lang
                .pick(
                    "The chart begins with the second reading of this cycle. Usage is read every few minutes.",
                    "El gráfico empieza con la segunda lectura de este ciclo. El uso se lee cada pocos minutos.",
                )}
        </p>
    }
}

#[component]
fn Drawing(plot: Plot, marks: Vec<(usize, Megabytes)>, label: String) -> impl IntoView {
    let lang = context::lang();
    let Plot { line, area, marks: heights, days } = plot;
    let lines = heights
        .iter()
        .map(|y| {
            view! {
                <line
                    x1="0"
                    x2="1000"
                    y1=*y
                    y2=*y
                    stroke-width="1.5"
                    stroke-dasharray="5 4"
                    class="stroke-base-content/60"
                    vector-effect="non-scaling-stroke"
                ></line>
            }
        })
        .collect_view();
    let at: Vec<u32> = heights.iter().map(|y| ABOVE + y * HIGH / geometry::SIDE + 4).collect();
    let names = geometry::apart(&at, 15, ABOVE + 2, ABOVE + HIGH)
        .into_iter()
        .zip(marks)
        .map(|(y, (n, mark))| {
            view! {
                <text x="100%" y=y text-anchor="end" font-size="12" class="num fill-base-content/75">
                    {format!("{n} · {mark}")}
                </text>
            }
        })
        .collect_view();
    let days = days
        .into_iter()
        .map(|(x, day)| {
            let anchor = if x < 60 { "start" } else { "middle" };
            let tenths = x * WIDE / 100;
            view! {
                <text
                    x=format!("{}.{}%", tenths / 10, tenths % 10)
                    y=DAYS_AT
                    text-anchor=anchor
                    font-size="12"
                    class="num fill-base-content/75"
                >
                    {time::day_words(day, lang)}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg width="100%" height=DAYS_AT + 8 class="block text-primary" role="img" aria-label=label>
            <svg
                x="0"
                y=ABOVE
                width=format!("{WIDE}%")
                height=HIGH
                viewBox="0 0 1000 1000"
                preserveAspectRatio="none"
                overflow="visible"
                aria-hidden="true"
            >
                <path d=area fill="currentColor" fill-opacity=".12"></path>
                <line x1="0" x2="1000" y1="1000" y2="1000" class="stroke-base-300" vector-effect="non-scaling-stroke"></line>
                {lines}
                <path
                    d=line
                    fill="none"
                    stroke="currentColor"
                    stroke-width="2.5"
                    stroke-linejoin="round"
                    vector-effect="non-scaling-stroke"
                ></path>
            </svg>
            {names}
            {days}
        </svg>
    }
}

/// Day by day what the curve shows.
#[component]
fn Numbers(now: Cycle, zone: TimeZone) -> impl IntoView {
    let lang = context::lang();
    let rows = geometry::by_day(&now, &zone)
        .into_iter()
        .rev()
        .map(|(day, all, on_it)| {
            let on_it = on_it.map_or_else(|| "–".to_owned(), |used| amount_words(used, lang));
            view! {
                <tr>
                    <th scope="row" class="num py-1.5 pr-4 text-left font-normal whitespace-nowrap">
                        {time::date_words(day, lang)}
                    </th>
                    <td class="num py-1.5 pr-4 text-right whitespace-nowrap">{on_it}</td>
                    <td class="num py-1.5 text-right whitespace-nowrap">{amount_words(all, lang)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="text-sm">
            <summary class="cursor-pointer py-1 text-base-content/75">{lang.pick("The same in numbers", "Lo mismo en números")}</summary>
            <table class="mt-2 w-full">
                <caption class="sr-only">{lang.pick("Data used day by day in this cycle", "Datos usados día por día en este ciclo")}</caption>
                <thead class="text-xs text-base-content/70">
                    <tr>
                        <th scope="col" class="py-1 pr-4 text-left font-normal">{lang.pick("Day", "Día")}</th>
                        <th scope="col" class="py-1 pr-4 text-right font-normal">{lang.pick("That day", "Ese día")}</th>
                        <th scope="col" class="py-1 text-right font-normal">{lang.pick("In the cycle", "En el ciclo")}</th>
                    </tr>
                </thead>
                <tbody class="divide-y divide-base-300">{rows}</tbody>
            </table>
        </details>
    }
}

/// What cycles before this one came to, the newest first.
#[component]
fn Earlier(cycles: Vec<Cycle>, zone: TimeZone) -> impl IntoView {
    let lang = context::lang();
    let day = |sample: Option<&Sample>| {
        sample.map(|sample| time::date_words(sample.at.to_zoned(zone.clone()).date(), lang)).unwrap_or_default()
    };
    let any = !cycles.is_empty();
    let rows = cycles
        .iter()
        .rev()
        .map(|cycle| {
            let (from, to) = (day(cycle.samples.first()), day(cycle.samples.last()));
            view! {
                <li class="flex flex-wrap justify-between gap-x-4 py-1.5">
                    <span>{format!("{from} – {to}")}</span>
                    <span>{amount_words(cycle.used(), lang)}</span>
                </li>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <details class="text-sm">
                <summary class="cursor-pointer py-1 text-base-content/75">{lang.pick("Earlier cycles", "Ciclos anteriores")}</summary>
                <ul class="num mt-2 divide-y divide-base-300">{rows}</ul>
            </details>
        }
    })
}
