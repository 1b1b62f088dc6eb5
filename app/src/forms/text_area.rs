//! Several lines of text.

use leptos::prelude::*;

use super::{
    At,
    message::{Label, Messages},
};

/// A labelled text area with its hint and its error.
#[component]
pub fn TextArea(
    /// Name, text, fault.
    at: At,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// How it is filled in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The most characters taken.
    #[prop(default = 600)]
    maxlength: u16,
    /// How many lines show.
    #[prop(default = 3)]
    rows: u8,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let invalid = at.invalid();
    let class = if invalid.is_some() { "textarea w-full textarea-error" } else { "textarea w-full" };
    let (name, id, target) = (at.name.clone(), at.name.clone(), at.name.clone());
    // A line break at the beginning is swallowed by the parser of HTML.
    let value = if at.value.starts_with('\n') { format!("\n{}", at.value) } else { at.value.clone() };
    view! {
        <div class="min-w-0">
            <Label target text=label optional />
            <textarea
                id=id
                name=name
                class=class
                rows=rows
                maxlength=maxlength
                required=!optional
                autofocus=invalid.is_some()
                aria-invalid=invalid
                aria-describedby=described_by
            >
                {value}
            </textarea>
            <Messages at hint />
        </div>
    }
}
