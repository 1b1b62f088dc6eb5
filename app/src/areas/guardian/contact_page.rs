//! `/guardian/{subscriber}/contacts/{id}`: one of the people a person knows.

use domain::guardian::{Contact, Stand, contact_fields};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::api::page_of;
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{Choice, ErrorSummary, Field, FormState, Segments, TextArea},
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths, time,
    ui::{Button, Card, ConfirmDialog, LinkButton, Look, PageHeader},
};

/// The page.
#[component]
pub fn ContactPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Guardian, async move {
        let not_found = || AppError::new(ErrorKind::NotFound);
        let lang = context::lang();
        let subscriber = params.get("subscriber").ok_or_else(not_found)?;
        let id = params.get("contact").ok_or_else(not_found)?;
        let page = page_of(&subscriber).await?;
        let new = id == paths::NEW_CONTACT;
        let contact = match page.settings.contact(&id) {
            Some(contact) => contact.clone(),
            None if new => Contact { calls: Stand::Allowed, texts: Stand::Allowed, ..Contact::default() },
            None => return Err(not_found()),
        };
        let flash = flash::take().await?;
        let fields = if flash.fields.0.is_empty() {
            let mut fields = contact_fields(&contact);
            if let Some(at) = contact.until.and_then(|at| Timestamp::from_second(at).ok()) {
                let (day, clock) = time::until_typed(at);
                fields.set("until_date", day);
                fields.set("until_time", clock);
            }
            fields
        } else {
            flash.fields
        };
        let form = FormState::new(fields, flash.errors);
        // A new one has its id from the start, so that pressing twice makes one.
        let own = match (new, form.fields().get("contact")) {
            (false, _) => id.clone(),
            (true, "") => Uuid::now_v7().to_string(),
            (true, typed) => typed.to_owned(),
        };
        let title = match (new, contact.name.is_empty()) {
            (true, _) => lang.pick("Add a person", "Agregar persona").to_owned(),
            (false, true) => lang.pick("A person without a name", "Una persona sin nombre").to_owned(),
            (false, false) => contact.name.clone(),
        };
        let back = (paths::guardian_of(&subscriber), page.name.clone());
        let remove = (!new)
            .then(|| view! { <Remove subscriber=subscriber.clone() id version=page.version name=contact.whose() /> });
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader title back />
            <Card id="contact" class="mt-5">
                <Form subscriber own form version=page.version />
            </Card>
            {remove}
        })
    })
}

#[component]
fn Form(subscriber: String, own: String, form: FormState, version: i32) -> impl IntoView {
    let lang = context::lang();
    let stands = || {
        vec![
            Choice::new(Stand::Allowed.as_str(), lang.pick("Allowed", "Permitido")),
            Choice::new(Stand::Neither.as_str(), lang.pick("No rule", "Sin regla")),
            Choice::new(Stand::Blocked.as_str(), lang.pick("Blocked", "Bloqueado")),
        ]
    };
    let now = time::clock_now(time::zone());
    let zone = lang.pick_string(
        || format!("Leave it empty for always. In the time of the line, where it is {now} now."),
        || format!("Vacío significa siempre. En la hora de la línea: allí son las {now}."),
    );
    view! {
        <form method="post" action="/do/save-contact" novalidate=true class="space-y-4">
            <ErrorSummary form=form.clone() />
            <input type="hidden" name="subscriber" value=subscriber.clone() />
            <input type="hidden" name="contact" value=own />
            <input type="hidden" name="version" value=version.to_string() />
            <Field at=form.at("name") label=lang.pick("Name", "Nombre") maxlength=Contact::LONGEST_NAME />
            <TextArea
                at=form.at("numbers")
                label=lang.pick("Phone numbers", "Números de teléfono")
                hint=lang
                    .pick(
                        "All of theirs, one per line. Numbers of other countries begin with +.",
                        "Todos los suyos, uno por línea. Los de otros países empiezan con +.",
                    )
                maxlength=400
            />
            <Segments at=form.at("calls") legend=lang.pick("Calls", "Llamadas") choices=stands() />
            <Segments at=form.at("texts") legend=lang.pick("Texts", "Mensajes") choices=stands() />
            <fieldset>
                <legend class="mb-1 text-sm font-medium">{lang.pick("For how long", "Por cuánto tiempo")}</legend>
                <p class="mb-2 text-xs text-base-content/70">{zone}</p>
                <div class="grid gap-3 sm:grid-cols-2">
                    <Field at=form.at("until_date") label=lang.pick("Until", "Hasta") kind="date" maxlength=10 optional=true />
                    <Field
                        at=form.at("until_time")
                        label=lang.pick("Time of day", "Hora")
                        hint=lang.pick("Empty: the end of that day.", "Vacío: hasta el final de ese día.")
                        kind="time"
                        maxlength=5
                        optional=true
                    />
                </div>
            </fieldset>
            <div class="flex flex-wrap justify-between gap-2">
                <LinkButton href=paths::guardian_of(&subscriber) look=Look::Ghost>{lang.pick("Back", "Volver")}</LinkButton>
                <Button look=Look::Primary>{lang.pick("Save person", "Guardar persona")}</Button>
            </div>
        </form>
    }
}

/// Taking them off the list, behind a question.
#[component]
fn Remove(subscriber: String, id: String, version: i32, name: String) -> impl IntoView {
    let lang = context::lang();
    view! {
        <div class="mt-4 flex justify-end">
            <ConfirmDialog
                id="remove-contact"
                opener=lang.pick("Remove this person", "Quitar a esta persona")
                title=lang.pick_string(|| format!("Remove {name}?"), || format!("¿Quitar a {name}?"))
                action="/do/remove-contact"
                verb=lang.pick("Remove", "Quitar")
            >
                <p>
                    {lang
                        .pick(
                            "Calls and texts with them then go by the other rules, like those of anybody who is in no list.",
                            "Sus llamadas y mensajes siguen entonces las otras reglas, como los de quien no está en ninguna lista.",
                        )}
                </p>
                <input type="hidden" name="subscriber" value=subscriber />
                <input type="hidden" name="contact" value=id />
                <input type="hidden" name="version" value=version.to_string() />
            </ConfirmDialog>
        </div>
    }
}
