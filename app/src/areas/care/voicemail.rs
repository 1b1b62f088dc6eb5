//! Voicemail of a line.

use leptos::prelude::*;
use services::care::{LineCare, MAX_PIN, MIN_PIN, Mailbox};

use super::parts::{self, AskNetwork, Standing, out_of_service};
use crate::{
    context,
    forms::{Field, FormState},
    paths,
    ui::{Button, Card, ConfirmDialog, Look, StatusBadge, Tone},
};

/// Whether it is on, and the form for PIN and e-mail.
#[component]
pub(super) fn VoicemailView(
    /// The line.
    care: LineCare,
    /// What the last form left.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let number = care.line.number.clone();
    let act = care.newest(parts::VOICEMAIL).cloned();
    let waiting = care.reading || care.busy(parts::VOICEMAIL);
    let (tone, state) = match &care.voicemail {
        Some(Mailbox { on: true, .. }) => (Tone::Success, lang.pick("On", "Activado")),
        Some(_) => (Tone::Neutral, lang.pick("Off", "Desactivado")),
        None => (Tone::Warning, lang.pick("Not read yet", "Todavía no se ha leído")),
    };
    let on = care.voicemail.as_ref().is_some_and(|mailbox| mailbox.on);
    let words = match &care.voicemail {
        Some(Mailbox { on: true, email: Some(email), .. }) => {
            format!("{} {email}.", lang.pick("Notices of new messages go to", "Los avisos de mensajes nuevos van a"))
        }
        Some(Mailbox { on: true, .. }) => lang
            .pick("Nobody is mailed about new messages.", "A nadie se le avisa por correo de mensajes nuevos.")
            .to_owned(),
        Some(_) => lang
            .pick("Calls nobody takes are not recorded.", "Las llamadas que nadie contesta no se graban.")
            .to_owned(),
        None => lang
            .pick(
                "We don’t know yet whether it is on. You can ask the network, or set it up now.",
                "Todavía no sabemos si está activado. Puedes preguntar a la red o configurarlo ahora.",
            )
            .to_owned(),
    };
    let at = care.voicemail.as_ref().map(|mailbox| mailbox.at);
    let email = care.voicemail.as_ref().and_then(|mailbox| mailbox.email.clone()).unwrap_or_default();
    let change = match out_of_service(&care, lang) {
        Some(off) => off,
        None if waiting => ().into_any(),
        None => view! { <Form number=number.clone() on email form /> }.into_any(),
    };
    let off = (on && !waiting).then(|| {
        let number = number.clone();
        view! {
            <div>
                <ConfirmDialog
                    id="drop-voicemail"
                    opener=lang.pick("Switch voicemail off", "Desactivar el buzón")
                    title=lang.pick("Switch off and delete all messages?", "¿Desactivar y borrar todos los mensajes?")
                    action=paths::do_drop_voicemail()
                    verb=lang.pick("Switch off and delete", "Desactivar y borrar")
                >
                    <input type="hidden" name="number" value=number.clone() />
                    <p>
                        {lang
                            .pick(
                                "What was recorded is deleted and can’t be brought back. Calls nobody takes are no longer recorded.",
                                "Lo que se grabó se borra y no se puede recuperar. Las llamadas que nadie conteste ya no se graban.",
                            )}
                    </p>
                </ConfirmDialog>
            </div>
        }
    });
    let refused = if on {
        lang.pick("Voicemail was not changed", "No se cambió el buzón")
    } else {
        lang.pick("Voicemail was not switched on", "No se activó el buzón")
    };
    view! {
        <Standing
            act
            running=lang.pick("Voicemail is being changed…", "Cambiando el buzón…")
            refused
            done=lang.pick("Voicemail is as you wanted it", "El buzón está como lo querías")
        />
        <Card
            title=lang.pick("Voicemail", "Buzón de voz")
            id="voicemail"
            actions=move || view! { <StatusBadge tone text=state /> }
        >
            <p>{words}</p>
            <AskNetwork number what="voicemail" at reading=care.reading unheard=care.unheard />
            {off}
        </Card>
        {change}
    }
}

/// PIN and e-mail address.
#[component]
fn Form(number: String, on: bool, email: String, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let title = if on { lang.pick("Change it", "Cambiarlo") } else { lang.pick("Switch it on", "Activarlo") };
    let verb = if on {
        lang.pick("Change voicemail", "Cambiar el buzón")
    } else {
        lang.pick("Switch voicemail on", "Activar el buzón")
    };
    let digits = match lang {
        domain::Lang::En => {
            format!("{MIN_PIN} to {MAX_PIN} digits, asked for when listening. It is shown nowhere again")
        }
        domain::Lang::Es => format!("De {MIN_PIN} a {MAX_PIN} dígitos; se pide para escuchar. No se vuelve a mostrar"),
    };
    let digits = if on {
        format!(
            "{digits}. {}",
            lang.pick("Leave it empty to keep the one you have", "Déjalo vacío para conservar el que tienes")
        )
    } else {
        digits
    };
    view! {
        <Card title id="set">
            <form method="post" action=paths::do_set_voicemail() class="flex flex-col gap-4">
                <input type="hidden" name="number" value=number />
                <Field
                    at=form.at("voicemail.pin")
                    label=lang.pick("Voicemail PIN", "PIN del buzón")
                    hint=digits
                    kind="password"
                    autocomplete="off"
                    inputmode="numeric"
                    num=true
                    maxlength=MAX_PIN
                    optional=on
                />
                <Field
                    at=form.at_or("voicemail.email", &email)
                    label=lang.pick("E-mail for notices", "Correo para los avisos")
                    hint=lang.pick("Where it is said that there is a new message", "A dónde se avisa que hay un mensaje nuevo")
                    kind="email"
                    inputmode="email"
                    autocomplete="email"
                    maxlength=254
                    optional=true
                />
                <div class="flex justify-end">
                    <Button look=Look::Primary wide=true>{verb}</Button>
                </div>
            </form>
        </Card>
    }
}
