//! What the network said, in its own words.

use domain::Lang;
use leptos::prelude::*;

use crate::language::lang;

/// Words of the network, which speaks English alone: screen readers are told, and whoever reads Spanish sees it.
#[component]
pub fn Quoted(
    /// The words.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    let note = (lang() == Lang::Es).then_some(" (en inglés)");
    view! {
        <q lang="en">{words}</q>
        {note}
    }
}
