//! A line's SIM: its code, the lock of it, another one.

use domain::Lang;
use leptos::prelude::*;
use services::care::LineCare;

use super::parts::{Standing, done_lately, out_of_service};
use crate::{
    areas::{
        family::SimCard,
        leaving::{Cooling, Password, must_wait},
    },
    context,
    forms::{Field, FormState, RadioCards, RadioOption},
    paths,
    time::Time,
    ui::{Alert, Button, Card, Look, StatusBadge, Tone, glyph},
};

/// The SIM as it is, then the lock and the way to another one.
#[component]
pub(super) fn SimView(
    /// The line.
    care: LineCare,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let act = care.newest(&["swap_sim"]).cloned();
    let busy = care.busy(&["swap_sim"]);
    let new = act.as_ref().is_some_and(done_lately);
    let code = care.line.lpa.is_some();
    let (number, line) = (care.line.number.clone(), care.line.clone());
    let install = (new && care.may.line).then(|| {
        let words = if code {
            lang.pick(
                "Install the new eSIM now with the code below. The old SIM has stopped working.",
                "Instala ya la eSIM nueva con el código de abajo. La SIM anterior dejó de funcionar.",
            )
        } else {
            lang.pick(
                "Put the new card into the phone now. The old SIM has stopped working.",
                "Pon ya la tarjeta nueva en el teléfono. La SIM anterior dejó de funcionar.",
            )
        };
        view! { <p class="text-sm font-medium">{words}</p> }
    });
    let change = care.may.line.then(|| {
        let off = out_of_service(&care, lang);
        let replace = match off {
            Some(off) => off,
            None if busy || must_wait(care.sim_lock.cools_until) => ().into_any(),
            None => view! { <Replace number=number.clone() locked=care.sim_lock.on form=form.clone() /> }.into_any(),
        };
        view! {
            <Cooling until=care.sim_lock.cools_until />
            <LockCard number=number.clone() lock=care.sim_lock.clone() busy form=form.clone() />
            {replace}
        }
    });
    view! {
        <Standing
            act=act.filter(|_| care.may.line)
            running=lang.pick("A new SIM is being made…", "Se está preparando la SIM nueva…")
            refused=lang.pick("The SIM was not replaced", "No se reemplazó la SIM")
            done=lang.pick("The new SIM is there", "La SIM nueva está lista")
        />
        {install}
        <SimCard line />
        {change}
    }
}

