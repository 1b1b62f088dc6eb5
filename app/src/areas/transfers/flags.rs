//! What stands apart from the state: warnings, and that the old plan must be kept.

use jiff::Timestamp;
use leptos::prelude::*;
use services::port_ins::PortIn;

use super::words::carrier_name;
use crate::{
    context,
    time::Ago,
    ui::{Alert, Icon, Tone, glyph},
};

/// Flags that stand apart from the state: held, stuck, slow, words nobody knows, a reading that is overdue.
#[component]
pub(super) fn Flags(
    /// The order.
    port: PortIn,
    /// Staff read.
    staff: bool,
) -> impl IntoView {
    let lang = context::lang();
    let open = port.ended_at.is_none();
    let overdue = port.is_overdue(Timestamp::now());
    let mut lines: Vec<AnyView> = Vec::new();
    if port.held {
        lines.push(
            lang.pick(
                "Our staff hold this for now: nothing is sent and nobody is reminded.",
                "Nuestro personal lo tiene en pausa: no se envía nada ni se manda recordatorios.",
            )
            .into_any(),
        );
    }
    if open && port.stuck {
        let family = lang.pick(
            "This takes far too long. Our staff look into it.",
            "Esto tarda demasiado. Nuestro personal lo está revisando.",
        );
        lines.push(
            if staff {
                lang.pick(
                    "Stuck: no change for far too long. Ask the old carrier or Telegent.",
                    "Atascado: sin cambios desde hace demasiado. Pregunta al operador anterior o a Telegent.",
                )
            } else {
                family
            }
            .into_any(),
        );
    } else if open && port.slow {
        lines.push(
            lang.pick("Slower than usual. We keep looking.", "Más lento de lo normal. Seguimos revisando.").into_any(),
        );
    }
    if port.unrecognised && staff {
        let raw = port.raw_status.clone().unwrap_or_default();
        lines.push(
            lang.pick_string(
                || format!("Telegent said a word nobody knows: “{raw}”. The state was left as it was."),
                || format!("Telegent dijo una palabra que nadie conoce: «{raw}». El estado quedó como estaba."),
            )
            .into_any(),
        );
    }
    if overdue {
        let read = port.read_at.map(|at| view! { " " <Ago at /> });
        lines.push(view! { {lang.pick("We can’t reach the order right now. What you see was read", "Ahora no podemos leer el pedido. Lo que ves se leyó")} {read} "." }.into_any());
    }
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <Alert tone=Tone::Warning class="mt-4">{lines}</Alert> }
    })
}

/// Keeps people from losing their number: only who is finished may cancel.
#[component]
pub(super) fn KeepOldPlan(
    /// The order.
    port: PortIn,
) -> impl IntoView {
    let lang = context::lang();
    let carrier = carrier_name(&port.carrier, lang);
    (port.state.is_open()).then(|| {
        let words = lang.pick_string(
            || format!("Don’t cancel your plan at {carrier} yet. We tell you when you may."),
            || format!("No canceles todavía tu plan en {carrier}. Te avisamos cuando puedas."),
        );
        view! {
            <p class="mt-4 flex max-w-none items-center gap-2 rounded-field bg-info/10 px-4 py-3 text-sm text-info">
                <Icon glyph=glyph::LOCK class="size-4" />
                {words}
            </p>
        }
    })
}
