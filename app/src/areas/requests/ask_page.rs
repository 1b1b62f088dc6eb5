//! `/ask`: what a member asks for, and what they were answered.

use domain::Action;
use leptos::prelude::*;
use services::requests::{self, Request, State};

use super::{
    ask_forms::AskForms,
    words::{Standing, thing},
};
use crate::{
    context, flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, family_page},
    paths,
    time::{self, Ago},
    ui::{Button, ButtonSize, Card, EmptyState, Look, PageHeader, glyph},
};

/// The page.
#[component]
pub fn AskPage() -> impl IntoView {
    family_page(FamilyPlace::Ask, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::AskGuardian)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let place = requests::place(&mut tx, &actor).await?;
        let mine = requests::mine(&mut tx, &actor).await?;
        if let Some(number) = &place.number {
            time::of_line(&mut tx, number).await?;
        }
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let forms = match place.number {
            Some(_) => view! { <AskForms place form /> }.into_any(),
            None => view! {
                <Card flush=true class="mt-5">
                    <EmptyState glyph=glyph::PHONE title=lang.pick("No line to ask for", "No hay línea para la cual pedir")>
                        <p>
                            {lang
                                .pick(
                                    "You have no line in service right now. Ask the person who runs the account.",
                                    "Ahora no tienes una línea en servicio. Pregunta a la persona que administra la cuenta.",
                                )}
                        </p>
                    </EmptyState>
                </Card>
            }
            .into_any(),
        };
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=lang.pick("Ask", "Pedir")
                lead=lang
                    .pick(
                        "Whoever looks after your line gets this at once and answers here.",
                        "Quien cuida tu línea lo recibe enseguida y responde aquí.",
                    )
            />
            <Mine requests=mine />
            {forms}
        })
    })
}

/// What was asked for, the newest first.
#[component]
fn Mine(requests: Vec<Request>) -> impl IntoView {
    let lang = context::lang();
    (!requests.is_empty()).then(|| {
        let rows = requests.into_iter().map(|request| view! { <Asked request /> }).collect_view();
        view! {
            <Card title=lang.pick("What you asked for", "Lo que pediste") id="asked" class="mt-5">
                <ul class="divide-y divide-base-300">{rows}</ul>
            </Card>
        }
    })
}

#[component]
fn Asked(request: Request) -> impl IntoView {
    let lang = context::lang();
    let what = thing(&request, lang);
    let said = (!request.reason.is_empty()).then(|| {
        let (by, reason) = (request.answered_by.clone(), request.reason.clone());
        view! { <p class="text-sm wrap-anywhere text-base-content/70">{by} ": “" {reason} "”"</p> }
    });
    let note = (!request.note.is_empty()).then(|| {
        let note = request.note.clone();
        view! { <p class="text-sm wrap-anywhere text-base-content/70">{lang.pick("You: “", "Tú: “")} {note} "”"</p> }
    });
    let take_back = (request.state == State::Open).then(|| {
        let label = lang.pick_string(|| format!("Take back: {what}"), || format!("Retirar: {what}"));
        view! {
            <form method="post" action=paths::do_withdraw_request()>
                <input type="hidden" name="request" value=request.id.to_string() />
                <Button look=Look::Ghost size=ButtonSize::Small label>{lang.pick("Take it back", "Retirarla")}</Button>
            </form>
        }
    });
    view! {
        <li class="space-y-1 py-3">
            <p class="font-medium wrap-anywhere">{what}</p>
            {note}
            <Standing state=request.state by=request.answered_by zone=request.zone />
            {said}
            <p class="text-xs text-base-content/70"><Ago at=request.asked_at /></p>
            {take_back}
        </li>
    }
}
