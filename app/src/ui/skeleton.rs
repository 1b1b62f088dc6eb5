//! The shape of what is on its way.

use leptos::prelude::*;

/// Grey rows in the shape of a list, while it is being read.
#[component]
pub fn Skeleton(
    /// How many rows.
    #[prop(default = 3)]
    rows: usize,
) -> impl IntoView {
    let rows = (0..rows)
        .map(|_| {
            view! {
                <div class="flex items-center gap-4 px-5 py-4" aria-hidden="true">
                    <div class="skeleton size-9 shrink-0 rounded-full"></div>
                    <div class="grow space-y-2">
                        <div class="skeleton h-4 w-1/3"></div>
                        <div class="skeleton h-3 w-2/3"></div>
                    </div>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="card mt-5 divide-y divide-base-300 border border-base-300 bg-base-100" role="status">
            <span class="sr-only">"Loading"</span>
            {rows}
        </div>
    }
}
