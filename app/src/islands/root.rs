//! The last island of every page.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

/// Marks the document when its islands are alive and tells the server the reader's time zone. Shows nothing.
///
/// Islands wake in document order, one after another, so the last one knows that the others did.
#[island(lazy)]
pub fn Root() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(|| {
        remember_time_zone();
        show_what_is_on_its_way();
        if let Some(html) = document().document_element() {
            // Fails for no attribute name that is one.
            let _ = html.set_attribute("data-hydrated", "");
        }
    });
}

/// A form that takes its time says so on the button that was pressed.
#[cfg(feature = "hydrate")]
fn show_what_is_on_its_way() {
    use std::time::Duration;

    use wasm_bindgen::{JsCast, closure::Closure};

    let submitted = Closure::<dyn Fn(web_sys::SubmitEvent)>::new(|event: web_sys::SubmitEvent| {
        let Some(button) = event.submitter() else { return };
        let busy = move || {
            // Fails for no attribute name that is one.
            let _ = button.set_attribute("aria-busy", "true");
        };
        set_timeout(busy, Duration::from_millis(250));
    });
    let _ = document().add_event_listener_with_callback("submit", submitted.as_ref().unchecked_ref());
    submitted.forget();
}

/// Keeps the IANA time zone in a cookie for a year: pages say times in it.
#[cfg(feature = "hydrate")]
fn remember_time_zone() {
    use wasm_bindgen::{JsCast, JsValue};

    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    let zone = js_sys::Reflect::get(&options, &JsValue::from_str("timeZone")).ok().and_then(|zone| zone.as_string());
    let (Some(zone), Ok(document)) = (zone, document().dyn_into::<web_sys::HtmlDocument>()) else { return };
    let pair = format!("tz={zone}");
    if document.cookie().is_ok_and(|all| all.split("; ").any(|cookie| cookie == pair)) {
        return;
    }
    // Refused where cookies are switched off; times are then in the default zone.
    let _ = document.set_cookie(&format!("{pair}; Path=/; Max-Age=31536000; SameSite=Lax"));
}
