//! A chain at work, live.

use domain::progress::{ChainView, OpState, StepView};
use leptos::prelude::*;

use crate::ui::{Icon, glyph};

/// The operations of a chain with their states. Follows the event stream; where that is cut, it asks every few seconds.
#[island(lazy)]
pub fn LiveProgress(
    /// The chain when the page was made.
    initial: ChainView,
) -> impl IntoView {
    let chain = RwSignal::new(initial);
    let lost = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::follow(chain, lost));
    view! {
        <div aria-live="polite">
            <p class="text-base-content/70">{move || chain.with(words)}</p>
            {move || lost.get().then(|| view! {
                <p class="mt-2 flex items-center gap-2 text-sm font-medium">
                    <Icon glyph=glyph::ALERT class="size-4"/>
                    "Not up to date: this page can’t reach us right now. It tries again by itself."
                </p>
            })}
            {move || {
                let (done, all) = chain.with(|c| (c.done(), c.steps.len()));
                view! { <progress class="progress progress-primary mt-4 h-2" value=done max=all aria-label="Done so far"></progress> }
            }}
        </div>
        <ol class="mt-4 divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-5">
            {move || chain.with(|c| c.steps.iter().map(row).collect_view())}
        </ol>
    }
}

fn words(chain: &ChainView) -> String {
    let (done, all) = (chain.done(), chain.steps.len());
    if chain.finished() {
        format!("All {all} done.")
    } else if chain.stuck() {
        format!("{done} of {all} done. It waits for you; what is made stays made.")
    } else if chain.over() {
        format!(
            "{done} of {all} done. What was refused is dealt with where it belongs: the transfer or the line says how."
        )
    } else {
        format!("{done} of {all} done. You can close this page; it goes on by itself.")
    }
}

fn row(step: &StepView) -> impl IntoView + use<> {
    let (ground, sign, said) = match step.state {
        OpState::Done => ("bg-success text-success-content", Some(glyph::CHECK), "Done"),
        OpState::Refused if step.mend.is_none() => ("bg-error text-error-content", Some(glyph::ALERT), "Refused"),
        OpState::Refused => ("bg-error text-error-content", Some(glyph::ALERT), "Needs you"),
        OpState::Unknown => ("bg-warning text-warning-content", Some(glyph::QUESTION), "Finding out"),
        OpState::Waiting => ("bg-info text-info-content", Some(glyph::CLOCK), "Ordered"),
        OpState::Sending => ("bg-primary/15 text-primary", None, "At work"),
        OpState::Queued => ("border border-base-content/30", None, "To come"),
    };
    let sending = step.state == OpState::Sending;
    let class = format!("grid size-7 shrink-0 place-items-center rounded-full {ground}");
    let quiet = if step.state == OpState::Queued { "text-base-content/70" } else { "" };
    let took = step.took_ms.map(|ms| match ms {
        ..100 => "under 0.1 s".to_owned(),
        _ => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
    });
    let (title, detail) = (step.title.clone(), step.detail.clone());
    let title = match step.state {
        OpState::Unknown => format!("{title}: finding out"),
        _ => title,
    };
    view! {
        <li class="flex gap-4 py-4">
            <span class=class>
                {sign.map(|glyph| view! { <Icon glyph class="size-4"/> })}
                {sending.then(|| view! { <span class="loading loading-spinner loading-xs motion-reduce:animate-none"></span> })}
                <span class="sr-only">{said}</span>
            </span>
            <span class="min-w-0 grow">
                <span class=format!("block {quiet}")>{title}</span>
                <span class="block text-sm break-words text-base-content/70">{detail}</span>
            </span>
            <span class="num shrink-0 text-xs text-base-content/70">{took}</span>
        </li>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use domain::progress::ChainView;
    use leptos::{prelude::*, task::spawn_local};

    use crate::{areas::wizard::api::get_chain, error::ErrorKind, islands::follow::look_on_events};

    /// Asked this often although events come: a cut stream is silent.
    const LOOK: Duration = Duration::from_secs(4);

    /// Follows until it is done. When it comes to stand still, or goes on after that, the page is loaded again, with
    /// all that belongs to it; so it is when nobody is signed in any more. `lost` says that nothing is heard.
    pub(super) fn follow(chain: RwSignal<ChainView>, lost: RwSignal<bool>) {
        if chain.read_untracked().over() {
            return;
        }
        let stood = chain.read_untracked().stuck();
        let id = chain.read_untracked().id.to_string();
        let wanted = id.clone();
        let look = move || {
            let id = id.clone();
            spawn_local(async move {
                let again = match get_chain(id).await {
                    Ok(now) => {
                        let again = now.over() || now.stuck() != stood;
                        chain.set(now);
                        lost.set(false);
                        again
                    }
                    Err(error) => {
                        lost.set(true);
                        error.kind == ErrorKind::SignedOut
                    }
                };
                if again {
                    let _ = window().location().reload();
                }
            });
        };
        look_on_events(wanted, LOOK, look);
    }
}
