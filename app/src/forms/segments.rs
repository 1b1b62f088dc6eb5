//! One of a few, side by side.

use leptos::prelude::*;

use super::{At, Choice, message::Messages};
use crate::ui::{Icon, glyph};

/// Radio buttons as the segments of one bar; the chosen one has a tick beside its colour.
#[component]
pub fn Segments(
    /// Name, value, fault.
    at: At,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The choices.
    choices: Vec<Choice>,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let invalid = at.invalid();
    let wrong = invalid.is_some();
    let columns = match choices.len() {
        // Three words side by side need more than the narrowest phone has.
        3 => "min-[24rem]:grid-cols-3",
        _ => "grid-cols-2",
    };
    let segments = choices
        .into_iter()
        .enumerate()
        .map(|(i, choice)| {
            // The first one carries the name as its id, so that the summary of errors can lead here.
            let id = if i == 0 { at.name.clone() } else { format!("{}-{i}", at.name) };
            let checked = choice.value == at.value;
            let name = at.name.clone();
            view! {
                <label class="group relative flex min-h-9 cursor-pointer items-center justify-center gap-1 rounded-field px-1 py-1.5 text-center text-xs font-medium has-checked:bg-primary has-checked:text-primary-content has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary pointer-coarse:min-h-11 sm:text-sm">
                    <input
                        type="radio"
                        id=id
                        name=name
                        value=choice.value
                        class="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
                        checked=checked
                        autofocus=wrong && i == 0
                    />
                    <span class="hidden group-has-checked:inline">
                        <Icon glyph=glyph::CHECK class="size-3.5" />
                    </span>
                    {choice.text}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset aria-describedby=described_by aria-invalid=invalid>
            <legend class="mb-1 text-sm font-medium">{legend}</legend>
            <div class=format!("grid gap-1 rounded-field border border-base-content/55 bg-base-200 p-1 {columns}")>{segments}</div>
            <Messages at hint />
        </fieldset>
    }
}
