//! What stands above a person's settings: what is on its way, stuck, waiting, or was changed by somebody else.

use domain::{Lang, guardian::Change};
use jiff::Timestamp;
use leptos::prelude::*;
use services::guardian::{Page, Pending};

use crate::{
    context, paths,
    time::{Ago, until_words},
    ui::{Alert, Button, ButtonSize, ConfirmDialog, Look, Quoted, Tone},
};

/// Changes in words, with the page's times.
pub(super) fn in_words(changes: &[Change], lang: Lang) -> Vec<String> {
    let when = |at: i64| Timestamp::from_second(at).map_or_else(|_| String::new(), |at| until_words(at).text);
    changes.iter().map(|change| change.words_at(lang, when)).collect()
}

#[component]
fn Lines(lines: Vec<String>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| view! { <li class="wrap-anywhere">{line}</li> }).collect_view();
    view! { <ul class="list-disc space-y-0.5 pl-5">{lines}</ul> }
}

/// All of it that there is.
#[component]
pub(super) fn News(
    /// The person.
    page: Page,
) -> impl IntoView {
    let lang = context::lang();
    let subscriber = page.subscriber_id.clone();
    let no_line = page.number.is_none().then(|| {
        view! {
            <Alert tone=Tone::Info title=lang.pick("No line yet", "Aún sin línea")>
                <p>
                    {lang
                        .pick(
                            "There is nothing to filter until this person has a number.",
                            "No hay nada que filtrar hasta que esta persona tenga un número.",
                        )}
                </p>
            </Alert>
        }
    });
    let whose = subscriber.clone();
    let stuck = page.stuck.clone().map(|why| {
        view! {
            <Alert tone=Tone::Error title=lang.pick("The network refused a change", "La red rechazó un cambio")>
                <p>
                    {lang.pick("What was made stays made; the badges say what is in force. It answered: ", "Lo hecho, hecho está; las etiquetas dicen qué está en vigor. Respondió: ")}
                    <Quoted words=why />
                </p>
                <form method="post" action="/do/repair-guardian" class="pt-1">
                    <input type="hidden" name="subscriber" value=whose />
                    <Button size=ButtonSize::Small>{lang.pick("Try again", "Intentar otra vez")}</Button>
                </form>
            </Alert>
        }
    });
    // The page looks again once the browser's part is there, which may be late.
    let again = paths::guardian_of(&subscriber);
    let running = (page.running.is_some() && page.stuck.is_none()).then(|| {
        view! {
            <Alert tone=Tone::Info title=lang.pick("On its way to the network", "En camino a la red")>
                <p>
                    {lang
                        .pick(
                            "Usually seconds. This page looks again by itself; you can close it.",
                            "Casi siempre segundos. Esta página vuelve a mirar sola; puedes cerrarla.",
                        )} " " <a class="link" href=again>{lang.pick("Look again", "Mirar otra vez")}</a>
                </p>
            </Alert>
        }
    });
    let pending = page
        .pending
        .clone()
        .map(|pending| view! { <Waits pending subscriber=subscriber.clone() may_answer=page.may_loosen /> });
    let elsewhere = (!page.changed_elsewhere.is_empty())
        .then(|| view! { <Elsewhere changes=page.changed_elsewhere.clone() subscriber=subscriber.clone() /> });
    view! { <div class="mt-4 space-y-3 empty:hidden">{no_line} {stuck} {running} {pending} {elsewhere}</div> }
}

