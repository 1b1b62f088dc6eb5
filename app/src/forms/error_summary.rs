//! What is wrong with a form, above it.

use leptos::prelude::*;

use super::{FormState, label_of, labels::rank};
use crate::{
    language::lang,
    ui::{Icon, glyph},
};
use domain::Lang;

/// Names every wrong field with a link to it; nothing when nothing is wrong. The focus itself goes to the first
/// wrong field, so this is not announced a second time.
#[component]
pub fn ErrorSummary(
    /// The form.
    form: FormState,
) -> impl IntoView {
    let mut wrong: Vec<_> = form.errors().0.iter().collect();
    wrong.sort_by_key(|(name, _)| rank(name));
    let lang = lang();
    let title = match (wrong.len(), lang) {
        (1, _) => lang.pick("One thing needs fixing", "Hay una cosa que corregir").to_owned(),
        (n, Lang::En) => format!("{n} things need fixing"),
        (n, Lang::Es) => format!("Hay {n} cosas que corregir"),
    };
    let links = wrong
        .iter()
        .map(|(name, fault)| {
            view! {
                <li>
                    <a class="inline-block link py-1" href=format!("#{name}")>
                        {label_of(name, form.fields())}
                    </a>
                    <span class="text-base-content/70">": " {fault.message_in(lang)}</span>
                </li>
            }
        })
        .collect_view();
    (!wrong.is_empty()).then(|| {
        view! {
            <div
                role="group"
                aria-labelledby="errors-title"
                class="flex items-start gap-3 rounded-box border border-error/50 bg-error/10 px-4 py-3 text-sm"
            >
                <span class="text-error">
                    <Icon glyph=glyph::ALERT />
                </span>
                <div class="min-w-0">
                    <h2 id="errors-title" class="text-sm font-semibold">{title}</h2>
                    <ul class="mt-1">{links}</ul>
                </div>
            </div>
        }
    })
}
