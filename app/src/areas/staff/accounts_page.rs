//! `/accounts`: all families, and the search among them.

use domain::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use services::{
    accounts::{self, AccountRow, Page},
    wizard::{self, DraftRow},
};

use super::chains::ChainList;
use crate::{
    context,
    frame::{DataAge, StaffPlace, staff_page},
    paths,
    time::Ago,
    ui::{Avatar, Card, EmptyState, LinkButton, PageHeader, Pagination, glyph},
};

/// The page.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    staff_page(StaffPlace::Accounts, async move {
        let actor = context::actor()?;
        actor.may(Action::ViewAccounts)?;
        let q = query.get("q").unwrap_or_default().trim().chars().take(100).collect::<String>();
        let page = query.get("page").and_then(|raw| raw.parse().ok()).unwrap_or(1);
        let mut tx = context::state().db.begin(&actor).await?;
        let found = accounts::search(&mut tx, &q, page).await?;
        let age = accounts::data_age(&mut tx).await?;
        // What is open stands on the first page of the whole list, not among search results.
        let (chains, drafts) = if q.is_empty() && found.page == 1 {
            let drafts = wizard::list(&mut tx, &actor).await?;
            (accounts::open_chains(&mut tx, None).await?, drafts)
        } else {
            (Vec::new(), Vec::new())
        };
        drop(tx);
        let lead = match (found.total, q.as_str()) {
            (1, "") => "1 family".to_owned(),
            (n, "") => format!("{n} families"),
            (1, q) => format!("1 match for “{q}”"),
            (n, q) => format!("{n} matches for “{q}”"),
        };
        let back = paths::accounts_search(&q, found.page);
        Ok(view! {
            <PageHeader title="Accounts" lead>
                <DataAge age back />
            </PageHeader>
            <div class="mt-5 space-y-4">
                <ChainList chains />
                <Drafts drafts />
                <Found found query=q />
            </div>
        })
    })
}

/// The families found, or why there are none.
#[component]
fn Found(found: Page<AccountRow>, query: String) -> impl IntoView {
    let Page { rows, page, per_page, total } = found;
    if rows.is_empty() {
        return view! { <Nothing query /> }.into_any();
    }
    let rows = rows.into_iter().map(|row| view! { <Row row /> }).collect_view();
    view! {
        <section class="card overflow-hidden border border-base-300 bg-base-100" aria-label="Families">
            <table class="w-full text-left text-sm">
                <thead class="border-b border-base-300 text-xs text-base-content/70 max-sm:sr-only">
                    <tr>
                        <th scope="col" class="px-5 py-3 font-medium">
                            "Family"
                        </th>
                        <th scope="col" class="px-5 py-3 font-medium max-sm:hidden">
                            "Town"
                        </th>
                        <th scope="col" class="px-5 py-3 text-right font-medium max-sm:hidden">
                            "People"
                        </th>
                        <th scope="col" class="px-5 py-3 text-right font-medium max-sm:hidden">
                            "Numbers"
                        </th>
                    </tr>
                </thead>
                <tbody class="divide-y divide-base-300">{rows}</tbody>
            </table>
        </section>
        <Pagination page per_page total href=paths::accounts_search query />
    }
    .into_any()
}

#[component]
fn Row(row: AccountRow) -> impl IntoView {
    let href = paths::account(&row.account_id);
    let count = |n: u32, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let facts = [row.place.clone(), count(row.people, "person", "people"), count(row.lines, "number", "numbers")];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <tr class="relative hover:bg-base-200/60">
            <td class="px-5 py-3">
                <div class="flex items-center gap-3">
                    <Avatar name=row.name.clone() />
                    <div class="min-w-0">
                        // The link covers the whole row.
                        <a href=href class="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline">
                            {row.name}
                        </a>
                        {row.matched.map(|what| view! { <p class="num text-xs text-base-content/70">{what}</p> })}
                        <p class="num text-xs text-base-content/70 sm:hidden">{facts}</p>
                    </div>
                </div>
            </td>
            <td class="px-5 py-3 text-base-content/75 max-sm:hidden">{row.place}</td>
            <td class="num px-5 py-3 text-right max-sm:hidden">{row.people}</td>
            <td class="num px-5 py-3 text-right max-sm:hidden">{row.lines}</td>
        </tr>
    }
}

/// No families yet, or none that match.
#[component]
fn Nothing(query: String) -> impl IntoView {
    let body = if query.is_empty() {
        view! {
            <EmptyState glyph=glyph::PEOPLE title="No families yet">
                <p>"Set the first one up: account, people, numbers and plans in one go. Nothing is bought before you confirm."</p>
                <form method="post" action="/do/start-draft">
                    <input type="hidden" name="kind" value="new_family" />
                    <button class="btn">"New family"</button>
                </form>
            </EmptyState>
        }
        .into_any()
    } else {
        let advice = match domain::E164::parse(&query) {
            Err(fault @ domain::Fault::PhoneForeign) => fault.message(),
            _ => "Try part of a name or e-mail address, a phone number in any form, a SIM number, or the first six characters of an id.".to_owned(),
        };
        view! {
            <EmptyState glyph=glyph::SEARCH title=format!("Nothing found for “{query}”")>
                <p>{advice}</p>
                <LinkButton href=paths::accounts()>"Show all families"</LinkButton>
            </EmptyState>
        }
        .into_any()
    };
    view! { <Card flush=true>{body}</Card> }
}

/// Wizards that were begun: the newest three.
#[component]
fn Drafts(drafts: Vec<DraftRow>) -> impl IntoView {
    const SHOWN: usize = 3;
    let more = drafts.len() > SHOWN;
    let any = !drafts.is_empty();
    let rows = drafts
        .into_iter()
        .take(SHOWN)
        .map(|draft| {
            let name = if draft.name.is_empty() { "no name yet".to_owned() } else { draft.name };
            let href = paths::draft_step(&draft.id.to_string(), draft.reached.as_str());
            view! {
                <li class="flex items-center gap-3 px-5 py-3">
                    <div class="min-w-0 grow">
                        <p class="font-medium wrap-anywhere">{format!("{}: {name}", draft.kind.label())}</p>
                        <p class="text-xs text-base-content/70">
                            {format!("At “{}”, by {}, ", draft.reached.label(), draft.owner)} <Ago at=draft.saved_at />
                        </p>
                    </div>
                    <LinkButton href label=format!("Go on with {name}")>
                        "Go on"
                    </LinkButton>
                </li>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <Card
                title="Unfinished"
                id="unfinished"
                flush=true
                actions=move || more.then(|| view! { <a class="link py-1" href=paths::drafts()>"All unfinished"</a> })
            >
                <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
            </Card>
        }
    })
}
