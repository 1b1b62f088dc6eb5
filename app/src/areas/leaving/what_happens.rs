//! What the new carrier wants to know, and what will happen.

use leptos::prelude::*;
use services::port_outs::Leaving;

use crate::{
    context,
    ui::{Card, Fact, Facts},
};

/// The facts to give, and the way of a number from here to there.
#[component]
pub(super) fn WhatHappens(
    /// The line.
    line: Leaving,
) -> impl IntoView {
    let lang = context::lang();
    let number = domain::phone::national(&line.number);
    let zip = line.billing_zip.unwrap_or_else(|| lang.pick("Ask us", "Pregúntanos").to_owned());
    let steps = [
        lang.pick(
            "Get a transfer PIN here and give it to the new carrier, with the account number and the billing ZIP code below.",
            "Pide aquí un PIN de traslado y dáselo al nuevo operador, con el número de cuenta y el código postal de abajo.",
        ),
        lang.pick(
            "The new carrier asks for the number. Most mobile numbers move within hours, some take a few days.",
            "El nuevo operador pide el número. La mayoría de los números móviles se trasladan en horas; algunos tardan unos días.",
        ),
        lang.pick(
            "Don’t cancel the line here first: a number that is cancelled can be lost.",
            "No canceles la línea aquí antes: un número cancelado se puede perder.",
        ),
        lang.pick(
            "The line stays on until the number has moved. We don’t suspend it while a PIN is out.",
            "La línea sigue activa hasta que el número se haya trasladado. No la suspendemos mientras haya un PIN.",
        ),
        lang.pick(
            "Your other lines stay as they are, with their own locks.",
            "Tus otras líneas siguen como están, con sus propios bloqueos.",
        ),
    ];
    view! {
        <Card title=lang.pick("What will happen", "Qué va a pasar") id="what-happens">
            <ol class="list-decimal space-y-1.5 pl-5 text-sm">
                {steps.map(|step| view! { <li>{step}</li> })}
            </ol>
            <h3 class="text-sm font-semibold">{lang.pick("For the new carrier", "Para el nuevo operador")}</h3>
            <Facts>
                <Fact term=lang.pick("Phone number", "Número")>
                    <span class="select-all">{number}</span>
                </Fact>
                <Fact term=lang.pick("Account number", "Número de cuenta")>
                    <code class="font-mono break-all select-all">{line.account_id}</code>
                </Fact>
                <Fact term=lang.pick("Billing ZIP code", "Código postal de facturación")>
                    <span class="select-all">{zip}</span>
                </Fact>
                <Fact term=lang.pick("Transfer PIN", "PIN de traslado")>
                    {lang.pick("The one you get above", "El que pides arriba")}
                </Fact>
            </Facts>
        </Card>
    }
}
