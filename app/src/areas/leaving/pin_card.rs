//! A line's transfer PIN.

use domain::Lang;
use jiff::Timestamp;
use leptos::prelude::*;
use secrecy::{ExposeSecret, SecretString};
use services::port_outs::{Leaving, PinState};

use super::cooling::must_wait;
use crate::{
    context,
    forms::{At, Field, FormState},
    paths,
    time::Time,
    ui::{Alert, Button, Card, Look, Quoted, Tone},
};

/// Where it stands; the PIN itself the one time it is shown; and the way to a new one, two clicks away.
#[component]
pub(super) fn PinCard(
    /// The line.
    line: Leaving,
    /// The PIN, to be shown now and never again.
    shown: Option<SecretString>,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let Leaving { number, lock, pin, .. } = line;
    let storing = pin == PinState::Storing;
    let first = matches!(pin, PinState::None);
    let now = match shown {
        Some(pin) => view! { <Shown pin /> }.into_any(),
        None => standing(pin, number.clone(), lang),
    };
    let get = (!storing && !must_wait(lock.cools_until)).then(|| view! { <Get number locked=lock.on first form /> });
    view! {
        <Card title=lang.pick("Transfer PIN", "PIN de traslado") id="pin">
            <p class="text-sm">
                {lang
                    .pick(
                        "The new carrier asks for it. Whoever has it can take the number, so give it to the new carrier alone.",
                        "El nuevo operador lo pide. Quien lo tenga puede llevarse el número: dáselo solo al nuevo operador.",
                    )}
            </p>
            {now}
            {get}
        </Card>
    }
}

/// The PIN, once.
#[component]
fn Shown(pin: SecretString) -> impl IntoView {
    let lang = context::lang();
    let title = lang.pick("Write it down now: it is shown this once", "Anótalo ahora: se muestra solo esta vez");
    view! {
        <Alert tone=Tone::Success title=title>
            <p class="py-2">
                <output class="num font-mono text-3xl font-semibold tracking-[0.3em] select-all">
                    {pin.expose_secret().to_owned()}
                </output>
            </p>
            <p>
                {lang
                    .pick(
                        "We keep no copy. If it is lost, get a new one; the old one stops working then.",
                        "No guardamos copia. Si se pierde, pide uno nuevo; el anterior deja de servir.",
                    )}
            </p>
        </Alert>
    }
}

/// Where the newest PIN stands, in words.
fn standing(pin: PinState, number: String, lang: Lang) -> AnyView {
    match pin {
        PinState::None => ().into_any(),
        PinState::Storing => view! {
            <Alert tone=Tone::Info title=lang.pick("Being stored…", "Guardando…")>
                <p>
                    {lang
                        .pick(
                            "The network stores the PIN right now, usually within seconds. This page looks again by itself and \
                             then shows it.",
                            "La red está guardando el PIN, casi siempre en segundos. Esta página vuelve a mirar sola y después \
                             lo muestra.",
                        )}
                </p>
            </Alert>
        }
        .into_any(),
        PinState::Refused(why) => view! {
            <Alert tone=Tone::Error title=lang.pick("The PIN could not be stored", "No se pudo guardar el PIN")>
                <p>
                    {lang.pick("The network answered: ", "La red respondió: ")} <Quoted words=why />
                    {lang.pick(" Nothing else changed. Try again, or ask us.", " Nada más cambió. Intenta otra vez o pregúntanos.")}
                </p>
            </Alert>
        }
        .into_any(),
        PinState::Ready { by, at, mine } => {
            let words = match mine {
                true => lang.pick("Open this page again to see it, once.", "Abre esta página otra vez para verlo, una vez."),
                false => lang.pick("Only they can see it, once.", "Solo esa persona puede verlo, una vez."),
            };
            view! { <Masked by at /> <p class="text-sm">{words}</p> }.into_any()
        }
        PinState::Masked { by, at } => view! { <Masked by at /> }.into_any(),
        PinState::Withdrawn { at, alarmed, done } => {
            let words = match (alarmed, done) {
                (true, true) => lang.pick(
                    "Somebody said that the PIN was not theirs. It was made useless ",
                    "Alguien dijo que no pidió el PIN. Dejó de servir: ",
                ),
                (true, false) => lang.pick(
                    "Somebody said that the PIN was not theirs. It is being made useless since ",
                    "Alguien dijo que no pidió el PIN. Lo estamos inutilizando desde ",
                ),
                (false, true) => lang.pick(
                    "The lock was put on, and the PIN from before stopped working: ",
                    "Se puso el bloqueo y el PIN anterior dejó de servir: ",
                ),
                (false, false) => lang.pick(
                    "The lock was put on. The PIN from before is being made useless since ",
                    "Se puso el bloqueo. Estamos inutilizando el PIN anterior desde ",
                ),
            };
            let tone = if alarmed { Tone::Warning } else { Tone::Info };
            view! { <Alert tone>{words} <Time at /> "."</Alert> }.into_any()
        }
        PinState::Stuck(why) => view! {
            <Alert
                tone=Tone::Error
                title=lang.pick("The PIN from before may still work", "El PIN anterior todavía puede servir")
            >
                <p>
                    {lang.pick("The network did not replace it. It answered: ", "La red no lo reemplazó. Respondió: ")} <Quoted words=why />
                    {lang.pick(" Try again now, and call us if it stays so.", " Intenta otra vez ahora y llámanos si sigue así.")}
                </p>
                <form method="post" action=paths::do_put_lock() class="pt-2">
                    <input type="hidden" name="number" value=number />
                    <Button look=Look::Quiet>{lang.pick("Make it useless", "Inutilizarlo")}</Button>
                </form>
            </Alert>
        }
        .into_any(),
    }
}

