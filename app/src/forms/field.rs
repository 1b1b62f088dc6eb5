//! A line of text.

use leptos::prelude::*;

use super::{
    At,
    message::{Label, Messages},
};

/// A labelled input with its hint and its error.
#[component]
pub fn Field(
    /// Name, text, fault.
    at: At,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// How it is filled in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The type of the input. A password's text is never rendered.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in: `email`, `postal-code`; `off` for other people's data.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows: `numeric`, `tel`, `email`, `decimal`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The most characters taken.
    #[prop(default = 120)]
    maxlength: u16,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
    /// Another field may be filled in instead; said by the labels.
    #[prop(optional)]
    either: bool,
    /// Digits of one width.
    #[prop(optional)]
    num: bool,
    /// Id of the list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Has the focus when nothing is wrong anywhere.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let invalid = at.invalid();
    let wrong = if invalid.is_some() { " input-error" } else { "" };
    let digits = if num { " num" } else { "" };
    let value = (kind != "password" && !at.value.is_empty()).then(|| at.value.clone());
    let (name, id, target) = (at.name.clone(), at.name.clone(), at.name.clone());
    view! {
        <div class="min-w-0">
            <Label target text=label optional />
            <input
                type=kind
                id=id
                name=name
                value=value
                class=format!("input w-full{digits}{wrong}")
                autocomplete=autocomplete
                list=list
                inputmode=inputmode
                autocapitalize=(kind == "email").then_some("none")
                spellcheck=matches!(kind, "email" | "password" | "tel").then_some("false")
                maxlength=maxlength
                required=!(optional || either)
                autofocus=focus || invalid.is_some()
                aria-invalid=invalid
                aria-describedby=described_by
            />
            <Messages at hint />
        </div>
    }
}
