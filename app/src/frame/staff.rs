//! The frame of staff pages.

use std::future::Future;

use leptos::prelude::*;
use services::{Actor, port_ins, separations};

use super::{
    BrandLogo, BrandMark, LanguageSwitch, UserMenu,
    parts::{FlashToast, SandboxLine, SkipLink},
    user_menu::SignOut,
};
use crate::{
    areas::errors::ErrorView,
    context,
    error::{AppError, ErrorKind},
    flash,
    page::page,
    paths,
    ui::{Avatar, AvatarSize, Glyph, Icon, glyph},
};

/// A place of the staff's navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffPlace {
    /// Families.
    Accounts,
    /// Numbers on their way here.
    Transfers,
    /// Wizards that were begun.
    Drafts,
    /// Requests to leave an account safely.
    Separations,
    /// Nowhere in it: a page that could not be shown.
    Elsewhere,
}

impl StaffPlace {
    /// Place, words, sign, address.
    fn all() -> [(Self, &'static str, Glyph, String); 4] {
        [
            (Self::Accounts, "Accounts", glyph::PEOPLE, paths::accounts()),
            (Self::Transfers, "Transfers", glyph::SWAP, paths::transfers()),
            (Self::Drafts, "Unfinished", glyph::DRAFT, paths::drafts()),
            (Self::Separations, "Separations", glyph::SHIELD, paths::separations()),
        ]
    }
}

/// Loads a page for staff and shows it in the frame, or what went wrong, with the status that says so.
pub fn staff_page<V>(
    place: StaffPlace,
    load: impl Future<Output = Result<V, AppError>> + Send + 'static,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    page(async move {
        let actor = context::actor()?;
        let body = match load.await {
            Ok(view) => view.into_any(),
            // Leads to the sign-in form; a family has no staff frame to see errors in.
            Err(error) if error.kind == ErrorKind::SignedOut || !actor.role.is_staff() => return Err(error),
            Err(error) => view! { <ErrorView kind=error.kind request_id=error.request_id /> }.into_any(),
        };
        let toast = flash::take().await?.toast;
        count_waiting(&actor).await;
        Ok(view! {
            <StaffFrame place>
                <FlashToast toast />
                {body}
            </StaffFrame>
        })
    })
}

/// How many numbers on their way need staff, and how many requests to leave safely are open, for the navigation.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    transfers: u64,
    separations: u64,
}

/// Finds it out before the frame is drawn. A page is shown without it rather than not at all.
pub(super) async fn count_waiting(actor: &Actor) {
    let count = async {
        let mut tx = context::state().db.begin(actor).await?;
        let transfers = port_ins::staff_count(&mut tx).await?;
        Ok::<_, services::Error>(Waiting { transfers, separations: separations::open_count(&mut tx).await? })
    };
    match count.await {
        Ok(waiting) => provide_context(waiting),
        Err(error) => tracing::warn!(%error, "what waits for staff was not counted"),
    }
}

