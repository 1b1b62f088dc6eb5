//! The frame of pages that belong to nobody in particular.

use leptos::prelude::*;

use super::{BrandLogo, LanguageSwitch, parts::SkipLink};
use crate::paths;

/// The brand above, one narrow column below.
#[component]
pub fn PlainFrame(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink />
        <div class="min-h-dvh">
            <header class="border-b border-base-300 bg-base-100">
                <div class="mx-auto flex max-w-2xl items-center px-4 py-2.5">
                    <a href=paths::root() class="flex items-center gap-3 py-1">
                        <BrandLogo />
                    </a>
                    <div class="ml-auto">
                        <LanguageSwitch />
                    </div>
                </div>
            </header>
            <main id="main" tabindex="-1" class="mx-auto max-w-2xl px-4 py-8 outline-none">
                {children()}
            </main>
        </div>
    }
}
