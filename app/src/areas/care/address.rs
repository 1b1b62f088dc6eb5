//! Where 911 sends help.

use domain::{Address, Fault, FieldErrors, Fields, Lang};
use leptos::prelude::*;
use services::{
    accounts::LineStatus,
    care::{ActState, Known, LineCare},
};

use super::parts::{AskNetwork, Standing, out_of_service, refused_lately};
use crate::{
    context,
    forms::{ErrorSummary, Field, FormState, Select, state_choices},
    paths,
    ui::{Alert, Button, Card, Look, Tone},
};

/// What is on file, and the form for another one. An address that was refused comes back as it was typed.
#[component]
pub(super) fn AddressView(
    /// The line.
    care: LineCare,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    if care.line.status == LineStatus::Cancelled {
        return out_of_service(&care, lang).into_any();
    }
    let number = care.line.number.clone();
    let act = care.newest(&["set_address"]).cloned();
    let waiting = care.reading || care.busy(&["set_address"]);
    let on_file = match &care.address {
        Some(Known { value: Some(address), .. }) => {
            let words = match lang {
                Lang::En => format!("Help is sent to {}.", address.one_line()),
                Lang::Es => format!("La ayuda va a {}.", address.one_line()),
            };
            view! { <p>{words}</p> }.into_any()
        }
        Some(_) => view! {
            <Alert tone=Tone::Warning>
                {lang
                    .pick(
                        "The network has no address on file for this line. Enter one below.",
                        "La red no tiene ninguna dirección registrada para esta línea. Escribe una abajo.",
                    )}
            </Alert>
        }
        .into_any(),
        None => view! {
            <p class="text-sm">
                {lang
                    .pick(
                        "We don’t know yet what the network has on file. You can ask it, or set the address now.",
                        "Todavía no sabemos qué tiene registrado la red. Puedes preguntarle o poner la dirección ahora.",
                    )}
            </p>
        }
        .into_any(),
    };
    // What is typed, else what was refused, else what is on file, else where bills go.
    let form = match (&act, &care.address) {
        _ if !form.errors().is_empty() || !form.fields().0.is_empty() => form,
        (Some(act), _) if refused_lately(act) => refused(act),
        (_, Some(Known { value: Some(address), .. })) => FormState::new(address.fields("e911"), FieldErrors::default()),
        _ => {
            let fields = care.billing.as_ref().map(|address| address.fields("e911")).unwrap_or_default();
            FormState::new(fields, FieldErrors::default())
        }
    };
    let at = care.address.as_ref().map(|known| known.at);
    let change = (!waiting).then(|| view! { <Form number=number.clone() form /> });
    view! {
        <Standing
            act
            running=lang.pick("The address is being stored…", "Guardando la dirección…")
            refused=lang.pick("911 does not know this address", "El 911 no conoce esta dirección")
            done=lang.pick("The address is stored", "La dirección está guardada")
            advice=lang.pick(
                "The address on file was not changed. Write the street as it is on a bill, with the house number, and put the \
                 apartment into its own field; a PO box does not work. If it is refused again, ask us. Everything else goes on as \
                 before.",
                "La dirección registrada no cambió. Escribe la calle como está en una factura, con el número de la casa, y el \
                 apartamento en su propio campo; un apartado postal no sirve. Si la rechaza otra vez, pregúntanos. Todo lo demás \
                 sigue igual.",
            )
        />
        <Card title=lang.pick("On file", "Registrada") id="on-file">
            {on_file}
            <p class="text-sm">
                {lang
                    .pick(
                        "Responders go there when 911 is called over Wi-Fi and the caller can’t say where they are.",
                        "Allí van los socorristas cuando se llama al 911 por Wi-Fi y quien llama no puede decir dónde está.",
                    )}
            </p>
            <AskNetwork number what="911" at reading=care.reading unheard=care.unheard />
        </Card>
        {change}
    }
    .into_any()
}

/// The form as it was refused, with the network's words at the street.
fn refused(act: &services::care::Act) -> FormState {
    let mut errors = FieldErrors::default();
    if let ActState::Refused(why) = &act.state {
        errors.add("e911.street1", Fault::Upstream { message: why.clone() });
    }
    FormState::new(Fields(act.typed.0.clone()), errors)
}

/// The form.
#[component]
fn Form(number: String, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let [street1, street2, city, state, zip] = Address::FIELDS.map(|field| form.at(format!("e911.{field}")));
    view! {
        <Card
            title=lang.pick("Moved?", "¿Te mudaste?")
            lead=lang.pick(
                "Change it the same day: a house, not a PO box.",
                "Cámbiala el mismo día: una casa, no un apartado postal.",
            )
            id="move"
        >
            <ErrorSummary form />
            <form method="post" action=paths::do_set_911() class="flex flex-col gap-4">
                <input type="hidden" name="number" value=number />
                <div class="grid gap-4 sm:grid-cols-6">
                    <div class="sm:col-span-4">
                        <Field at=street1 label=lang.pick("Street", "Calle y número") maxlength=100 autocomplete="address-line1" />
                    </div>
                    <div class="sm:col-span-2">
                        <Field
                            at=street2
                            label=lang.pick("Apartment or suite", "Apartamento o suite")
                            optional=true
                            maxlength=100
                            autocomplete="address-line2"
                        />
                    </div>
                    <div class="sm:col-span-3">
                        <Field at=city label=lang.pick("City", "Ciudad") maxlength=60 autocomplete="address-level2" />
                    </div>
                    <div class="sm:col-span-2">
                        <Select
                            at=state
                            label=lang.pick("State", "Estado")
                            choices=state_choices()
                            prompt=lang.pick("Choose", "Elige")
                            autocomplete="address-level1"
                        />
                    </div>
                    <div class="sm:col-span-1">
                        <Field
                            at=zip
                            label=lang.pick("ZIP code", "Código ZIP")
                            inputmode="numeric"
                            num=true
                            maxlength=10
                            autocomplete="postal-code"
                        />
                    </div>
                </div>
                <div class="flex justify-end">
                    <Button look=Look::Primary wide=true>{lang.pick("Store the address", "Guardar la dirección")}</Button>
                </div>
            </form>
        </Card>
    }
}
