//! `/guardian/{subscriber}/paste`: many people at once.

use domain::guardian::{Settings, Stand};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::page_of;
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{Choice, FormState, Segments},
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::{Alert, Button, Card, LinkButton, Look, PageHeader, Tone},
};

/// The page.
#[component]
pub fn PastePage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Guardian, async move {
        let not_found = || AppError::new(ErrorKind::NotFound);
        let lang = context::lang();
        let subscriber = params.get("subscriber").ok_or_else(not_found)?;
        let page = page_of(&subscriber).await?;
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let back = (paths::guardian_of(&subscriber), page.name.clone());
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=lang.pick("Paste a list of people", "Pegar una lista de personas")
                lead=lang
                    .pick(
                        "One person per line: a name and one or more numbers, in whatever order and format.",
                        "Una persona por línea: un nombre y uno o más números, en el orden y formato que sea.",
                    )
                back
            />
            <Verdicts form=form.clone() />
            <Card id="paste" class="mt-5">
                <Form subscriber form />
            </Card>
        })
    })
}

#[component]
fn Form(subscriber: String, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let stands = || {
        vec![
            Choice::new(Stand::Allowed.as_str(), lang.pick("Allowed", "Permitidos")),
            Choice::new(Stand::Neither.as_str(), lang.pick("No rule", "Sin regla")),
            Choice::new(Stand::Blocked.as_str(), lang.pick("Blocked", "Bloqueados")),
        ]
    };
    let rows = form.at("rows");
    let invalid = rows.fault.as_ref().map(|_| "true");
    let fault = rows.fault.as_ref().map(|fault| fault.message_in(lang));
    let most = Settings::MOST_CONTACTS;
    let hint = lang.pick_string(
        || format!("For example: Grandma Efua, (212) 555-0109, (212) 555-0110. Up to {most} people in all."),
        || format!("Por ejemplo: Abuela Efua, (212) 555-0109, (212) 555-0110. Hasta {most} personas en total."),
    );
    view! {
        <form method="post" action="/do/paste-contacts" novalidate=true class="space-y-4">
            <input type="hidden" name="subscriber" value=subscriber.clone() />
            <div class="min-w-0">
                <label for="rows" class="mb-1 block text-sm font-medium">{lang.pick("People", "Personas")}</label>
                <textarea
                    id="rows"
                    name="rows"
                    rows="12"
                    class=if invalid.is_some() { "textarea w-full textarea-error" } else { "textarea w-full" }
                    autofocus=invalid.is_some()
                    aria-invalid=invalid
                    aria-describedby=if invalid.is_some() { "rows-hint rows-error" } else { "rows-hint" }
                >
                    // A line break at the beginning is swallowed by the parser of HTML.
                    {format!("\n{}", rows.value)}
                </textarea>
                <p id="rows-hint" class="mt-1 text-xs text-base-content/70">{hint}</p>
                {fault.map(|fault| view! { <p id="rows-error" class="mt-1 text-xs text-error">{fault}</p> })}
            </div>
            <Segments at=form.at_or("calls", Stand::Allowed.as_str()) legend=lang.pick("Their calls", "Sus llamadas") choices=stands() />
            <Segments at=form.at_or("texts", Stand::Allowed.as_str()) legend=lang.pick("Their texts", "Sus mensajes") choices=stands() />
            <p class="text-sm">
                {lang
                    .pick(
                        "Good lines go in. Lines with a problem stay here, each with what is wrong.",
                        "Las líneas buenas entran. Las que tienen un problema se quedan aquí, cada una con lo que falla.",
                    )}
            </p>
            <div class="flex flex-wrap justify-between gap-2">
                <LinkButton href=paths::guardian_of(&subscriber) look=Look::Ghost>{lang.pick("Back", "Volver")}</LinkButton>
                <Button look=Look::Primary>{lang.pick("Add them", "Agregarlas")}</Button>
            </div>
        </form>
    }
}

/// The lines that did not go in, each with what is wrong with it.
#[component]
fn Verdicts(form: FormState) -> impl IntoView {
    let lang = context::lang();
    let lines: Vec<&str> = form.fields().get("rows").lines().collect();
    let rows: Vec<_> = form
        .errors()
        .0
        .iter()
        .filter_map(|(name, fault)| Some((name.strip_prefix("rows.")?.parse::<usize>().ok()?, fault)))
        .collect();
    let mut rows: Vec<_> = rows
        .into_iter()
        .map(|(line, fault)| {
            let raw = lines.get(line - 1).map_or(String::new(), |raw| (*raw).to_owned());
            (line, raw, fault.message_in(lang))
        })
        .collect();
    rows.sort_by_key(|(line, ..)| *line);
    let title = lang.pick_string(
        || {
            format!(
                "{} did not go in",
                if rows.len() == 1 { "One line".to_owned() } else { format!("{} lines", rows.len()) }
            )
        },
        || {
            if rows.len() == 1 {
                "Una línea no entró".to_owned()
            } else {
                format!("{} líneas no entraron", rows.len())
            }
        },
    );
    (!rows.is_empty()).then(|| {
        let rows = rows
            .into_iter()
            .map(|(line, raw, words)| {
                view! {
                    <li class="wrap-anywhere">
                        <span class="num">{format!("{}: ", line)}</span>
                        <q>{raw}</q>
                        " "
                        {words}
                    </li>
                }
            })
            .collect_view();
        view! {
            <Alert tone=Tone::Error title class="mt-5">
                <ul class="max-h-80 space-y-1 overflow-y-auto" tabindex="0" aria-label=lang.pick("Lines with a problem", "Líneas con problemas")>
                    {rows}
                </ul>
            </Alert>
        }
    })
}
