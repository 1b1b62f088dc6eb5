//! The form in the page.

use domain::{Fields, wizard::Step};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

use crate::islands::form;
pub(super) use crate::islands::form::{field_of, on};

/// The form of a wizard's step.
pub(super) fn step_form() -> Option<HtmlFormElement> {
    document().get_element_by_id("step").and_then(|e| e.dyn_into().ok())
}

/// The step's own fields, and what the frame put into the form.
pub(super) fn fields(form: &HtmlFormElement, step: Step) -> (Fields, Fields) {
    let (own, frame) = form::fields(form).0.into_iter().partition(|(name, _)| step.owns(name));
    (Fields(own), Fields(frame))
}
