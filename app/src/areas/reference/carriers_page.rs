//! `/reference/carriers`: what old carriers want to know, and where it is found.

use domain::{
    Action, Lang,
    porting::{CarrierHint, FieldHint, Need, NumberKind, Words},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use services::reference::{self, Change, HintRow};
use uuid::Uuid;

use super::parts::{ChangeList, Tab, Tabs, shown, words_areas, words_fields};
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{At, Checkbox, Choice, ErrorSummary, Field, FormState, Select},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    ui::{Badge, Button, Card, LinkButton, Look, PageHeader, Tone},
};

/// The page.
#[component]
pub fn CarriersPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    staff_page(StaffPlace::Transfers, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::EditReference)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let rows = reference::hint_rows(&mut tx).await?;
        let open = match query.get("edit").as_deref() {
            Some(paths::NEW_ROW) => Some((None, blank(), Vec::new())),
            Some(id) => {
                let id = Uuid::parse_str(id).map_err(|_| AppError::new(ErrorKind::NotFound))?;
                let row = reference::hint(&mut tx, id).await?;
                let changes = reference::changes(&mut tx, "carrier_hint", &id.to_string()).await?;
                Some((Some((id, row.seen)), row.hint, changes))
            }
            None => None,
        };
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let lead = lang.pick(
            "What each old carrier asks for, and where its customers find it.",
            "Lo que pide cada operador anterior y dónde lo encuentran sus clientes.",
        );
        let editor = open.map(|(known, hint, changes)| view! { <Editor known hint changes form /> });
        let list = rows.into_iter().map(|row| view! { <Row row /> }.into_any()).collect_view();
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=lang.pick("Carriers", "Operadores")
                lead
                back=(paths::transfers(), lang.pick("Transfers", "Traslados").to_owned())
            >
                <a href=paths::carrier(paths::NEW_ROW) class="btn border-base-content/20 bg-base-100">{lang.pick("New carrier", "Operador nuevo")}</a>
            </PageHeader>
            <div class="mt-4 space-y-4">
                <Tabs here=Tab::Carriers />
                {editor}
                <Card title=lang.pick("All carriers", "Todos los operadores") id="rows" flush=true>
                    <ul class="divide-y divide-base-300 border-t border-base-300">{list}</ul>
                </Card>
            </div>
        })
    })
}

/// A carrier that is still to be filled in.
fn blank() -> CarrierHint {
    let field = |en: &str, es: &str| FieldHint {
        need: Need::Required,
        label: Words::new(en, es),
        hint: Words::default(),
        min: 4,
        max: 20,
        digits_only: false,
    };
    CarrierHint {
        carrier: String::new(),
        aliases: Vec::new(),
        kind: NumberKind::Mobile,
        account_number: field("Account number", "Número de cuenta"),
        pin: field("Transfer PIN", "PIN de traslado"),
        pin_days: None,
        who: Words::default(),
        reseller_of: None,
    }
}

fn need_words(need: Need, lang: Lang) -> &'static str {
    match need {
        Need::Required => lang.pick("Required", "Obligatorio"),
        Need::Optional => lang.pick("Some have it", "Algunos lo tienen"),
        Need::None => lang.pick("It has none", "No lo tiene"),
    }
}

#[component]
fn Row(row: HintRow) -> impl IntoView {
    let lang = context::lang();
    let HintRow { id, hint, edited, .. } = row;
    let name = match hint.carrier.as_str() {
        "" => lang.pick("All others", "Todos los demás").to_owned(),
        name => name.to_owned(),
    };
    let days = hint
        .pin_days
        .map(|days| lang.pick_string(|| format!("PIN lives {days} days"), || format!("el PIN dura {days} días")));
    let network = hint
        .reseller_of
        .clone()
        .map(|of| lang.pick_string(|| format!("on {of}’s network"), || format!("en la red de {of}")));
    let facts =
        [Some(hint.kind.label(lang).to_owned()), days, network].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let label = format!("{} {name}, {}", lang.pick("Edit", "Editar"), hint.kind.label(lang));
    view! {
        <li class="flex flex-wrap items-center gap-3 px-5 py-3">
            <div class="min-w-0 grow">
                <p class="font-medium wrap-anywhere">{name}</p>
                <p class="text-xs text-base-content/70">{facts}</p>
            </div>
            {edited.then(|| view! { <Badge tone=Tone::Info text=lang.pick("Edited", "Editado") /> })}
            <LinkButton href=paths::carrier(&id.to_string()) label>
                {lang.pick("Edit", "Editar")}
            </LinkButton>
        </li>
    }
}

