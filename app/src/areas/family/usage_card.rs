//! How much data a line used, against its three marks.

use domain::Megabytes;
use leptos::prelude::*;
use services::accounts::{Usage, UsageLevel};

use crate::{
    areas::line_words::usage_tone,
    time::Time,
    ui::{Alert, Card, Meter, StatusBadge, Tone, glyph},
};

/// The bar with its marks, and the same in a table.
#[component]
pub(super) fn UsageCard(
    /// The usage.
    usage: Usage,
) -> impl IntoView {
    let level = usage.level();
    let marks = [usage.notify, usage.throttle, usage.limit]
        .into_iter()
        .filter_map(|mark| {
            let limit = u64::from(usage.limit?.get()).max(1);
            u32::try_from(u64::from(mark?.get()) * 1_000 / limit).ok()
        })
        .collect();
    let notice = match level {
        UsageLevel::Unknown => Some((Tone::Warning, "Usage isn’t known yet. It is read every few minutes.")),
        UsageLevel::Stopped => Some((Tone::Error, "All data of this cycle is used. Calls and texts still work.")),
        UsageLevel::Slowed => Some((Tone::Warning, "Data is slowed down until the cycle renews.")),
        UsageLevel::Fine | UsageLevel::Noticed => None,
    };
    let read = usage.read_at.map(|at| view! { <p class="text-xs text-base-content/70">"Counted " <Time at /></p> });
    let bar = usage.limit.is_some().then(|| {
        view! { <Meter value=usage.thousandths() marks tone=usage_tone(level) label=usage.words() /> }
    });
    view! {
        <Card title="Data" id="data">
            <p class="num text-lg font-medium">{usage.amount()}</p>
            {bar}
            {notice.map(|(tone, words)| view! { <Alert tone>{words}</Alert> })}
            <Marks usage />
            {read}
        </Card>
    }
}

/// What happens at which amount, and what of it happened.
#[component]
fn Marks(usage: Usage) -> impl IntoView {
    let speed = usage.speed_words().map_or_else(|| "Slowed down".to_owned(), |speed| format!("Slowed down to {speed}"));
    let rows = [
        (usage.notify, "You get a notice".to_owned()),
        (usage.throttle, speed),
        (usage.limit, "Data stops".to_owned()),
    ];
    let any = rows.iter().any(|(mark, _)| mark.is_some());
    let used = usage.used;
    let reached = move |mark: Megabytes| used.is_some_and(|used| used >= u64::from(mark.get()) * 1_000_000);
    let rows = rows
        .into_iter()
        .filter_map(|(mark, what)| mark.map(|mark| (mark, what)))
        .enumerate()
        .map(|(i, (mark, what))| {
            view! {
                <tr>
                    // The number at its mark on the bar.
                    <td class="num w-6 py-2 text-base-content/70" aria-hidden="true">
                        {i + 1}
                    </td>
                    <th scope="row" class="num py-2 pr-4 text-left font-normal whitespace-nowrap">
                        {format!("At {mark}")}
                    </th>
                    <td class="py-2">{what}</td>
                    <td class="py-2 text-right">
                        {reached(mark).then(|| view! { <StatusBadge tone=Tone::Warning text="Reached" glyph=glyph::CHECK /> })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    if any {
        view! {
            <table class="w-full text-sm">
                <caption class="sr-only">"What happens at which amount of data"</caption>
                <tbody class="divide-y divide-base-300">{rows}</tbody>
            </table>
        }
        .into_any()
    } else {
        view! { <p class="text-sm text-base-content/70">"No limits are known for this line."</p> }.into_any()
    }
}