/// What waits for the account manager, to whom it can be answered here.
#[component]
fn Waits(pending: Pending, subscriber: String, may_answer: bool) -> impl IntoView {
    let lang = context::lang();
    let who = pending.asked_by;
    let title = match (may_answer, pending.mine) {
        (true, _) => {
            lang.pick_string(|| format!("{who} asks to let more through"), || format!("{who} pide dejar pasar más"))
        }
        (false, true) => lang.pick("You asked to let more through", "Pediste dejar pasar más").to_owned(),
        (false, false) => {
            lang.pick_string(|| format!("{who} asked to let more through"), || format!("{who} pidió dejar pasar más"))
        }
    };
    let answer = if may_answer {
        let id = pending.id.to_string();
        view! {
            <form method="post" action="/do/decide-guardian" class="flex flex-wrap gap-2 pt-1">
                <input type="hidden" name="subscriber" value=subscriber />
                <input type="hidden" name="pending" value=id />
                <Button size=ButtonSize::Small look=Look::Primary name="answer" value="yes">{lang.pick("Yes, let it through", "Sí, dejarlo pasar")}</Button>
                <Button size=ButtonSize::Small name="answer" value="no">{lang.pick("No", "No")}</Button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <p>
                {lang
                    .pick(
                        "It waits for the account manager’s yes. Until then it stays as it is.",
                        "Espera el sí del titular de la cuenta. Hasta entonces todo sigue igual.",
                    )}
            </p>
        }
        .into_any()
    };
    view! {
        <Alert tone=Tone::Warning title>
            <p class="text-xs"><Ago at=pending.asked_at /></p>
            <Lines lines=in_words(&pending.changes, lang) />
            {answer}
        </Alert>
    }
}

/// What somebody changed in the network, past this portal.
#[component]
fn Elsewhere(changes: Vec<Change>, subscriber: String) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Alert tone=Tone::Warning title=lang.pick("Changed elsewhere", "Cambió en otro lugar")>
            <p>
                {lang
                    .pick(
                        "The network has this otherwise than saved here, and not by this portal:",
                        "La red tiene esto distinto de lo guardado aquí, y no fue por este portal:",
                    )}
            </p>
            <Lines lines=in_words(&changes, lang) />
            <div class="flex flex-wrap items-center gap-2 pt-1">
                <form method="post" action="/do/repair-guardian">
                    <input type="hidden" name="subscriber" value=subscriber.clone() />
                    <Button size=ButtonSize::Small>{lang.pick("Put ours back", "Volver a lo nuestro")}</Button>
                </form>
                <form method="post" action="/do/adopt-guardian">
                    <input type="hidden" name="subscriber" value=subscriber />
                    <Button size=ButtonSize::Small look=Look::Ghost>{lang.pick("Keep it so", "Dejarlo así")}</Button>
                </form>
            </div>
        </Alert>
    }
}

/// What somebody saved while the form was open in another tab; the form below holds what was typed.
#[component]
pub(super) fn Meanwhile(
    /// In words.
    lines: Vec<String>,
) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Alert tone=Tone::Warning class="mt-4" title=lang.pick("Somebody else saved first", "Otra persona guardó antes")>
            <p>
                {lang
                    .pick(
                        "Nothing was overwritten and nothing of yours is lost: below is what you chose. Saved meanwhile:",
                        "No se sobrescribió nada y no se perdió nada tuyo: abajo está lo que elegiste. Guardado mientras tanto:",
                    )}
            </p>
            <Lines lines />
            <p>
                {lang
                    .pick(
                        "Look at it, and save again if yours is meant.",
                        "Revísalo y guarda otra vez si lo tuyo es lo que quieres.",
                    )}
            </p>
        </Alert>
    }
}

/// Who changed it last, and the way to take that back.
#[component]
pub(super) fn LastChange(
    /// The person.
    page: Page,
) -> impl IntoView {
    let lang = context::lang();
    page.changed.zip(page.undo).map(|((who, at), version)| {
        view! {
            <div class="mt-6 flex flex-wrap items-center justify-between gap-2 text-sm">
                <p class="text-base-content/75">
                    {lang.pick("Changed last by ", "Último cambio: ")} {who} ", " <Ago at /> "."
                </p>
                <ConfirmDialog
                    id="undo"
                    opener=lang.pick("Take the last change back", "Revertir el último cambio")
                    title=lang.pick("Take the last change back?", "¿Revertir el último cambio?")
                    action="/do/undo-guardian"
                    verb=lang.pick("Take it back", "Revertir")
                    look=Look::Primary
                >
                    <p>
                        {lang
                            .pick(
                                "It is again as it was before. Where that lets more through, the same rules hold as for any change.",
                                "Queda otra vez como antes. Donde eso deje pasar más, valen las mismas reglas que para todo cambio.",
                            )}
                    </p>
                    <input type="hidden" name="subscriber" value=page.subscriber_id />
                    <input type="hidden" name="version" value=version.to_string() />
                </ConfirmDialog>
            </div>
        }
    })
}
