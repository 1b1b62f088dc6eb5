//! What happens after the receipt.

use leptos::prelude::*;

use crate::{context, ui::Card};

/// The course of a transfer, before it begins.
#[component]
pub(crate) fn WhatHappensNext() -> impl IntoView {
    let lang = context::lang();
    let steps = [
        lang.pick(
            "We send the order to your old carrier. Mobile numbers often take hours, landlines days; five business days at most is usual.",
            "Enviamos el pedido a tu operador anterior. Los móviles suelen tardar horas, las líneas fijas días; lo normal es cinco días hábiles como máximo.",
        ),
        lang.pick(
            "If it objects to something, you see which field, and correct it there. We write to you.",
            "Si algo no le cuadra, ves qué campo es y lo corriges ahí. Te escribimos.",
        ),
        lang.pick(
            "Your old phone works until the number moves. Then calls work here first, and texts follow.",
            "Tu teléfono anterior funciona hasta que el número pase. Después funcionan aquí las llamadas y luego los mensajes.",
        ),
        lang.pick(
            "Is the old phone of no use until then? Who has no line here yet can take a temporary number on the transfer’s page, at no charge.",
            "¿El teléfono anterior no sirve mientras tanto? Quien aún no tenga línea aquí puede tomar un número temporal en la página del traslado, sin costo.",
        ),
        lang.pick(
            "A phone that is not paid off yet may fall due at your old carrier.",
            "Un teléfono que aún se paga puede cobrarse completo en tu operador anterior.",
        ),
        lang.pick(
            "The plan begins when the number is here.",
            "El plan empieza cuando el número está aquí.",
        ),
        lang.pick(
            "You can stop it while your old carrier has not let the number go.",
            "Puedes detenerlo mientras tu operador anterior no haya soltado el número.",
        ),
    ];
    let steps = steps.map(|step| view! { <li>{step}</li> });
    view! {
        <Card title=lang.pick("What happens next", "Qué sigue")>
            <ol class="list-decimal space-y-1 pl-5 text-sm">{steps}</ol>
        </Card>
    }
}
