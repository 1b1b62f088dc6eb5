//! Terms and their values.

use leptos::prelude::*;

/// A list of [`Fact`]s, term at the left, value at the right.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="space-y-2 text-sm">{children()}</dl> }
}

/// One term and its value.
#[component]
pub fn Fact(
    /// The term.
    #[prop(into)]
    term: String,
    /// A sum: set apart from the lines above.
    #[prop(optional)]
    total: bool,
    /// The value.
    children: Children,
) -> impl IntoView {
    let (row, left) = if total {
        ("flex justify-between gap-3 border-t border-base-300 pt-2 font-medium", "")
    } else {
        ("flex justify-between gap-3", "shrink-0 text-base-content/70")
    };
    view! {
        <div class=row>
            <dt class=left>{term}</dt>
            <dd class="num min-w-0 text-right wrap-anywhere">{children()}</dd>
        </div>
    }
}
