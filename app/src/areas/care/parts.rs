//! What the pages about care share.

use domain::Lang;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use services::care::{Act, ActState, LineCare};

use crate::{
    context, paths,
    time::{Ago, Time},
    ui::{Alert, Button, ButtonSize, Quoted, Tone},
};

/// The requests that move a line's state.
pub(super) const STATES: &[&str] = &["suspend", "restore", "cancel", "reactivate"];
/// Those about voicemail.
pub(super) const VOICEMAIL: &[&str] = &["set_voicemail", "drop_voicemail"];

/// How long it is said that something is done.
const FRESH: SignedDuration = SignedDuration::from_hours(1);

/// How long it is said that something was refused.
const STALE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether a request was done not long ago.
pub(super) fn done_lately(act: &Act) -> bool {
    matches!(act.state, ActState::Done(at) if Timestamp::now().duration_since(at) < FRESH)
}

/// Whether a request was refused not long ago.
pub(super) fn refused_lately(act: &Act) -> bool {
    matches!(act.state, ActState::Refused(_)) && Timestamp::now().duration_since(act.at) < STALE
}

/// How the journal says that no answer came.
const NO_ANSWER: &str = "No clear answer";

/// Where a request stands, in words; nothing when it was done long ago.
#[component]
pub(super) fn Standing(
    /// The request.
    act: Option<Act>,
    /// While it is under way: `The line is being suspended…`
    #[prop(into)]
    running: String,
    /// When it was not done: `The line was not suspended`
    #[prop(into)]
    refused: String,
    /// When it is done: `The line is suspended`
    #[prop(into)]
    done: String,
    /// What to do where the network says no.
    #[prop(optional, into)]
    advice: Option<String>,
) -> impl IntoView {
    let lang = context::lang();
    let act = act?;
    Some(match act.state.clone() {
        ActState::Running => view! {
            <Alert tone=Tone::Info title=running>
                <p>
                    {lang
                        .pick(
                            "The network is at it, usually within seconds. This page looks again by itself.",
                            "La red lo está haciendo, casi siempre en segundos. Esta página vuelve a mirar sola.",
                        )}
                </p>
            </Alert>
        }
        .into_any(),
        ActState::Unclear => view! {
            <Alert tone=Tone::Warning title=running>
                <p>
                    {lang
                        .pick(
                            "The network’s answer was lost. We read what is there instead of asking twice; this page says what \
                             came of it.",
                            "Se perdió la respuesta de la red. Leemos lo que hay en vez de pedirlo dos veces; esta página dirá \
                             qué pasó.",
                        )}
                </p>
            </Alert>
        }
        .into_any(),
        ActState::Done(at) if done_lately(&act) => view! {
            <Alert tone=Tone::Success title=done>
                <p>{format!("{}, ", act.by)} <Ago at /> "."</p>
            </Alert>
        }
        .into_any(),
        ActState::Done(_) => ().into_any(),
        ActState::Refused(_) if !refused_lately(&act) => ().into_any(),
        ActState::Refused(why) if why.starts_with(NO_ANSWER) => view! {
            <Alert tone=Tone::Warning title=refused>
                <p>
                    {lang
                        .pick(
                            "No clear answer came, and nothing has changed as far as we can read. It may still be under way at the \
                             network: look here again in an hour before you ask for it once more.",
                            "No llegó una respuesta clara y, hasta donde podemos leer, nada cambió. Puede que la red todavía lo \
                             esté haciendo: vuelve a mirar en una hora antes de pedirlo otra vez.",
                        )}
                </p>
            </Alert>
        }
        .into_any(),
        ActState::Refused(_) if act.alarmed => view! {
            <Alert tone=Tone::Warning title=refused>
                <p>
                    {lang
                        .pick(
                            "Somebody who runs this account said that it was not theirs, so it was not done.",
                            "Alguien que administra esta cuenta dijo que no lo pidió, así que no se hizo.",
                        )}
                </p>
            </Alert>
        }
        .into_any(),
        ActState::Refused(why) => {
            let then = advice.unwrap_or_else(|| {
                lang.pick(
                    "Nothing was changed. Try again in a while, or ask us.",
                    "No se cambió nada. Intenta otra vez más tarde o pregúntanos.",
                )
                .to_owned()
            });
            view! {
                <Alert tone=Tone::Error title=refused>
                    <p>{lang.pick("The network answered: ", "La red respondió: ")} <Quoted words=why /> ". " {then}</p>
                </Alert>
            }
            .into_any()
        }
    })
}

/// When it was read, and the way to have it read now.
#[component]
pub(super) fn AskNetwork(
    /// The line.
    number: String,
    /// The page to come back to.
    what: &'static str,
    /// When it was read last.
    at: Option<Timestamp>,
    /// It is being read.
    reading: bool,
    /// When the last reading failed.
    unheard: Option<Timestamp>,
) -> impl IntoView {
    let lang = context::lang();
    let age = match (reading, at) {
        (true, _) => view! { {lang.pick("The network is being asked…", "Estamos preguntando a la red…")} }.into_any(),
        (false, Some(at)) => view! { {lang.pick("As of ", "Según lo leído ")} <Ago at /> "." }.into_any(),
        (false, None) => {
            view! { {lang.pick("The network was not asked yet.", "Todavía no se preguntó a la red.")} }.into_any()
        }
    };
    let unheard = unheard.filter(|_| !reading).map(|at| {
        view! {
            <p class="text-sm">
                {lang.pick("It did not answer in full ", "No respondió del todo ")} <Time at />
                {lang.pick(". What it did not say stays as it was.", ". Lo que no dijo queda como estaba.")}
            </p>
        }
    });
    view! {
        <form method="post" action=paths::do_look_line() class="flex flex-wrap items-center gap-x-3 gap-y-2">
            <input type="hidden" name="number" value=number />
            <input type="hidden" name="what" value=what />
            <span class="text-xs text-base-content/70">{age}</span>
            {(!reading)
                .then(|| {
                    view! { <Button size=ButtonSize::Small>{lang.pick("Ask the network", "Preguntar a la red")}</Button> }
                })}
        </form>
        {unheard}
    }
}

/// That the line does not carry what the page is about, and where that is mended; none when it is in service.
pub(super) fn out_of_service(care: &LineCare, lang: Lang) -> Option<AnyView> {
    use services::accounts::LineStatus;
    let words = match care.line.status {
        LineStatus::Active => return None,
        LineStatus::Paused => {
            lang.pick("The line is suspended. Restore it first.", "La línea está suspendida. Primero restablécela.")
        }
        LineStatus::Cancelled => lang.pick("The line is cancelled.", "La línea está cancelada."),
        _ => lang.pick(
            "The line is not in service yet. Try again once it is.",
            "La línea todavía no está en servicio. Intenta cuando lo esté.",
        ),
    };
    let link = care.may.line.then(|| {
        let href = paths::care_of(&care.line.number, "state");
        view! { <p><a class="inline-block link py-1" href=href>{lang.pick("See the line’s state", "Ver el estado de la línea")}</a></p> }
    });
    Some(view! { <Alert tone=Tone::Warning><p>{words}</p> {link}</Alert> }.into_any())
}
