//! `/accounts/{id}`: one family with everything in it.

use domain::Action;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use services::{
    accounts::{self, ActivityRow, Mailing, Page},
    port_ins::{self, PortRow},
};

use super::{chains::ChainList, lines::LineList, people::PeopleCard, routes_card::RoutesCard};
use crate::{
    areas::{port_in::BringNumber, transfers::TransferCards},
    context,
    error::{AppError, ErrorKind},
    frame::{DataAge, StaffPlace, staff_page},
    paths,
    time::Time,
    ui::{Avatar, AvatarSize, Card, CopyId, Icon, Look, PageHeader, Pagination, glyph},
};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let query = use_query_map().get_untracked();
    staff_page(StaffPlace::Accounts, async move {
        let actor = context::actor()?;
        actor.may(Action::ViewAccounts)?;
        let id = params.get("account").ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let activity_page = query.get("page").and_then(|raw| raw.parse().ok()).unwrap_or(1);
        let mut tx = context::state().db.begin(&actor).await?;
        let page = accounts::account(&mut tx, &id, activity_page).await?;
        let transfers = port_ins::open_of_account(&mut tx, &id).await?;
        drop(tx);
        let (avatar, copied) = (page.name.clone(), page.account_id.clone());
        let may_provision = actor.may(Action::ProvisionAccounts).is_ok();
        let head = view! {
            <DataAge age=page.age back=paths::account(&page.account_id) />
            <BringNumber account=page.account_id.clone() look=Look::Quiet />
            {may_provision.then(|| view! { <AddLine account_id=page.account_id.clone() /> })}
        };
        Ok(view! {
            <PageHeader
                title=page.name
                back=(paths::accounts(), "Accounts".to_owned())
                before=move || view! { <Avatar name=avatar.clone() size=AvatarSize::Large /> }
                below=move || view! { <p class="mt-1"><CopyId label="Account id" id=copied.clone() /></p> }
            >
                {head}
            </PageHeader>
            // Phones read lines, people, activity; wide screens have the people beside the other two.
            <div class="mt-5 grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
                <div class="min-w-0 space-y-4">
                    <ChainList chains=page.chains /> <OnTheirWay transfers account_id=page.account_id.clone() /> <LineList lines=page.lines may_provision />
                </div>
                <div class="min-w-0 space-y-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
                    <PeopleCard people=page.people manage=paths::account_people(&page.account_id) /> <Addresses billing=page.billing mailing=page.mailing />
                    <RoutesCard routes=page.routes />
                </div>
                <div class="min-w-0">
                    <Activity activity=page.activity account_id=page.account_id />
                </div>
            </div>
        })
    })
}

/// Numbers on their way here. Nothing when there are none.
#[component]
fn OnTheirWay(transfers: Vec<PortRow>, account_id: String) -> impl IntoView {
    let lang = context::lang();
    let href = paths::transfers_where(&[("show", "all"), ("account", account_id.as_str())]);
    (!transfers.is_empty()).then(|| {
        view! {
            <Card
                title=lang.pick("Numbers on their way here", "Números en camino")
                id="transfers"
                actions=move || view! { <a class="link py-1 text-sm" href=href.clone()>{lang.pick("All transfers", "Todos los traslados")}</a> }
            >
                <TransferCards rows=transfers staff=true />
            </Card>
        }
    })
}

#[component]
fn AddLine(account_id: String) -> impl IntoView {
    view! {
        <form method="post" action="/do/start-draft">
            <input type="hidden" name="kind" value="add_line" />
            <input type="hidden" name="account_id" value=account_id />
            <button class="btn border-base-content/20 bg-base-100">
                <Icon glyph=glyph::PLUS class="size-4" />
                "Add a line"
            </button>
        </form>
    }
}

#[component]
fn Addresses(billing: Option<Mailing>, mailing: Option<Mailing>) -> impl IntoView {
    let same = billing == mailing;
    let address = |title: &'static str, address: Option<Mailing>| {
        let words = address.map_or_else(|| "Not known".to_owned(), |address| address.one_line());
        view! {
            <div>
                <dt class="text-xs text-base-content/70">{title}</dt>
                <dd class="num">{words}</dd>
            </div>
        }
    };
    let lines = if same {
        address("Bills and parcels", billing).into_any()
    } else {
        view! {
            {address("Bills", billing)}
            {address("Parcels", mailing)}
        }
        .into_any()
    };
    view! {
        <Card title="Addresses" id="addresses">
            <dl class="space-y-2 text-sm">{lines}</dl>
        </Card>
    }
}

/// What happened, the newest first.
#[component]
fn Activity(activity: Page<ActivityRow>, account_id: String) -> impl IntoView {
    let Page { rows, page, per_page, total } = activity;
    let list = if rows.is_empty() {
        view! { <p class="px-5 pb-5 text-sm text-base-content/70">"Nothing was done here through this portal yet."</p> }
            .into_any()
    } else {
        let rows = rows
            .into_iter()
            .map(|row| {
                let detail = (!row.detail.is_empty()).then(|| format!("{} · ", row.detail));
                view! {
                    <li class="px-5 py-3">
                        <p class="text-sm font-medium">{row.what}</p>
                        <p class="num text-xs wrap-anywhere text-base-content/70">
                            {detail} {row.actor} " · " <Time at=row.at />
                        </p>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul> }.into_any()
    };
    view! {
        <Card title="Activity" flush=true>
            {list}
            <div class="px-5 pb-4 empty:hidden">
                <Pagination page per_page total href=paths::account_activity query=account_id />
            </div>
        </Card>
    }
}
