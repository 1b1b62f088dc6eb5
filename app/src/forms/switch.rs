//! On or off.

use leptos::prelude::*;

use super::{At, message::Messages};

/// A labelled switch, the whole row its target; posts `on` or nothing.
#[component]
pub fn Switch(
    /// Name, value, fault.
    at: At,
    /// The words at its left.
    #[prop(into)]
    label: String,
    /// What it means, below them.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let invalid = at.invalid();
    let ticked = at.ticked();
    let (name, id, target) = (at.name.clone(), at.name.clone(), at.name.clone());
    view! {
        <div class="py-2">
            <div class="flex items-center justify-between gap-4">
                <label for=target class="min-w-0 grow cursor-pointer py-1 text-sm font-medium">
                    {label}
                </label>
                <input
                    type="checkbox"
                    role="switch"
                    id=id
                    name=name
                    value="on"
                    class="toggle shrink-0 toggle-primary"
                    checked=ticked
                    autofocus=invalid.is_some()
                    aria-invalid=invalid
                    aria-describedby=described_by
                />
            </div>
            <Messages at hint />
        </div>
    }
}
