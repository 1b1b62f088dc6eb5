//! What happened, the newest first.

use domain::porting::{Catalogue, PortState};
use leptos::prelude::*;
use services::port_ins::{History, PortEvent, PortIn};

use super::words::{event_detail, event_title, tone};
use crate::{
    context, paths,
    time::Time,
    ui::{Badge, Card, Tone},
};

/// The list; older ones behind a link.
#[component]
pub(super) fn Happened(
    /// The order.
    port: PortIn,
    /// What happened.
    history: History,
    /// What refusals mean.
    catalogue: Catalogue,
    /// Staff read.
    staff: bool,
) -> impl IntoView {
    let lang = context::lang();
    let operator = context::state().brand.operator.clone();
    let History { events, older } = history;
    let empty = events.is_empty();
    let rows = events.into_iter().map(|event| row(event, &port, &catalogue, &operator, staff)).collect_view();
    let more = (older > 0).then(|| {
        let words =
            lang.pick_string(|| format!("Show all, {older} older"), || format!("Mostrar todo, {older} anteriores"));
        view! {
            <p class="mt-4">
                <a class="link py-1 text-sm" href=paths::transfer_all(&port.id.to_string())>
                    {words}
                </a>
            </p>
        }
    });
    view! {
        <Card title=lang.pick("What happened", "Qué pasó") id="happened">
            {empty
                .then(|| {
                    view! {
                        <p class="text-sm text-base-content/70">
                            {lang.pick("Nothing yet: it was asked for just now.", "Nada todavía: se acaba de pedir.")}
                        </p>
                    }
                })}
            <div>
                <ol class="relative before:absolute before:top-2 before:bottom-2 before:left-[7px] before:w-0.5 before:bg-base-300 empty:hidden">
                    {rows}
                </ol>
                {more}
            </div>
        </Card>
    }
}

fn row(event: PortEvent, port: &PortIn, catalogue: &Catalogue, operator: &str, staff: bool) -> AnyView {
    let lang = context::lang();
    let title = event_title(&event, port, operator, lang);
    let dot = match event.state.map(tone) {
        _ if event.action_needed => "bg-warning",
        Some(Tone::Warning) => "bg-warning",
        Some(Tone::Error) => "bg-error",
        Some(Tone::Success) => "bg-success",
        _ => "bg-base-300",
    };
    // What the carrier objected to is told in the reader's language; other facts as they were written down.
    let told = match event.state {
        Some(PortState::ActionNeeded | PortState::Blocked | PortState::CarrierWorking) if !event.reasons.is_empty() => {
            let titles = catalogue.rows(&event.reasons).into_iter().map(|row| row.title.about(&port.carrier, lang));
            titles.map(|title| format!("{}.", title.trim_end_matches('.'))).collect::<Vec<_>>().join("\n")
        }
        _ => event_detail(&event, lang),
    };
    let time = match event.until.filter(|_| event.times > 1) {
        Some(until) => view! { <Time at=event.at /> {lang.pick(" to ", " a ")} <Time at=until /> }.into_any(),
        None => view! { <Time at=event.at /> }.into_any(),
    };
    let raw = event.raw.filter(|raw| !raw.trim().is_empty()).map(|raw| {
        view! {
            <details class="min-w-0">
                <summary class="cursor-pointer link py-1">{lang.pick("Their words", "Sus palabras")}</summary>
                <code class="font-mono break-all">{raw}</code>
            </details>
        }
    });
    let settle = (event.action_needed && staff).then(|| {
        let (id, event) = (port.id.to_string(), event.id.to_string());
        view! {
            <form method="post" action="/do/settle-note" class="mt-1">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="event" value=event />
                <button class="btn btn-sm pointer-coarse:min-h-11">{lang.pick("It is done", "Ya está hecho")}</button>
            </form>
        }
    });
    let badges = (event.private || event.action_needed).then(|| {
        view! {
            <span class="flex flex-wrap gap-1.5">
                {event.private.then(|| view! { <Badge text=lang.pick("Staff only", "Solo personal") /> })}
                {event
                    .action_needed
                    .then(|| view! { <Badge tone=Tone::Warning text=lang.pick("Somebody must act", "Hay que actuar") /> })}
            </span>
        }
    });
    view! {
        <li class="relative flex gap-4 pb-6 last:pb-0">
            <span
                class=format!("relative z-[1] mt-1 size-4 shrink-0 rounded-full ring-4 ring-base-100 {dot}")
                aria-hidden="true"
            ></span>
            <div class="min-w-0 grow">
                <p class="font-medium wrap-anywhere">{title}</p>
                {badges}
                {(!told.is_empty())
                    .then(|| view! { <p class="text-sm whitespace-pre-line wrap-anywhere text-base-content/75">{told}</p> })}
                <div class="num mt-0.5 flex flex-wrap items-start gap-x-2 text-xs text-base-content/70">
                    <span class="py-1">{time}</span>
                    {raw}
                </div>
                {settle}
            </div>
        </li>
    }
    .into_any()
}
