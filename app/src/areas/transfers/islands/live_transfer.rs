//! A number's page, live.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

use crate::{islands::out_of_date, language::lang, paths};

/// Says when it was looked at last, and loads the page anew when something about it moved; while something is typed it
/// asks first. Follows the event stream; where that is silent it asks every half minute.
#[island(lazy)]
pub fn LiveTransfer(
    /// The port-in.
    id: String,
    /// What the page shows.
    stamp: String,
    /// When it was looked at, and when next, in words.
    looks: String,
) -> impl IntoView {
    let (looks, moved, lost) = (RwSignal::new(looks), RwSignal::new(false), RwSignal::new(false));
    let here = paths::transfer(&id);
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::follow(&id, &stamp, looks, moved, lost));
    #[cfg(not(feature = "hydrate"))]
    let _ = stamp;
    view! {
        <p class="num text-xs text-base-content/70 empty:hidden">{move || looks.get()}</p>
        <div role="status" class="text-sm empty:hidden">
            {move || {
                let here = here.clone();
                moved
                    .get()
                    .then(move || {
                        view! {
                            <p class="font-medium">
                                {lang().pick("Something changed. ", "Algo cambió. ")}
                                <a class="link" href=here.clone()>
                                    {lang().pick("Show it", "Mostrarlo")}
                                </a>
                            </p>
                        }
                    })
            }}
            {move || (lost.get() && !moved.get()).then(out_of_date)}
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::prelude::*;

    use crate::{areas::transfers::api::get_transfer, islands::follow};

    /// Asked this often although events come.
    const LOOK: Duration = Duration::from_secs(30);

    /// Follows one port-in until the page is left.
    pub(super) fn follow(id: &str, stamp: &str, looks: RwSignal<String>, moved: RwSignal<bool>, lost: RwSignal<bool>) {
        let asked = id.to_owned();
        let ask = move || {
            let now = get_transfer(asked.clone());
            async move {
                let now = now.await?;
                looks.set(now.looks);
                Ok(now.stamp)
            }
        };
        follow::follow(id.to_owned(), LOOK, stamp.to_owned(), [moved, lost], ask);
    }
}
