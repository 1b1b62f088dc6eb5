//! Inviting somebody.

use leptos::prelude::*;
use services::{accounts::PersonRef, people::Family};

use super::parts::{LooksAfter, RoleCards};
use crate::{
    context,
    forms::{Choice, ErrorSummary, Field, FormState, Select},
    paths,
    ui::{Button, Card, Look},
};

/// The people of a family that somebody can look after.
pub(super) fn to_look_after(family: &Family, but: Option<&str>) -> Vec<PersonRef> {
    let people = family.people.iter().filter_map(|person| {
        let id = person.subscriber_id.clone()?;
        Some(PersonRef { id, name: person.name.clone() })
    });
    people.filter(|person| Some(person.id.as_str()) != but).collect()
}

/// The form; open when it was refused.
#[component]
pub(super) fn InviteCard(
    /// Whose people.
    family: Family,
    /// What was typed and what is wrong with it.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let mut choices: Vec<Choice> = family
        .people
        .iter()
        .filter(|person| !person.has_access())
        .filter_map(|person| {
            let email = if person.email.is_empty() { String::new() } else { format!(" · {}", person.email) };
            Some(Choice::new(person.subscriber_id.clone()?, format!("{}{email}", person.name)))
        })
        .collect();
    choices.push(Choice::new(
        "new",
        lang.pick("Somebody without a line here, such as a grandparent", "Alguien sin línea aquí, como una abuela"),
    ));
    let open = !form.errors().is_empty();
    let people = to_look_after(&family, None);
    view! {
        <Card title=lang.pick("Invite somebody", "Invitar a alguien") id="invite">
            <details open=open>
                <summary class="btn btn-primary pointer-coarse:min-h-11">
                    {lang.pick("Choose whom to invite", "Elegir a quién invitar")}
                </summary>
                <form method="post" action=paths::do_invite_person() class="mt-4 flex flex-col gap-4" novalidate=true>
                    <input type="hidden" name="account_id" value=family.account_id />
                    <ErrorSummary form=form.clone() />
                    <Select
                        at=form.at("person")
                        label=lang.pick("Person", "Persona")
                        choices
                        prompt=lang.pick("Choose a person", "Elige una persona")
                    />
                    <Field
                        at=form.at("name")
                        label=lang.pick("Name", "Nombre")
                        hint=lang.pick("Only for somebody without a line here.", "Solo para alguien sin línea aquí.")
                        optional=true
                        maxlength=80
                    />
                    <Field
                        at=form.at("email")
                        label=lang.pick("E-mail address", "Correo electrónico")
                        hint=lang
                            .pick(
                                "The invitation goes there. Left empty, it goes to the address beside the name.",
                                "Ahí llega la invitación. Si lo dejas vacío, llega al correo junto al nombre.",
                            )
                        kind="email"
                        inputmode="email"
                        optional=true
                        maxlength=254
                    />
                    <RoleCards at=form.at("role") />
                    <LooksAfter form=form.clone() people />
                    <Button look=Look::Primary wide=true>{lang.pick("Send invitation", "Enviar invitación")}</Button>
                </form>
            </details>
        </Card>
    }
}
