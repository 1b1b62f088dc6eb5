//! The page a mail's link leads to: one request, answered without signing in.

use domain::{Lang, person::first_name};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::requests::{self, LINK_DAYS, Linked, State, Wish};

use super::words::{Standing, asks, once, sentence};
use crate::{
    areas::sign_in::Frame,
    context, flash,
    forms::{FormState, TextArea},
    page::page,
    paths,
    ui::{Alert, Button, Look, Tone},
};

/// Two buttons; or, when it was answered or the link is too old, what there is to know.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    page(async move {
        // The address of this page is a secret: no other site may learn it.
        context::set_header(http::header::REFERRER_POLICY, "same-origin");
        let flash = flash::take().await?;
        match requests::linked(&context::state().db, &token).await {
            Ok(linked) if linked.request.state == State::Open => {
                let form = FormState::new(flash.fields, flash.errors);
                Ok(view! { <Ask token linked form toast=flash.toast /> }.into_any())
            }
            Ok(linked) => Ok(view! { <Answered linked toast=flash.toast /> }.into_any()),
            Err(services::Error::Expired) => {
                context::set_status(http::StatusCode::GONE.as_u16());
                Ok(view! { <Over /> }.into_any())
            }
            Err(other) => Err(other.into()),
        }
    })
}

#[component]
fn Ask(token: String, linked: Linked, form: FormState, toast: Option<flash::Toast>) -> impl IntoView {
    let (lang, request) = (context::lang(), linked.request);
    let heading = format!("{} {}", first_name(&request.who), asks(&request, lang));
    let reader = linked.reader;
    let said = (!request.note.is_empty()).then(|| view! { <p class="wrap-anywhere">"“"{request.note.clone()}"”"</p> });
    let stuck = form.errors().at("request").map(|fault| fault.message_in(lang));
    let yes = match &request.wish {
        Wish::Time { .. } => once(&request, lang),
        _ => lang.pick("Yes, just today", "Sí, solo hoy").to_owned(),
    };
    view! {
        <Title text=lang.pick("Request", "Solicitud") />
        <Frame heading toast=toast>
            {said}
            {stuck.map(|words| view! { <Alert tone=Tone::Error>{words}</Alert> })}
            <form method="post" action=paths::do_answer_by_link() class="space-y-4">
                <input type="hidden" name="token" value=token />
                <TextArea
                    at=form.at("reason")
                    label=lang.pick("Your reason, which they read", "Tu motivo, que podrán leer")
                    maxlength=200
                    rows=2
                    optional=true
                />
                <div class="flex flex-wrap gap-2">
                    <Button look=Look::Primary name="answer" value="once">{yes}</Button>
                    <Button name="answer" value="no">{lang.pick("No", "No")}</Button>
                </div>
            </form>
            <p class="text-sm">
                {match lang {
                    Lang::En => format!("The answer goes out in the name of {reader}, to whom the mail was sent."),
                    Lang::Es => format!("La respuesta va en nombre de {reader}, a quien se envió el correo."),
                }}
            </p>
            <p>
                <a class="link py-2" href=paths::requests()>
                    {lang.pick("Sign in to say yes for longer", "Inicia sesión para decir que sí por más tiempo")}
                </a>
            </p>
        </Frame>
    }
}

#[component]
fn Answered(linked: Linked, toast: Option<flash::Toast>) -> impl IntoView {
    let (lang, request) = (context::lang(), linked.request);
    let heading = lang.pick("This request is answered", "Esta solicitud ya tiene respuesta");
    view! {
        <Title text=heading />
        <Frame heading toast=toast>
            <p class="wrap-anywhere">{sentence(&request, lang)}</p>
            <p><Standing state=request.state.clone() by=request.answered_by.clone() zone=request.zone.clone() /></p>
            <p>
                <a class="link py-2" href=paths::requests()>{lang.pick("See all requests", "Ver todas las solicitudes")}</a>
            </p>
        </Frame>
    }
}

#[component]
fn Over() -> impl IntoView {
    let lang = context::lang();
    let heading = lang.pick("This link no longer works", "Este enlace ya no funciona");
    view! {
        <Title text=heading />
        <Frame heading>
            <p>
                {match lang {
                    Lang::En => format!("It is older than {LINK_DAYS} days, or was not copied whole. Nothing was changed."),
                    Lang::Es => format!("Tiene más de {LINK_DAYS} días o no se copió completo. No se cambió nada."),
                }}
            </p>
            <p>
                <a class="link py-2" href=paths::requests()>{lang.pick("Answer in the portal", "Responder en el portal")}</a>
            </p>
        </Frame>
    }
}
