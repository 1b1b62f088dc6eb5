//! Nothing here yet.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// Says that there is nothing, why, and what to do about it.
#[component]
pub fn EmptyState(
    /// Its sign.
    glyph: Glyph,
    /// One line.
    #[prop(into)]
    title: String,
    /// Why, and the one next action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center gap-3 px-6 py-12 text-center">
            <span class="grid size-12 place-items-center rounded-full bg-base-200 text-base-content/70">
                <Icon glyph=glyph class="size-6" />
            </span>
            <h2 class="font-semibold">{title}</h2>
            {children
                .map(|children| {
                    view! { <div class="max-w-md space-y-4 text-sm text-base-content/70">{children()}</div> }
                })}
        </div>
    }
}
