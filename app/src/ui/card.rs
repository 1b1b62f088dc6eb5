//! A card: one thing, with its title and its actions.

use leptos::prelude::*;

/// A section on its own ground. With a title it is a landmark named by it.
#[component]
pub fn Card(
    /// Its title, an `h2`.
    #[prop(optional, into)]
    title: Option<String>,
    /// One line below the title.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Id of the section; the title's id is derived from it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Right of the title.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Without padding inside, for lists and tables that reach the edge.
    #[prop(optional)]
    flush: bool,
    /// Its place in the page.
    #[prop(default = "")]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let title_id = id.as_ref().map(|id| format!("{id}-title"));
    let labelled = title.is_some().then(|| title_id.clone()).flatten();
    let head = title.map(|title| {
        view! {
            <div class=if flush { "flex flex-wrap items-start gap-3 px-5 pt-5 pb-3" } else { "flex flex-wrap items-start gap-3" }>
                <div class="min-w-0 grow">
                    <h2 class="font-semibold" id=title_id>{title}</h2>
                    {lead.map(|lead| view! { <p class="text-sm text-base-content/70">{lead}</p> })}
                </div>
                {actions.run()}
            </div>
        }
    });
    let inner = if flush { "" } else { "card-body gap-4 p-5" };
    view! {
        <section class=format!("card border border-base-300 bg-base-100 {class}") id=id aria-labelledby=labelled>
            <div class=inner>{head} {children()}</div>
        </section>
    }
}
