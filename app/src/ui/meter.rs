//! A bar with marks on it.

use leptos::prelude::*;

use super::Tone;

/// A bar filled to `value` thousandths, with a numbered mark at each of `marks`. Drawn with attributes alone, and
/// without a view box: it takes any width, and the numbers keep their size. What they stand for is said beside it.
#[component]
pub fn Meter(
    /// How far it is filled, in thousandths; `None` when nobody knows.
    value: Option<u32>,
    /// Where the marks are, in thousandths, rising.
    #[prop(optional)]
    marks: Vec<u32>,
    /// What its colour means: neutral is the portal's own colour.
    #[prop(optional)]
    tone: Tone,
    /// Said to screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let colour = match tone {
        Tone::Error => "text-error",
        Tone::Warning => "text-warning",
        Tone::Success => "text-success",
        Tone::Info | Tone::Neutral => "text-primary",
    };
    let marks = marks
        .into_iter()
        .enumerate()
        .map(|(i, at)| {
            let x = share(at);
            // The outermost number stands left of its line, so that it is not cut off.
            let anchor = if at > 970 { "end" } else { "middle" };
            view! {
                <line x1=x.clone() x2=x.clone() y1="16" y2="34" stroke-width="2" class="stroke-base-content/60"></line>
                <text x=x y="11" text-anchor=anchor font-size="12" class="num fill-base-content/75">
                    {i + 1}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg width="100%" height="36" class=format!("block {colour}") role="img" aria-label=label>
            <rect width="100%" y="20" height="10" rx="5" fill="currentColor" fill-opacity=".15"></rect>
            {value
                .filter(|value| *value > 0)
                .map(|value| {
                    view! { <rect width=share(value.max(15)) y="20" height="10" rx="5" fill="currentColor"></rect> }
                })} {marks}
        </svg>
    }
}

/// `81.9%` of 819 thousandths.
fn share(thousandths: u32) -> String {
    let part = thousandths.min(1_000);
    format!("{}.{}%", part / 10, part % 10)
}
