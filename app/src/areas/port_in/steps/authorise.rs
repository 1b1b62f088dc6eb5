//! The letter of authorization, and its signature.

use domain::{Lang, wizard::Offer};
use leptos::prelude::*;
use services::{port_ins::signature::Signed, wizard::PortView};
use uuid::Uuid;

use super::{
    super::letter_text::{LetterText, agreement},
    old_account::LinkState,
};
use crate::{
    context,
    forms::{Checkbox, Field, FormState, RadioCards, RadioOption},
    paths,
    time::Time,
    ui::{Alert, Button, Card, Tone},
};

/// The step's fields.
#[component]
pub(crate) fn AuthoriseFields(
    /// What was typed.
    form: FormState,
    /// Whether the letter is signed as it stands.
    offer: Offer,
    /// The letter and its links.
    view: PortView,
    /// The draft.
    draft: Uuid,
) -> impl IntoView {
    let lang = context::lang();
    let Some(facts) = view.facts.clone() else {
        return view! {
            <Alert tone=Tone::Warning>
                <p>{lang.pick("Finish the steps before this one first.", "Primero termina los pasos anteriores.")}</p>
            </Alert>
        }
        .into_any();
    };
    if let (true, Some(signed)) = (offer.porting.signed, view.signed.clone()) {
        return view! {
            <IsSigned signed draft />
            <LetterText facts />
        }
        .into_any();
    }
    let void = view.signed.is_some().then(|| {
        let title = lang.pick("The letter must be signed again", "Hay que firmar la carta otra vez");
        view! {
            <Alert tone=Tone::Warning title>
                <p>
                    {lang
                        .pick(
                            "Something it says was changed after it was signed, so that signature no longer counts.",
                            "Algo de lo que dice cambió después de firmarse, así que esa firma ya no vale.",
                        )}
                </p>
            </Alert>
        }
    });
    let statement = agreement(&facts, lang);
    view! {
        {void}
        <LetterText facts />
        <Card title=lang.pick("Signature", "Firma") class="group/sign">
            <Sign form view statement />
        </Card>
    }
    .into_any()
}

/// Signing here, or mailing a link to who can.
#[component]
fn Sign(
    /// What was typed.
    form: FormState,
    /// The letter and its links.
    view: PortView,
    /// What is agreed to.
    statement: String,
) -> impl IntoView {
    let lang = context::lang();
    let ways = vec![
        RadioOption::new(
            "here",
            lang.pick("I sign here", "Firmo aquí"),
            lang.pick(
                "You hold the old account, or may act for its holder",
                "Eres titular de la cuenta anterior, o puedes actuar por quien lo es",
            ),
        ),
        RadioOption::new(
            "link",
            lang.pick("Somebody else signs", "Firma otra persona"),
            lang.pick("We mail them a link; it works for 7 days", "Le enviamos un enlace; sirve 7 días"),
        ),
    ];
    let holder = view.facts.as_ref().map(|facts| facts.holder.clone()).unwrap_or_default();
    let as_on_bill = match lang {
        Lang::En => format!("On the bill it is {holder}"),
        Lang::Es => format!("En la factura es {holder}"),
    };
    let sent = view.sign_link.clone().map(|link| view! { <LinkState link /> });
    let again = sent.is_some();
    view! {
        <RadioCards at=form.at_or("sign.how", "here") legend=lang.pick("Who signs?", "¿Quién firma?") legend_hidden=true options=ways />
        <Field
            at=form.at("sign.name")
            label=lang.pick("Full name of who signs", "Nombre completo de quien firma")
            hint=as_on_bill
            maxlength=80
        />
        <div class="group-has-[input[value=link]:checked]/sign:hidden">
            <Checkbox at=form.at("sign.agree") label=lang.pick("I agree and sign", "Acepto y firmo") hint=statement />
        </div>
        <div class="hidden space-y-3 group-has-[input[value=link]:checked]/sign:block">
            <Field
                at=form.at("sign.email")
                label=lang.pick("Their e-mail address", "Su correo electrónico")
                kind="email"
                inputmode="email"
                maxlength=254
                either=true
            />
            <Button name="intent" value="send-letter" unchecked=true>
                {if again {
                    lang.pick("Mail a new link", "Enviar un enlace nuevo")
                } else {
                    lang.pick("Mail the link", "Enviar el enlace")
                }}
            </Button>
            {sent}
            {again
                .then(|| {
                    view! {
                        <p class="text-sm">
                            {lang
                                .pick(
                                    "You can leave: everything is saved. Come back here when it is signed. ",
                                    "Puedes salir: todo está guardado. Vuelve aquí cuando esté firmada. ",
                                )} <a class="link" href=context::here()>{lang.pick("Look again", "Mirar otra vez")}</a>
                        </p>
                    }
                })}
        </div>
    }
}

/// It is signed: by whom, when, and the paper.
#[component]
fn IsSigned(
    /// The signature.
    signed: Signed,
    /// The draft.
    draft: Uuid,
) -> impl IntoView {
    let lang = context::lang();
    let title = match lang {
        Lang::En => format!("Signed by {}", signed.signer),
        Lang::Es => format!("Firmada por {}", signed.signer),
    };
    view! {
        <Alert tone=Tone::Success title>
            <p>
                <Time at=signed.at /> " · "
                <a class="link" href=paths::draft_letter(&draft.to_string())>
                    {lang.pick("Letter as PDF", "Carta en PDF")}
                </a>
            </p>
        </Alert>
    }
}
