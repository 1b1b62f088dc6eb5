//! One of a few, each with its facts.

use leptos::prelude::*;

use super::{At, message::Messages};

/// One card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RadioOption {
    /// What is posted.
    pub value: String,
    /// Its name.
    pub title: String,
    /// One line of facts.
    pub detail: String,
    /// At its right end, such as a price.
    pub aside: String,
}

impl RadioOption {
    /// A card without anything at its right end.
    pub fn new(value: impl Into<String>, title: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { value: value.into(), title: title.into(), detail: detail.into(), aside: String::new() }
    }

    /// The same with something at its right end.
    #[must_use]
    pub fn aside(self, aside: impl Into<String>) -> Self {
        Self { aside: aside.into(), ..self }
    }
}

/// Radio buttons as cards; the whole card is the target.
#[component]
pub fn RadioCards(
    /// Name, value, fault.
    at: At,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The question is said to screen readers only.
    #[prop(optional)]
    legend_hidden: bool,
    /// The cards.
    options: Vec<RadioOption>,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let wrong = at.fault.is_some();
    let border = if wrong { "border-error" } else { "border-base-300" };
    let cards = options
        .into_iter()
        .enumerate()
        .map(|(i, option)| {
            // The first card carries the name as its id, so that the summary of errors can lead here.
            let id = if i == 0 { at.name.clone() } else { format!("{}-{i}", at.name) };
            let checked = option.value == at.value;
            let name = at.name.clone();
            view! {
                <label class=format!(
                    "flex cursor-pointer items-start gap-3 rounded-field border p-3 hover:border-base-content/40 has-checked:border-primary has-checked:bg-primary/5 has-checked:ring-1 has-checked:ring-primary has-checked:ring-inset has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary {border}",
                )>
                    <input
                        type="radio"
                        id=id
                        name=name
                        value=option.value
                        class="radio mt-0.5 radio-sm outline-none radio-primary"
                        checked=checked
                        autofocus=wrong && i == 0
                        required=true
                    />
                    <span class="min-w-0 grow">
                        <span class="block text-sm font-medium">{option.title}</span>
                        {(!option.detail.is_empty())
                            .then(|| view! { <span class="block text-xs text-base-content/70">{option.detail}</span> })}
                    </span>
                    {(!option.aside.is_empty())
                        .then(|| view! { <span class="num shrink-0 text-sm font-medium">{option.aside}</span> })}
                </label>
            }
        })
        .collect_view();
    let invalid = at.invalid();
    view! {
        <fieldset aria-describedby=described_by aria-invalid=invalid>
            <legend class=if legend_hidden { "sr-only" } else { "mb-1 text-sm font-medium" }>{legend}</legend>
            <div class="grid gap-2 sm:grid-cols-2">{cards}</div>
            <Messages at hint />
        </fieldset>
    }
}
