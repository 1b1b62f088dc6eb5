//! What the public pages share.

use http::header::REFERRER_POLICY;
use leptos::prelude::*;
use leptos_meta::Title;

use super::islands::QuickExit;
use crate::{context, frame::PlainFrame};

/// The frame of these pages: nobody's name on it, a title that says nothing, and the way out always in sight.
#[component]
pub(super) fn SafeFrame(
    /// The page's heading.
    heading: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    let lang = context::lang();
    // The site that is gone to learns nothing of this page.
    context::set_header(REFERRER_POLICY, "no-referrer");
    context::set_header(http::header::CACHE_CONTROL, "no-store");
    let exit = context::state().exit_url.to_string();
    view! {
        <Title text=lang.pick("Help", "Ayuda") />
        <PlainFrame>
            <div class="sticky top-0 z-10 -mx-4 mb-5 flex justify-end border-b border-base-300 bg-base-200 px-4 py-2">
                <QuickExit href=exit />
            </div>
            <h1>{heading}</h1>
            {children()}
        </PlainFrame>
    }
}

/// How the operator is reached.
#[component]
pub(super) fn CallUs() -> impl IntoView {
    let (brand, lang) = (context::state().brand, context::lang());
    let mail = brand.support_email.clone();
    let phone = brand
        .support_phone
        .clone()
        .map(|phone| view! { " " {lang.pick("or", "o")} " " <span class="num">{phone}</span> });
    view! {
        <p class="text-sm">
            {lang.pick("You can reach us at ", "Puedes contactarnos en ")}
            <a class="link" href=format!("mailto:{mail}")>{mail.clone()}</a> {phone} "."
        </p>
    }
}
