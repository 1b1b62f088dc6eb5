//! Does it work? The last step of a number's way.

use domain::Lang;
use leptos::prelude::*;
use services::port_ins::PortIn;

use crate::{
    context,
    forms::{At, Checkbox, ErrorSummary, FormState},
    ui::{Alert, Button, Card, Look, Tone},
};

/// What is tried: the word that is stored, and what one does.
pub(super) const TESTS: [&str; 5] = ["call_in", "call_out", "text_in", "text_out", "data"];

/// What one does.
pub(super) fn test_words(test: &str, lang: Lang) -> &'static str {
    match test {
        "call_in" => lang.pick("Somebody calls this number and it rings", "Alguien llama a este número y suena"),
        "call_out" => lang.pick("You call somebody from it", "Llamas a alguien desde él"),
        "text_in" => lang.pick("A text to it arrives", "Llega un mensaje enviado a él"),
        "text_out" => lang.pick("A text from it arrives", "Llega un mensaje enviado desde él"),
        _ => lang.pick("A web page opens without Wi-Fi", "Se abre una página web sin Wi-Fi"),
    }
}

/// Five ticks. All of it working finishes; what does not is told to staff.
#[component]
pub(super) fn SelfTest(
    /// The line.
    port: PortIn,
    /// What was sent before.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let id = port.id.to_string();
    let ticks = TESTS
        .into_iter()
        .map(|test| {
            let worked = port.tested.get(test).copied().unwrap_or(false);
            let at = At { value: if worked { "on" } else { "" }.to_owned(), ..form.at(test) };
            view! { <Checkbox at label=test_words(test, lang) /> }
        })
        .collect_view();
    let reported = port.tested.values().any(|worked| !worked);
    view! {
        <Card title=lang.pick("It’s here. Does everything work?", "Ya está aquí. ¿Funciona todo?") id="test" class="mt-5">
            {reported
                .then(|| {
                    view! {
                        <Alert tone=Tone::Info>
                            {lang
                                .pick(
                                    "Our staff know what did not work and get in touch. Tick it once it does.",
                                    "Nuestro personal sabe qué no funcionó y se pondrá en contacto. Márcalo cuando funcione.",
                                )}
                        </Alert>
                    }
                })}
            <form method="post" action="/do/test-transfer" class="space-y-2">
                <input type="hidden" name="id" value=id />
                <ErrorSummary form />
                <p class="text-sm text-base-content/75">
                    {lang.pick("Try these and tick what works.", "Prueba esto y marca lo que funciona.")}
                </p>
                <fieldset>
                    <legend class="sr-only">{lang.pick("What works", "Lo que funciona")}</legend>
                    {ticks}
                </fieldset>
                <div class="flex flex-wrap justify-end gap-2 pt-2">
                    <Button name="intent" value="some">
                        {lang.pick("The rest does not work", "Lo demás no funciona")}
                    </Button>
                    <Button look=Look::Primary name="intent" value="all">
                        {lang.pick("All of it works", "Todo funciona")}
                    </Button>
                </div>
            </form>
        </Card>
    }
}
