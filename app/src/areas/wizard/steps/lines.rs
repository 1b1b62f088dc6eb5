//! A number for each person, and the SIM it lives on.

use domain::wizard::{Offer, Route, people_count};
use leptos::prelude::*;

use super::person_name;
use crate::{
    areas::wizard::islands::StockHint,
    forms::{Choice, Field, FormState, RadioCards, RadioOption, Select},
    ui::{Avatar, Card},
};

/// The step's fields.
#[component]
pub fn LineFields(
    /// What was typed.
    form: FormState,
    /// The account's routes.
    offer: Offer,
) -> impl IntoView {
    (0..people_count(form.fields()))
        .map(|i| view! { <LineCard form=form.clone() offer=offer.clone() i/> })
        .collect_view()
}

#[component]
fn LineCard(
    /// What was typed.
    form: FormState,
    /// The account's routes.
    offer: Offer,
    /// Whose.
    i: usize,
) -> impl IntoView {
    let name = person_name(form.fields(), &offer, i);
    let at = |field: &str| form.at(format!("line.{i}.{field}"));
    let (area_code, zip, iccid) = (at("area_code"), at("zip"), at("iccid"));
    let want = form.at_or(format!("line.{i}.want"), "new");
    let sim = form.at_or(format!("line.{i}.sim"), "esim");
    let wants = vec![
        RadioOption::new("new", "New number", "Live in about a minute"),
        RadioOption::new("none", "No line", "Can be added later"),
    ];
    let sims = vec![
        RadioOption::new("esim", "eSIM", "Installed by QR code"),
        RadioOption::new("card", "SIM card", "The card is at hand"),
    ];
    let routes = [
        ("message_route", "Route of texts", &offer.message_routes),
        ("voice_route", "Route of calls", &offer.voice_routes),
    ]
    .into_iter()
    .filter(|(_, _, routes)| !routes.is_empty())
    .map(|(field, label, routes)| view! { <Select at=at(field) label choices=choices(routes) optional=true/> })
    .collect_view();
    let routed = !(offer.message_routes.is_empty() && offer.voice_routes.is_empty());
    view! {
        <Card class="group/line">
            <div class="mb-4 flex items-center gap-3"><Avatar name=name.clone()/><h2 class="font-medium">{name.clone()}</h2></div>
            <RadioCards at=want legend=format!("Line for {name}") legend_hidden=true options=wants/>
            <div class="mt-4 space-y-4 group-has-[input[value=none]:checked]/line:hidden">
                <div>
                    <div class="grid gap-4 sm:grid-cols-2">
                        <Field at=area_code label="Area code" inputmode="numeric" num=true maxlength=5 either=true/>
                        <Field at=zip label="or ZIP code" inputmode="numeric" num=true maxlength=10 either=true/>
                    </div>
                    <StockHint i/>
                </div>
                <RadioCards at=sim legend="SIM" options=sims/>
                <div class="hidden group-has-[input[value=card]:checked]/line:block">
                    <Field
                        at=iccid label="SIM number (ICCID)" inputmode="numeric" num=true maxlength=30
                        hint="19 or 20 digits, printed on the card in groups of four; it starts with 8901"
                    />
                </div>
                {routed.then(|| view! {
                    <details>
                        <summary class="cursor-pointer py-2 text-sm text-base-content/70">"Routes"</summary>
                        <div class="mt-2 grid gap-4 sm:grid-cols-2">{routes}</div>
                    </details>
                })}
            </div>
        </Card>
    }
}

fn choices(routes: &[Route]) -> Vec<Choice> {
    routes.iter().map(|r| Choice::new(&r.id, &r.name)).collect()
}
