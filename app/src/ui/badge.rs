//! Small words of state.

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};

/// A small word.
#[component]
pub fn Badge(
    /// What its colour means.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=format!("badge badge-sm border-0 whitespace-nowrap {}", tone.tint())>{text}</span> }
}

/// A state in plain words with its sign; the upstream's own word shows on hover and is read after the plain one.
#[component]
pub fn StatusBadge(
    /// What its colour means.
    tone: Tone,
    /// In plain words.
    #[prop(into)]
    text: String,
    /// The upstream's word, when it says something else.
    #[prop(optional, into)]
    raw: Option<String>,
    /// Another sign than the tone's.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
) -> impl IntoView {
    let raw = raw.filter(|raw| !raw.is_empty() && !raw.eq_ignore_ascii_case(&text));
    let title = raw.clone();
    view! {
        <span
            class=format!("inline-flex items-center gap-1 rounded-selector px-2 py-0.5 text-xs whitespace-nowrap {}", tone.tint())
            title=title
        >
            <Icon glyph=glyph.unwrap_or_else(|| tone.glyph()) class="size-3.5" />
            {text}
            {raw.map(|raw| view! { <span class="sr-only">" ("{raw}")"</span> })}
        </span>
    }
}
