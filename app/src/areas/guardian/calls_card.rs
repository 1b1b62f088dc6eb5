//! What is done with calls, and who is told.

use leptos::prelude::*;

use crate::{
    context,
    forms::{At, Choice, FormState, Segments, Switch, TextArea},
    ui::Card,
};

/// The switches of calls.
#[component]
pub(super) fn CallsCard(
    /// The form.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let lists = vec![
        Choice::new("all_but_blocked", lang.pick("All but blocked", "Todas menos bloqueadas")),
        Choice::new("only_allowed", lang.pick("Only allowed", "Solo permitidas")),
        Choice::new("off", lang.pick("Off", "Apagado")),
    ];
    view! {
        <Card title=lang.pick("Calls", "Llamadas") id="calls">
            <Segments
                at=form.at("calls.mode")
                legend=lang.pick("Which calls get through", "Qué llamadas pasan")
                choices=lists
                hint=lang
                    .pick(
                        "“Only allowed” lets through nobody but the people allowed for calls below, and those who can never be blocked. “Off”: no call is looked at.",
                        "«Solo permitidas» deja pasar nada más a las personas permitidas para llamadas y a quienes nunca se pueden bloquear. «Apagado»: no se mira ninguna llamada.",
                    )
            />
            <div class="divide-y divide-base-300">
                <Switch
                    at=form.at("calls.unknown")
                    label=lang.pick("Stop unknown callers", "Detener llamadas desconocidas")
                    hint=lang.pick("Calls with numbers that are in no list.", "Llamadas con números que no están en ninguna lista.")
                />
                <Switch
                    at=form.at("calls.international")
                    label=lang.pick("Stop international calls", "Detener llamadas internacionales")
                    hint=lang.pick("Calls with other countries.", "Llamadas con otros países.")
                />
            </div>
            <Directions
                inbound=form.at("calls.inbound")
                outbound=form.at("calls.outbound")
                labels=[
                    lang.pick("Watch incoming calls", "Vigilar llamadas entrantes"),
                    lang.pick("Watch outgoing calls", "Vigilar llamadas salientes"),
                ]
            />
            <p class="text-xs text-base-content/70">
                {lang
                    .pick(
                        "Levels by age are not offered by the network for calls, so they are not here. Calls are not recorded and not \
                         written down, so words in them are not looked at.",
                        "La red no ofrece niveles por edad para llamadas, así que aquí no están. Las llamadas no se graban ni se \
                         transcriben: no se buscan palabras en ellas.",
                    )}
            </p>
        </Card>
    }
}

/// The switches of what comes in and what goes out.
#[component]
pub(super) fn Directions(
    /// The switch of what comes in.
    inbound: At,
    /// The switch of what goes out.
    outbound: At,
    /// Their words.
    labels: [&'static str; 2],
) -> impl IntoView {
    let [incoming, outgoing] = labels;
    view! {
        <fieldset>
            <legend class="text-sm font-medium">{context::lang().pick("Both directions", "Ambos sentidos")}</legend>
            <div class="divide-y divide-base-300">
                <Switch at=inbound label=incoming />
                <Switch at=outbound label=outgoing />
            </div>
        </fieldset>
    }
}

/// Whose phones are told.
#[component]
pub(super) fn NotifyCard(
    /// The form.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title=lang.pick("Who is told", "A quién se avisa") id="told">
            <TextArea
                at=form.at("notify")
                label=lang.pick("Phones that get a message", "Teléfonos que reciben un mensaje")
                hint=lang
                    .pick(
                        "When something is stopped, or would have been while only watching. One number per line.",
                        "Cuando algo se detiene, o se habría detenido mientras solo se vigila. Un número por línea.",
                    )
                optional=true
                maxlength=400
            />
        </Card>
    }
}
