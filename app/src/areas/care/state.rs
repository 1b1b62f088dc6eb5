//! A line suspended and restored, cancelled and brought back.

use leptos::prelude::*;
use services::{accounts::LineStatus, care::LineCare};

use super::{
    cards::way_back_words,
    parts::{self, Standing},
};
use crate::{
    areas::{
        leaving::{Cooling, must_wait},
        line_words::LineBadge,
    },
    context,
    forms::{Checkbox, Field, FormState},
    paths,
    ui::{Alert, Button, Card, Look, Tone},
};

/// How the line stands, and what can be done about it.
#[component]
pub(super) fn StateView(
    /// The line.
    care: LineCare,
    /// What the last form left.
    form: FormState,
    /// Staff read.
    staff: bool,
) -> impl IntoView {
    let lang = context::lang();
    let act = care.newest(parts::STATES).cloned();
    let (running, refused, done) = match act.as_ref().map(|act| act.act.as_str()) {
        Some("suspend") => (
            lang.pick("The line is being suspended…", "Suspendiendo la línea…"),
            lang.pick("The line was not suspended", "No se suspendió la línea"),
            lang.pick("The line is suspended", "La línea está suspendida"),
        ),
        Some("restore") => (
            lang.pick("The line is being restored…", "Restableciendo la línea…"),
            lang.pick("The line was not restored", "No se restableció la línea"),
            lang.pick("The line works again", "La línea funciona otra vez"),
        ),
        Some("cancel") => (
            lang.pick("The line is being cancelled…", "Cancelando la línea…"),
            lang.pick("The line was not cancelled", "No se canceló la línea"),
            lang.pick("The line is cancelled", "La línea está cancelada"),
        ),
        _ => (
            lang.pick("The line is being brought back…", "Recuperando la línea…"),
            lang.pick("The line was not brought back", "No se recuperó la línea"),
            lang.pick("The line is back", "La línea volvió"),
        ),
    };
    let busy = care.busy(parts::STATES) || care.busy(&["swap_sim", "swap_number"]);
    let crossing = (busy && !care.busy(parts::STATES)).then(|| {
        view! {
            <Alert tone=Tone::Info>
                {lang
                    .pick(
                        "Another change of this line is under way. Open this page again in a moment.",
                        "Hay otro cambio en curso en esta línea. Abre esta página otra vez en un momento.",
                    )}
            </Alert>
        }
    });
    let number = care.line.number.clone();
    let body = match care.line.status {
        _ if busy => ().into_any(),
        LineStatus::Paused if care.sim_lock.wrong_hands && must_wait(care.sim_lock.cools_until) => {
            view! { <Cooling until=care.sim_lock.cools_until /> }.into_any()
        }
        LineStatus::Paused => view! { <Restore number=number.clone() /> }.into_any(),
        LineStatus::Cancelled => view! { <BringBack care=care.clone() /> }.into_any(),
        LineStatus::Active => {
            view! { <Suspend number=number.clone() leaves=care.leaves form=form.clone() /> }.into_any()
        }
        _ => view! {
            <Alert tone=Tone::Info>
                {lang
                    .pick(
                        "The line is not in service yet, so there is nothing to suspend.",
                        "La línea todavía no está en servicio, así que no hay nada que suspender.",
                    )}
            </Alert>
        }
        .into_any(),
    };
    let cancel = (staff && !busy && matches!(care.line.status, LineStatus::Active | LineStatus::Paused))
        .then(|| view! { <Cancel number form /> });
    view! {
        <Standing act running refused done />
        {crossing}
        <p><LineBadge status=care.line.status.clone() raw=care.line.raw_status.clone() /></p>
        {body}
        {cancel}
    }
}

