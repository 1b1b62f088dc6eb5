//! The frame of a family's pages.

use std::future::Future;

use domain::Action;
use leptos::prelude::*;

use super::{
    BrandMark, LanguageSwitch, UserMenu,
    parts::{FlashToast, SandboxLine, SkipLink},
};
use crate::{
    areas::errors::ErrorView,
    context,
    error::{AppError, ErrorKind},
    flash,
    page::page,
    paths,
    ui::{Icon, glyph},
};

/// A place of a family's navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyPlace {
    /// All lines.
    Home,
    /// Who gets through to whom.
    Guardian,
    /// Numbers on their way here.
    Transfers,
    /// What was changed.
    Activity,
    /// What a member asks for.
    Ask,
    /// Below one of its places.
    Inside,
}

/// Loads a page for a family and shows it in the frame, or what went wrong, with the status that says so.
pub fn family_page<V>(
    place: FamilyPlace,
    load: impl Future<Output = Result<V, AppError>> + Send + 'static,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    page(async move {
        let actor = context::actor()?;
        let body = match load.await {
            Ok(view) => view.into_any(),
            // Leads to the sign-in form; staff have no family's frame to see errors in.
            Err(error) if error.kind == ErrorKind::SignedOut || actor.role.is_staff() => return Err(error),
            Err(error) => view! { <ErrorView kind=error.kind request_id=error.request_id /> }.into_any(),
        };
        let toast = flash::take().await?.toast;
        Ok(view! {
            <FamilyFrame place>
                <FlashToast toast />
                {body}
            </FamilyFrame>
        })
    })
}

/// The operator's brand above, one column, a dock on phones.
#[component]
pub fn FamilyFrame(
    /// Where one is.
    place: FamilyPlace,
    /// The page; it brings its own `h1`.
    children: Children,
) -> impl IntoView {
    let (state, lang) = (context::state(), context::lang());
    let made_up =
        lang.pick("Sandbox: a made-up family, nothing is real.", "Demostración: una familia inventada, nada es real.");
    let may = |action| context::maybe_actor().is_some_and(|actor| actor.may(action).is_ok());
    let mut places = vec![(FamilyPlace::Home, lang.pick("Home", "Inicio"), glyph::HOME, paths::home())];
    if may(Action::UseGuardian) {
        places.push((FamilyPlace::Guardian, "Guardian", glyph::SHIELD, paths::guardian()));
    }
    if may(Action::PortNumbers) {
        places.push((FamilyPlace::Transfers, lang.pick("Transfers", "Traslados"), glyph::SWAP, paths::transfers()));
    }
    if may(Action::ViewActivity) {
        places.push((FamilyPlace::Activity, lang.pick("Activity", "Actividad"), glyph::LIST, paths::activity()));
    }
    if may(Action::AskGuardian) {
        places.push((FamilyPlace::Ask, lang.pick("Ask", "Pedir"), glyph::MESSAGE, paths::ask()));
    }
    let top = places
        .clone()
        .into_iter()
        .map(|(there, words, _, href)| {
            let class = if there == place {
                "rounded-lg bg-base-200 px-3 py-1.5 font-medium"
            } else {
                "rounded-lg px-3 py-1.5 text-base-content/75 hover:bg-base-200"
            };
            view! {
                <a href=href aria-current=(there == place).then_some("page") class=class>
                    {words}
                </a>
            }
        })
        .collect_view();
    let dock = places.into_iter().map(|(there, words, sign, href)| {
        let here = there == place;
        view! {
            <a href=href class=if here { "dock-active text-primary" } else { "" } aria-current=here.then_some("page")>
                <Icon glyph=sign />
                <span class="dock-label">{words}</span>
            </a>
        }
    }).collect_view();
    let support = format!("mailto:{}", state.brand.support_email);
    view! {
        <SkipLink />
        <div class="min-h-dvh">
            {state.demo.then(|| view! { <SandboxLine text=made_up /> })}
            <header class="sticky top-0 z-10 border-b border-base-300 bg-base-100">
                <div class="mx-auto flex max-w-4xl items-center gap-3 px-4 py-2">
                    <a href=paths::home() class="flex min-w-0 items-center gap-3 py-1">
                        <BrandMark />
                        <span class="truncate text-base font-semibold">{state.brand.operator.clone()}</span>
                    </a>
                    <nav class="ml-4 hidden gap-1 md:flex" aria-label=lang.pick("Main", "Principal")>
                        {top}
                    </nav>
                    <div class="ml-auto max-sm:hidden">
                        <LanguageSwitch />
                    </div>
                    <div class="max-sm:ml-auto">{context::maybe_actor().map(|actor| view! { <UserMenu actor /> })}</div>
                </div>
            </header>
            <main id="main" tabindex="-1" class="mx-auto max-w-4xl px-4 py-6 pb-28 outline-none md:pb-10">
                {children()}
            </main>
        </div>
        <nav class="dock dock-sm z-10 border-t border-base-300 md:hidden" aria-label=lang.pick("Main", "Principal")>
            {dock}
            <a href=support>
                <Icon glyph=glyph::MAIL />
                <span class="dock-label">{lang.pick("Support", "Ayuda")}</span>
            </a>
        </nav>
    }
}
