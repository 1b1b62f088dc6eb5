//! The phone a line's SIM is in, as far as the network says.

use leptos::prelude::*;
use services::care::{Known, LineCare, Phone};

use super::parts::AskNetwork;
use crate::{
    context,
    ui::{Card, Fact, Facts},
};

/// What is known of it.
#[component]
pub(super) fn PhoneView(
    /// The line.
    care: LineCare,
) -> impl IntoView {
    let lang = context::lang();
    let at = care.phone.as_ref().map(|known| known.at);
    let facts = match care.phone {
        Some(Known { value: Some(Phone { name, imei }), .. }) => {
            let fact =
                |term: &'static str, value: Option<String>| value.map(|value| view! { <Fact term>{value}</Fact> });
            view! {
                <Facts>
                    {fact(lang.pick("Model", "Modelo"), name)}
                    {fact(lang.pick("Serial number (IMEI)", "Número de serie (IMEI)"), imei)}
                </Facts>
                <p class="text-sm">
                    {lang
                        .pick(
                            "Lost it? The police and your insurance ask for the serial number.",
                            "¿Lo perdiste? La policía y tu seguro piden el número de serie.",
                        )}
                </p>
            }
            .into_any()
        }
        Some(_) => view! {
            <p>
                {lang
                    .pick(
                        "The network does not say which phone this SIM is in.",
                        "La red no dice en qué teléfono está esta SIM.",
                    )}
            </p>
        }
        .into_any(),
        None => view! {
            <p>
                {lang
                    .pick(
                        "We have not asked the network yet which phone this SIM is in. Not every network says it.",
                        "Todavía no preguntamos a la red en qué teléfono está esta SIM. No todas lo dicen.",
                    )}
            </p>
        }
        .into_any(),
    };
    view! {
        <Card title=lang.pick("Last seen in", "Visto por última vez en") id="phone">
            {facts} <AskNetwork number=care.line.number.clone() what="phone" at reading=care.reading unheard=care.unheard />
        </Card>
    }
}