/// Sidebar with brand and navigation (a dock on phones), search and the start of a new family above the page.
#[component]
pub fn StaffFrame(
    /// Where one is.
    place: StaffPlace,
    /// The page; it brings its own `h1`.
    children: Children,
) -> impl IntoView {
    let demo = context::state().demo;
    let actor = context::maybe_actor();
    let here = place;
    let waiting = use_context::<Waiting>().unwrap_or_default();
    let badge = move |place| {
        let waiting = match place {
            StaffPlace::Transfers => waiting.transfers,
            StaffPlace::Separations => waiting.separations,
            _ => 0,
        };
        (waiting > 0).then(|| {
            view! {
                <span class="num badge ml-auto badge-sm border-0 bg-warning text-warning-content">
                    {waiting} <span class="sr-only">" need staff"</span>
                </span>
            }
        })
    };
    let side = StaffPlace::all().map(|(place, label, sign, href)| {
        let active = place == here;
        let class = if active {
            "flex items-center gap-3 rounded-lg bg-base-100 px-3 py-2 text-sm font-medium"
        } else {
            "flex items-center gap-3 rounded-lg px-3 py-2 text-sm text-base-content/75 hover:bg-base-100/70"
        };
        view! {
            <li>
                <a class=class href=href aria-current=active.then_some("page")>
                    <Icon glyph=sign />
                    {label}
                    {badge(place)}
                </a>
            </li>
        }
    });
    let dock = StaffPlace::all().map(|(place, label, sign, href)| {
        let active = place == here;
        view! {
            <a
                href=href
                class=if active { "dock-active text-primary" } else { "" }
                aria-current=active.then_some("page")
            >
                <Icon glyph=sign />
                <span class="dock-label">{label}</span>
            </a>
        }
    });
    view! {
        <SkipLink />
        <div class="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
            <aside
                aria-label="Portal"
                class="no-print hidden flex-col gap-1 border-r border-base-300 p-3 lg:sticky lg:top-0 lg:flex lg:h-screen"
            >
                <a href=paths::accounts() class="flex items-center gap-3 rounded-lg px-2 py-3">
                    <BrandLogo />
                </a>
                <nav aria-label="Main">
                    <ul class="mt-1 space-y-0.5">{side}</ul>
                </nav>
                <div class="mt-auto space-y-3 px-1">
                    {demo.then(|| view! { <SandboxBox /> })}
                    {actor.clone().map(|actor| view! { <UserCard actor /> })}
                </div>
            </aside>
            <div class="min-w-0 pb-24 lg:pb-10">
                {demo
                    .then(|| {
                        view! { <SandboxLine text="Sandbox: made-up families, nothing is bought." class="lg:hidden" /> }
                    })} <TopBar actor />
                <main id="main" tabindex="-1" class="mx-auto max-w-6xl px-4 py-6 outline-none lg:px-8">
                    {children()}
                </main>
            </div>
        </div>
        <nav class="dock dock-sm z-10 border-t border-base-300 lg:hidden" aria-label="Main">
            {dock}
        </nav>
    }
}

/// Search and the start of a new family.
#[component]
fn TopBar(actor: Option<Actor>) -> impl IntoView {
    // What was searched stays in the field.
    let asked = context::asked(&paths::accounts(), "q").filter(|q| !q.is_empty());
    view! {
        <header class="sticky top-0 z-10 flex items-center gap-2 border-b border-base-300 bg-base-200/95 px-4 py-2 sm:gap-3 lg:px-8 lg:py-3">
            <a href=paths::accounts() class="lg:hidden" aria-label="Accounts">
                <BrandMark />
            </a>
            <form method="get" action=paths::accounts() role="search" aria-label="Accounts" class="min-w-0 grow">
                <label class="input w-full max-w-md bg-base-100">
                    <Icon glyph=glyph::SEARCH class="size-4 opacity-70" />
                    <span class="sr-only">"Search accounts"</span>
                    <input type="search" name="q" class="min-w-0" maxlength="100" value=asked placeholder="Name, e-mail, any number, ICCID" />
                </label>
            </form>
            <form method="post" action="/do/start-draft" class="shrink-0">
                <input type="hidden" name="kind" value="new_family" />
                <button class="btn btn-primary max-sm:btn-square">
                    <Icon glyph=glyph::PLUS class="size-4" />
                    <span class="max-sm:sr-only">"New family"</span>
                </button>
            </form>
            <div class="lg:hidden">{actor.map(|actor| view! { <UserMenu actor /> })}</div>
        </header>
    }
}

/// Who is signed in, and the way out.
#[component]
fn UserCard(actor: Actor) -> impl IntoView {
    view! {
        <div class="flex items-center gap-3 px-2">
            <Avatar name=actor.name.clone() size=AvatarSize::Small />
            <span class="min-w-0 leading-tight">
                <span class="block truncate text-sm">{actor.name.clone()}</span>
                <span class="block text-xs text-base-content/70">{actor.role.label(context::lang())}</span>
            </span>
        </div>
        <LanguageSwitch />
        <SignOut />
    }
}

/// Says that nothing here is real.
#[component]
fn SandboxBox() -> impl IntoView {
    view! {
        <div class="rounded-lg border border-base-300 bg-base-100 px-3 py-2 text-xs">
            <p class="flex items-center gap-2 font-medium">
                <span class="status status-success" aria-hidden="true"></span>
                "Sandbox"
            </p>
            <p class="mt-1 text-base-content/70">"Made-up families, nothing is bought."</p>
            <a class="mt-1 inline-block link py-0.5" href=paths::demo_mail()>
                "Mail it would send"
            </a>
        </div>
    }
}
