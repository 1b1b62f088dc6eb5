//! A bar with marks on it.

use leptos::prelude::*;

use super::Tone;

/// A mark on the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, in thousandths of the bar.
    pub at: u32,
    /// Its one letter or word above the bar.
    pub word: &'static str,
}

/// A bar filled to `value` thousandths, with marks. Drawn with attributes alone; the words stand in `label` and in
/// the table below it.
#[component]
pub fn Meter(
    /// How far it is filled, in thousandths; `None` when nobody knows.
    value: Option<u32>,
    /// The marks, rising.
    #[prop(optional)]
    marks: Vec<Mark>,
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
    // The view box is 1000 wide but for a margin of 20, so that the words of the outermost marks are not cut off.
    let marks = marks
        .into_iter()
        .map(|mark| {
            let at = mark.at.min(1000);
            let anchor = if at > 900 { "end" } else { "middle" };
            view! {
                <line x1=at x2=at y1="26" y2="62" stroke="currentColor" stroke-width="3" class="text-base-content/60"></line>
                <text x=at y="18" text-anchor=anchor font-size="20" class="fill-base-content/75">
                    {mark.word}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg viewBox="-8 0 1016 64" class=format!("w-full {colour}") role="img" aria-label=label>
            <rect x="0" y="34" width="1000" height="20" rx="10" fill="currentColor" fill-opacity=".15"></rect>
            {value
                .filter(|value| *value > 0)
                .map(|value| {
                    view! {
                        <rect x="0" y="34" width=value.clamp(12, 1000) height="20" rx="10" fill="currentColor"></rect>
                    }
                })} {marks}
        </svg>
    }
}
