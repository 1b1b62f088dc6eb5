//! How many numbers an area has, while it is typed.

use leptos::prelude::*;

/// A line below the area code and ZIP code of person `i`.
#[island(lazy)]
pub fn StockHint(
    /// Whose.
    i: usize,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::watch(i, text));
    #[cfg(not(feature = "hydrate"))]
    let _ = i;
    view! { <p role="status" class="mt-1 text-xs text-base-content/70">{move || text.get()}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::RefCell, rc::Rc, time::Duration};

    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::HtmlInputElement;

    use crate::areas::wizard::api::get_stock;

    const QUIET: Duration = Duration::from_millis(400);

    pub(super) fn watch(i: usize, text: RwSignal<String>) {
        let input = |field: &str| {
            let id = format!("line.{i}.{field}");
            document().get_element_by_id(&id).and_then(|e| e.dyn_into::<HtmlInputElement>().ok())
        };
        let (Some(code), Some(zip)) = (input("area_code"), input("zip")) else { return };
        ask(code.clone(), zip.clone(), text);
        let pending: Rc<RefCell<Option<TimeoutHandle>>> = Rc::default();
        let (typed_code, typed_zip) = (code.clone(), zip.clone());
        let listener = Closure::<dyn Fn()>::new(move || {
            if let Some(earlier) = pending.borrow_mut().take() {
                earlier.clear();
            }
            let (code, zip) = (typed_code.clone(), typed_zip.clone());
            *pending.borrow_mut() = set_timeout_with_handle(move || ask(code, zip, text), QUIET).ok();
        });
        for input in [code, zip] {
            let _ = input.add_event_listener_with_callback("input", listener.as_ref().unchecked_ref());
        }
        listener.forget();
    }

    /// Asks, and drops the answer when something else was typed meanwhile.
    fn ask(code: HtmlInputElement, zip: HtmlInputElement, text: RwSignal<String>) {
        let asked = (code.value(), zip.value());
        // Half an area code is not worth a call.
        if asked.0.trim().len() != 3 && asked.1.trim().len() < 5 {
            text.set(String::new());
            return;
        }
        text.set("Looking…".to_owned());
        spawn_local(async move {
            let said = get_stock(asked.0.clone(), asked.1.clone()).await.unwrap_or_default();
            if asked == (code.value(), zip.value()) {
                text.set(said);
            }
        });
    }
}
