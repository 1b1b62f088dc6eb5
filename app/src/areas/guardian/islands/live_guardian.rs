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
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Event, EventSource, MessageEvent};

    use crate::{areas::guardian::api::get_guardian, error::ErrorKind};

    /// Asked this often although events come: a cut stream is silent.
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
        let typed = watch_typing();
        let (subscriber, stamp, wanted) = (subscriber.to_owned(), stamp.to_owned(), account.to_owned());
        let look = move || {
            if moved.get_untracked() {
                return;
            }
            let (subscriber, stamp, typed) = (subscriber.clone(), stamp.clone(), Rc::clone(&typed));
            spawn_local(async move {
                match get_guardian(subscriber).await {
                    Ok(now) => {
                        lost.set(false);
                        if now == stamp {
                            return;
                        }
                        if typed.get() || asks_something() {
                            moved.set(true);
                        } else {
                            let _ = window().location().reload();
                        }
                    }
                    Err(error) if error.kind == ErrorKind::SignedOut && !typed.get() => {
                        let _ = window().location().reload();
                    }
                    Err(_) => lost.set(true),
                }
            });
        };
        if let Ok(events) = EventSource::new("/events") {
            let heard = look.clone();
            let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if event.data().as_string().is_some_and(|data| data.contains(&wanted)) {
                    heard();
                }
            });
            let missed = look.clone();
            let all = Closure::<dyn Fn(MessageEvent)>::new(move |_: MessageEvent| missed());
            // Fails for no event name that is one.
            let _ = events.add_event_listener_with_callback("changed", listener.as_ref().unchecked_ref());
            let _ = events.add_event_listener_with_callback("missed", all.as_ref().unchecked_ref());
            // What moved before the stream was there: while the page came, or while the stream was cut.
            let opened = look.clone();
            let begin = Closure::<dyn Fn(Event)>::new(move |_: Event| opened());
            let _ = events.add_event_listener_with_callback("open", begin.as_ref().unchecked_ref());
            listener.forget();
            all.forget();
            begin.forget();
        }
        set_interval(look, if running { SOON } else { LOOK });
    }

    /// Turns true once something in the page was typed or chosen: it must not be lost.
    fn watch_typing() -> Rc<Cell<bool>> {
        let typed = Rc::new(Cell::new(false));
        let told = Rc::clone(&typed);
        let listener = Closure::<dyn Fn(Event)>::new(move |_: Event| told.set(true));
        let _ = document().add_event_listener_with_callback("input", listener.as_ref().unchecked_ref());
        listener.forget();
        typed
    }

    /// Whether a question stands open over the page.
    fn asks_something() -> bool {
        document().query_selector("[popover]:popover-open").ok().flatten().is_some()
    }
}
