//! What is wrong with a field, said as it is left.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use domain::{
    Fault,
    wizard::{Kind, Step, fault_at},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

use super::form::{field_of, fields, on};
use crate::language::lang;

/// Checks each field as it is left. What is said changes the height of the form, so while a pointer is down it
/// waits: else the button that is being pressed moves away from under the pointer and its click is lost.
pub(super) fn watch(form: &HtmlFormElement, kind: Kind, step: Step) {
    let (pressed, left) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<String>)));
    let look = {
        let (form, pressed, left) = (form.clone(), Rc::clone(&pressed), Rc::clone(&left));
        move || {
            if !pressed.get()
                && let Some(name) = left.take()
            {
                check(&form, kind, step, &name);
            }
        }
    };
    // After the click that the same press may end in.
    let soon = Rc::new(move || set_timeout(look.clone(), Duration::ZERO));
    let later = Rc::clone(&soon);
    on(form, "focusout", move |event| {
        if let Some(name) = field_of(&event) {
            left.replace(Some(name));
            later();
        }
    });
    for (event, down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
        let (pressed, soon) = (Rc::clone(&pressed), Rc::clone(&soon));
        on(&document(), event, move |_| {
            pressed.set(down);
            soon();
        });
    }
}

/// Shows or clears the fault of the field that was left, and clears what the new value mended elsewhere.
fn check(form: &HtmlFormElement, kind: Kind, step: Step, name: &str) {
    let (own, _) = fields(form, step);
    let judge = |name: &str| fault_at(kind, step, &own, name);
    if !own.get(name).is_empty() {
        let fault = judge(name);
        // What only the server knows stays said until the value is another one.
        if fault.is_some() || changed(name) {
            show(name, fault.as_ref());
        }
    }
    let Ok(wrong) = form.query_selector_all("[aria-invalid=true]") else { return };
    for other in (0..wrong.length()).filter_map(|i| wrong.get(i)?.dyn_into::<Element>().ok()).map(|e| e.id()) {
        if other != name && step.owns(&other) && judge(&other).is_none() && changed_since_said(&other) {
            show(&other, None);
        }
    }
}

/// Whether a text field holds something else than when the page was loaded.
fn changed(name: &str) -> bool {
    let input = document().get_element_by_id(name).and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
    input.is_none_or(|input| input.value() != input.default_value())
}

/// Whether a message was said here, by this page, rather than by the server.
fn changed_since_said(name: &str) -> bool {
    let line = document().get_element_by_id(&format!("{name}-error"));
    changed(name) || line.is_some_and(|line| line.has_attribute("data-live"))
}

fn show(name: &str, fault: Option<&Fault>) {
    let page = document();
    let Some(input) = page.get_element_by_id(name) else { return };
    let (error_id, hint_id) = (format!("{name}-error"), format!("{name}-hint"));
    let line = page.get_element_by_id(&error_id);
    let hint = page.get_element_by_id(&hint_id).map(|_| hint_id);
    let mark = if input.tag_name() == "SELECT" { "select-error" } else { "input-error" };
    let Some(fault) = fault else {
        if let Some(line) = line {
            line.remove();
        }
        let _ = input.class_list().remove_1(mark);
        let _ = input.remove_attribute("aria-invalid");
        let _ = match hint {
            Some(hint) => input.set_attribute("aria-describedby", &hint),
            None => input.remove_attribute("aria-describedby"),
        };
        return;
    };
    let line = line.or_else(|| {
        let line = page.create_element("p").ok()?;
        line.set_id(&error_id);
        line.set_class_name("mt-1 text-xs text-error");
        let _ = line.set_attribute("data-live", "");
        let _ = line.set_attribute("role", "alert");
        input.parent_element()?.append_child(&line).ok()?;
        Some(line)
    });
    if let Some(line) = line {
        line.set_text_content(Some(&fault.message_in(lang())));
    }
    let described = hint.map_or_else(|| error_id.clone(), |hint| format!("{hint} {error_id}"));
    let _ = input.class_list().add_1(mark);
    let _ = input.set_attribute("aria-invalid", "true");
    let _ = input.set_attribute("aria-describedby", &described);
}
