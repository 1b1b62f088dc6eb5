//! A number's page, live.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

use crate::{language::lang, paths};

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
            {move || {
                (lost.get() && !moved.get())
                    .then(|| {
                        lang()
                            .pick(
                                "Not up to date: this page can’t reach us right now. It tries again by itself.",
                                "Sin actualizar: esta página no puede conectarse ahora. Lo intenta sola.",
                            )
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
        areas::transfers::api::get_transfer,
        error::ErrorKind,
        islands::follow::{Reader, look_on_events},
    };

    /// Asked this often although events come.
    const LOOK: Duration = Duration::from_secs(30);

    /// Follows one port-in until the page is left.
    pub(super) fn follow(id: &str, stamp: &str, looks: RwSignal<String>, moved: RwSignal<bool>, lost: RwSignal<bool>) {
        let reader = Reader::watch();
        let (asked, stamp) = (id.to_owned(), stamp.to_owned());
        let look = move || {
            if moved.get_untracked() {
                return;
            }
            let (id, stamp, reader) = (asked.clone(), stamp.clone(), reader.clone());
            spawn_local(async move {
                match get_transfer(id).await {
                    Ok(now) => {
                        lost.set(false);
                        looks.set(now.looks);
                        if now.stamp != stamp {
                            reader.reload(moved);
                        }
                    }
                    Err(error) if error.kind == ErrorKind::SignedOut && !reader.has_typed() => reader.reload(moved),
                    Err(_) => lost.set(true),
                }
            });
        };
        look_on_events(id.to_owned(), LOOK, look);
    }
}
