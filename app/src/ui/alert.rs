//! A notice in the page.

use leptos::prelude::*;

use super::{Icon, Tone};

/// What happened, what was saved, what to do next. Errors are announced at once, the rest when the reader is idle.
#[component]
pub fn Alert(
    /// What its colour means.
    #[prop(optional)]
    tone: Tone,
    /// One line in bold, before the rest.
    #[prop(optional, into)]
    title: Option<String>,
    /// Its place in the page.
    #[prop(default = "")]
    class: &'static str,
    /// The words.
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Error { "alert" } else { "status" };
    let ground = match tone {
        Tone::Neutral => "bg-base-100 border-base-300",
        Tone::Info => "bg-info/12 border-info/30",
        Tone::Success => "bg-success/12 border-success/40",
        Tone::Warning => "bg-warning/15 border-warning",
        Tone::Error => "bg-error/10 border-error/50",
    };
    let sign = match tone {
        Tone::Neutral => "text-base-content/70",
        Tone::Info => "text-info",
        Tone::Success => "text-success",
        Tone::Warning => "text-warning-content dark:text-warning",
        Tone::Error => "text-error",
    };
    view! {
        <div role=role class=format!("flex items-start gap-3 rounded-box border px-4 py-3 text-sm {ground} {class}")>
            <span class=format!("mt-px {sign}")>
                <Icon glyph=tone.glyph() />
            </span>
            <div class="min-w-0 grow space-y-1">
                {title.map(|title| view! { <p class="font-semibold">{title}</p> })} {children()}
            </div>
        </div>
    }
}
