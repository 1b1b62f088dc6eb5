//! `/reference/refusals`: what refusals of old carriers mean.

use domain::{
    Action,
    porting::{Fix, Mover, PortField, Refusal, Words},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use services::reference::{self, Change, RefusalRow, Refused};

use super::parts::{ChangeList, Tab, Tabs, shown, words_areas, words_fields};
use crate::{
    context, flash,
    forms::{At, Checkbox, Choice, ErrorSummary, Field, FormState, Select},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    time::Ago,
    ui::{Badge, Button, Card, LinkButton, Look, PageHeader, Tone},
};

/// The page.
#[component]
pub fn RefusalsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    staff_page(StaffPlace::Transfers, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::EditReference)?;
        let edit = query.get("edit");
        let mut tx = context::state().db.begin(&actor).await?;
        let rows = reference::refusals(&mut tx).await?;
        let unknown = reference::unknown_refusals(&mut tx, &actor).await?;
        let open = match edit.as_deref() {
            Some(paths::NEW_ROW) => Some((None, blank(&query.get("from").unwrap_or_default()), Vec::new())),
            Some(key) => {
                let row = reference::refusal(&mut tx, key).await?;
                Some((Some(row.seen), row.refusal, reference::changes(&mut tx, "refusal", key).await?))
            }
            None => None,
        };
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let lead = lang.pick(
            "What old carriers object to, which fields that opens, and what people are told.",
            "Lo que objetan los operadores anteriores, qué campos abre y qué se le dice a la gente.",
        );
        let editor = open.map(|(seen, refusal, changes)| view! { <Editor seen refusal changes form /> });
        let list = rows.into_iter().map(|row| view! { <Row row /> }.into_any()).collect_view();
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=lang.pick("Refusals", "Rechazos")
                lead
                back=(paths::transfers(), lang.pick("Transfers", "Traslados").to_owned())
            >
                <a href=paths::refusal(paths::NEW_ROW) class="btn border-base-content/20 bg-base-100">{lang.pick("New row", "Fila nueva")}</a>
            </PageHeader>
            <div class="mt-4 space-y-4">
                <Tabs here=Tab::Refusals />
                {editor}
                <Unknown unknown />
                <Card title=lang.pick("All rows", "Todas las filas") id="rows" flush=true>
                    <ul class="divide-y divide-base-300 border-t border-base-300">{list}</ul>
                </Card>
            </div>
        })
    })
}

/// A row that is still to be filled in, from a refusal as it came.
fn blank(message: &str) -> Refusal {
    // The code is the text before the first dash; the rest tells it where there is none.
    let (code, rest) = message.split_once('-').unwrap_or(("", message));
    let coded = !code.is_empty() && code.len() <= 9 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    let rest = if coded { rest } else { message };
    let text = rest.trim().to_owned();
    Refusal {
        key: String::new(),
        codes: if coded { vec![code.to_uppercase()] } else { Vec::new() },
        phrases: if coded || text.is_empty() { Vec::new() } else { vec![text] },
        fields: Vec::new(),
        fix: Fix::Change,
        mover: Mover::You,
        title: Words::default(),
        advice: Words::default(),
    }
}

/// Refusals that no row fits.
#[component]
fn Unknown(unknown: Vec<Refused>) -> impl IntoView {
    let lang = context::lang();
    let any = !unknown.is_empty();
    let rows = unknown
        .into_iter()
        .map(|refused| {
            let href = paths::refusal_from(&refused.message);
            let times = refused.times;
            let times = lang.pick_string(|| format!("{times} times"), || format!("{times} veces"));
            let last = refused.last_at.map(|at| view! { ", " <Ago at /> });
            view! {
                <li class="flex flex-wrap items-center gap-3 px-5 py-3">
                    <div class="min-w-0 grow">
                        <code class="font-mono text-sm break-all">{refused.message}</code>
                        <p class="text-xs text-base-content/70">{times} ", " {refused.carriers.join(", ")} {last}</p>
                    </div>
                    <LinkButton href>{lang.pick("Make a row of it", "Crear una fila")}</LinkButton>
                </li>
            }
        })
        .collect_view();
    any.then(|| {
        view! {
            <Card
                title=lang.pick("Nobody knows these yet", "Nadie conoce estos todavía")
                lead=lang.pick("People are shown the raw text until there is a row.", "La gente ve el texto original hasta que haya una fila.")
                id="unknown"
                flush=true
            >
                <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
            </Card>
        }
    })
}

