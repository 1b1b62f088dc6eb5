//! `/authorise/{token}`: the old account's holder reads the letter and signs it.

use domain::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::{
    Error,
    port_ins::{
        by_link::{self, OpenLetter},
        links::Purpose,
    },
};

use super::letter_text::{LetterText, agreement};
use crate::{
    areas::errors::ErrorView,
    context,
    error::ErrorKind,
    flash,
    forms::{Checkbox, ErrorSummary, Field, FormState},
    frame::{FlashToast, PlainFrame},
    page::page,
    paths,
    ui::{Alert, Button, Card, LinkButton, Look, PageHeader, Tone},
};

fn token() -> String {
    use_params_map().read_untracked().get("token").unwrap_or_default()
}

/// The address of such a page is a secret: no other site may learn it.
pub(super) fn keep_secret() {
    context::set_header(http::header::REFERRER_POLICY, "same-origin");
}

/// The page.
#[component]
pub(super) fn LetterPage() -> impl IntoView {
    let token = token();
    page(async move {
        keep_secret();
        let flash = flash::take().await?;
        let view = match by_link::letter(&context::state().db, &token).await {
            Ok(open) => {
                let form = FormState::new(flash.fields, flash.errors);
                view! { <Letter token open form /> }.into_any()
            }
            Err(Error::Expired) => view! { <ErrorView kind=ErrorKind::Expired /> }.into_any(),
            Err(other) => return Err(other.into()),
        };
        Ok(view! {
            <PlainFrame>
                <FlashToast toast=flash.toast />
                {view}
            </PlainFrame>
        })
    })
}

#[component]
fn Letter(
    /// From the link.
    token: String,
    /// The letter.
    open: OpenLetter,
    /// What was typed.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let OpenLetter { link, facts } = open;
    let operator = context::state().brand.operator.clone();
    let title = match lang {
        Lang::En => format!("May {operator} move your numbers?"),
        Lang::Es => format!("¿Puede {operator} trasladar tus números?"),
    };
    let lead = match lang {
        Lang::En => format!("{} asks you to sign, because the account at {} is yours.", link.made_by, facts.carrier),
        Lang::Es => format!("{} te pide firmar, porque la cuenta en {} es tuya.", link.made_by, facts.carrier),
    };
    let shown = facts_hash(&facts);
    let statement = agreement(&facts, lang);
    let hint = match lang {
        Lang::En => format!("On the bill it is {}", facts.holder),
        Lang::Es => format!("En la factura es {}", facts.holder),
    };
    view! {
        <PageHeader title lead />
        <div class="mt-5 space-y-4">
            <LetterText facts />
            <form method="post" action="/do/sign-letter" novalidate=true class="space-y-4">
                <ErrorSummary form=form.clone() />
                <input type="hidden" name="token" value=token />
                <input type="hidden" name="shown" value=shown />
                <Card title=lang.pick("Signature", "Firma")>
                    <Field
                        at=form.at("name")
                        label=lang.pick("Your full name", "Tu nombre completo")
                        hint
                        autocomplete="name"
                        maxlength=80
                    />
                    <Checkbox at=form.at("agree") label=lang.pick("I agree and sign", "Acepto y firmo") hint=statement />
                </Card>
                <Button look=Look::Primary wide=true>{lang.pick("Sign", "Firmar")}</Button>
                <p class="text-sm text-base-content/75">
                    {lang
                        .pick(
                            "We keep the signed letter with your name, the time and the address of your device. If you did not expect this, close the page: nothing moves without your signature.",
                            "Guardamos la carta firmada con tu nombre, la hora y la dirección de tu dispositivo. Si no esperabas esto, cierra la página: nada se mueve sin tu firma.",
                        )}
                </p>
            </form>
        </div>
    }
}

fn facts_hash(facts: &services::port_ins::letter::Facts) -> String {
    facts.digest().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `/authorise/{token}/done`: thanks, and the paper.
#[component]
pub(super) fn SignedPage() -> impl IntoView {
    let token = token();
    page(async move {
        keep_secret();
        let lang = context::lang();
        let view = match by_link::just_used(&context::state().db, Purpose::Sign, &token).await {
            Ok(_) => view! {
                <PageHeader title=lang.pick("Thank you, it is signed", "Gracias, está firmada") />
                <div class="mt-5 space-y-4">
                    <p>
                        {lang
                            .pick(
                                "That was all. The move can begin now. Keep your old plan until you hear that it is done.",
                                "Eso es todo. El traslado ya puede empezar. Conserva tu plan anterior hasta que te avisen que terminó.",
                            )}
                    </p>
                    <LinkButton href=paths::authorised_letter(&token)>
                        {lang.pick("Download the letter", "Descargar la carta")}
                    </LinkButton>
                    <Alert tone=Tone::Info>
                        <p>
                            {lang
                                .pick(
                                    "This page and the download work for a day.",
                                    "Esta página y la descarga sirven durante un día.",
                                )}
                        </p>
                    </Alert>
                </div>
            }
            .into_any(),
            Err(Error::Expired) => view! { <ErrorView kind=ErrorKind::Expired /> }.into_any(),
            Err(other) => return Err(other.into()),
        };
        Ok(view! { <PlainFrame>{view}</PlainFrame> })
    })
}
