//! Away from a page at once.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

use crate::language::lang;

/// A link to a page anybody might be reading. Where script runs, the page left is emptied at once, and the way back does not
/// lead to it.
#[island(lazy)]
pub fn QuickExit(
    /// Where to.
    href: String,
) -> impl IntoView {
    let to = href.clone();
    let leave = move |event: leptos::ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        browser::leave(&event, &to);
        #[cfg(not(feature = "hydrate"))]
        let _ = (&event, &to);
    };
    view! {
        <a href=href class="btn btn-error" rel="noreferrer" referrerpolicy="no-referrer" on:click=leave>
            {lang().pick("Leave this page now", "Salir de esta página ya")}
        </a>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;

    pub(super) fn leave(event: &leptos::ev::MouseEvent, to: &str) {
        // The other page may take its time.
        if let Some(body) = document().body() {
            body.set_hidden(true);
        }
        // A browser that refuses follows the link.
        if window().location().replace(to).is_ok() {
            event.prevent_default();
        }
    }
}