/// One carrier, open, with its edits.
#[component]
fn Editor(
    /// Its id and the edit it shows; none for a new one.
    known: Option<(Uuid, i64)>,
    /// The row.
    hint: CarrierHint,
    /// Its edits.
    changes: Vec<Change>,
    /// What was typed and refused.
    form: FormState,
) -> impl IntoView {
    let lang = context::lang();
    let title = match (known, hint.carrier.as_str()) {
        (None, _) => lang.pick("New carrier", "Operador nuevo").to_owned(),
        (Some(_), "") => format!("{} ({})", lang.pick("All others", "Todos los demás"), hint.kind.label(lang)),
        (Some(_), name) => format!("{name} ({})", hint.kind.label(lang)),
    };
    let kinds = NumberKind::ALL.map(|kind| Choice::new(kind.as_str(), kind.label(lang))).to_vec();
    let identity = match known {
        Some((id, seen)) => view! {
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="seen" value=seen.to_string() />
        }
        .into_any(),
        None => view! {
            <div class="grid gap-3 sm:grid-cols-2">
                <Field at=shown(&form, "carrier", &hint.carrier) label=lang.pick("Carrier", "Operador") maxlength=60 />
                <Select at=shown(&form, "kind", hint.kind.as_str()) label=lang.pick("Kind of number", "Tipo de número") choices=kinds />
            </div>
        }
        .into_any(),
    };
    let days = hint.pin_days.map(|days| days.to_string()).unwrap_or_default();
    let fields = [
        ("account_number", lang.pick("Account number", "Número de cuenta"), &hint.account_number),
        ("pin", lang.pick("PIN", "PIN"), &hint.pin),
    ]
    .map(|(name, title, field)| field_part(&form, name, title, field, lang))
    .collect_view();
    view! {
        <Card title id="editor">
            <form method="post" action="/do/save-carrier" novalidate=true class="space-y-4">
                <ErrorSummary form=form.clone() />
                {identity}
                <div class="grid gap-3 sm:grid-cols-3">
                    <Field
                        at=shown(&form, "aliases", &hint.aliases.join(", "))
                        label=lang.pick("Other names", "Otros nombres")
                        hint=lang.pick("With commas between.", "Separados por comas.")
                        maxlength=400
                        optional=true
                    />
                    <Field
                        at=shown(&form, "reseller_of", hint.reseller_of.as_deref().unwrap_or_default())
                        label=lang.pick("On whose network", "En la red de")
                        maxlength=60
                        optional=true
                    />
                    <Field
                        at=shown(&form, "pin_days", &days)
                        label=lang.pick("Days a PIN lives", "Días que dura el PIN")
                        inputmode="numeric"
                        maxlength=3
                        optional=true
                    />
                </div>
                {fields}
                {words_areas(&form, "who", lang.pick("Who may make the PIN", "Quién puede crear el PIN"), &hint.who, true)}
                <div class="flex flex-wrap justify-between gap-2">
                    <LinkButton href=paths::carriers() look=Look::Ghost>{lang.pick("Close", "Cerrar")}</LinkButton>
                    <Button look=Look::Primary>{lang.pick("Save carrier", "Guardar operador")}</Button>
                </div>
            </form>
        </Card>
        <ChangeList changes />
    }
}

/// How a carrier has one field.
fn field_part(form: &FormState, name: &str, title: &'static str, field: &FieldHint, lang: Lang) -> AnyView {
    let at = |part: &str| format!("{name}.{part}");
    let typed = !form.fields().0.is_empty();
    let digits = if typed { form.fields().ticked(&at("digits")) } else { field.digits_only };
    let digits = At { value: if digits { "on" } else { "" }.to_owned(), ..At::empty(at("digits")) };
    let needs = Need::ALL.map(|need| Choice::new(need.as_str(), need_words(need, lang))).to_vec();
    let (min, max) = (field.min.to_string(), field.max.to_string());
    view! {
        <fieldset class="space-y-3 rounded-field border border-base-300 p-4">
            <legend class="px-1 text-sm font-medium">{title}</legend>
            <div class="grid gap-3 sm:grid-cols-3">
                <Select at=shown(form, &at("need"), field.need.as_str()) label=lang.pick("Asked for", "Se pide") choices=needs />
                <Field at=shown(form, &at("min"), &min) label=lang.pick("Fewest characters", "Mínimo de caracteres") inputmode="numeric" maxlength=3 />
                <Field at=shown(form, &at("max"), &max) label=lang.pick("Most characters", "Máximo de caracteres") inputmode="numeric" maxlength=3 />
            </div>
            <Checkbox at=digits label=lang.pick("Digits only", "Solo dígitos") />
            {words_fields(form, &at("label"), lang.pick("What it is called", "Cómo se llama"), &field.label, false)}
            {words_areas(form, &at("hint"), lang.pick("Where it is found", "Dónde se encuentra"), &field.hint, false)}
        </fieldset>
    }
    .into_any()
}
