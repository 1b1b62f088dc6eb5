//! Checks a field as it is left, with the parser the server uses, and saves what is typed.

use domain::wizard::{Kind, Step};
use leptos::prelude::*;

/// Watches the form it stands in; shows nothing itself. The form owns the values: what was typed before this woke up
/// is not lost.
#[island(lazy)]
pub fn LiveFields(
    /// Which wizard.
    kind: Kind,
    /// Which step.
    step: Step,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::watch(kind, step));
    #[cfg(not(feature = "hydrate"))]
    let _ = (kind, step);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };

    use domain::{
        Fault, FieldErrors, Fields,
        wizard::{Kind, Offer, Step, parse_step},
    };
    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, Event, FormData, HtmlFormElement};

    use crate::{areas::wizard::api::keep_step, error::ErrorKind};

    const QUIET: Duration = Duration::from_millis(900);

    pub(super) fn watch(kind: Kind, step: Step) {
        let Some(form) = document().get_element_by_id("step").and_then(|e| e.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        check_as_left(&form, kind, step);
        let pending: Rc<RefCell<Option<TimeoutHandle>>> = Rc::default();
        let hold = move |pending: &Rc<RefCell<Option<TimeoutHandle>>>| {
            if let Some(earlier) = pending.borrow_mut().take() {
                earlier.clear();
            }
        };
        let sent = Rc::new(Cell::new(false));
        // The form's own post saves everything; a save after it would make the next page's saves look stale.
        let (waiting, over) = (Rc::clone(&pending), Rc::clone(&sent));
        let submitted = Closure::<dyn Fn()>::new(move || {
            over.set(true);
            hold(&waiting);
        });
        let _ = form.add_event_listener_with_callback("submit", submitted.as_ref().unchecked_ref());
        submitted.forget();
        let saved = form.clone();
        listen(&form, "input", move |_| {
            hold(&pending);
            if sent.get() {
                return;
            }
            let form = saved.clone();
            *pending.borrow_mut() = set_timeout_with_handle(move || save(&form, step), QUIET).ok();
        });
    }

    /// Checks each field as it is left. What is said changes the height of the form, so while a pointer is down it
    /// waits: else the button that is being pressed moves away from under the pointer and its click is lost.
    fn check_as_left(form: &HtmlFormElement, kind: Kind, step: Step) {
        let (pressed, left) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<String>)));
        let checked = form.clone();
        let look = {
            let (pressed, left) = (Rc::clone(&pressed), Rc::clone(&left));
            move || {
                if !pressed.get()
                    && let Some(name) = left.take()
                {
                    check(&checked, kind, step, &name);
                }
            }
        };
        // After the click that the same press may end in.
        let soon = Rc::new(move || set_timeout(look.clone(), Duration::ZERO));
        let later = Rc::clone(&soon);
        listen(form, "focusout", move |name| {
            left.replace(Some(name));
            later();
        });
        let page = document();
        for (event, down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
            let (pressed, soon) = (Rc::clone(&pressed), Rc::clone(&soon));
            let listener = Closure::<dyn Fn()>::new(move || {
                pressed.set(down);
                soon();
            });
            let _ = page.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            listener.forget();
        }
    }

    /// Calls `then` with the name of the field an event comes from. The page is left by loading another one, so the
    /// listener lives as long as the form does.
    fn listen(form: &HtmlFormElement, event: &str, then: impl Fn(String) + 'static) {
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let name = event.target().and_then(|t| t.dyn_into::<Element>().ok()).and_then(|e| e.get_attribute("name"));
            if let Some(name) = name {
                then(name);
            }
        });
        // Fails for no event name that is one.
        let _ = form.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        listener.forget();
    }

    /// Everything in the form but what the frame put there.
    fn fields(form: &HtmlFormElement, step: Step) -> (Fields, Fields) {
        let (mut own, mut frame) = (Fields::default(), Fields::default());
        let Ok(data) = FormData::new_with_form(form) else { return (own, frame) };
        let Ok(Some(entries)) = js_sys::try_iter(&data) else { return (own, frame) };
        for entry in entries.flatten() {
            let pair = js_sys::Array::from(&entry);
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                if step.owns(&name) { own.set(name, value) } else { frame.set(name, value) }
            }
        }
        (own, frame)
    }

    /// Shows or clears the fault of the field that was left. What only the server knows is said when the form is posted.
    fn check(form: &HtmlFormElement, kind: Kind, step: Step, name: &str) {
        let (own, _) = fields(form, step);
        if own.get(name).is_empty() {
            return;
        }
        let errors: FieldErrors = parse_step(kind, step, &own, &Offer::default()).err().unwrap_or_default();
        show(name, errors.at(name));
    }

    fn show(name: &str, fault: Option<&Fault>) {
        let page = document();
        let Some(input) = page.get_element_by_id(name) else { return };
        let error_id = format!("{name}-error");
        let line = page.get_element_by_id(&error_id);
        match (fault, line) {
            (None, line) => {
                if let Some(line) = line {
                    line.remove();
                }
                let _ = input.remove_attribute("aria-invalid");
                let _ = input.class_list().remove_1("input-error");
            }
            (Some(fault), line) => {
                let line = line.or_else(|| {
                    let line = page.create_element("p").ok()?;
                    line.set_id(&error_id);
                    line.set_class_name("mt-1 text-xs text-error");
                    input.parent_element()?.append_child(&line).ok()?;
                    Some(line)
                });
                if let Some(line) = line {
                    line.set_text_content(Some(&fault.message()));
                }
                let hint = format!("{name}-hint");
                let described =
                    if page.get_element_by_id(&hint).is_some() { format!("{hint} {error_id}") } else { error_id };
                let _ = input.set_attribute("aria-invalid", "true");
                let _ = input.set_attribute("aria-describedby", &described);
                let _ = input.class_list().add_1("input-error");
            }
        }
    }

    /// Saves what is typed, right or wrong, and says so.
    fn save(form: &HtmlFormElement, step: Step) {
        let (own, frame) = fields(form, step);
        let field = |name: &str| frame.get(name).to_owned();
        let (draft, version, editor) = (field("draft"), field("version"), field("editor"));
        spawn_local(async move {
            let said = match keep_step(draft, step.as_str().to_owned(), version, editor, own).await {
                Ok(()) => "Saved just now",
                Err(error) if error.kind == ErrorKind::Stale => "Changed elsewhere: nothing was overwritten",
                Err(error) if error.kind == ErrorKind::SignedOut => "Signed out: not saved",
                Err(_) => "Not saved yet",
            };
            if let Some(status) = document().get_element_by_id("saved") {
                status.set_text_content(Some(said));
            }
        });
    }
}
