//! The lines of an account.

use leptos::prelude::*;
use services::accounts::{Line, LineStatus, Plan};

use crate::{
    areas::line_words::{LineBadge, UsageRing, plan_words},
    paths,
    ui::{Avatar, Card, CopyId, EmptyState, Icon, QrCode, Tone, glyph},
};

/// Every number with its person, plan, usage, SIM and routes; numbers that are nobody's come first.
#[component]
pub(super) fn LineList(
    /// The lines.
    lines: Vec<Line>,
    /// Whether plans may be changed.
    may_provision: bool,
) -> impl IntoView {
    if lines.is_empty() {
        return view! {
            <Card flush=true>
                <EmptyState glyph=glyph::PHONE title="No lines yet">
                    <p>"“Add a line” gives somebody here a number and a plan."</p>
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let rows = lines.into_iter().map(|line| view! { <Row line may_provision /> }).collect_view();
    view! {
        <Card title="Lines" id="lines" flush=true>
            <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
        </Card>
    }
    .into_any()
}

#[component]
fn Row(line: Line, may_provision: bool) -> impl IntoView {
    let number = line.national();
    let head = match &line.person {
        Some(person) => {
            let name = if person.name.is_empty() { "Name not read yet".to_owned() } else { person.name.clone() };
            view! {
                <Avatar name=name.clone() />
                <div class="min-w-0 grow">
                    <h3 class="wrap-anywhere">{name}</h3>
                    <Facts line=line.clone() />
                </div>
            }
            .into_any()
        }
        None => view! {
            <span class=format!("grid size-9 shrink-0 place-items-center rounded-full {}", Tone::Warning.tint())>
                <Icon glyph=glyph::ALERT />
            </span>
            <div class="min-w-0 grow">
                <h3>"Nobody has this number"</h3>
                <Facts line=line.clone() />
                <p class="mt-1 text-sm text-base-content/75">
                    "It was bought for this account and costs money, but is assigned to no one."
                </p>
            </div>
        }
        .into_any(),
    };
    let change = line
        .plan
        .clone()
        .filter(|_| may_provision && line.status != LineStatus::Cancelled)
        .map(|plan| view! { <ChangePlan plan number=number.clone() /> });
    let ring = line.person.is_some().then(|| {
        // The narrowest phones need the room for the words, which say the same.
        view! { <div class="max-[22rem]:hidden"><UsageRing line=line.clone() /></div> }
    });
    let code = line.lpa.clone().map(|lpa| {
        let label = format!("Activation code of {number}");
        view! {
            <details class="text-sm">
                <summary class="cursor-pointer py-1 text-base-content/75">"eSIM code"</summary>
                <div class="py-2">
                    <QrCode lpa label />
                </div>
            </details>
        }
    });
    view! {
        <li class="space-y-2 px-5 py-4">
            <div class="flex items-start gap-3">{head} {ring}</div>
            <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 sm:pl-12">
                <div class="min-w-0">{code} <Details line /></div>
                {change}
            </div>
        </li>
    }
}

/// Number and status, plan, usage.
#[component]
fn Facts(line: Line) -> impl IntoView {
    let owned = line.person.is_some();
    let number = line.national();
    let plan = match &line.plan {
        Some(plan) => view! { <p class="num text-sm text-base-content/75">{plan_words(plan)}</p> }.into_any(),
        None if line.stands_in_for.is_some() => {
            view! { <p class="text-sm text-base-content/75">"Temporary number"</p> }.into_any()
        }
        None if owned && line.status != LineStatus::Cancelled => view! {
            <p class="flex items-center gap-1 text-sm">
                <span class="text-warning-content dark:text-warning">
                    <Icon glyph=glyph::ALERT class="size-4" />
                </span>
                "No plan"
            </p>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <span class="num text-base-content/75">{number}</span>
            <LineBadge status=line.status raw=line.raw_status />
        </p>
        {plan}
        {owned.then(|| view! { <p class="num text-sm text-base-content/75">{line.usage.words(domain::Lang::En)}</p> })}
    }
}

#[component]
fn ChangePlan(plan: Plan, number: String) -> impl IntoView {
    view! {
        <form method="post" action="/do/start-draft">
            <input type="hidden" name="kind" value="change_plan" />
            <input type="hidden" name="subscription_id" value=plan.subscription_id />
            <button class="btn btn-sm pointer-coarse:min-h-11" aria-label=format!("Change plan of {number}")>
                "Change plan"
            </button>
        </form>
    }
}

/// SIM, routes and ids, for those who need them.
#[component]
fn Details(line: Line) -> impl IntoView {
    let row = |term: &'static str, value: Option<String>| {
        value.map(|value| {
            view! {
                <div class="flex flex-wrap gap-x-2">
                    <dt class="text-base-content/70">{term}</dt>
                    <dd class="num min-w-0 wrap-anywhere">{value}</dd>
                </div>
            }
        })
    };
    let (leaving, own, limits) = (paths::leaving(&line.number), paths::line(&line.number), paths::limits(&line.number));
    let sim = line.iccid.map(|iccid| domain::iccid::grouped(&iccid));
    let kind = if line.lpa.is_some() { "eSIM" } else { "SIM" };
    let bought = line.bought_on.map(|day| day.strftime("%b %-d, %Y").to_string());
    let subscription = line.plan.map(|plan| plan.subscription_id);
    view! {
        <details class="text-sm">
            <summary class="cursor-pointer py-1 text-base-content/75">"SIM, routes and ids"</summary>
            <dl class="space-y-1 py-2">
                {row(kind, sim)} {row("Texts go through", line.message_route)} {row("Calls go through", line.voice_route)}
                {row("Bought", bought)}
            </dl>
            <p class="flex flex-wrap gap-x-4 py-1">
                <a class="link py-1" href=own>"The line’s page"</a>
                <a class="link py-1" href=limits>"Data limits"</a>
                <a class="link py-1" href=leaving>"Lock and transfer PIN"</a>
            </p>
            <div class="flex flex-col gap-1">
                {line.tnid.map(|id| view! { <CopyId label="Number" id /> })}
                {line.order_id.map(|id| view! { <CopyId label="Order" id /> })}
                {subscription.map(|id| view! { <CopyId label="Subscription" id /> })}
            </div>
        </details>
    }
}