/// The lock against SIM changes.
#[component]
fn LockCard(number: String, lock: services::care::SimLock, busy: bool, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let (tone, state, sign) = if lock.on {
        (Tone::Success, lang.pick("Locked", "Bloqueada"), glyph::LOCK)
    } else {
        (Tone::Warning, lang.pick("Not locked", "Sin bloqueo"), glyph::ALERT)
    };
    let turned = lock.turned.map(|(at, by)| {
        let how = match (lock.on, lang) {
            (true, Lang::En) => "Put on by",
            (true, Lang::Es) => "Lo puso",
            (false, Lang::En) => "Lifted by",
            (false, Lang::Es) => "Lo quitó",
        };
        view! { <p class="text-xs text-base-content/70">{format!("{how} {by}, ")} <Time at /> "."</p> }
    });
    let at = form.at("lift.password");
    let open = at.fault.is_some();
    let turn = match lock.on {
        // The page reloads itself meanwhile: what is typed would be lost.
        _ if busy => ().into_any(),
        true if must_wait(lock.cools_until) => ().into_any(),
        true => view! {
            <details open=open>
                <summary class="btn btn-sm pointer-coarse:min-h-11">
                    {lang.pick("Lift the SIM lock", "Quitar el bloqueo de la SIM")}
                </summary>
                <form method="post" action=paths::do_lift_sim_lock() class="mt-4 flex flex-col gap-4">
                    <input type="hidden" name="number" value=number />
                    <Password at />
                    <Button look=Look::Quiet>{lang.pick("Lift it", "Quitarlo")}</Button>
                </form>
            </details>
        }
        .into_any(),
        false => view! {
            <form method="post" action=paths::do_put_sim_lock()>
                <input type="hidden" name="number" value=number />
                <Button>{lang.pick("Put the SIM lock on", "Poner el bloqueo de la SIM")}</Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <Card
            title=lang.pick("SIM lock", "Bloqueo de la SIM")
            id="sim-lock"
            actions=move || view! { <StatusBadge tone text=state glyph=sign /> }
        >
            <p class="text-sm">
                {lang
                    .pick(
                        "While it is on, nobody puts the number on another SIM without lifting it first, with a password. It is \
                         free, on from the start, and goes back on after each change.",
                        "Mientras está puesto, nadie pasa el número a otra SIM sin quitarlo antes, con una contraseña. Es gratis, \
                         está puesto desde el principio y vuelve a ponerse después de cada cambio.",
                    )}
            </p>
            {turned}
            {turn}
        </Card>
    }
}

/// The form that asks for another SIM.
#[component]
fn Replace(number: String, locked: bool, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let form = form.only(|name| name.starts_with("sim.") || name.starts_with("swap."));
    let open = !form.errors().is_empty();
    let kinds = vec![
        RadioOption::new(
            "esim",
            "eSIM",
            lang.pick("A new QR code, shown here", "Un código QR nuevo, que se muestra aquí"),
        ),
        RadioOption::new(
            "card",
            lang.pick("SIM card", "Tarjeta SIM"),
            lang.pick("The card is at hand", "La tarjeta está a la mano"),
        ),
    ];
    let verb = match locked {
        true => lang.pick("Unlock and replace the SIM", "Quitar el bloqueo y reemplazar la SIM"),
        false => lang.pick("Replace the SIM", "Reemplazar la SIM"),
    };
    view! {
        <Card title=lang.pick("Another SIM", "Otra SIM") id="replace" class="group/sim">
            <p class="text-sm">
                {lang
                    .pick(
                        "For another phone, or when the SIM is lost or broken. The number stays. Only deleted the eSIM from the \
                         phone? The code above still works: scan it again.",
                        "Para otro teléfono, o si la SIM se perdió o se dañó. El número se queda. ¿Solo borraste la eSIM del \
                         teléfono? El código de arriba todavía sirve: escanéalo otra vez.",
                    )}
            </p>
            <details open=open>
                <summary class="btn pointer-coarse:min-h-11">{lang.pick("Get another SIM", "Pedir otra SIM")}</summary>
                <form method="post" action=paths::do_swap_sim() class="mt-4 flex flex-col gap-4">
                    <input type="hidden" name="number" value=number />
                    {locked.then(|| view! { <input type="hidden" name="unlock" value="on" /> })}
                    <RadioCards at=form.at_or("sim.kind", "esim") legend=lang.pick("Which kind?", "¿De qué tipo?") options=kinds />
                    <div class="hidden group-has-[input[value=card]:checked]/sim:block">
                        <Field
                            at=form.at("sim.iccid")
                            label=lang.pick("SIM number (ICCID)", "Número de la SIM (ICCID)")
                            inputmode="numeric"
                            num=true
                            maxlength=30
                            either=true
                            hint=lang.pick(
                                "19 or 20 digits, printed on the card in groups of four; it starts with 8901",
                                "19 o 20 dígitos, impresos en la tarjeta en grupos de cuatro; empieza con 8901",
                            )
                        />
                    </div>
                    <Password at=form.at("swap.password") />
                    <Alert tone=Tone::Warning>
                        <p>
                            {lang
                                .pick(
                                    "The SIM in the phone stops as soon as the new one is made: have the phone at hand, with \
                                     Wi-Fi. Everybody who runs this account is told at once.",
                                    "La SIM del teléfono deja de funcionar en cuanto la nueva está lista: ten el teléfono a la \
                                     mano, con Wi-Fi. A todos los que administran esta cuenta se les avisa enseguida.",
                                )}
                        </p>
                    </Alert>
                    <Button look=Look::Primary>{verb}</Button>
                </form>
            </details>
        </Card>
    }
}
