//! `/guardian/{subscriber}`: what reaches one person, and what does not.

use std::hash::{DefaultHasher, Hash, Hasher};

use domain::{
    Action, Lang,
    guardian::{Badge, Channel, changes},
    person::first_name,
};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::guardian::{self, Page};

use super::{
    api::zone_of,
    badges::BadgeCard,
    copy_card::CopyCard,
    islands::LiveGuardian,
    news::{LastChange, Meanwhile, News, in_words},
    settings_form::SettingsForm,
    stale,
    tester::TesterCard,
};
use crate::{
    areas::family::Support,
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::{Avatar, AvatarSize, Card, PageHeader},
};

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Guardian, async move {
        let (actor, lang, state) = (context::actor()?, context::lang(), context::state());
        actor.may(Action::UseGuardian)?;
        let subscriber = params.get("subscriber").ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let mut tx = state.db.begin(&actor).await?;
        let page = guardian::page(&mut tx, &state.brand, &actor, &subscriber).await?;
        let always = guardian::always(&mut tx, &page).await?;
        zone_of(&mut tx, &page).await?;
        drop(tx);
        let flash = flash::take().await?;
        let meanwhile = match flash.fields.get(stale::SINCE).parse::<i32>() {
            Ok(version) => {
                let seen = stale::seen(&subscriber, version).await?;
                Some(in_words(&changes(&seen, &page.settings), lang))
            }
            Err(_) => None,
        };
        let typed = FormState::new(flash.fields, flash.errors);
        let back = if actor.role.is_staff() {
            (paths::account(&page.account_id), lang.pick("Account", "Cuenta").to_owned())
        } else {
            (paths::guardian(), "Guardian".to_owned())
        };
        let (avatar, number) = (page.name.clone(), numbers(&page, lang));
        let first = first_name(&page.name).to_owned();
        let running = page.running.is_some() && page.stuck.is_none();
        // Without script the page looks again by itself.
        let again = running.then(|| view! { <noscript><meta http-equiv="refresh" content="4" /></noscript> });
        let badges = badges(&page, running, lang);
        let stamp = stamp(&page);
        Ok(view! {
            {again}
            <FlashToast toast=flash.toast />
            <PageHeader
                title=page.name.clone()
                back
                before=move || view! { <Avatar name=avatar.clone() size=AvatarSize::Large /> }
                below=move || view! { <p class="num mt-1 text-base-content/75">{number.clone()}</p> }
            />
            <div class="mt-5 grid gap-4 sm:grid-cols-2">{badges}</div>
            <LiveGuardian subscriber=page.subscriber_id.clone() account=page.account_id.clone() stamp running />
            <News page=page.clone() />
            {meanwhile.map(|lines| view! { <Meanwhile lines /> })}
            <SettingsForm page=page.clone() always typed />
            <LastChange page=page.clone() />
            <TesterCard subscriber=page.subscriber_id.clone() first=first.clone() form=FormState::default() answer=None />
            <div class="mt-6 grid gap-4 md:grid-cols-2">
                <Limits />
                <CopyCard subscriber=page.subscriber_id.clone() first others=page.others.clone() />
            </div>
            {(!actor.role.is_staff()).then(|| view! { <Support /> })}
        })
    })
}

/// The number that is looked after, and that others of theirs are not.
fn numbers(page: &Page, lang: Lang) -> String {
    let Some(number) = &page.number else { return lang.pick("No line yet", "Aún sin línea").to_owned() };
    let number = domain::phone::national(number);
    let uncovered = page.uncovered.iter().map(|n| domain::phone::national(n)).collect::<Vec<_>>().join(", ");
    match uncovered.is_empty() {
        true => number,
        false => format!("{number} · {}: {uncovered}", lang.pick("not covered", "sin cubrir")),
    }
}

/// The two badges with what is missing.
fn badges(page: &Page, running: bool, lang: Lang) -> impl IntoView + use<> {
    let read_at = page.readback.read_at.and_then(|at| Timestamp::from_second(at).ok());
    let [texts, calls] = page.badges.clone();
    let level = page.level.filter(|_| matches!(texts, Badge::Protected | Badge::Watching)).map(|level| {
        let level = level.label(lang);
        lang.pick_string(|| format!("Level {level}."), || format!("Nivel {level}."))
    });
    let subscriber = page.subscriber_id.clone();
    [(Channel::Text, texts, level.unwrap_or_default()), (Channel::Call, calls, String::new())].map(
        move |(channel, badge, note)| view! { <BadgeCard channel badge note subscriber=subscriber.clone() read_at running /> },
    )
}

/// What no filter of the network sees, and whom to ask about a wrong block.
#[component]
fn Limits() -> impl IntoView {
    let (lang, brand) = (context::lang(), context::state().brand);
    let mail = format!("mailto:{}", brand.support_email);
    view! {
        <Card title=lang.pick("What the network can’t see", "Lo que la red no puede ver") id="unseen">
            <p class="text-sm">
                {lang
                    .pick(
                        "iMessage, WhatsApp and other apps over data or Wi-Fi don’t pass these filters. Only texts and calls of the line do.",
                        "iMessage, WhatsApp y otras apps por datos o Wi-Fi no pasan por estos filtros. Solo los mensajes y llamadas de la línea.",
                    )}
            </p>
            <p class="text-sm">
                {lang.pick("Somebody is blocked who should not be? ", "¿Hay alguien bloqueado por error? ")}
                <a class="link" href=mail>
                    {lang.pick("Write to us, it costs nothing", "Escríbenos, no cuesta nada")}
                </a>
            </p>
        </Card>
    }
}

/// What changes whenever the page would show something else; the time of a reading does not.
pub(super) fn stamp(page: &Page) -> String {
    let mut hash = DefaultHasher::new();
    let waits = page.pending.as_ref().map(|pending| (pending.id, format!("{:?}", pending.changes)));
    (page.version, page.running, &page.stuck, waits).hash(&mut hash);
    format!("{:?} {:?}", page.badges, page.changed_elsewhere).hash(&mut hash);
    format!("{:x}", hash.finish())
}
