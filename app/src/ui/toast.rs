//! What just happened, once.

use leptos::prelude::*;

use super::{Icon, Tone, glyph};
use crate::language::lang;

/// A message over the foot of the page, clear of the dock. An open dialog that is not modal: its form closes it, without script.
#[component]
pub fn Toast(
    /// What its colour means.
    #[prop(default = Tone::Success)]
    tone: Tone,
    /// What happened.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let lang = lang();
    let role = if tone == Tone::Error { "alert" } else { "status" };
    view! {
        <dialog
            open
            aria-label=lang.pick("Message", "Mensaje")
            class="fixed inset-x-4 top-auto bottom-20 z-30 m-0 mx-auto w-auto max-w-md lg:right-8 lg:bottom-6 lg:left-auto rounded-box border border-base-300 bg-base-100 text-base-content"
        >
            <form method="dialog" class="flex items-start gap-3 py-2 pr-2 pl-4 text-sm">
                <span class=format!("mt-2.5 grid size-6 shrink-0 place-items-center rounded-full {}", tone.solid())>
                    <Icon glyph=tone.glyph() class="size-4" />
                </span>
                <p role=role class="min-w-0 grow py-3">
                    {text}
                </p>
                <button class="btn btn-ghost btn-square" aria-label=lang.pick("Close", "Cerrar")>
                    <Icon glyph=glyph::CLOSE />
                </button>
            </form>
        </dialog>
    }
}
