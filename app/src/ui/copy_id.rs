//! Telegent's ids, for staff.

use leptos::prelude::*;

/// An id that one click selects whole, ready to be copied; long ones wrap rather than widen the page.
#[component]
pub fn CopyId(
    /// The plain word for it: `Account id`.
    #[prop(into)]
    label: String,
    /// The id.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    view! {
        <span class="text-xs text-base-content/70">
            {label} " " <code class="font-mono break-all text-base-content select-all">{id}</code>
        </span>
    }
}