/// What stops, and the button.
#[component]
fn Suspend(number: String, leaves: bool, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let leaving = leaves.then(|| {
        view! {
            <Alert
                tone=Tone::Warning
                title=lang.pick("A transfer PIN is out for this number", "Hay un PIN de traslado emitido para este número")
            >
                <p>
                    {lang
                        .pick(
                            "If the number is on its way to another carrier, suspending the line can stop that. It is your choice.",
                            "Si el número va en camino a otro operador, suspender la línea puede detenerlo. Tú decides.",
                        )}
                </p>
            </Alert>
            <Checkbox
                at=form.at("suspend.sure")
                label=lang.pick("Suspend it all the same", "Suspenderla de todos modos")
            />
        }
    });
    view! {
        <Card title=lang.pick("My phone is lost", "Perdí mi teléfono") id="suspend">
            <p class="text-sm">
                {lang
                    .pick(
                        "Suspending takes seconds, keeps the number and the SIM, and you can restore the line any time. Until then:",
                        "Suspender toma segundos, conserva el número y la SIM, y puedes restablecer la línea cuando quieras. Hasta entonces:",
                    )}
            </p>
            <ul class="list-disc space-y-1 pl-5 text-sm">
                <li>{lang.pick("no calls and no texts, in or out;", "no entran ni salen llamadas ni mensajes;")}</li>
                <li>{lang.pick("no data;", "no hay datos;")}</li>
                <li>
                    {lang
                        .pick(
                            "no 911 with this SIM: a phone without service may still reach it, but help can’t call back;",
                            "no hay 911 con esta SIM: un teléfono sin servicio quizá pueda llamar, pero no podrán devolver la llamada;",
                        )}
                </li>
                <li>{lang.pick("no codes from banks and apps.", "no llegan códigos de bancos ni aplicaciones.")}</li>
            </ul>
            <form method="post" action=paths::do_suspend_line() class="flex flex-col items-start gap-4">
                <input type="hidden" name="number" value=number />
                {leaving}
                <Button look=Look::Primary wide=true>{lang.pick("Suspend the line", "Suspender la línea")}</Button>
            </form>
            <p class="text-xs text-base-content/70">
                {lang
                    .pick(
                        "The plan goes on being charged. Who looks after this line is told at once.",
                        "El plan se sigue cobrando. A quienes cuidan esta línea se les avisa enseguida.",
                    )}
            </p>
        </Card>
    }
}

/// The way back.
#[component]
fn Restore(number: String) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title=lang.pick("Found it?", "¿Lo encontraste?") id="restore">
            <p class="text-sm">
                {lang
                    .pick(
                        "Restoring brings calls, texts, data and 911 back within seconds, with the number and the SIM the line had. If \
                         the phone is gone for good, restore the line and then replace the SIM.",
                        "Al restablecer vuelven en segundos las llamadas, los mensajes, los datos y el 911, con el número y la SIM que \
                         tenía la línea. Si el teléfono no vuelve, restablece la línea y después reemplaza la SIM.",
                    )}
            </p>
            <form method="post" action=paths::do_restore_line()>
                <input type="hidden" name="number" value=number />
                <Button look=Look::Primary wide=true>{lang.pick("Restore the line", "Restablecer la línea")}</Button>
            </form>
        </Card>
    }
}

/// A cancelled line: until when it can come back, and the button as long as it can.
#[component]
fn BringBack(care: LineCare) -> impl IntoView {
    let lang = context::lang();
    let open = care.way_back.is_some_and(|back| back.open(jiff::Timestamp::now()));
    let button = open.then(|| {
        view! {
            <form method="post" action=paths::do_reactivate_line()>
                <input type="hidden" name="number" value=care.line.number.clone() />
                <Button look=Look::Primary wide=true>{lang.pick("Bring the line back", "Recuperar la línea")}</Button>
            </form>
        }
    });
    let rest = if care.way_back.is_none() {
        lang.pick(
            "It stood in for another number until that was here, and has ended.",
            "Ocupaba el lugar de otro número hasta que llegó, y terminó.",
        )
    } else if open {
        lang.pick(
            "It comes back with the number and the SIM it had. After that day the number goes to somebody else.",
            "Vuelve con el número y la SIM que tenía. Después de ese día el número será de otra persona.",
        )
    } else {
        lang.pick(
            "The number has gone back to the network, so there is no button any more. We can set up a new line.",
            "El número volvió a la red, por eso ya no hay botón. Podemos preparar una línea nueva.",
        )
    };
    view! {
        <Card title=lang.pick("The way back", "Cómo recuperarla") id="way-back">
            <p class="font-medium">{way_back_words(care.way_back, lang)}</p>
            <p class="text-sm">{rest}</p>
            {button}
        </Card>
    }
}

/// The end of a line, for staff: its last four digits have to be typed.
#[component]
fn Cancel(number: String, form: FormState) -> impl IntoView {
    let at = form.at("cancel.digits");
    let open = at.fault.is_some();
    view! {
        <Card title="Cancel the line" id="cancel">
            <p class="text-sm">
                "Ends it for good after 30 days; until then it can be brought back. For a lost phone, suspend it instead."
            </p>
            <details open=open>
                <summary class="btn btn-sm pointer-coarse:min-h-11">"Cancel this line"</summary>
                <form method="post" action=paths::do_cancel_line() class="mt-4 flex flex-col items-start gap-4">
                    <input type="hidden" name="number" value=number />
                    <Field
                        at
                        label="Last four digits of the number"
                        hint="So that it is really this line"
                        inputmode="numeric"
                        num=true
                        maxlength=4
                    />
                    <Button look=Look::Danger>"Cancel the line"</Button>
                </form>
            </details>
        </Card>
    }
}
