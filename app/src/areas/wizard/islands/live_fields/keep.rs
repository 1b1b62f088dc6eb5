//! Saving what is typed, right or wrong.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use domain::{Fields, wizard::Step};
use js_sys::{JSON, Object, Reflect};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlFormElement, HtmlInputElement};

use super::form::{fields, on};
use crate::{areas::wizard::api::keep_step, error::ErrorKind, language::lang, paths};

const QUIET: Duration = Duration::from_millis(900);

/// Saves when nothing was typed for a moment, and when the page is left before that moment is over.
pub(super) fn watch(form: &HtmlFormElement, step: Step) {
    let pending: Rc<RefCell<Option<TimeoutHandle>>> = Rc::default();
    // The form's own post saves everything; a save after it would make the next page's saves look stale.
    let sent = Rc::new(Cell::new(false));
    let hold = {
        let pending = Rc::clone(&pending);
        move || pending.take().map(|timer| timer.clear()).is_some()
    };
    let (form_sent, over, waiting) = (form.clone(), Rc::clone(&sent), hold.clone());
    on(form, "submit", move |_| {
        over.set(true);
        waiting();
        next_turn(&form_sent);
    });
    let (typed, over, waiting) = (form.clone(), Rc::clone(&sent), hold.clone());
    on(form, "input", move |_| {
        waiting();
        if !over.get() {
            let (form, fired) = (typed.clone(), Rc::clone(&pending));
            let then = move || {
                fired.take();
                save(&form, step);
            };
            pending.replace(set_timeout_with_handle(then, QUIET).ok());
        }
    });
    let left = form.clone();
    on(&window(), "pagehide", move |_| {
        if hold() {
            save_in_passing(&left, step);
        }
    });
    // Back from another page, without loading this one anew.
    on(&window(), "pageshow", move |_| sent.set(false));
}

/// Counts the page's saves in the form, so that the server knows the latest.
fn next_turn(form: &HtmlFormElement) {
    let turn = form.query_selector("#turn").ok().flatten().and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
    if let Some(turn) = turn {
        let next = turn.value().parse::<i32>().unwrap_or(0).saturating_add(1);
        turn.set_value(&next.to_string());
    }
}

/// Saves, and says so.
fn save(form: &HtmlFormElement, step: Step) {
    next_turn(form);
    let (own, frame) = fields(form, step);
    let field = |name: &str| frame.get(name).to_owned();
    let (draft, version, editor, turn) = (field("draft"), field("version"), field("editor"), field("turn"));
    spawn_local(async move {
        let kept = keep_step(draft, step.as_str().to_owned(), version, editor, turn, own).await;
        let lang = lang();
        let said = match &kept {
            Ok(()) => lang.pick("Saved just now", "Guardado ahora mismo"),
            Err(error) if error.kind == ErrorKind::Stale => {
                lang.pick("Changed elsewhere: nothing was overwritten", "Cambió en otro lugar: no se sobrescribió nada")
            }
            Err(error) if error.kind == ErrorKind::SignedOut => {
                lang.pick("Signed out: not saved", "Sesión cerrada: no se guardó")
            }
            Err(_) => lang.pick("Not saved yet", "Aún no se guarda"),
        };
        if let Some(status) = document().get_element_by_id("saved") {
            status.set_text_content(Some(said));
            let _ = status.class_list().toggle_with_force("text-error", kept.is_err());
        }
    });
}

/// Hands the save to the browser, which delivers it although the page goes away.
fn save_in_passing(form: &HtmlFormElement, step: Step) {
    next_turn(form);
    let (own, frame) = fields(form, step);
    let body = object(&frame);
    let set = |name: &str, value: &JsValue| Reflect::set(&body, &name.into(), value);
    let _ = set("step", &step.as_str().into());
    let _ = set("fields", &object(&own));
    if let Some(text) = JSON::stringify(&body).ok().and_then(|text| text.as_string()) {
        let _ = window().navigator().send_beacon_with_opt_str(&paths::do_keep_step(), Some(&text));
    }
}

fn object(fields: &Fields) -> Object {
    let object = Object::new();
    for (name, value) in &fields.0 {
        let _ = Reflect::set(&object, &name.into(), &value.into());
    }
    object
}
