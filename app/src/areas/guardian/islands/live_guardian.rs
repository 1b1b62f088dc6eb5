//! A person's page, live.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

use crate::{language::lang, paths};

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
                                {lang()
                                    .pick(
                                        "Not up to date: this page can’t reach us right now. It tries again by itself.",
                                        "Sin actualizar: esta página no puede conectarse ahora. Lo intenta sola.",
                                    )}
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

    use leptos::{prelude::*, task::spawn_local};

    use crate::{
        areas::guardian::api::get_guardian,
        error::ErrorKind,
        islands::follow::{Reader, look_on_events},
    };

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
        let reader = Reader::watch();
        let (subscriber, stamp) = (subscriber.to_owned(), stamp.to_owned());
        let look = move || {
            if moved.get_untracked() {
                return;
            }
            let (subscriber, stamp, reader) = (subscriber.clone(), stamp.clone(), reader.clone());
            spawn_local(async move {
                match get_guardian(subscriber).await {
                    Ok(now) => {
                        lost.set(false);
                        if now != stamp {
                            reader.reload(moved);
                        }
                    }
                    Err(error) if error.kind == ErrorKind::SignedOut && !reader.has_typed() => reader.reload(moved),
                    Err(_) => lost.set(true),
                }
            });
        };
        look_on_events(account.to_owned(), if running { SOON } else { LOOK }, look);
    }
}
