//! Another number for a line.

use domain::Lang;
use leptos::prelude::*;
use services::care::LineCare;

use super::{
    cards::swaps_words,
    parts::{Standing, done_lately, out_of_service},
};
use crate::{
    areas::leaving::{Cooling, Password, must_wait},
    context,
    forms::{Checkbox, ErrorSummary, Field, FormState},
    paths,
    ui::{Alert, Button, Card, Look, Tone},
};

/// What changes with it, how many changes are left, and the form.
#[component]
pub(super) fn NumberView(
    /// The line.
    care: LineCare,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let act = care.newest(&["swap_number"]).cloned();
    let busy = care.busy(&["swap_number"]);
    let new = act.as_ref().is_some_and(done_lately);
    let national = care.line.national();
    let number = new.then(|| {
        view! {
            <Card title=lang.pick("The new number", "El número nuevo") id="new">
                <p class="num text-3xl font-semibold tracking-tight">{national}</p>
                <p class="text-sm">
                    {lang
                        .pick(
                            "Restart the phone if it still shows the old one. Now tell people, and change it where codes are sent.",
                            "Reinicia el teléfono si todavía muestra el anterior. Ahora avisa a la gente y cámbialo donde te envían códigos.",
                        )}
                </p>
            </Card>
        }
    });
    let off = out_of_service(&care, lang);
    let none_left = care.swaps_left == Some(0);
    let plain = |words: &'static str| view! { <Alert tone=Tone::Warning>{words}</Alert> }.into_any();
    let change = match off {
        Some(off) => off,
        None if busy => ().into_any(),
        None if must_wait(care.sim_lock.cools_until) => {
            view! { <Cooling until=care.sim_lock.cools_until /> }.into_any()
        }
        None if care.line.stands_in_for.is_some() => plain(lang.pick(
            "It is temporary: it ends when the awaited number works.",
            "Es temporal: termina cuando funcione el número esperado.",
        )),
        None if care.leaves => plain(lang.pick(
            "A transfer PIN is out for this number. Put its lock back on before you change it.",
            "Hay un PIN de traslado emitido para este número. Vuelve a poner su bloqueo antes de cambiarlo.",
        )),
        None if none_left => plain(lang.pick(
            "All changes of this period are used. Nothing else is limited.",
            "Ya se usaron todos los cambios de este periodo. Lo demás no tiene límite.",
        )),
        None if care.line.iccid.is_none() => plain(lang.pick(
            "The line’s SIM was not read yet. Try again in a few minutes.",
            "Todavía no se ha leído la SIM de la línea. Intenta en unos minutos.",
        )),
        None => view! { <Form number=care.line.number.clone() form /> }.into_any(),
    };
    view! {
        <Standing
            act
            running=lang.pick("The new number is being made…", "Se está preparando el número nuevo…")
            refused=lang.pick("The number was not changed", "No se cambió el número")
            done=lang.pick("The line has its new number", "La línea tiene su número nuevo")
            advice=lang.pick(
                "The number is as it was. If it says that changing is unavailable, that is the network’s maintenance: try again later.",
                "El número sigue igual. Si dice que no está disponible, la red está en mantenimiento: intenta más tarde.",
            )
        />
        {number}
        <Card title=lang.pick("What changes", "Qué cambia") id="changes">
            <ul class="list-disc space-y-1 pl-5 text-sm">
                {[
                    lang.pick(
                        "The old number stops at once and can’t be brought back.",
                        "El número anterior deja de funcionar enseguida y no se puede recuperar.",
                    ),
                    lang.pick(
                        "Friends and family need the new one; texts to the old one are lost.",
                        "Tus amigos y familia necesitan el nuevo; los mensajes al anterior se pierden.",
                    ),
                    lang.pick(
                        "Banks and apps send their codes to the old one: change it there first, while it works.",
                        "Bancos y aplicaciones envían sus códigos al anterior: cámbialo ahí primero, mientras funciona.",
                    ),
                    lang.pick(
                        "Guardian’s rules are put on the new number within minutes: look at them, and at the data limits, afterwards.",
                        "Las reglas de Guardian pasan al número nuevo en minutos: revísalas después, y también los límites de datos.",
                    ),
                    lang.pick(
                        "SIM, plan, 911 address and the lock against leaving go with the line.",
                        "La SIM, el plan, la dirección del 911 y el bloqueo contra traslados siguen con la línea.",
                    ),
                ]
                    .map(|words| view! { <li>{words}</li> })}
            </ul>
            <p class="text-sm font-medium">{swaps_words(&care, lang)}</p>
        </Card>
        {change}
    }
}

/// The form that asks for it.
#[component]
fn Form(number: String, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let own = number.get(2..5).unwrap_or_default().to_owned();
    let hint = match lang {
        Lang::En => format!("Three digits. Leave it empty to stay in {own}"),
        Lang::Es => format!("Tres dígitos. Déjalo vacío para seguir en {own}"),
    };
    view! {
        <Card title=lang.pick("Change the number", "Cambiar el número") id="change">
            <ErrorSummary form=form.clone() />
            <form method="post" action=paths::do_change_number() class="flex flex-col gap-4">
                <input type="hidden" name="number" value=number />
                <Field
                    at=form.at("number.area_code")
                    label=lang.pick("Area code", "Código de área")
                    hint
                    inputmode="numeric"
                    num=true
                    maxlength=5
                    optional=true
                />
                <Checkbox
                    at=form.at("number.sure")
                    label=lang.pick("I know that the old number is gone for good", "Sé que el número anterior se pierde para siempre")
                />
                <Password at=form.at("renumber.password") />
                <div class="flex justify-end">
                    <Button look=Look::Primary wide=true>{lang.pick("Get a new number", "Pedir un número nuevo")}</Button>
                </div>
            </form>
        </Card>
    }
}
