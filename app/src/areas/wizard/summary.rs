//! What a draft holds so far, beside each step.

use domain::{
    Money,
    wizard::{self, Kind, Offer},
};
use leptos::prelude::*;
use services::wizard::Draft;

use crate::{
    context,
    ui::{Fact, Facts},
};

/// The lines of the summary: term, value, whether it is the total.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Vec<(&'static str, String, bool)>);

/// Counts what was typed; nothing has to be valid yet.
pub(super) fn of(draft: &Draft, offer: &Offer) -> Lines {
    let fields = &draft.fields;
    let people = wizard::people_count(fields);
    let lines = || (0..people).filter(|i| wizard::wants_line(fields, *i));
    let packages = lines().filter_map(|i| offer.package(fields.get(&format!("plan.{i}.package"))));
    let ports =
        (0..wizard::numbers_count(fields)).filter_map(|i| offer.package(fields.get(&format!("in.{i}.package"))));
    let lang = context::lang();
    let monthly: Money = packages.chain(ports).filter(|p| p.monthly).map(|p| p.price).sum();
    let mut out = Vec::new();
    match draft.kind {
        Kind::NewFamily => {
            out.push(("Family", fields.get("account.name").to_owned(), false));
            out.push(("People", people.to_string(), false));
            out.push(("New numbers", lines().count().to_string(), false));
        }
        Kind::AddLine => out.push(("New numbers", lines().count().to_string(), false)),
        Kind::PortIn => {
            out.push((lang.pick("Numbers", "Números"), wizard::numbers_count(fields).to_string(), false));
            out.push((lang.pick("Old carrier", "Operador anterior"), fields.get("old.carrier").to_owned(), false));
        }
        Kind::ChangePlan => {
            out.push(("Line", domain::phone::national(fields.get("change.number")), false));
            let now = offer.package(fields.get("change.package")).map_or_else(String::new, |p| p.name.clone());
            out.push(("Plan now", now, false));
        }
    }
    out.push((lang.pick("Monthly so far", "Al mes hasta ahora"), monthly.to_string(), true));
    Lines(out)
}

/// The summary.
#[component]
pub(super) fn Summary(
    /// Its lines.
    lines: Lines,
) -> impl IntoView {
    let facts = lines
        .0
        .into_iter()
        .map(|(term, value, total)| view! { <Fact term total>{if value.is_empty() { "–".to_owned() } else { value }}</Fact> })
        .collect_view();
    view! {
        <Facts>{facts}</Facts>
        <p class="mt-3 text-xs text-base-content/70">{context::lang()
                .pick("Nothing is bought before you confirm the receipt.", "No se compra nada antes de que confirmes el resumen.")}</p>
    }
}
