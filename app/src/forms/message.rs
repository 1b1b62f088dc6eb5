//! The lines below a field.

use leptos::prelude::*;

use super::At;
use crate::{
    language::lang,
    ui::{Icon, glyph},
};

/// The hint of a field, and what is wrong with it.
#[component]
pub(super) fn Messages(
    /// The field.
    at: At,
    /// How it is filled in.
    hint: Option<String>,
) -> impl IntoView {
    let At { name, fault, .. } = at;
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    view! {
        {hint.map(|hint| view! { <p id=hint_id class="mt-1 text-xs text-base-content/70">{hint}</p> })}
        {fault
            .map(|fault| {
                view! {
                    <p id=error_id class="mt-1 flex items-start gap-1 text-xs text-error">
                        <Icon glyph=glyph::ALERT class="mt-px size-3.5" />
                        {fault.message_in(lang())}
                    </p>
                }
            })}
    }
}

/// The words above a field.
#[component]
pub(super) fn Label(
    /// The field's id.
    target: String,
    /// The words.
    text: String,
    /// May be left empty.
    optional: bool,
) -> impl IntoView {
    view! {
        <label class="mb-1 block text-sm font-medium" for=target>
            {text}
            {optional.then(|| view! { <span class="text-xs font-normal text-base-content/70">{lang().pick(" (optional)", " (opcional)")}</span> })}
        </label>
    }
}
