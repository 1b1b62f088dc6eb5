//! A package for each line.

use domain::wizard::{Kind, Offer, Package, people_count, wants_line};
use leptos::prelude::*;

use super::person_name;
use crate::{
    forms::{FormState, RadioCards, RadioOption},
    ui::{Card, EmptyState, glyph},
};

/// The step's fields.
#[component]
pub fn PlanFields(
    /// What was typed.
    form: FormState,
    /// Which wizard.
    kind: Kind,
    /// The packages on sale.
    offer: Offer,
) -> impl IntoView {
    if offer.packages.is_empty() {
        return view! {
            <EmptyState glyph=glyph::PACKAGE title="There are no plans yet">
                <p>"Packages are made in Telegent’s catalogue; they show up here after the next reading."</p>
            </EmptyState>
        }
        .into_any();
    }
    let fields = form.fields();
    let lines: Vec<usize> = (0..people_count(fields)).filter(|i| wants_line(fields, *i)).collect();
    if lines.is_empty() {
        return view! { <Card><p>"Nobody gets a line yet, so there is nothing to choose. Lines can be added later."</p></Card> }
            .into_any();
    }
    let now = (kind == Kind::ChangePlan).then(|| fields.get("change.package").to_owned());
    lines
        .into_iter()
        .map(|i| {
            let title = person_name(form.fields(), &offer, i);
            let lead = match kind {
                Kind::ChangePlan => domain::phone::national(form.fields().get("change.number")),
                _ => String::new(),
            };
            let at = form.at(format!("plan.{i}.package"));
            let legend = format!("Plan for {title}");
            let options = offer.packages.iter().map(|p| option(p, now.as_deref())).collect();
            view! {
                <Card title lead>
                    <RadioCards at legend legend_hidden=true options/>
                </Card>
            }
        })
        .collect_view()
        .into_any()
}

fn option(package: &Package, now: Option<&str>) -> RadioOption {
    let detail = match (now == Some(package.id.as_str()), package.description.as_str()) {
        (true, _) => "The plan now",
        (false, text) => text,
    };
    RadioOption::new(&package.id, &package.name, detail).aside(package.price_words())
}
