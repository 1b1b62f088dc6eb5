//! `/requests`: what members ask for.

use domain::Action;
use leptos::prelude::*;
use services::requests::{self, MOST_WAITING, Request, State};

use super::{
    card::RequestCards,
    words::{Standing, sentence},
};
use crate::{
    context, flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    time::Ago,
    ui::{Card, EmptyState, PageHeader, glyph},
};

/// The page.
#[component]
pub fn RequestsPage() -> impl IntoView {
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::AnswerRequests)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let (open, recent) = requests::waiting_or_recent(&mut tx, &actor).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let staff = actor.role.is_staff();
        let back = match staff {
            true => (paths::accounts(), lang.pick("Accounts", "Cuentas").to_owned()),
            false => (paths::home(), lang.pick("Home", "Inicio").to_owned()),
        };
        let further = (open.len() >= usize::from(MOST_WAITING)).then(|| {
            let words = lang.pick_string(
                || format!("The {MOST_WAITING} that wait longest. The next ones come up as these are answered."),
                || format!("Las {MOST_WAITING} que esperan desde hace más tiempo. Las siguientes aparecen al responder estas."),
            );
            view! { <p class="mt-3 text-sm text-base-content/70">{words}</p> }
        });
        let cards = if open.is_empty() {
            view! {
                <Card flush=true>
                    <EmptyState glyph=glyph::CHECK title=lang.pick("Nothing waits for you", "Nada te espera")>
                        <p>
                            {lang
                                .pick(
                                    "When somebody you look after asks for a contact, more data or time, it stands here, and you get a mail.",
                                    "Cuando alguien a quien cuidas pida un contacto, más datos o tiempo, estará aquí y recibirás un correo.",
                                )}
                        </p>
                    </EmptyState>
                </Card>
            }
            .into_any()
        } else {
            view! { <RequestCards requests=open form back=paths::requests() families=staff /> }.into_any()
        };
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=lang.pick("Requests", "Solicitudes")
                lead=lang
                    .pick(
                        "What the people you look after ask for. What you grant for a time ends by itself.",
                        "Lo que piden las personas a quienes cuidas. Lo que permites por un tiempo termina por sí solo.",
                    )
                back
            />
            <section class="mt-5" aria-labelledby="open-requests">
                <h2 id="open-requests" class="mb-3 font-semibold">{lang.pick("Waiting for an answer", "Esperan respuesta")}</h2>
                {cards} {further}
            </section>
            <Answered requests=recent families=staff />
        })
    })
}

#[component]
fn Answered(requests: Vec<Request>, families: bool) -> impl IntoView {
    let lang = context::lang();
    (!requests.is_empty()).then(|| {
        let rows = requests.into_iter().map(|request| view! { <Row request families /> }).collect_view();
        view! {
            <Card title=lang.pick("Answered", "Respondidas") id="answered" class="mt-6">
                <ul class="divide-y divide-base-300">{rows}</ul>
            </Card>
        }
    })
}

#[component]
fn Row(request: Request, families: bool) -> impl IntoView {
    let lang = context::lang();
    let who = match request.answered_by.as_str() {
        "" => String::new(),
        by => lang.pick_string(|| format!("Answered by {by}"), || format!("Respondió {by}")),
    };
    let reason = (!request.reason.is_empty())
        .then(|| view! { <p class="text-sm wrap-anywhere text-base-content/70">"“"{request.reason.clone()}"”"</p> });
    let when = request.answered_at.unwrap_or(request.asked_at);
    // What waits is answered on the person's own page.
    let waits = (request.state == State::Waits).then(|| {
        view! {
            <a class="link py-2 text-sm" href=paths::guardian_of(&request.subscriber_id)>
                {lang.pick("See what has to be agreed to", "Ver lo que falta aprobar")}
            </a>
        }
    });
    view! {
        <li class="space-y-1 py-3">
            <p class="wrap-anywhere">{sentence(&request, lang)}</p>
            <Standing state=request.state.clone() by=request.answered_by.clone() zone=request.zone.clone() />
            {reason}
            <p class="text-xs text-base-content/70">
                {who} " " <Ago at=when /> {(families && !request.family.is_empty()).then(|| format!(" · {}", request.family))}
            </p>
            {waits}
        </li>
    }
}
