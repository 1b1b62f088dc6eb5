//! Data limits of each line.

use domain::{
    Speed,
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
) -> impl IntoView {
    let fields = form.fields();
    let lines: Vec<usize> = (0..people_count(fields)).filter(|i| wants_line(fields, *i)).collect();
    if lines.is_empty() {
        return view! { <Card><p>"Nobody gets a line yet, so there is nothing to limit."</p></Card> }.into_any();
    }
    lines.into_iter().map(|i| view! { <LimitCard form=form.clone() i/> }).collect_view().into_any()
}

#[component]
fn LimitCard(
    /// What was typed.
    form: FormState,
    /// Whose.
    i: usize,
) -> impl IntoView {
    let title = person_name(form.fields(), &Offer::default(), i);
    let at = |field: &str, default: &str| {
        let name = format!("limits.{i}.{field}");
        // A field that was posted empty stays empty: only one never filled in gets the proposal.
        if form.fields().0.contains_key(&name) { form.at(name) } else { form.at_or(name, default) }
    };
    let notify = at("notify", "4 GB");
    let throttle = at("throttle", "4.5 GB");
    let speed = at("speed", Speed::default().wire());
    let limit = at("limit", "5 GB");
    let speeds = Speed::ALL.iter().map(|s| Choice::new(s.wire(), s.label())).collect();
    view! {
        <Card title>
            <div class="grid gap-4 sm:grid-cols-2">
                <Field at=notify label="Notice at" inputmode="decimal" num=true maxlength=12 hint="A message goes out here"/>
                <Field at=throttle label="Slower from" inputmode="decimal" num=true maxlength=12 hint="From here the line is slowed down"/>
                <Select at=speed label="Speed when slowed" choices=speeds/>
                <Field at=limit label="Stops at" inputmode="decimal" num=true maxlength=12 hint="Data stops until the cycle renews"/>
            </div>
        </Card>
    }
}
