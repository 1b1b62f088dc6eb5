//! `/leave-safely/{code}`: how far a request is. Shows neither name nor number.

use domain::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::{
    Error,
    separations::{self, Receipt},
};

use super::{
    ask_page::LookUp,
    parts::{CallUs, SafeFrame},
    words,
};
use crate::{
    context,
    page::page,
    paths,
    time::{Time, date_words},
    ui::{Alert, Card, Tone},
};

/// The page; for a code that is none, a way to type it again.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    page(async move {
        let (state, lang) = (context::state(), context::lang());
        match separations::receipt(&state.db, &code, &context::client_addr()).await {
            Ok(receipt) => {
                let code = separations::code_of(&code).unwrap_or_default();
                Ok(view! { <Known code receipt /> }.into_any())
            }
            Err(Error::NotFound) => {
                context::set_status(http::StatusCode::NOT_FOUND.as_u16());
                let words = lang.pick(
                    "No request has this code. Please compare it with what you wrote down.",
                    "Ninguna solicitud tiene este código. Compáralo con lo que anotaste.",
                );
                let page = view! {
                    <SafeFrame heading=lang.pick("This code is not known", "Este código no se conoce")>
                        <Alert tone=Tone::Warning class="mt-4">{words}</Alert>
                        <LookUp />
                    </SafeFrame>
                };
                Ok(page.into_any())
            }
            Err(other) => Err(other.into()),
        }
    })
}

#[component]
fn Known(code: String, receipt: Receipt) -> impl IntoView {
    let lang = context::lang();
    let Receipt { state, asked_at, told } = receipt;
    let (heading, next) = words::to_who_asked(state, lang);
    let last = date_words(separations::last_day(asked_at, &context::state().default_time_zone), lang);
    let by = (!state.is_closed()).then(|| match lang {
        Lang::En => format!("We have until the end of {last}."),
        Lang::Es => format!("Tenemos hasta el final del {last}."),
    });
    view! {
        <SafeFrame heading>
            <p class="mt-3">{next} " " {by}</p>
            {(!told.is_empty()).then(|| view! { <Alert tone=Tone::Info class="mt-4">{told}</Alert> })}
            <Card title=lang.pick("Your code", "Tu código") id="code" class="mt-5">
                <p class="num text-2xl font-semibold tracking-wide select-all">{code}</p>
                <p class="text-sm">
                    {lang
                        .pick(
                            "Write it down where nobody else looks. With it you see here how far it is, and we know that it is you when you call.",
                            "Anótalo donde nadie más mire. Con él ves aquí cómo va, y sabemos que eres tú cuando llamas.",
                        )}
                </p>
                <p class="text-xs text-base-content/70">{lang.pick("Asked ", "Pedido ")} <Time at=asked_at /></p>
                <CallUs />
            </Card>
            <p class="mt-5 text-sm">
                <a class="link py-2" href=paths::leave_safely()>{lang.pick("Ask for another line", "Pedirlo para otra línea")}</a>
            </p>
        </SafeFrame>
    }
}
