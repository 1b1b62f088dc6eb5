//! `/leave-safely`: asking for a line to be separated from its account.

use domain::Lang;
use leptos::prelude::*;
use services::separations::{BUSINESS_DAYS, REASONS, Way};

use super::{
    parts::{CallUs, SafeFrame},
    words,
};
use crate::{
    context, flash,
    forms::{At, Checkbox, Choice, ErrorSummary, Field, FormState, RadioCards, RadioOption, Select, TextArea},
    frame::FlashToast,
    page::page,
    paths,
    ui::{Alert, Button, Card, Look, Tone},
};

/// The page. Nobody needs to sign in, and who is signed in is not noted.
#[component]
pub fn AskPage() -> impl IntoView {
    page(async {
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let lang = context::lang();
        Ok(view! {
            <SafeFrame heading=lang.pick("Leave an account safely", "Dejar una cuenta con seguridad")>
                <FlashToast toast=flash.toast />
                <Promise />
                <Form form />
                <LookUp />
            </SafeFrame>
        })
    })
}

/// What is done, by when, and who hears of it.
#[component]
fn Promise() -> impl IntoView {
    let lang = context::lang();
    let by = match lang {
        Lang::En => format!(
            "If somebody who shares your phone account harms or threatens you or somebody you care for, the law lets you take \
             your line out of it. We do it within {BUSINESS_DAYS} business days. It costs nothing, and the account doesn’t have to be yours."
        ),
        Lang::Es => format!(
            "Si alguien con quien compartes la cuenta del teléfono te hace daño o te amenaza a ti o a quien cuidas, la ley te \
             permite sacar tu línea. Lo hacemos en {BUSINESS_DAYS} días hábiles. No cuesta nada, y la cuenta no tiene que ser tuya."
        ),
    };
    view! {
        <div class="mt-4 space-y-4">
            <p>{by}</p>
            <ul class="list-disc space-y-1 pl-5">
                <li>
                    {lang
                        .pick(
                            "Nobody on the account is told that you asked: no mail, no notice, nothing in their pages.",
                            "A nadie de la cuenta se le dice que lo pediste: ni correo, ni aviso, ni nada en sus páginas.",
                        )}
                </li>
                <li>
                    {lang
                        .pick(
                            "Once the line is out, people on the account can see that it is gone. We talk to you before that if we may.",
                            "Cuando la línea sale, los de la cuenta pueden ver que ya no está. Antes hablamos contigo, si podemos.",
                        )}
                </li>
                <li>
                    {lang
                        .pick(
                            "This page stays in your browser’s history. If others use this device, delete it there or use another device.",
                            "Esta página queda en el historial del navegador. Si otros usan este aparato, bórrala o usa otro aparato.",
                        )}
                </li>
            </ul>
            <Alert tone=Tone::Warning title=lang.pick("In danger now? Call 911.", "¿Hay peligro ahora? Llama al 911.")>
                <p>
                    {lang
                        .pick(
                            "To talk to somebody, day and night: National Domestic Violence Hotline, ",
                            "Para hablar con alguien, día y noche: Línea Nacional contra la Violencia Doméstica, ",
                        )}
                    <a class="num link" href="tel:+18007997233">"800-799-7233"</a> "."
                </p>
                <p>
                    {lang
                        .pick(
                            "Calls and texts to such numbers are left out of what the account’s pages here show. Your phone’s own list still has them.",
                            "Las llamadas y mensajes a esos números no aparecen en las páginas de la cuenta. La lista de tu teléfono sí los tiene.",
                        )}
                </p>
            </Alert>
        </div>
    }
}

#[component]
fn Form(form: FormState) -> impl IntoView {
    let lang = context::lang();
    let ways = Way::ALL.map(|way| {
        let (title, detail) = words::way(way, lang);
        RadioOption::new(way.as_str(), title, detail)
    });
    let reasons = REASONS.map(|word| Choice::new(word, words::reason(word, lang)));
    view! {
        <Card title=lang.pick("Ask for your line to be taken out", "Pedir que saquemos tu línea") id="ask" class="mt-5">
            <form method="post" action=paths::do_ask_separation() class="flex flex-col gap-4" novalidate=true autocomplete="off">
                <ErrorSummary form=form.clone() />
                <Field
                    at=form.at("name")
                    label=lang.pick("Your name", "Tu nombre")
                    hint=lang.pick("As you want us to call you.", "Como quieres que te llamemos.")
                    maxlength=80
                />
                <RadioCards
                    at=form.at("way")
                    legend=lang.pick("How may we reach you safely?", "¿Cómo podemos contactarte sin riesgo?")
                    options=ways.into()
                />
                <div class="grid gap-4 sm:grid-cols-2">
                    <Field
                        at=form.at("email")
                        label=lang.pick("Safe e-mail address", "Correo seguro")
                        hint=lang.pick("If you chose e-mail.", "Si elegiste correo.")
                        kind="email"
                        inputmode="email"
                        either=true
                        maxlength=254
                    />
                    <Field
                        at=form.at("phone")
                        label=lang.pick("Safe phone number", "Teléfono seguro")
                        hint=lang.pick("If you chose phone.", "Si elegiste teléfono.")
                        kind="tel"
                        inputmode="tel"
                        either=true
                        maxlength=30
                    />
                </div>
                <TextArea
                    at=form.at("numbers")
                    label=lang.pick("Numbers to take out", "Números que sacar")
                    hint=lang
                        .pick(
                            "Your number, and those of people in your care. One on each line.",
                            "Tu número y los de quienes cuidas. Uno en cada renglón.",
                        )
                />
                <Field
                    at=form.at("holder")
                    label=lang.pick("Whose account is it?", "¿De quién es la cuenta?")
                    optional=true
                    maxlength=80
                />
                <Select
                    at=form.at("reason")
                    label=lang.pick("What happened?", "¿Qué pasó?")
                    choices=reasons.into()
                    prompt=lang.pick("I’d rather not say", "Prefiero no decirlo")
                    optional=true
                />
                <TextArea
                    at=form.at("note")
                    label=lang.pick("Anything we should know?", "¿Algo que debamos saber?")
                    hint=lang.pick("For example, when it is safe to reach you.", "Por ejemplo, a qué hora es seguro contactarte.")
                    maxlength=2000
                    optional=true
                />
                <Checkbox
                    at=form.at("attested")
                    label=lang
                        .pick(
                            "I ask because of abuse of me or of somebody in my care, and what I wrote is true.",
                            "Lo pido por abuso contra mí o contra alguien a quien cuido, y lo que escribí es verdad.",
                        )
                    hint=lang
                        .pick(
                            "Helps us to do it without asking you for papers first. You may leave it open.",
                            "Ayuda a hacerlo sin pedirte papeles antes. Puedes dejarlo sin marcar.",
                        )
                />
                <Button look=Look::Primary wide=true>{lang.pick("Send request", "Enviar solicitud")}</Button>
                <CallUs />
            </form>
        </Card>
    }
}

/// For who asked already.
#[component]
pub(super) fn LookUp() -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title=lang.pick("Asked already?", "¿Ya lo pediste?") id="look-up" class="mt-5">
            <form method="post" action=paths::do_find_separation() class="flex flex-wrap items-end gap-3" autocomplete="off">
                <div class="w-full sm:w-64">
                    <Field at=At::empty("code") label=lang.pick("Your code", "Tu código") num=true maxlength=40 />
                </div>
                <Button>{lang.pick("See how far it is", "Ver cómo va")}</Button>
            </form>
        </Card>
    }
}
