//! What islands that work on a form share.

use domain::Fields;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, FormData, HtmlFormElement};

/// Calls `then` with each event. The page is left by loading another one, so the listener lives as long as it does.
pub(crate) fn on(target: &EventTarget, event: &str, then: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(then);
    // Fails for no event name that is one.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// The name of the field an event comes from.
pub(crate) fn field_of(event: &Event) -> Option<String> {
    event.target()?.dyn_into::<Element>().ok()?.get_attribute("name")
}

/// What the form would post, without files.
pub(crate) fn fields(form: &HtmlFormElement) -> Fields {
    let mut fields = Fields::default();
    let Ok(data) = FormData::new_with_form(form) else { return fields };
    let Ok(Some(entries)) = js_sys::try_iter(&data) else { return fields };
    for entry in entries.flatten() {
        let pair = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            fields.set(name, value);
        }
    }
    fields
}
