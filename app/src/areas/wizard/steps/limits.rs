//! Data limits of each line.

use domain::{
    DataLimits, Speed,
    wizard::{Offer, people_count, wants_line},
};
use leptos::prelude::*;

use super::person_name;
use crate::{
    forms::{Choice, Field, FormState, Select},
    ui::Card,
};

/// The step's fields.
#[component]
pub fn LimitFields(
    /// What was typed.
    form: FormState,
    /// The packages and the account's people.
    offer: Offer,
) -> impl IntoView {
    let fields = form.fields();
    let lines: Vec<usize> = (0..people_count(fields)).filter(|i| wants_line(fields, *i)).collect();
    if lines.is_empty() {
        return view! { <Card><p>"Nobody gets a line yet, so there is nothing to limit."</p></Card> }.into_any();
    }
    lines.into_iter().map(|i| view! { <LimitCard form=form.clone() offer=offer.clone() i/> }).collect_view().into_any()
}

#[component]
fn LimitCard(
    /// What was typed.
    form: FormState,
    /// The packages and the account's people.
    offer: Offer,
    /// Whose.
    i: usize,
) -> impl IntoView {
    let title = person_name(form.fields(), &offer, i);
    let package = offer.package(form.fields().get(&format!("plan.{i}.package")));
    let lead = package.map_or_else(String::new, |package| package.name.clone());
    let proposed = DataLimits::proposed(&lead);
    let mark = |pick: fn(&DataLimits) -> domain::Megabytes| proposed.as_ref().map(pick).map(|mb| mb.to_string());
    let at = |field: &str, default: Option<String>| {
        let name = format!("limits.{i}.{field}");
        // A field that was posted empty stays empty: only one never filled in gets the proposal.
        if form.fields().0.contains_key(&name) { form.at(name) } else { form.at_or(name, &default.unwrap_or_default()) }
    };
    let notify = at("notify", mark(|l| l.notify));
    let throttle = at("throttle", mark(|l| l.throttle));
    let speed = at("speed", Some(Speed::default().wire().to_owned()));
    let limit = at("limit", mark(|l| l.limit));
    let speeds = Speed::ALL.iter().map(|s| Choice::new(s.wire(), s.label())).collect();
    view! {
        <Card title lead>
            <div class="grid gap-4 sm:grid-cols-2">
                <Field at=notify label="Notice at" num=true maxlength=12 hint="A message goes out here, for example at 4 GB or 500 MB"/>
                <Field at=throttle label="Slower from" num=true maxlength=12 hint="From here the line is slowed down"/>
                <Select at=speed label="Speed when slowed" choices=speeds/>
                <Field at=limit label="Stops at" num=true maxlength=12 hint="Data stops until the cycle renews"/>
            </div>
        </Card>
    }
}
