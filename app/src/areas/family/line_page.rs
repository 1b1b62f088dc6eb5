//! `/lines/{number}`: one line; a family's own, for staff all.

use domain::{Action, Care, E164};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::{
    accounts::{self, Line},
    data::samples,
};

use super::{sim_card::SimCard, support::Support, usage_card::UsageCard};
use crate::{
    areas::{
        care::{CareCards, care_of, unless_moved},
        line_words::{LineBadge, plan_words},
    },
    context,
    error::{AppError, ErrorKind},
    frame::{DataAge, FamilyPlace, StaffPlace, either_page},
    paths,
    ui::{Avatar, AvatarSize, Card, PageHeader},
};

/// The page.
#[component]
pub fn LinePage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let not_found = || AppError::new(ErrorKind::NotFound);
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::CareForLines)?;
        let number = params.get("number").and_then(|raw| E164::parse(&raw).ok()).ok_or_else(not_found)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let found = accounts::reached(&mut tx, &actor, number.as_str(), Care::View).await;
        let found = unless_moved(&mut tx, &actor, number.as_str(), found, paths::line).await?;
        let Some(accounts::Reached { line, age, account_id }) = found else { return Ok(().into_any()) };
        let care = care_of(&mut tx, &actor, number.as_str()).await?;
        let subscriber = line.person.as_ref().map_or("", |person| &person.id);
        let may_limit = accounts::reaches_person(&mut tx, &actor, &account_id, subscriber, Care::Limits).await?;
        let guards = accounts::reaches_person(&mut tx, &actor, &account_id, subscriber, Care::Guardian).await?;
        let guarded = Some(subscriber.to_owned()).filter(|subscriber| guards && !subscriber.is_empty());
        let history = samples::history(&mut tx, &account_id, &line.number).await?;
        drop(tx);
        // A number that stands in for another one is nobody's to take along.
        let may_leave = actor.may(Action::PortOut).is_ok() && line.stands_in_for.is_none();
        let staff = actor.role.is_staff();
        let back = if staff {
            (paths::account(&account_id), lang.pick("Account", "Cuenta").to_owned())
        } else {
            (paths::home(), lang.pick("Home", "Inicio").to_owned())
        };
        let (avatar, badge) = (line.whose(), line.clone());
        Ok(view! {
            <PageHeader
                title=line.whose()
                back
                before=move || view! { <Avatar name=avatar.clone() size=AvatarSize::Large /> }
                below=move || view! { <Below line=badge.clone() /> }
            />
            <div class="mt-5 grid gap-4 md:grid-cols-[minmax(0,1fr)_18rem]">
                <div class="min-w-0 space-y-4">
                    <UsageCard line=line.clone() history may_limit />
                    <SimCard line=line.clone() />
                    <CareCards care />
                </div>
                <div class="min-w-0">
                    <PlanCard line=line.clone() />
                    {guarded.map(|subscriber| view! { <GuardianCard subscriber /> })}
                    {may_leave.then(|| view! { <LeavingCard number=line.number /> })}
                    {(!staff).then(|| view! { <Support /> })}
                </div>
            </div>
            <div class="mt-6 flex justify-center">
                <DataAge age back=paths::line(number.as_str()) />
            </div>
        }
        .into_any())
    })
}

/// Number and status below the name.
#[component]
fn Below(line: Line) -> impl IntoView {
    view! {
        <p class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
            <span class="num text-base text-base-content/75">{line.national()}</span>
            <LineBadge status=line.status raw=line.raw_status />
        </p>
    }
}

/// The way to who gets through to its person.
#[component]
fn GuardianCard(subscriber: String) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title="Guardian" id="guardian" class="mt-4">
            <p class="text-sm">
                {lang.pick("Whose texts and calls get through, and whose don’t.", "Qué mensajes y llamadas pasan, y cuáles no.")}
            </p>
            <p class="text-sm">
                <a class="link py-1" href=paths::guardian_of(&subscriber)>{lang.pick("Look at Guardian", "Ver Guardian")}</a>
            </p>
        </Card>
    }
}

/// The way to its lock and its transfer PIN.
#[component]
fn LeavingCard(number: String) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title=lang.pick("Leaving", "Irse") id="leaving" class="mt-4">
            <p class="text-sm">
                {lang
                    .pick(
                        "The lock against unwanted transfers, and the PIN to take the number along.",
                        "El bloqueo contra traslados no deseados y el PIN para llevarte el número.",
                    )}
            </p>
            <p class="text-sm">
                <a class="link py-1" href=paths::leaving(&number)>{lang.pick("Lock and transfer PIN", "Bloqueo y PIN de traslado")}</a>
            </p>
        </Card>
    }
}

#[component]
fn PlanCard(line: Line) -> impl IntoView {
    let (lang, operator) = (context::lang(), context::state().brand.operator.clone());
    if let Some(awaited) = &line.stands_in_for {
        return view! { <StandsIn awaited=domain::phone::national(awaited) /> }.into_any();
    }
    let none = || lang.pick("This line has no plan yet.", "Esta línea aún no tiene plan.").to_owned();
    let words = line.plan.as_ref().map_or_else(none, plan_words);
    let ask = lang
        .pick_string(|| format!("To change it, ask {operator}."), || format!("Para cambiarlo, pregunta a {operator}."));
    view! {
        <Card title="Plan" id="plan">
            <p class="num">{words}</p>
            <p class="text-xs text-base-content/70">{ask}</p>
        </Card>
    }
    .into_any()
}

/// In place of a plan, of a number that is there until another one is.
#[component]
fn StandsIn(awaited: String) -> impl IntoView {
    let lang = context::lang();
    let until = lang.pick_string(
        || format!("Until {awaited} works here; then this one ends."),
        || format!("Hasta que el {awaited} funcione aquí; entonces este termina."),
    );
    view! {
        <Card title=lang.pick("Temporary number", "Número temporal") id="plan">
            <p class="num">{until}</p>
            <p class="text-xs text-base-content/70">
                {lang.pick("It has no plan and costs nothing.", "No tiene plan ni cuesta nada.")}
            </p>
        </Card>
    }
}
