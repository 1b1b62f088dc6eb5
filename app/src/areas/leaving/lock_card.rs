//! A line's lock.

use domain::Lang;
use leptos::prelude::*;
use services::port_outs::{Leaving, PinState};

use super::{cooling::must_wait, pin_card::Password};
use crate::{
    context,
    forms::FormState,
    paths,
    time::Time,
    ui::{Button, Card, Look, StatusBadge, Tone, glyph},
};

/// Whether it is on, who turned it when, and the way to turn it.
#[component]
pub(super) fn LockCard(
    /// The line.
    line: Leaving,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let Leaving { number, lock, pin, .. } = line;
    let (tone, state, sign) = if lock.on {
        (Tone::Success, lang.pick("Locked", "Bloqueada"), glyph::LOCK)
    } else {
        (Tone::Warning, lang.pick("Not locked", "Sin bloqueo"), glyph::ALERT)
    };
    let turned = match lock.turned {
        Some((at, by)) => {
            let how = match (lock.on, lang) {
                (true, Lang::En) => "Put on by",
                (true, Lang::Es) => "Lo puso",
                (false, Lang::En) => "Lifted by",
                (false, Lang::Es) => "Lo quitó",
            };
            view! { <p class="text-xs text-base-content/70">{format!("{how} {by}, ")} <Time at /> "."</p> }.into_any()
        }
        None => view! {
            <p class="text-xs text-base-content/70">
                {lang.pick("On from the start, as for every line.", "Puesto desde el principio, como en toda línea.")}
            </p>
        }
        .into_any(),
    };
    let words = if must_wait(lock.cools_until) {
        lang.pick(
            "While it is on, nobody gets a transfer PIN, and without one no other carrier can take the number.",
            "Mientras está puesto, nadie obtiene un PIN de traslado, y sin él ningún otro operador puede llevarse el número.",
        )
    } else if lock.on {
        lang.pick(
            "While it is on, nobody gets a transfer PIN, and without one no other carrier can take the number. It is free, and \
             you can lift it at any time with your password.",
            "Mientras está puesto, nadie obtiene un PIN de traslado, y sin él ningún otro operador puede llevarse el número. Es \
             gratis, y puedes quitarlo cuando quieras con tu contraseña.",
        )
    } else {
        lang.pick(
            "A transfer PIN can be issued for this line. If you are not leaving, put the lock back on: it is free. A PIN \
             that was issued stops working with it.",
            "Se puede emitir un PIN de traslado para esta línea. Si no te vas, vuelve a poner el bloqueo: es gratis. Si hay un \
             PIN emitido, deja de servir.",
        )
    };
    let storing = pin == PinState::Storing;
    let turn = match lock.on {
        // The page reloads itself meanwhile: what is typed would be lost.
        true if storing || must_wait(lock.cools_until) => ().into_any(),
        true => view! { <Lift number form /> }.into_any(),
        false => view! {
            <form method="post" action=paths::do_put_lock()>
                <input type="hidden" name="number" value=number />
                <Button>{lang.pick("Put the lock on", "Poner el bloqueo")}</Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <Card title=lang.pick("Lock", "Bloqueo") id="lock" actions=move || view! { <StatusBadge tone text=state glyph=sign /> }>
            <p class="text-sm">{words}</p>
            {turned}
            {turn}
        </Card>
    }
}

/// The form that lifts it, behind one click; open when the password was wrong.
#[component]
fn Lift(number: String, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let at = form.at("lift.password");
    let open = at.fault.is_some();
    view! {
        <details open=open>
            <summary class="btn btn-sm pointer-coarse:min-h-11">{lang.pick("Lift the lock", "Quitar el bloqueo")}</summary>
            <form method="post" action=paths::do_lift_lock() class="mt-4 flex flex-col gap-4">
                <input type="hidden" name="number" value=number />
                <Password at />
                <Button look=Look::Quiet>{lang.pick("Lift it", "Quitarlo")}</Button>
            </form>
        </details>
    }
}
