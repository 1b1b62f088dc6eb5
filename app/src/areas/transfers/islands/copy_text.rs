//! Text into the clipboard.
#![allow(missing_docs, reason = "the island macro makes a function of its own beside the documented one")]

use leptos::prelude::*;

use crate::{language::lang, ui::Button};

/// A button that copies the text of an element. It shows itself where script runs; without, a click selects the text.
#[island(lazy)]
pub fn CopyText(
    /// Id of the element.
    target: String,
) -> impl IntoView {
    let (alive, copied) = (RwSignal::new(false), RwSignal::new(false));
    #[cfg(feature = "hydrate")]
    Effect::new(move || alive.set(true));
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        browser::copy(&target, copied);
        #[cfg(not(feature = "hydrate"))]
        let _ = (&target, copied);
    };
    view! {
        <div class="mt-2 flex items-center gap-3" class:hidden=move || !alive.get() on:click=press>
            <Button kind="button">{lang().pick("Copy", "Copiar")}</Button>
            <span role="status" class="text-sm">
                {move || copied.get().then(|| lang().pick("Copied.", "Copiado."))}
            </span>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::{JsValue, closure::Closure};

    /// Copies what an element shows and says so once it is done.
    pub(super) fn copy(target: &str, copied: RwSignal<bool>) {
        let Some(text) = document().get_element_by_id(target).and_then(|element| element.text_content()) else {
            return;
        };
        let done = Closure::once_into_js(move || copied.set(true));
        let written = window().navigator().clipboard().write_text(&text);
        // A browser that refuses says so itself; the text can still be selected.
        let then = js_sys::Reflect::get(&written, &JsValue::from_str("then"));
        if let Some(then) = then.ok().and_then(|then| wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(then).ok()) {
            let _ = then.call1(&written, &done);
        }
    }
}
