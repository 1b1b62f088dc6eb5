//! What islands that follow a page share: the event stream, and loading the page anew without harm.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{EventSource, HtmlFormElement, MessageEvent};

use super::form::on;
use crate::error::{AppError, ErrorKind};

/// As long as a message stands at least before the page is loaded anew, which shows it no second time.
const READ: Duration = Duration::from_secs(4);

/// As long as somebody who goes elsewhere is taken to be on their way: a page that loads itself anew would call them back.
/// A file that is fetched leaves nobody anywhere else, so it ends.
const LEAVING: Duration = Duration::from_secs(5);

/// What the reader does on the page, so that nothing of it is lost.
#[derive(Clone)]
struct Reader {
    typed: Rc<Cell<bool>>,
    leaving: Rc<Cell<bool>>,
}

impl Reader {
    /// Watches from now on.
    fn watch() -> Self {
        let typed = Rc::new(Cell::new(false));
        let told = Rc::clone(&typed);
        on(&document(), "input", move |_| told.set(true));
        // A form on its way leads to its answer by itself, and what that says is shown once. Closing a message is none.
        let told = Rc::clone(&typed);
        on(&document(), "submit", move |event| {
            let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            if form.is_some_and(|form| form.method() != "dialog") {
                told.set(true);
            }
        });
        let leaving = Rc::new(Cell::new(false));
        let told = Rc::clone(&leaving);
        on(&window(), "beforeunload", move |_| {
            told.set(true);
            let told = Rc::clone(&told);
            set_timeout(move || told.set(false), LEAVING);
        });
        Self { typed, leaving }
    }

    /// Whether something was typed, chosen or sent.
    fn has_typed(&self) -> bool {
        self.typed.get()
    }

    /// Loads the page anew once a message on it could be read. Where something was typed, or a question stands open over
    /// the page, it says so through `moved` instead.
    fn reload(&self, moved: RwSignal<bool>) {
        let this = self.clone();
        let go = move || {
            if this.leaving.get() {
                // The next look finds it, if they are still here.
            } else if this.has_typed() || is_there("[popover]:popover-open") {
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

/// Follows a page until it is left: loads it anew when `ask` answers another stamp than it shows. Says through `moved` where
/// it must not, and through `lost` that there is no answer.
pub(crate) fn follow<A>(
    wanted: String,
    every: Duration,
    stamp: String,
    [moved, lost]: [RwSignal<bool>; 2],
    ask: impl Fn() -> A + Clone + 'static,
) where
    A: Future<Output = Result<String, AppError>> + 'static,
{
    let reader = Reader::watch();
    let look = move || {
        if moved.get_untracked() {
            return;
        }
        let (answer, stamp, reader) = (ask(), stamp.clone(), reader.clone());
        spawn_local(async move {
            match answer.await {
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
    look_on_events(wanted, every, look);
}

/// Looks whenever an event speaks of `wanted`, and each `every`, for a cut stream is silent.
pub(crate) fn look_on_events(wanted: String, every: Duration, look: impl Fn() + Clone + 'static) {
    if let Ok(events) = EventSource::new("/events") {
        let heard = look.clone();
        on(&events, "changed", move |event| {
            let data = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if data.is_some_and(|data| data.contains(&wanted)) {
                heard();
            }
        });
        // Also what moved before the stream was there: while the page came, or while the stream was cut.
        for name in ["missed", "open"] {
            let look = look.clone();
            on(&events, name, move |_| look());
        }
    }
    set_interval(look, every);
}
