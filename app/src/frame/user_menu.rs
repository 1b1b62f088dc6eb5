//! Who is signed in.

use domain::Action;
use leptos::prelude::*;
use services::Actor;

use super::LanguageSwitch;
use crate::{
    context, paths,
    ui::{Avatar, AvatarSize, Icon, glyph},
};

/// The person behind a picture, with the way out. A disclosure: works by keyboard and without script.
#[component]
pub fn UserMenu(
    /// Who.
    actor: Actor,
) -> impl IntoView {
    let role = actor.role.label(context::lang());
    view! {
        <details class="dropdown dropdown-end shrink-0">
            <summary
                class="grid size-11 cursor-pointer list-none place-items-center rounded-full hover:bg-base-300/60 [&::-webkit-details-marker]:hidden"
            >
                <Avatar name=actor.name.clone() size=AvatarSize::Small />
                <span class="sr-only">{format!("{}, {}", actor.name, context::lang().pick("menu", "menú"))}</span>
            </summary>
            <div class="dropdown-content z-20 mt-1 w-64 rounded-box border border-base-300 bg-base-100 p-4 text-sm">
                <p class="font-medium wrap-anywhere">{actor.name.clone()}</p>
                <p class="text-xs wrap-anywhere text-base-content/70">{actor.email.clone()}</p>
                <p class="text-xs text-base-content/70">{role}</p>
                <div class="mt-3">
                    {(!actor.role.is_staff()).then(|| view! { <FamilyLinks actor=actor.clone() /> })}
                    <LanguageSwitch />
                    <SignOut />
                </div>
            </div>
        </details>
    }
}

/// Where a family's people go from everywhere; what it is called says no more than it must.
#[component]
fn FamilyLinks(actor: Actor) -> impl IntoView {
    let lang = context::lang();
    let places = [
        (actor.may(Action::ManagePeople).is_ok(), lang.pick("People", "Personas"), glyph::PEOPLE, paths::people()),
        (true, lang.pick("A line of your own", "Una línea propia"), glyph::INFO, paths::leave_safely()),
    ];
    let links = places
        .into_iter()
        .filter(|(may, ..)| *may)
        .map(|(_, words, sign, href)| {
            view! {
                <a href=href class="btn w-full justify-start btn-ghost btn-sm pointer-coarse:min-h-11">
                    <Icon glyph=sign class="size-4" />
                    {words}
                </a>
            }
        })
        .collect_view();
    view! { <nav aria-label=lang.pick("Family", "Familia")>{links}</nav> }
}

/// The way out: a form, because a link would let any page sign one out.
#[component]
pub(super) fn SignOut() -> impl IntoView {
    view! {
        <form method="post" action=paths::sign_out()>
            <button class="btn w-full justify-start btn-ghost btn-sm pointer-coarse:min-h-11">
                <Icon glyph=glyph::SIGN_OUT class="size-4" />
                {context::lang().pick("Sign out", "Cerrar sesión")}
            </button>
        </form>
    }
}
