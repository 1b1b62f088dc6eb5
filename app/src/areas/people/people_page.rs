//! `/people`: who is in the family and what they may do.

use domain::{Lang, phone};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::people::{self, Person};

use super::{invite_card::InviteCard, matrix::Matrix, parts::Standing};
use crate::{
    context, flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::{Avatar, ButtonSize, Card, LinkButton, PageHeader},
};

/// The page; staff name the account.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        let account = params.get("account");
        let mut tx = context::state().db.begin(&actor).await?;
        let family = people::family(&mut tx, &actor, account.as_deref()).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let back = if actor.role.is_staff() {
            (paths::account(&family.account_id), family.name.clone())
        } else {
            (paths::home(), lang.pick("Home", "Inicio").to_owned())
        };
        let me = actor.user_id;
        let rows = family
            .people
            .clone()
            .into_iter()
            .map(|person| {
                let own = person.user_id == Some(me);
                view! { <Row person own /> }
            })
            .collect_view();
        let lead = lang.pick(
            "Who is in the family, who can sign in, and what they may do.",
            "Quién está en la familia, quién puede entrar y qué puede hacer.",
        );
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader title=lang.pick("People", "Personas") lead back />
            <div class="mt-5 space-y-4">
                <Card title=lang.pick("Everybody", "Todos") id="everybody" flush=true>
                    <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
                </Card>
                <InviteCard family form />
                <Matrix />
            </div>
        })
    })
}

#[component]
fn Row(person: Person, own: bool) -> impl IntoView {
    let lang = context::lang();
    let lines: Vec<String> = person.lines.iter().map(|number| phone::national(number)).collect();
    let lines = if lines.is_empty() { lang.pick("No line", "Sin línea").to_owned() } else { lines.join(", ") };
    let looks_after: Vec<&str> = person.looks_after.iter().map(|of| of.name.as_str()).collect();
    let looks_after = (!looks_after.is_empty()).then(|| match lang {
        Lang::En => format!("Looks after {}", looks_after.join(", ")),
        Lang::Es => format!("Cuida a {}", looks_after.join(", ")),
    });
    let change = person.user_id.filter(|_| person.has_access()).map(|id| {
        let label = format!("{} {}", lang.pick("Change access of", "Cambiar el acceso de"), person.name);
        view! {
            <LinkButton href=paths::person(&id.to_string()) size=ButtonSize::Small label>
                {lang.pick("Change", "Cambiar")}
            </LinkButton>
        }
    });
    view! {
        <li class="flex items-start gap-3 px-5 py-3">
            <Avatar name=person.name.clone() />
            <div class="min-w-0 grow space-y-1 text-sm">
                <p class="font-medium wrap-anywhere">{person.name.clone()}</p>
                <p class="text-xs wrap-anywhere text-base-content/70 sm:text-sm">{person.email.clone()}</p>
                <p class="num text-base-content/70">{lines}</p>
                {looks_after.map(|text| view! { <p class="wrap-anywhere">{text}</p> })}
                <Standing person me=own />
            </div>
            {change}
        </li>
    }
}
