//! `/activity`: what changed, who did it, and the way back where there is one.

use domain::Lang;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use services::accounts::{self, FamilyActivity, FamilyEntry, Page};

use super::words;
use crate::{
    context,
    forms::{At, Choice, Select},
    frame::{FamilyPlace, StaffPlace, either_page},
    paths,
    time::Time,
    ui::{Button, Card, EmptyState, PageHeader, Pagination, glyph},
};

/// The page; staff name the account.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let (params, query) = (use_params_map().get_untracked(), use_query_map().get_untracked());
    either_page(StaffPlace::Accounts, FamilyPlace::Activity, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        let account = params.get("account");
        let person = query.get("person").unwrap_or_default();
        let page = query.get("page").and_then(|raw| raw.parse().ok()).unwrap_or(1);
        let mut tx = context::state().db.begin(&actor).await?;
        let activity = accounts::family_activity(&mut tx, &actor, account.as_deref(), &person, page).await?;
        drop(tx);
        let FamilyActivity { account_id, name, people, page } = activity;
        let (here, back) = if actor.role.is_staff() {
            (paths::account_activity_page(&account_id), (paths::account(&account_id), name))
        } else {
            (paths::activity(), (paths::home(), lang.pick("Home", "Inicio").to_owned()))
        };
        let choices = people.into_iter().map(|person| Choice::new(person.id, person.name)).collect();
        let at = At { value: person.clone(), ..At::empty("person") };
        let Page { rows, page, per_page, total } = page;
        let list = if rows.is_empty() {
            let why = if person.is_empty() {
                lang.pick("Nothing was changed here yet.", "Aquí todavía no se cambió nada.")
            } else {
                lang.pick("Nothing was changed by or for this person.", "Esta persona no tiene cambios.")
            };
            view! { <EmptyState glyph=glyph::LIST title=why /> }.into_any()
        } else {
            let rows = rows.into_iter().map(|entry| view! { <Row entry /> }).collect_view();
            view! { <ol class="divide-y divide-base-300">{rows}</ol> }.into_any()
        };
        let lead = lang.pick(
            "Every change on the account: who made it, when, and what it was before.",
            "Cada cambio de la cuenta: quién lo hizo, cuándo y cómo estaba antes.",
        );
        Ok(view! {
            <PageHeader title=lang.pick("Activity", "Actividad") lead back />
            <form method="get" action=here.clone() class="mt-5 flex flex-wrap items-end gap-3">
                <div class="w-full sm:w-64">
                    <Select
                        at
                        label=lang.pick("Person", "Persona")
                        choices
                        prompt=lang.pick("Everybody", "Todos")
                        optional=true
                    />
                </div>
                <Button>{lang.pick("Show", "Mostrar")}</Button>
            </form>
            <Card class="mt-4" flush=true>
                {list}
            </Card>
            <Pagination page per_page total href=paths::further query=paths::activity_of(&here, &person) />
        })
    })
}

#[component]
fn Row(entry: FamilyEntry) -> impl IntoView {
    let lang = context::lang();
    let title = words::title(&entry.what, lang);
    let detail = words::detail(&entry, lang);
    let undo = entry.undo.map(|href| {
        let label = match lang {
            Lang::En => format!("Change it back: {title}"),
            Lang::Es => format!("Deshacer: {title}"),
        };
        view! {
            <a class="link py-2 text-sm" href=href aria-label=label>{lang.pick("Change it back", "Deshacer")}</a>
        }
    });
    view! {
        <li class="flex flex-wrap items-start justify-between gap-x-4 px-5 py-3">
            <div class="min-w-0">
                <p class="text-sm font-medium wrap-anywhere">{title}</p>
                {(!detail.is_empty()).then(|| view! { <p class="num text-sm wrap-anywhere">{detail}</p> })}
                <p class="text-xs text-base-content/70">{entry.actor} " · " <Time at=entry.at /></p>
            </div>
            {undo}
        </li>
    }
}
