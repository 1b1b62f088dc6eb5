//! One of many.

use domain::address::STATES;
use leptos::prelude::*;

use super::{
    At,
    message::{Label, Messages},
};

/// One of the choices of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub text: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into() }
    }
}

/// The states of an address form.
pub fn state_choices() -> Vec<Choice> {
    STATES.iter().map(|(code, name)| Choice::new(*code, *name)).collect()
}

/// A labelled list to choose from.
#[component]
pub fn Select(
    /// Name, value, fault.
    at: At,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// The choices.
    choices: Vec<Choice>,
    /// A first entry that chooses nothing: `Choose a state`.
    #[prop(optional, into)]
    prompt: Option<String>,
    /// How it is filled in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// May be left as it is.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let invalid = at.invalid();
    let class = if invalid.is_some() { "select w-full select-error" } else { "select w-full" };
    let (name, id, target) = (at.name.clone(), at.name.clone(), at.name.clone());
    let value = at.value.clone();
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value.eq_ignore_ascii_case(&value);
            view! {
                <option value=choice.value selected=selected>
                    {choice.text}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="min-w-0">
            // The choice of nothing says itself that it may be left.
            <Label target text=label optional=false />
            <select
                id=id
                name=name
                class=class
                autocomplete=autocomplete
                required=!optional
                autofocus=invalid.is_some()
                aria-invalid=invalid
                aria-describedby=described_by
            >
                {prompt.map(|prompt| view! { <option value="">{prompt}</option> })}
                {options}
            </select>
            <Messages at hint />
        </div>
    }
}
