//! The manager and the people.

use domain::wizard::{Kind, MAX_PEOPLE, Offer, people_count};
use leptos::prelude::*;

use crate::{
    forms::{Field, FormState, RadioCards, RadioOption},
    ui::{Button, Card, ConfirmDialog},
};

/// The step's fields.
#[component]
pub fn PeopleFields(
    /// What was typed.
    form: FormState,
    /// Which wizard.
    kind: Kind,
    /// The people the account has.
    offer: Offer,
) -> impl IntoView {
    if kind == Kind::AddLine {
        return view! { <WhoseLine form offer/> }.into_any();
    }
    let people = people_count(form.fields());
    let cards = (0..people).map(|i| view! { <PersonCard form=form.clone() i/> }).collect_view();
    view! {
        {cards}
        {(people < MAX_PEOPLE).then(|| view! {
            <Button name="intent" value="add-person" unchecked=true>"Add a person"</Button>
        })}
    }
    .into_any()
}

#[component]
fn PersonCard(
    /// What was typed.
    form: FormState,
    /// Which person.
    i: usize,
) -> impl IntoView {
    let title = if i == 0 { "Account manager".to_owned() } else { format!("Person {}", i + 1) };
    let lead = if i == 0 { "Signs in here, gets the invitation, pays the bills." } else { "" };
    let name = form.fields().get(&format!("person.{i}.name")).to_owned();
    let whom = if name.is_empty() { title.clone() } else { name };
    let remove = move || (i > 0).then(|| view! { <Remove whom=whom.clone() i/> });
    view! {
        <Card title lead actions=remove>
            <div class="grid gap-4 sm:grid-cols-2">
                <Field at=form.at(format!("person.{i}.name")) label="Name" maxlength=80/>
                <Field at=form.at(format!("person.{i}.email")) label="E-mail address" kind="email" inputmode="email" maxlength=254/>
            </div>
        </Card>
    }
}

/// Taking somebody out again, after a question: the line, plan and limits go along.
#[component]
fn Remove(
    /// Name, or what the person is called without one.
    whom: String,
    /// Which person.
    i: usize,
) -> impl IntoView {
    view! {
        <ConfirmDialog
            id=format!("remove-{i}") opener="Remove" opener_label=format!("Remove person {}", i + 1)
            title=format!("Remove {whom}?") verb="Remove" form="step" intent=format!("remove-person:{i}")
        >
            <p>"The line, plan and limits chosen for them are removed, too. Nothing was bought yet."</p>
        </ConfirmDialog>
    }
}

/// Somebody the account has, or somebody new.
#[component]
fn WhoseLine(
    /// What was typed.
    form: FormState,
    /// The people the account has.
    offer: Offer,
) -> impl IntoView {
    let mut options: Vec<_> = offer.people.iter().map(|p| RadioOption::new(&p.id, &p.name, &p.email)).collect();
    options.push(RadioOption::new("new", "Somebody new", "Needs an e-mail address of their own"));
    view! {
        <Card title="Whose line is it?" class="group/person">
            <RadioCards at=form.at("person.0.subscriber") legend="Person" legend_hidden=true options/>
            <div class="mt-4 hidden gap-4 group-has-[input[value=new]:checked]/person:grid sm:grid-cols-2">
                <Field at=form.at("person.0.name") label="Name" maxlength=80/>
                <Field at=form.at("person.0.email") label="E-mail address" kind="email" inputmode="email" maxlength=254/>
            </div>
        </Card>
    }
}
