//! The other language.

use domain::Lang;
use leptos::prelude::*;

use crate::{context, paths};

/// A button for each language the page is not in, by that language's own name. A form: works without script.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let here = context::lang();
    let buttons = Lang::ALL
        .into_iter()
        .filter(|lang| *lang != here)
        .map(|lang| {
            view! {
                <button
                    name="language"
                    value=lang.as_str()
                    lang=lang.as_str()
                    class="btn justify-start btn-ghost btn-sm pointer-coarse:min-h-11"
                >
                    {lang.label()}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=paths::do_set_language()>
            <input type="hidden" name="back" value=context::here() />
            {buttons}
        </form>
    }
}