#[component]
fn Row(row: RefusalRow) -> impl IntoView {
    let lang = context::lang();
    let RefusalRow { refusal, edited, .. } = row;
    let codes = refusal.codes.join(", ");
    let fields = refusal.fields.iter().map(|field| field.label(lang)).collect::<Vec<_>>().join(", ");
    let facts = [refusal.fix.label(lang).to_owned(), fields]
        .into_iter()
        .filter(|f| !f.is_empty())
        .collect::<Vec<_>>()
        .join(": ");
    let label = format!("{} {}", lang.pick("Edit", "Editar"), refusal.key);
    view! {
        <li class="flex flex-wrap items-center gap-3 px-5 py-3">
            <div class="min-w-0 grow">
                <p class="font-medium wrap-anywhere">{refusal.title.about("", lang)}</p>
                <p class="text-xs wrap-anywhere text-base-content/70">
                    <code class="font-mono">{refusal.key.clone()}</code>
                    {(!codes.is_empty()).then(|| format!(" · {codes}"))}
                    " · " {facts}
                </p>
            </div>
            {edited.then(|| view! { <Badge tone=Tone::Info text=lang.pick("Edited", "Editada") /> })}
            <LinkButton href=paths::refusal(&refusal.key) label>
                {lang.pick("Edit", "Editar")}
            </LinkButton>
        </li>
    }
}

/// One row, open, with its edits.
#[component]
fn Editor(
    /// The edit it shows; none for a new row.
    seen: Option<i64>,
    /// The row.
    refusal: Refusal,
    /// Its edits.
    changes: Vec<Change>,
    /// What was typed and refused.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let new = seen.is_none();
    let title = if new { lang.pick("New row", "Fila nueva").to_owned() } else { refusal.key.clone() };
    let typed = !form.fields().0.is_empty();
    let ticks = PortField::ALL
        .into_iter()
        .map(|field| {
            let name = format!("fields.{}", field.as_str());
            // A tick that was taken away is not posted.
            let on = if typed { form.fields().ticked(&name) } else { refusal.fields.contains(&field) };
            let at = At { value: if on { "on" } else { "" }.to_owned(), ..At::empty(name) };
            view! { <Checkbox at label=field.label(lang) /> }
        })
        .collect_view();
    let fixes = Fix::ALL.map(|fix| Choice::new(fix.as_str(), fix.label(lang))).to_vec();
    let movers = Mover::ALL.map(|mover| Choice::new(mover.as_str(), mover.label(lang))).to_vec();
    let key = if new {
        view! {
            <Field
                at=shown(&form, "key", &refusal.key)
                label=lang.pick("Key", "Clave")
                hint=lang.pick("Small letters, digits and underscores; it cannot be changed later.", "Minúsculas, dígitos y guiones bajos; no se puede cambiar después.")
                maxlength=40
            />
        }
        .into_any()
    } else {
        view! { <input type="hidden" name="key" value=refusal.key.clone() /> }.into_any()
    };
    view! {
        <Card title id="editor">
            <form method="post" action="/do/save-refusal" novalidate=true class="space-y-4">
                {seen.map(|seen| view! { <input type="hidden" name="seen" value=seen.to_string() /> })}
                <ErrorSummary form=form.clone() />
                {key}
                <div class="grid gap-3 sm:grid-cols-2">
                    <Field
                        at=shown(&form, "codes", &refusal.codes.join(", "))
                        label=lang.pick("Codes", "Códigos")
                        hint=lang.pick("In capitals, with commas between: 8A, GENS-0041.", "En mayúsculas, separados por comas: 8A, GENS-0041.")
                        maxlength=300
                        optional=true
                    />
                    <Field
                        at=shown(&form, "phrases", &refusal.phrases.join(", "))
                        label=lang.pick("Phrases", "Frases")
                        hint=lang.pick("Words that tell it without a code, with commas between.", "Palabras que lo indican sin código, separadas por comas.")
                        maxlength=600
                        optional=true
                    />
                </div>
                <fieldset>
                    <legend id="fields" class="text-sm font-medium">{lang.pick("Fields it opens", "Campos que abre")}</legend>
                    <div class="grid gap-x-4 sm:grid-cols-4">{ticks}</div>
                </fieldset>
                <div class="grid gap-3 sm:grid-cols-2">
                    <Select at=shown(&form, "fix", refusal.fix.as_str()) label=lang.pick("What helps", "Qué ayuda") choices=fixes />
                    <Select at=shown(&form, "mover", refusal.mover.as_str()) label=lang.pick("Who can do it", "Quién puede hacerlo") choices=movers />
                </div>
                {words_fields(&form, "title", lang.pick("Title", "Título"), &refusal.title, false)}
                {words_areas(&form, "advice", lang.pick("Advice; {carrier} is its name", "Consejo; {carrier} es su nombre"), &refusal.advice, false)}
                <div class="flex flex-wrap justify-between gap-2">
                    <LinkButton href=paths::refusals() look=Look::Ghost>{lang.pick("Close", "Cerrar")}</LinkButton>
                    <Button look=Look::Primary>{lang.pick("Save row", "Guardar fila")}</Button>
                </div>
            </form>
        </Card>
        <ChangeList changes />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_as_it_came_begins_a_row() {
        let row = blank("9X-SOMETHING NEW");
        assert_eq!((row.codes, row.phrases.len()), (vec!["9X".to_owned()], 0));
        let row = blank("SOMETHING NOBODY HAS SEEN BEFORE");
        assert_eq!((row.codes.len(), row.phrases), (0, vec!["SOMETHING NOBODY HAS SEEN BEFORE".to_owned()]));
    }
}
