//! Checks a field as it is left, with the parser the server uses, and saves what is typed.

#[cfg(feature = "hydrate")]
mod check;
#[cfg(feature = "hydrate")]
mod form;
#[cfg(feature = "hydrate")]
mod keep;

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
    /// Whether it saves by itself; not while a form is shown that was refused for being out of date.
    keeps: bool,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Some(form) = form::step_form() {
            check::watch(&form, kind, step);
            if keeps {
                keep::watch(&form, step);
            }
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (kind, step, keeps);
}
