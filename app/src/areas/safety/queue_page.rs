//! `/separations`: requests to leave an account safely, the most overdue first.

use domain::{Action, phone};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use services::separations::{self, Request};

use super::words;
use crate::{
    context,
    frame::{StaffPlace, staff_page},
    paths,
    time::Ago,
    ui::{Badge, Card, EmptyState, PageHeader, StatusBadge, glyph},
};

/// The page.
#[component]
pub fn QueuePage() -> impl IntoView {
    let closed = use_query_map().get_untracked().get("show").as_deref() == Some("closed");
    staff_page(StaffPlace::Separations, async move {
        let actor = context::actor()?;
        actor.may(Action::HandleSeparations)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let requests = separations::queue(&mut tx, &actor, closed).await?;
        drop(tx);
        let tab = |href: String, text: &'static str, here: bool| {
            view! {
                <a
                    href=href
                    class=if here { "tab tab-active font-medium" } else { "tab text-base-content" }
                    aria-current=here.then_some("page")
                >
                    {text}
                </a>
            }
        };
        let list = if requests.is_empty() {
            let title = if closed { "None was closed yet" } else { "Nobody is waiting" };
            view! { <EmptyState glyph=glyph::SHIELD title /> }.into_any()
        } else {
            let rows = requests.into_iter().map(|request| view! { <Row request /> }).collect_view();
            view! { <ul class="divide-y divide-base-300">{rows}</ul> }.into_any()
        };
        Ok(view! {
            <PageHeader
                title="Separations"
                lead="Lines to be taken out of an account for somebody’s safety. The law gives two business days. Nobody on the account may hear of it from us."
            />
            <nav class="tabs-border mt-4 tabs" aria-label="Requests">
                {tab(paths::separations(), "Open", !closed)} {tab(paths::separations_closed(), "Closed", closed)}
            </nav>
            <Card flush=true class="mt-3">
                {list}
            </Card>
            <p class="mt-4 text-sm">
                <a class="link py-2" href=paths::hotlines()>"Numbers of help that families’ pages leave out"</a>
            </p>
        })
    })
}

#[component]
fn Row(request: Request) -> impl IntoView {
    let (tone, state, _) = words::state(request.state);
    let zone = context::state().default_time_zone;
    let (urgency, clock) = words::clock(request.asked_at, request.closed_at, Timestamp::now(), &zone);
    let numbers: Vec<String> = request.numbers.iter().map(|number| phone::national(number)).collect();
    view! {
        <li class="flex flex-wrap items-start justify-between gap-3 px-5 py-3">
            <div class="min-w-0">
                <a class="link font-medium wrap-anywhere" href=paths::separation(&request.id.to_string())>{request.name}</a>
                <p class="num text-sm wrap-anywhere">{numbers.join(", ")}</p>
                <p class="text-xs text-base-content/70">
                    "Asked " <Ago at=request.asked_at /> {request.worker.map(|worker| format!(" · {worker} works on it"))}
                </p>
            </div>
            <div class="flex flex-wrap gap-1.5">
                <Badge tone text=state /> <StatusBadge tone=urgency text=clock glyph=glyph::CLOCK />
            </div>
        </li>
    }
}
