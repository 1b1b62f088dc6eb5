//! The three things a member can ask for.

use leptos::prelude::*;
use services::requests::Place;

use crate::{
    context,
    forms::{ErrorSummary, Field, FormState, RadioCards, RadioOption, TextArea},
    paths, time,
    ui::{Button, Card, Look},
};

/// A form for each. What was typed into one comes back in that one.
#[component]
pub(super) fn AskForms(place: Place, form: FormState) -> impl IntoView {
    let of = |name: &'static str| form.only(move |field| field.starts_with(name));
    view! {
        <div class="mt-5 space-y-4">
            <ErrorSummary form=form.clone() />
            <Who guarded=place.guarded form=of("who.") />
            <More form=of("data.") />
            {place.data_stopped.then(|| view! { <Time form=of("time.") /> })}
        </div>
    }
}

#[component]
fn Who(guarded: bool, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let unguarded = lang.pick(
        "Right now nothing is stopped on your line. You can ask all the same, for when that changes.",
        "Ahora no se detiene nada en tu línea. Puedes pedirlo de todos modos, por si eso cambia.",
    );
    let options = vec![
        RadioOption::new("both", lang.pick("Calls and texts", "Llamadas y mensajes"), ""),
        RadioOption::new("texts", lang.pick("Texts only", "Solo mensajes"), ""),
        RadioOption::new("calls", lang.pick("Calls only", "Solo llamadas"), ""),
    ];
    view! {
        <Card title=lang.pick("Somebody to call or text", "Alguien a quien llamar o escribir") id="ask-who">
            {(!guarded).then(|| view! { <p class="text-sm text-base-content/70">{unguarded}</p> })}
            <form method="post" action=paths::do_ask() class="space-y-4">
                <input type="hidden" name="form" value="who" />
                <Field at=form.at("who.name") label=lang.pick("Who is it?", "¿Quién es?") maxlength=60 />
                <Field
                    at=form.at("who.number")
                    label=lang.pick("Their phone number", "Su número de teléfono")
                    hint=lang.pick("With + and the country code if it is not a US number.", "Con + y el código del país si no es de EE. UU.")
                    kind="tel"
                    inputmode="tel"
                    maxlength=30
                    num=true
                />
                <RadioCards
                    at=form.at_or("who.how", "both")
                    legend=lang.pick("How do you want to talk?", "¿Cómo quieren hablar?")
                    options
                />
                <Note form=form.clone() name="who.note" />
                <Button look=Look::Primary>{lang.pick("Ask for this person", "Pedir a esta persona")}</Button>
            </form>
        </Card>
    }
}

#[component]
fn More(form: FormState) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title=lang.pick("More data", "Más datos") id="ask-data">
            <form method="post" action=paths::do_ask() class="space-y-4">
                <input type="hidden" name="form" value="data" />
                <Field
                    at=form.at("data.more")
                    label=lang.pick("How much more?", "¿Cuánto más?")
                    hint=lang.pick("For example 500 MB or 1 GB.", "Por ejemplo 500 MB o 1 GB.")
                    maxlength=12
                    num=true
                />
                <Note form=form.clone() name="data.note" />
                <Button>{lang.pick("Ask for more data", "Pedir más datos")}</Button>
            </form>
        </Card>
    }
}

#[component]
fn Time(form: FormState) -> impl IntoView {
    let lang = context::lang();
    let now = time::clock_now(time::zone());
    view! {
        <Card
            title=lang.pick("Data for a while", "Datos por un rato")
            lead=lang
                .pick(
                    "Your data is paused. Calls and texts have no timetable, so time can be asked for data alone.",
                    "Tus datos están en pausa. Las llamadas y los mensajes no tienen horario, así que solo se pide tiempo para datos.",
                )
            id="ask-time"
        >
            <form method="post" action=paths::do_ask() class="space-y-4">
                <input type="hidden" name="form" value="time" />
                <Field
                    at=form.at("time.until")
                    label=lang.pick("Until when today?", "¿Hasta qué hora hoy?")
                    hint=lang
                        .pick_string(
                            || format!("In the time of your line, where it is {now} now."),
                            || format!("En la hora de tu línea: allí son las {now}."),
                        )
                    kind="time"
                />
                <Note form=form.clone() name="time.note" />
                <Button>{lang.pick("Ask for time", "Pedir tiempo")}</Button>
            </form>
        </Card>
    }
}

#[component]
fn Note(form: FormState, name: &'static str) -> impl IntoView {
    let lang = context::lang();
    view! {
        <TextArea
            at=form.at(name)
            label=lang.pick("Why? They read this.", "¿Por qué? Lo van a leer.")
            maxlength=200
            rows=2
            optional=true
        />
    }
}
