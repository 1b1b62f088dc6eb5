//! `/guardian`: the people of the family one may look after.

use domain::{Action, Lang, guardian::Badge};
use leptos::prelude::*;
use services::guardian::{self, PersonRow};

use super::badges::ChannelBadges;
use crate::{
    context,
    frame::{FamilyPlace, StaffPlace, either_page},
    paths,
    ui::{Avatar, AvatarSize, Card, EmptyState, LinkButton, PageHeader, glyph},
};

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    either_page(StaffPlace::Accounts, FamilyPlace::Guardian, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::UseGuardian)?;
        let Some(account_id) = actor.account_id.clone() else {
            // Staff choose a family first.
            context::redirect_to(&paths::accounts());
            return Ok(().into_any());
        };
        let state = context::state();
        let mut tx = state.db.begin(&actor).await?;
        let people = guardian::people(&mut tx, &state.brand, &actor, &account_id).await?;
        drop(tx);
        let lead = lang.pick(
            "Who gets through to whom. A badge says what was read back from the network, not what was wished.",
            "Quién puede comunicarse con quién. La etiqueta dice lo que se leyó de la red, no lo que se quiso.",
        );
        let body = if people.is_empty() {
            view! {
                <Card flush=true class="mt-5">
                    <EmptyState glyph=glyph::SHIELD title=lang.pick("Nobody to look after yet", "Aún no cuidas de nadie")>
                        <p>
                            {lang
                                .pick(
                                    "As soon as a person of your family has a line and is assigned to you, they stand here. \
                                     The account manager assigns people.",
                                    "En cuanto una persona de tu familia tenga línea y esté a tu cargo, estará aquí. \
                                     El titular de la cuenta asigna a las personas.",
                                )}
                        </p>
                    </EmptyState>
                </Card>
            }
            .into_any()
        } else {
            let rows = people.into_iter().map(|person| view! { <Row person /> }).collect_view();
            view! { <ul class="mt-5 grid gap-4 md:grid-cols-2">{rows}</ul> }.into_any()
        };
        Ok(view! {
            <PageHeader title="Guardian" lead>
                <LinkButton href=paths::requests()>{lang.pick("See requests", "Ver solicitudes")}</LinkButton>
            </PageHeader>
            {body}
        }
        .into_any())
    })
}

/// What a guardian has to know of a person, the most urgent first.
fn hint(person: &PersonRow, lang: Lang) -> Option<&'static str> {
    let off = person.badges.iter().all(|badge| *badge == Badge::OffByChoice);
    Some(match () {
        () if person.number.is_none() => return None,
        () if person.stuck => lang.pick("The network refused the last change.", "La red rechazó el último cambio."),
        () if person.waits => lang.pick("Something waits for a yes.", "Algo espera un sí."),
        () if person.drifted => lang.pick("Changed elsewhere.", "Cambió en otro lugar."),
        () if person.running => lang.pick("A change is on its way.", "Un cambio va en camino."),
        () if off => lang.pick("Nothing is filtered.", "No se filtra nada."),
        () => return None,
    })
}

#[component]
fn Row(person: PersonRow) -> impl IntoView {
    let lang = context::lang();
    let number = person
        .number
        .as_deref()
        .map_or_else(|| lang.pick("No line yet", "Aún sin línea").to_owned(), domain::phone::national);
    let (hint, has_line) = (hint(&person, lang), person.number.is_some());
    view! {
        <li class="relative card border border-base-300 bg-base-100 hover:border-base-content/30">
            <div class="flex items-center gap-4 p-4">
                <Avatar name=person.name.clone() size=AvatarSize::Large />
                <div class="min-w-0 grow">
                    <h2 class="font-medium wrap-anywhere">
                        <a href=paths::guardian_of(&person.subscriber_id) class="after:absolute after:inset-0 after:rounded-box hover:underline">
                            {person.name}
                        </a>
                    </h2>
                    <p class="num text-base-content/70">{number}</p>
                    {has_line.then(|| view! { <div class="mt-2"><ChannelBadges badges=person.badges /></div> })}
                    {hint.map(|hint| view! { <p class="mt-1 text-xs text-base-content/70">{hint}</p> })}
                </div>
            </div>
        </li>
    }
}
