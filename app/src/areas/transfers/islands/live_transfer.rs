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
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Event, EventSource, MessageEvent};

    use crate::{areas::transfers::api::get_transfer, error::ErrorKind};

    /// Asked this often although events come: a cut stream is silent.
    const LOOK: Duration = Duration::from_secs(30);

    /// Follows one port-in until the page is left.
    pub(super) fn follow(id: &str, stamp: &str, looks: RwSignal<String>, moved: RwSignal<bool>, lost: RwSignal<bool>) {
        let typed = watch_typing();
        let (id, stamp) = (id.to_owned(), stamp.to_owned());
        let wanted = id.clone();
        let look = move || {
            if moved.get_untracked() {
                return;
            }
            let (id, stamp, typed) = (id.clone(), stamp.clone(), Rc::clone(&typed));
            spawn_local(async move {
                match get_transfer(id).await {
                    Ok(now) => {
                        lost.set(false);
                        looks.set(now.looks);
                        if now.stamp == stamp {
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
        set_interval(look, LOOK);
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
