//! Yes or no.

use leptos::prelude::*;

use super::{At, message::Messages};

/// A labelled tick; posts `on` or nothing.
#[component]
pub fn Checkbox(
    /// Name, value, fault.
    at: At,
    /// The words beside it.
    #[prop(into)]
    label: String,
    /// What it means.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let described_by = at.described_by(hint.is_some());
    let invalid = at.invalid();
    let ticked = at.ticked();
    let (name, id, target) = (at.name.clone(), at.name.clone(), at.name.clone());
    view! {
        <div>
            <div class="flex items-center gap-3">
                <input
                    type="checkbox"
                    id=id
                    name=name
                    value="on"
                    class="checkbox checkbox-sm checkbox-primary"
                    checked=ticked
                    autofocus=invalid.is_some()
                    aria-invalid=invalid
                    aria-describedby=described_by
                />
                <label for=target class="cursor-pointer py-2 text-sm font-medium">
                    {label}
                </label>
            </div>
            // Under the words, not under the tick.
            <div class="pl-8">
                <Messages at hint />
            </div>
        </div>
    }
}