/// That there is one, and no more.
#[component]
fn Masked(by: String, at: Timestamp) -> impl IntoView {
    let lang = context::lang();
    view! {
        <p class="flex flex-wrap items-baseline gap-x-3">
            <span class="font-mono text-xl tracking-[0.3em]" aria-label=lang.pick("Hidden PIN", "PIN oculto")>
                "••••••"
            </span>
            <span class="text-sm text-base-content/75">
                {lang.pick("Issued ", "Emitido ")} <Time at /> {lang.pick(" by ", " por ")} {by} "."
            </span>
        </p>
        <p class="text-sm">
            {lang
                .pick(
                    "It can’t be shown again. If it is lost, get a new one.",
                    "No se puede volver a mostrar. Si se perdió, pide uno nuevo.",
                )}
        </p>
    }
}

/// The form that asks for one, behind one click; open when the password was wrong.
#[component]
fn Get(number: String, locked: bool, first: bool, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let at = form.at("issue.password");
    let open = at.fault.is_some();
    let opener = match first {
        true => lang.pick("Get a transfer PIN", "Pedir un PIN de traslado"),
        false => lang.pick("Get a new PIN", "Pedir un PIN nuevo"),
    };
    let verb = match locked {
        true => lang.pick("Unlock and get a PIN", "Quitar el bloqueo y pedir el PIN"),
        false => lang.pick("Get the PIN", "Pedir el PIN"),
    };
    let also = locked.then(|| {
        view! {
            <p class="text-sm">
                {lang
                    .pick(
                        "The line is locked. Getting a PIN lifts the lock.",
                        "La línea está bloqueada. Al pedir un PIN se quita el bloqueo.",
                    )}
            </p>
            <input type="hidden" name="unlock" value="on" />
        }
    });
    view! {
        <details open=open>
            <summary class="btn btn-primary">{opener}</summary>
            <form method="post" action=paths::do_issue_pin() class="mt-4 flex flex-col gap-4">
                <input type="hidden" name="number" value=number />
                {also}
                <Password at />
                <p class="text-xs text-base-content/70">
                    {lang
                        .pick(
                            "Everybody who runs this account is told at once that a PIN was issued. The PIN itself is in no mail.",
                            "A todos los que administran esta cuenta se les avisa enseguida que se emitió un PIN. El PIN no va en \
                             ningún correo.",
                        )}
                </p>
                <Button look=Look::Primary>{verb}</Button>
            </form>
        </details>
    }
}

/// The password of who is signed in, asked once more.
#[component]
pub(crate) fn Password(
    /// Name and fault.
    at: At,
) -> impl IntoView {
    let lang = context::lang();
    let email = context::maybe_actor().map(|actor| actor.email);
    view! {
        // For the password manager, which wants to know whose password it is.
        <input type="email" value=email autocomplete="username" readonly hidden />
        <Field
            at
            label=lang.pick("Your password", "Tu contraseña")
            hint=lang.pick("Once more, so that it is really you.", "Otra vez, para saber que eres tú.")
            kind="password"
            autocomplete="current-password"
            maxlength=256
        />
    }
}
