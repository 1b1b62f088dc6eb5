//! What islands that follow a page share: the event stream, and loading the page anew without harm.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventSource, HtmlFormElement, MessageEvent};

/// As long as a message stands at least before the page is loaded anew, which shows it no second time.
const READ: Duration = Duration::from_secs(4);

/// What the reader does on the page, so that nothing of it is lost.
#[derive(Clone)]
pub(crate) struct Reader(Rc<Cell<bool>>);

impl Reader {
    /// Watches from now on.
    pub(crate) fn watch() -> Self {
        let typed = Rc::new(Cell::new(false));
        let told = Rc::clone(&typed);
        let listener = Closure::<dyn Fn(Event)>::new(move |_: Event| told.set(true));
        let _ = document().add_event_listener_with_callback("input", listener.as_ref().unchecked_ref());
        listener.forget();
        // A form on its way leads to its answer by itself, and what that says is shown once. Closing a message is none.
        let told = Rc::clone(&typed);
        let sent = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            if form.is_some_and(|form| form.method() != "dialog") {
                told.set(true);
            }
        });
        let _ = document().add_event_listener_with_callback("submit", sent.as_ref().unchecked_ref());
        sent.forget();
        Self(typed)
    }

    /// Whether something was typed, chosen or sent.
    pub(crate) fn has_typed(&self) -> bool {
        self.0.get()
    }

    /// Loads the page anew once a message on it could be read. Where something was typed, or a question stands open over
    /// the page, it says so through `moved` instead.
    pub(crate) fn reload(&self, moved: RwSignal<bool>) {
        let this = self.clone();
        let go = move || {
            if this.has_typed() || is_there("[popover]:popover-open") {
                moved.set(true);
            } else {
                let _ = window().location().reload();
            }
        };
        if is_there("dialog[open]") { set_timeout(go, READ) } else { go() }
    }
}

fn is_there(selector: &str) -> bool {
    document().query_selector(selector).ok().flatten().is_some()
}

/// Looks whenever an event speaks of `wanted`, and each `every`, for a cut stream is silent.
pub(crate) fn look_on_events(wanted: String, every: Duration, look: impl Fn() + Clone + 'static) {
    if let Ok(events) = EventSource::new("/events") {
        let heard = look.clone();
        let changed = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().is_some_and(|data| data.contains(&wanted)) {
                heard();
            }
        });
        let asked = look.clone();
        let missed = Closure::<dyn Fn(MessageEvent)>::new(move |_: MessageEvent| asked());
        // What moved before the stream was there: while the page came, or while the stream was cut.
        let opened = look.clone();
        let open = Closure::<dyn Fn(Event)>::new(move |_: Event| opened());
        for (name, listener) in [("changed", changed.as_ref()), ("missed", missed.as_ref()), ("open", open.as_ref())] {
            // Fails for no event name that is one.
            let _ = events.add_event_listener_with_callback(name, listener.unchecked_ref());
        }
        changed.forget();
        missed.forget();
        open.forget();
    }
    set_interval(look, every);
}
