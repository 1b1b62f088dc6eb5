//! A person's page, live.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

use crate::{islands::out_of_date, language::lang, paths};

/// Loads the page anew when what it shows has moved; where something was typed it asks first. Follows the event stream,
/// and asks by itself where that is silent: every few seconds while changes are on their way, else every half minute.
#[island(lazy)]
pub fn LiveGuardian(
    /// Whose page.
    subscriber: String,
    /// The account whose events matter.
    account: String,
    /// What the page shows.
    stamp: String,
    /// Changes are on their way to the network.
    running: bool,
) -> impl IntoView {
    let (moved, lost) = (RwSignal::new(false), RwSignal::new(false));
    let here = paths::guardian_of(&subscriber);
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::follow(&subscriber, &account, &stamp, running, moved, lost));
    #[cfg(not(feature = "hydrate"))]
    let _ = (account, stamp, running);
    view! {
        <div role="status" class="text-sm empty:hidden">
            {move || {
                let here = here.clone();
                moved
                    .get()
                    .then(move || {
                        view! {
                            <p class="mt-3 rounded-box border border-info/30 bg-info/12 px-4 py-3">
                                {lang()
                                    .pick(
                                        "Something changed here meanwhile. Saving tells you what, and keeps what you typed. ",
                                        "Mientras tanto algo cambió aquí. Al guardar te decimos qué, y lo que escribiste se conserva. ",
                                    )}
                                <a class="link" href=here.clone()>
                                    {lang().pick("Show it now", "Mostrarlo ahora")}
                                </a>
                            </p>
                        }
                    })
            }}
            {move || {
                (lost.get() && !moved.get())
                    .then(|| {
                        view! {
                            <p class="mt-3 text-sm">
                                {out_of_date()}
                            </p>
                        }
                    })
            }}
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::prelude::*;

    use crate::{areas::guardian::api::get_guardian, islands::follow};

    /// Asked this often although events come.
    const LOOK: Duration = Duration::from_secs(30);
    /// The same while the network is being told.
    const SOON: Duration = Duration::from_secs(4);

    /// Follows one person's page until it is left.
    pub(super) fn follow(
        subscriber: &str,
        account: &str,
        stamp: &str,
        running: bool,
        moved: RwSignal<bool>,
        lost: RwSignal<bool>,
    ) {
        let every = if running { SOON } else { LOOK };
        let subscriber = subscriber.to_owned();
        let ask = move || get_guardian(subscriber.clone());
        follow::follow(account.to_owned(), every, stamp.to_owned(), [moved, lost], ask);
    }
}
