//! The fields of each step.

mod authorise;
mod numbers;
mod old_account;
mod port_lines;
mod receipt;
mod secret;

pub(crate) use authorise::AuthoriseFields;
pub(crate) use numbers::NumberFields;
pub(crate) use old_account::OldAccountFields;
pub(crate) use port_lines::PortLineFields;
pub(crate) use receipt::WhatHappensNext;

use domain::{
    Lang,
    wizard::{Offer, Step},
};
use leptos::prelude::*;
use services::wizard::{Draft, PortView};

use crate::{
    context,
    forms::FormState,
    ui::{Alert, Tone},
};

/// What a step asks, one line below it, and the verb of its way on.
pub(crate) fn words(step: Step, lang: Lang) -> (&'static str, &'static str, &'static str) {
    match step {
        Step::OldAccount => (
            lang.pick("What does your old carrier know?", "¿Qué sabe tu operador anterior?"),
            lang.pick(
                "It compares each of these with its own records. Copy them from the bill or the app.",
                "Compara cada dato con los suyos. Cópialos de la factura o de la aplicación.",
            ),
            lang.pick("Choose lines", "Elegir líneas"),
        ),
        Step::PortLines => (
            lang.pick("Who gets which number?", "¿Quién recibe cada número?"),
            lang.pick("And on what, and with which plan.", "Y en qué tarjeta, y con qué plan."),
            lang.pick("Read the letter", "Leer la carta"),
        ),
        Step::Authorise => (
            lang.pick("May we move them?", "¿Podemos trasladarlos?"),
            lang.pick(
                "The holder of the old account signs, here or through a link we mail.",
                "Firma el titular de la cuenta anterior, aquí o con un enlace que enviamos.",
            ),
            lang.pick("Read the receipt", "Leer el resumen"),
        ),
        Step::Receipt => (
            lang.pick("Is everything right?", "¿Está todo bien?"),
            lang.pick(
                "Nothing is sent or bought before you press the button.",
                "No se envía ni se compra nada antes de que oprimas el botón.",
            ),
            lang.pick("Bring it over", "Traerlo"),
        ),
        _ => (
            lang.pick("Which number do you bring?", "¿Qué número traes?"),
            lang.pick(
                "We ask right away whether it can come, before you fill in anything else.",
                "Preguntamos de inmediato si puede venir, antes de que llenes otra cosa.",
            ),
            lang.pick("Check it", "Comprobarlo"),
        ),
    }
}

/// The verb of the way on, where it is another one: who has read the warnings goes on all the same.
pub(crate) fn verb(step: Step, view: &PortView, lang: Lang) -> &'static str {
    if step == Step::OldAccount && !view.warnings.is_empty() {
        lang.pick("It is right, go on", "Está bien, seguir")
    } else {
        words(step, lang).2
    }
}

/// A step that brings numbers.
#[component]
pub(crate) fn PortStep(
    /// Which.
    step: Step,
    /// What was typed.
    form: FormState,
    /// The draft.
    draft: Draft,
    /// What can be chosen.
    offer: Offer,
    /// What stands beside the fields.
    view: PortView,
) -> impl IntoView {
    let fields = match step {
        Step::Numbers => view! { <NumberFields form offer view draft /> }.into_any(),
        Step::OldAccount => view! { <OldAccountFields form offer view /> }.into_any(),
        Step::PortLines => view! { <PortLineFields form offer /> }.into_any(),
        _ => view! { <AuthoriseFields form offer view draft=draft.id /> }.into_any(),
    };
    view! {
        <KeepPlan />
        {fields}
    }
}

/// The one thing that must not happen.
#[component]
pub(crate) fn KeepPlan() -> impl IntoView {
    let lang = context::lang();
    view! {
        <Alert tone=Tone::Warning title=lang.pick("Do not cancel your old plan yet", "No canceles tu plan anterior todavía")>
            <p>
                {lang
                    .pick(
                        "A cancelled number can be lost for good. We tell you here and by mail when you may.",
                        "Un número cancelado se puede perder para siempre. Te avisamos aquí y por correo cuando puedas.",
                    )}
            </p>
        </Alert>
    }
}
