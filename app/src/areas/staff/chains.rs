//! What is being made.

use leptos::prelude::*;
use services::accounts::{ChainRow, ChainState};

use crate::{
    paths,
    time::Ago,
    ui::{Card, Icon, LinkButton, Tone, glyph},
};

/// Set-ups that have not come to their end, those that need a person first. Nothing when there are none.
#[component]
pub(super) fn ChainList(
    /// The set-ups.
    chains: Vec<ChainRow>,
) -> impl IntoView {
    let any = !chains.is_empty();
    let rows = chains.into_iter().map(|chain| view! { <Chain chain /> }).collect_view();
    any.then(|| {
        view! {
            <Card title="Being set up" id="set-ups" flush=true>
                <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
            </Card>
        }
    })
}

#[component]
fn Chain(chain: ChainRow) -> impl IntoView {
    let (tone, sign, words, verb) = match chain.state {
        ChainState::Stuck => (Tone::Error, glyph::ALERT, "Stands still until somebody acts", "Open"),
        ChainState::Unknown => (Tone::Warning, glyph::QUESTION, "An answer was lost; finding out", "Watch"),
        ChainState::Running => (Tone::Info, glyph::CLOCK, "Goes on by itself", "Watch"),
    };
    let facts = format!("{words}. {} of {} done, asked for ", chain.done, chain.total);
    let label = format!("{verb}: {}", chain.title);
    view! {
        <li class="flex items-start gap-3 px-5 py-3 sm:items-center">
            <span class=format!("grid size-9 shrink-0 place-items-center rounded-lg {}", tone.tint())>
                <Icon glyph=sign />
            </span>
            <div class="min-w-0 grow">
                <p class="font-medium wrap-anywhere">{chain.title}</p>
                <p class="text-sm text-base-content/70">{facts} <Ago at=chain.created_at /></p>
            </div>
            <LinkButton href=paths::progress(&chain.id.to_string()) label>
                {verb}
            </LinkButton>
        </li>
    }
}
