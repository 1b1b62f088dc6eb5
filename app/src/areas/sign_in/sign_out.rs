//! The sign-out button.

use leptos::prelude::*;

use crate::paths;

/// A button that ends the session; a form, because ending it by a link would let any page do it.
#[component]
pub fn SignOutButton() -> impl IntoView {
    view! {
        <form method="post" action=paths::sign_out()>
            <button type="submit" class="btn btn-ghost btn-sm">"Sign out"</button>
        </form>
    }
}
