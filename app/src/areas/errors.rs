//! What is shown when a page cannot be.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context,
    error::ErrorKind,
    frame::{FamilyFrame, FamilyPlace, PlainFrame, StaffFrame, StaffPlace},
    paths,
    ui::{Glyph, Icon, LinkButton, Look, Tone, glyph},
};

/// What happened, what was saved, what to do next; sets the status that says so. Goes inside a frame.
#[component]
pub fn ErrorView(
    /// What went wrong.
    kind: ErrorKind,
    /// What to tell support.
    #[prop(optional_no_strip)]
    request_id: Option<String>,
) -> impl IntoView {
    context::set_status(kind.status());
    let lang = context::lang();
    let (sign, tone): (Glyph, Tone) = match kind {
        ErrorKind::NotFound | ErrorKind::Expired => (glyph::SEARCH, Tone::Neutral),
        ErrorKind::SignedOut | ErrorKind::Forbidden => (glyph::LOCK, Tone::Neutral),
        ErrorKind::Unavailable | ErrorKind::Throttled { .. } | ErrorKind::Stale => (glyph::CLOCK, Tone::Warning),
        ErrorKind::Internal => (glyph::ALERT, Tone::Error),
        ErrorKind::Invalid | ErrorKind::BadRequest | ErrorKind::TooLarge => (glyph::ALERT, Tone::Warning),
    };
    let support = context::maybe_state().map(|state| format!("mailto:{}", state.brand.support_email));
    view! {
        <Title text=kind.title(lang) />
        <div class="mx-auto flex max-w-lg flex-col items-start gap-4 py-8 sm:py-16">
            <span class=format!("grid size-12 place-items-center rounded-box {}", tone.tint())>
                <Icon glyph=sign class="size-6" />
            </span>
            <h1>{kind.title(lang)}</h1>
            <p class="text-base text-base-content/75">{kind.message(lang)}</p>
            <div class="mt-2 flex flex-wrap items-center gap-3">
                <LinkButton href=paths::root() look=Look::Primary>
                    {lang.pick("Go to the first page", "Ir a la primera página")}
                </LinkButton>
                {support
                    .map(|href| {
                        view! {
                            <LinkButton href look=Look::Ghost>
                                {lang.pick("Write to support", "Escribir a soporte")}
                            </LinkButton>
                        }
                    })}
            </div>
            {request_id
                .filter(|_| matches!(kind, ErrorKind::Internal | ErrorKind::Unavailable))
                .map(|id| {
                    view! {
                        <p class="text-xs text-base-content/70">
                            {lang.pick("For support: ", "Para soporte: ")} <code class="font-mono break-all select-all">{id}</code>
                        </p>
                    }
                })}
        </div>
    }
}

/// [`ErrorView`] as a page of its own, in the frame of whoever is signed in.
#[component]
pub fn ErrorPage(
    /// What went wrong.
    kind: ErrorKind,
    /// What to tell support.
    #[prop(optional_no_strip)]
    request_id: Option<String>,
) -> impl IntoView {
    // While routes are listed there is no state, and no frame to draw.
    let role = context::maybe_state().map(|_| context::maybe_actor().map(|actor| actor.role));
    let view = view! { <ErrorView kind request_id /> };
    match role {
        None => view.into_any(),
        Some(None) => view! { <PlainFrame>{view}</PlainFrame> }.into_any(),
        Some(Some(role)) if role.is_staff() => {
            view! { <StaffFrame place=StaffPlace::Elsewhere>{view}</StaffFrame> }.into_any()
        }
        Some(Some(_)) => view! { <FamilyFrame place=FamilyPlace::Inside>{view}</FamilyFrame> }.into_any(),
    }
}
