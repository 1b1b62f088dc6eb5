//! What the forms about people share.

use domain::{Lang, Role};
use leptos::prelude::*;
use services::{
    accounts::PersonRef,
    people::{Access, Person},
};

use crate::{
    context,
    forms::{At, Checkbox, FormState, RadioCards, RadioOption},
    ui::{Badge, Icon, Tone, glyph},
};

/// The roles of a family, the one that may least first.
pub(super) const ROLES: [Role; 3] = [Role::Member, Role::Guardian, Role::Manager];

/// What a role is for, in a line.
pub(super) fn purpose(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Member => lang.pick(
            "Sees the own line. Asks for contacts, data and time.",
            "Ve su propia línea. Pide contactos, datos y tiempo.",
        ),
        Role::Guardian => lang.pick(
            "Sees all lines. Sets Guardian and data limits of the people you choose.",
            "Ve todas las líneas. Ajusta Guardian y los límites de datos de quienes elijas.",
        ),
        Role::Manager | Role::Owner | Role::Agent => lang.pick(
            "Runs the account: people, lines, transfers, everything.",
            "Administra la cuenta: personas, líneas, traslados, todo.",
        ),
    }
}

/// The roles to choose from.
#[component]
pub(super) fn RoleCards(
    /// What was chosen.
    at: At,
) -> impl IntoView {
    let lang = context::lang();
    let options = ROLES.map(|role| RadioOption::new(role.as_str(), role.label(lang), purpose(role, lang)));
    view! { <RadioCards at legend=lang.pick("Role", "Rol") options=options.into() /> }
}

/// The people a guardian is to look after, to tick.
#[component]
pub(super) fn LooksAfter(
    /// What was typed and what is wrong with it.
    form: FormState,
    /// Who can be looked after.
    people: Vec<PersonRef>,
    /// Who is now.
    #[prop(optional)]
    chosen: Vec<PersonRef>,
) -> impl IntoView {
    let lang = context::lang();
    let typed = !form.fields().0.is_empty();
    let fault = form.at("of").fault;
    let wrong = fault.is_some();
    let boxes = people
        .into_iter()
        .map(|person| {
            let mut at = form.at(format!("of.{}", person.id));
            if !typed && chosen.iter().any(|of| of.id == person.id) {
                at.value = "on".to_owned();
            }
            view! { <Checkbox at label=person.name /> }
        })
        .collect_view();
    view! {
        <fieldset
            id="of"
            tabindex="-1"
            aria-describedby=if wrong { "of-hint of-error" } else { "of-hint" }
            aria-invalid=wrong.then_some("true")
        >
            <legend class="mb-1 text-sm font-medium">{lang.pick("A guardian looks after", "Un tutor cuida a")}</legend>
            <div class="grid gap-x-4 sm:grid-cols-2">{boxes}</div>
            <p id="of-hint" class="mt-1 text-xs text-base-content/70">
                {lang.pick("For the other roles this says nothing.", "Para los otros roles no cuenta.")}
            </p>
            {fault
                .map(|fault| {
                    view! {
                        <p id="of-error" class="mt-1 flex items-start gap-1 text-xs text-error">
                            <Icon glyph=glyph::ALERT class="mt-px size-3.5" />
                            {fault.message_in(lang)}
                        </p>
                    }
                })}
        </fieldset>
    }
}

/// Role and sign-in of somebody, as badges.
#[component]
pub(super) fn Standing(
    /// Who.
    person: Person,
    /// It is the reader.
    me: bool,
) -> impl IntoView {
    let lang = context::lang();
    let (tone, text) = match person.access {
        Access::None => (Tone::Neutral, lang.pick("No access", "Sin acceso")),
        Access::Invited { open: true } => {
            (Tone::Info, lang.pick("Invited, not in yet", "Con invitación, aún no entra"))
        }
        Access::Invited { open: false } => (Tone::Warning, lang.pick("Link expired", "Enlace vencido")),
        Access::Active => (Tone::Success, lang.pick("Signs in", "Entra al portal")),
        Access::Removed => (Tone::Neutral, lang.pick("Access removed", "Acceso quitado")),
    };
    let role = person.role.filter(|_| person.has_access()).map(|role| role.label(lang));
    view! {
        <span class="flex flex-wrap gap-1.5">
            {role.map(|text| view! { <Badge text /> })} <Badge tone text />
            {me.then(|| view! { <Badge tone=Tone::Info text=lang.pick("You", "Tú") /> })}
        </span>
    }
}
