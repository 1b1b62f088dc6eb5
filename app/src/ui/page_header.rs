//! The head of a page.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Glyph, Icon, glyph};

/// The one `h1` of a page, its title in the browser's tab, the way back and the actions.
#[component]
pub fn PageHeader(
    /// The page's question or name.
    #[prop(into)]
    title: String,
    /// One line below it; none when empty.
    #[prop(optional, into)]
    lead: String,
    /// Where one came from: address and name.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// Left of the title, such as an avatar.
    #[prop(optional, into)]
    before: ViewFn,
    /// Below the title, such as ids and badges.
    #[prop(optional, into)]
    below: ViewFn,
    /// Right of the title.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    const BACK: Glyph = glyph::BACK;
    view! {
        <Title text=title.clone() />
        <div class="flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
            <div class="min-w-0">
                {back
                    .map(|(href, name)| {
                        view! {
                            <a
                                href=href
                                class="-ml-1 inline-flex items-center gap-1 py-1 text-sm text-base-content/70 hover:text-base-content hover:underline"
                            >
                                <Icon glyph=BACK class="size-4" />
                                {name}
                            </a>
                        }
                    })}
                <div class="flex items-center gap-3">
                    {before.run()} <h1 class="text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
                </div>
                {(!lead.is_empty()).then(|| view! { <p class="mt-1 text-base-content/70">{lead}</p> })} {below.run()}
            </div>
            {children.map(|children| view! { <div class="flex flex-wrap items-center gap-2">{children()}</div> })}
        </div>
    }
}
