//! The fields of an order that its carrier objects to, open.

use domain::{
    Lang,
    porting::{CarrierHint, Need, NumberKind, PinLife, PortField, Refusal, day_number, pin_left},
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::port_ins::PortIn;

use super::words::carrier_name;
use crate::{
    context,
    forms::{Checkbox, ErrorSummary, Field, FormState, Select, state_choices},
    time,
    ui::{Button, Look},
};

/// After this many tries staff look at it.
const TRIES: u32 = 3;

/// What a carrier compares; the number itself cannot be another one.
const PARTS: [PortField; 6] = [
    PortField::Carrier,
    PortField::AccountNumber,
    PortField::Pin,
    PortField::Name,
    PortField::Address,
    PortField::Date,
];

/// The fields that refusals are about, each once, in the order of the form; all that can be wrong where they name none.
pub(super) fn faulty(port: &PortIn, refusals: &[Refusal], ask_all: bool) -> Vec<PortField> {
    let named = |field: &PortField| refusals.iter().any(|refusal| refusal.fields.contains(field));
    let mut parts: Vec<PortField> = PARTS.into_iter().filter(named).collect();
    if named(&PortField::Zip) && !parts.contains(&PortField::Address) {
        parts.push(PortField::Zip);
    }
    if parts.is_empty() && ask_all {
        parts.extend(rest(port, &[]).into_iter().filter(|part| *part != PortField::Carrier));
    }
    parts
}

/// The other parts of the order.
fn rest(port: &PortIn, open: &[PortField]) -> Vec<PortField> {
    let there =
        |part: &PortField| !open.contains(part) && (*part != PortField::Date || port.kind == NumberKind::Landline);
    PARTS.into_iter().filter(there).filter(|p| *p != PortField::Address || !open.contains(&PortField::Zip)).collect()
}

/// What is left of the PIN's life, in the reader's days.
pub(super) fn pin_life(port: &PortIn, hint: &CarrierHint) -> Option<PinLife> {
    let (made, days) = (port.pin_made?, hint.pin_days?);
    let today = Timestamp::now().to_zoned(time::zone()).date();
    Some(pin_left(day_number(&made.to_string()).ok()?, day_number(&today.to_string()).ok()?, days))
}

/// Faulty fields open, the others behind a disclosure, and the way to send it again. The same order goes on.
#[component]
pub(super) fn CorrectionForm(
    /// The order.
    port: PortIn,
    /// The faulty fields.
    parts: Vec<PortField>,
    /// Something is to be done elsewhere first, and ticked here.
    elsewhere: bool,
    /// What the carrier's fields are called and where they are found.
    hint: CarrierHint,
    /// What was typed and refused.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let tried = port.tries.values().any(|tries| *tries >= TRIES);
    let others = rest(&port, &parts);
    let typed = !form.errors().is_empty();
    // A fault in the folded part opens it.
    let unfold = others.iter().flat_map(|part| part.form_names()).any(|name| form.errors().at(name).is_some());
    let calm = !typed;
    let open = parts
        .iter()
        .enumerate()
        .map(|(i, part)| part_fields(*part, &port, &hint, &form, true, calm && i == 0, lang))
        .collect_view();
    let folded = others.iter().map(|part| part_fields(*part, &port, &hint, &form, false, false, lang)).collect_view();
    let tick = elsewhere.then(|| {
        let carrier = carrier_name(&port.carrier, lang);
        let label = lang.pick_string(
            || format!("Done at {carrier}; send it again"),
            || format!("Ya lo hice con {carrier}; envíalo de nuevo"),
        );
        let at = form.at("done");
        view! { <Checkbox at label /> }
    });
    let pin = pin_line(&port, &hint, &parts, lang);
    view! {
        <form method="post" action="/do/correct-transfer" novalidate=true class="mt-4 space-y-4" id="correction">
            <input type="hidden" name="id" value=port.id.to_string() />
            <ErrorSummary form=form.clone() />
            {tried
                .then(|| {
                    let words = lang.pick(
                        "This was tried three times. Our staff look at it with you now; another wrong try may lock the account at the old carrier.",
                        "Ya se intentó tres veces. Nuestro personal lo está revisando contigo; otro error puede bloquear la cuenta con el operador anterior.",
                    );
                    view! { <p class="text-sm font-medium">{words}</p> }
                })}
            {open}
            {tick}
            <details class="text-sm" open=unfold>
                <summary class="cursor-pointer py-1 text-base-content/75">
                    {lang.pick("Change something else", "Cambiar otra cosa")}
                </summary>
                <div class="mt-3 space-y-4">{folded}</div>
            </details>
            <div class="flex flex-wrap items-center justify-between gap-3">
                <p class="text-xs text-base-content/70">
                    {lang.pick("The same order goes on; nothing starts over.", "El mismo pedido sigue; nada empieza de nuevo.")} " " {pin}
                </p>
                <Button look=Look::Primary wide=true>
                    {lang.pick("Send it again", "Enviar de nuevo")}
                </Button>
            </div>
        </form>
    }
}

/// `PIN saved, good for 3 more days.`
fn pin_line(port: &PortIn, hint: &CarrierHint, parts: &[PortField], lang: Lang) -> Option<String> {
    let saved = port.saved.iter().any(|(name, _)| name == "pin");
    if !saved || parts.contains(&PortField::Pin) {
        return None;
    }
    let life = pin_life(port, hint).map(|life| format!(" {}.", life.words(lang).trim_end_matches('.')));
    Some(format!("{}{}", lang.pick("The PIN is saved.", "El PIN está guardado."), life.unwrap_or_default()))
}

/// The inputs of one part. What is sealed is never shown: it can be replaced.
fn part_fields(
    part: PortField,
    port: &PortIn,
    hint: &CarrierHint,
    form: &FormState,
    faulty: bool,
    focus: bool,
    lang: Lang,
) -> AnyView {
    let shown = |name: &str, value: &str| {
        // What was typed comes back as it was, also where it was emptied.
        let typed = form.fields().0.contains_key(name);
        if typed { form.at(name) } else { form.at_or(name, value) }
    };
    let saved = |name: &str| port.saved.iter().any(|(kept, _)| kept == name);
    let secret_hint = |name: &str, words: &str| {
        // The holder may have entered another one through a link since.
        let newer = port.saved.iter().any(|(kept, at)| kept == name && *at > port.state_since);
        let kept = match (saved(name), faulty) {
            (true, true) if newer => lang.pick(
                "A new one was saved since; leave it empty to send that.",
                "Desde entonces se guardó otro; déjalo vacío para enviar ese.",
            ),
            (true, true) => lang.pick(
                "The one that was refused is saved; enter the right one.",
                "El que se rechazó está guardado; escribe el correcto.",
            ),
            (true, false) => lang.pick("Saved; leave it empty to keep it.", "Guardado; déjalo vacío para conservarlo."),
            (false, _) => "",
        };
        [words, kept].into_iter().filter(|w| !w.trim().is_empty()).collect::<Vec<_>>().join(" ")
    };
    let text = |name: &'static str, value: &str, label: &'static str, focus: bool| {
        view! { <Field at=shown(name, value) label either=true focus /> }.into_any()
    };
    match part {
        PortField::Number => ().into_any(),
        PortField::Carrier => text("old.carrier", &port.carrier, lang.pick("Old carrier", "Operador anterior"), focus),
        PortField::AccountNumber => {
            let label =
                named(hint.account_number.label.in_(lang), &port.carrier, PortField::AccountNumber.label(lang), lang);
            let words = secret_hint("account_number", &hint.account_number.hint.about(&port.carrier, lang));
            let numeric = hint.account_number.digits_only.then_some("numeric");
            hinted("old.account_number", form, label, words, numeric, focus)
        }
        PortField::Pin if !faulty && hint.pin.need == Need::None => ().into_any(),
        PortField::Pin => {
            let label = named(hint.pin.label.in_(lang), &port.carrier, PortField::Pin.label(lang), lang);
            let life = pin_life(port, hint).map(|life| life.words(lang)).unwrap_or_default();
            let who = hint.who.about(&port.carrier, lang);
            let words = [hint.pin.hint.about(&port.carrier, lang), who, life].join(" ");
            let words = secret_hint("pin", words.trim());
            let numeric = hint.pin.digits_only.then_some("numeric");
            let made = port.pin_made.map(|day| day.to_string()).unwrap_or_default();
            view! {
                {hinted("old.pin", form, label, words, numeric, focus)}
                <Field
                    at=shown("old.pin_made", &made)
                    label=lang.pick("When was the PIN made?", "¿Cuándo se creó el PIN?")
                    hint=lang.pick("PINs live for a few days only.", "Los PIN duran solo unos días.")
                    kind="date"
                    optional=true
                />
            }
            .into_any()
        }
        PortField::Name => text("old.name", &port.holder, lang.pick("Name on the bill", "Nombre en la factura"), focus),
        PortField::Zip => {
            text("old.zip", &port.billing.zip, lang.pick("ZIP code on the bill", "Código ZIP en la factura"), focus)
        }
        PortField::Address => {
            let state = shown("old.state", &port.billing.state);
            view! {
                <fieldset class="space-y-3">
                    <legend class="text-sm font-medium">{lang.pick("Address on the bill", "Dirección en la factura")}</legend>
                    {text("old.street1", &port.billing.street1, lang.pick("Street", "Calle"), focus)}
                    <Field
                        at=shown("old.street2", &port.billing.street2)
                        label=lang.pick("Apartment or suite", "Apartamento o suite")
                        optional=true
                    />
                    <div class="grid gap-3 sm:grid-cols-3">
                        {text("old.city", &port.billing.city, lang.pick("City", "Ciudad"), false)}
                        <Select
                            at=state
                            label=lang.pick("State", "Estado")
                            choices=state_choices()
                            prompt=lang.pick("Choose a state", "Elige un estado")
                        /> {text("old.zip", &port.billing.zip, lang.pick("ZIP code", "Código ZIP"), false)}
                    </div>
                </fieldset>
            }
            .into_any()
        }
        PortField::Date => {
            let wanted = port.wanted_date.map(|day| day.to_string()).unwrap_or_default();
            view! {
                <Field
                    at=shown("old.date", &wanted)
                    label=lang.pick("Day of the move", "Día del traslado")
                    hint=lang.pick(
                        "A business day, five to thirty days from now.",
                        "Un día hábil, entre cinco y treinta días a partir de hoy.",
                    )
                    kind="date"
                    either=true
                    focus
                />
            }
            .into_any()
        }
    }
}

/// `Account number at Verizon`.
fn named(label: &str, carrier: &str, fallback: &str, lang: Lang) -> String {
    let label = if label.trim().is_empty() { fallback } else { label };
    match carrier.trim() {
        "" => label.to_owned(),
        carrier => format!("{label} {} {carrier}", lang.pick("at", "en")),
    }
}

/// A field that is written and never read back.
fn hinted(
    name: &'static str,
    form: &FormState,
    label: String,
    hint: String,
    inputmode: Option<&'static str>,
    focus: bool,
) -> AnyView {
    let mut at = form.at(name);
    at.value.clear();
    let inputmode = inputmode.unwrap_or("text");
    if hint.trim().is_empty() {
        view! { <Field at label inputmode either=true num=true focus /> }.into_any()
    } else {
        view! { <Field at label hint inputmode either=true num=true focus /> }.into_any()
    }
}
