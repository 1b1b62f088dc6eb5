//! Stopping a line's data and letting it go on.

use domain::Lang;
use leptos::prelude::*;
use services::{accounts::Line, data::Pause};

use crate::{
    context,
    forms::{Choice, FormState, Select},
    paths,
    time::Time,
    ui::{Alert, Button, Card, Tone},
};

/// Whether it is stopped, what stopping does, and the way to turn it.
#[component]
pub(super) fn PauseCard(
    /// The line.
    line: Line,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let paused = line.pause.clone().filter(|pause| pause.paused);
    let words = match &paused {
        Some(pause) => {
            let marks = pause.marks.words(lang);
            lang.pick_string(
                || format!("When data goes on, these limits are put back: {marks}."),
                || format!("Al reanudar los datos vuelven estos límites: {marks}."),
            )
        }
        None => lang
            .pick(
                "The network has no switch for data alone. We set the line’s limits as low as they go, so at most 3 MB more \
                 pass, and keep its own limits to put them back. It takes effect at the next use of data. Calls and texts work \
                 as before.",
                "La red no tiene un interruptor solo para datos. Ponemos los límites de la línea lo más bajo posible, así que \
                 pasan como mucho 3 MB más, y guardamos sus límites para restaurarlos. Surte efecto en el siguiente uso de \
                 datos. Las llamadas y los mensajes funcionan como antes.",
            )
            .to_owned(),
    };
    view! {
        <Card title=lang.pick("Pause data", "Pausar los datos") id="pause">
            <PauseNote pause=line.pause.clone() />
            <p class="text-sm">{words}</p>
            <Turn number=line.number paused=paused.is_some() form from="limits" />
        </Card>
    }
}

/// Who stopped the data, and until when; or until when it goes on. Nothing where nobody did either.
#[component]
pub(crate) fn PauseNote(
    /// How it stands.
    pause: Option<Pause>,
) -> impl IntoView {
    let lang = context::lang();
    let pause = pause.filter(|pause| pause.paused || pause.until.is_some())?;
    let Pause { paused, by, since, until, .. } = pause;
    let who = match (paused, lang) {
        (true, Lang::En) => format!("Data is paused by {by} since "),
        (true, Lang::Es) => format!("{by} pausó los datos: "),
        (false, Lang::En) => format!("{by} let data go on: "),
        (false, Lang::Es) => format!("{by} reanudó los datos: "),
    };
    let until = until.map(|at| {
        let words = match paused {
            true => lang.pick(" It goes on by itself: ", " Se reanuda por sí solo: "),
            false => lang.pick(" It is paused again: ", " Se vuelve a pausar: "),
        };
        view! { {words} <Time at /> "." }
    });
    Some(view! {
        <Alert tone=Tone::Warning>
            <p>{who} <Time at=since /> "." {until}</p>
        </Alert>
    })
}

/// The form that turns it.
#[component]
pub(crate) fn Turn(
    /// The line's number.
    number: String,
    /// Whether it is stopped now.
    paused: bool,
    /// What the last form left.
    #[prop(optional)]
    form: FormState,
    /// Where it stands: `line` or `limits`.
    from: &'static str,
) -> impl IntoView {
    let lang = context::lang();
    let hidden = view! {
        <input type="hidden" name="number" value=number />
        <input type="hidden" name="from" value=from />
    };
    if paused {
        return view! {
            <form method="post" action=paths::do_resume_data()>
                {hidden}
                <Button>{lang.pick("Let data go on", "Reanudar los datos")}</Button>
            </form>
        }
        .into_any();
    }
    let choices = vec![
        Choice::new("", lang.pick("Until somebody lets it go on", "Hasta que alguien los reanude")),
        Choice::new("hour", lang.pick("For an hour", "Por una hora")),
        Choice::new("morning", lang.pick("Until six in the morning", "Hasta las seis de la mañana")),
    ];
    view! {
        <form method="post" action=paths::do_pause_data() class="flex flex-col gap-4">
            {hidden}
            <Select at=form.at("until") label=lang.pick("How long", "Cuánto tiempo") choices optional=true />
            <div>
                <Button>{lang.pick("Pause data", "Pausar los datos")}</Button>
            </div>
        </form>
    }
    .into_any()
}
