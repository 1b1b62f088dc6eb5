//! How much of the whole is used, at a glance.

use leptos::prelude::*;

use super::Tone;

/// A ring filled by `percent` of its round; a question mark when it is unknown. The words stand in `label`.
#[component]
pub fn Ring(
    /// 0–100 and beyond; `None` when nobody knows.
    percent: Option<u32>,
    /// What its colour means: neutral is the portal's own colour.
    #[prop(optional)]
    tone: Tone,
    /// Where its marks are, in thousandths of the round.
    #[prop(optional)]
    marks: Vec<u32>,
    /// Said to screen readers, in words: `3.4 of 10 GB`.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    /// The round of a circle of radius 26.
    const ROUND: f64 = 163.4;
    let colour = match (tone, percent) {
        (_, None) | (Tone::Warning, _) => "text-warning",
        (Tone::Error, _) => "text-error",
        (Tone::Success, _) => "text-success",
        (Tone::Info | Tone::Neutral, _) => "text-primary",
    };
    let filled = f64::from(percent.unwrap_or(0).min(100)) / 100.0 * ROUND;
    let marks = marks
        .into_iter()
        .filter(|at| *at < 1_000)
        .map(|at| {
            let turn = format!("rotate({}.{} 32 32)", at * 360 / 1_000, at * 3_600 / 1_000 % 10);
            view! { <line x1="32" x2="32" y1="1" y2="11" stroke-width="2" class="stroke-base-content/60" transform=turn></line> }
        })
        .collect_view();
    // Three digits are drawn smaller, to stay clear of the ring.
    let size = if percent.is_some_and(|percent| percent > 99) { "11" } else { "13" };
    let text = percent.map_or_else(|| "?".to_owned(), |percent| format!("{percent}%"));
    view! {
        <svg viewBox="0 0 64 64" class=format!("size-16 shrink-0 {colour}") role="img" aria-label=label>
            <circle cx="32" cy="32" r="26" fill="none" stroke="currentColor" stroke-opacity=".15" stroke-width="7"></circle>
            {(filled > 0.0)
                .then(|| {
                    view! {
                        <circle
                            cx="32"
                            cy="32"
                            r="26"
                            fill="none"
                            stroke="currentColor"
                            stroke-width="7"
                            stroke-linecap="round"
                            stroke-dasharray=format!("{filled:.1} {ROUND}")
                            transform="rotate(-90 32 32)"
                        ></circle>
                    }
                })}
            {marks}
            <text x="32" y="32" dominant-baseline="central" text-anchor="middle" font-size=size font-weight="600" class="fill-base-content">
                {text}
            </text>
        </svg>
    }
}
