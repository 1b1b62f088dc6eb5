//! The letter of authorization as a page shows it.

use domain::{
    Lang,
    porting::{letter, statement},
};
use jiff::Zoned;
use leptos::prelude::*;
use services::port_ins::letter::Facts;

use crate::{context, time, ui::Card};

/// What is agreed to beside the signature.
pub(super) fn agreement(facts: &Facts, lang: Lang) -> String {
    let today = Zoned::now().with_time_zone(time::zone()).date();
    statement(&facts.named(&context::state().brand.operator, today, lang), lang)
}

/// The whole letter, as it will stand on the paper.
#[component]
pub(super) fn LetterText(
    /// What it says.
    facts: Facts,
) -> impl IntoView {
    let lang = context::lang();
    let today = Zoned::now().with_time_zone(time::zone()).date();
    let text = letter(&facts.named(&context::state().brand.operator, today, lang), lang);
    let title = text.first().map(|(heading, _)| heading.clone()).unwrap_or_default();
    let parts = text
        .into_iter()
        .enumerate()
        .map(|(i, (heading, paragraph))| {
            let heading = (i > 0 && !heading.is_empty()).then(|| view! { <h3 class="font-medium">{heading}</h3> });
            view! {
                <div>
                    {heading} <p class="text-base-content/85">{paragraph}</p>
                </div>
            }
        })
        .collect_view();
    view! {
        <Card title>
            <div class="space-y-3 text-sm" lang=lang.as_str()>{parts}</div>
        </Card>
    }
}
