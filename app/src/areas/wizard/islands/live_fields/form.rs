//! The form in the page.

use domain::{Fields, wizard::Step};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, FormData, HtmlFormElement};

/// The form of a wizard's step.
pub(super) fn step_form() -> Option<HtmlFormElement> {
    document().get_element_by_id("step").and_then(|e| e.dyn_into().ok())
}

/// Calls `then` with each event. The page is left by loading another one, so the listener lives as long as it does.
pub(super) fn on(target: &EventTarget, event: &str, then: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(then);
    // Fails for no event name that is one.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// The name of the field an event comes from.
pub(super) fn field_of(event: &Event) -> Option<String> {
    event.target()?.dyn_into::<Element>().ok()?.get_attribute("name")
}

/// The step's own fields, and what the frame put into the form.
pub(super) fn fields(form: &HtmlFormElement, step: Step) -> (Fields, Fields) {
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
