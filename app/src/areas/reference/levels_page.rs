//! `/reference/levels`: what the levels of texts switch.

use domain::{
    Action, Fields,
    guardian::{KeywordClass, LevelRow, LevelTable},
};
use leptos::prelude::*;
use services::guardian;

use super::parts::{Tab, Tabs};
use crate::{
    context, flash,
    forms::{At, ErrorSummary, FormState, Switch},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    ui::{Button, Card, Look, PageHeader},
};

/// The page.
#[component]
pub fn LevelsPage() -> impl IntoView {
    staff_page(StaffPlace::Transfers, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::EditReference)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let levels = guardian::levels(&mut tx).await?;
        drop(tx);
        let flash = flash::take().await?;
        let typed = !flash.fields.0.is_empty();
        let form = FormState::new(if typed { flash.fields } else { fields_of(&levels) }, flash.errors);
        let rows = levels.0.into_iter().map(|row| view! { <Row row form=form.clone() /> }).collect_view();
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=lang.pick("Levels of texts", "Niveles de mensajes")
                lead=lang
                    .pick(
                        "A level is these switches and nothing else: the network documents no field for it. What families have set \
                         stays as it is when they are changed here.",
                        "Un nivel es estos interruptores y nada más: la red no documenta un campo para él. Lo que las familias tienen \
                         puesto queda como está cuando se cambian aquí.",
                    )
                back=(paths::accounts(), lang.pick("Accounts", "Cuentas").to_owned())
            />
            <div class="mt-4 space-y-4">
                <Tabs here=Tab::Levels />
                <form method="post" action="/do/save-levels" class="space-y-4">
                    <ErrorSummary form=form.only(|name| name == "levels") />
                    <div class="grid gap-4 lg:grid-cols-3" id="levels">{rows}</div>
                    <div class="flex justify-end">
                        <Button look=Look::Primary>{lang.pick("Save levels", "Guardar niveles")}</Button>
                    </div>
                </form>
            </div>
        })
    })
}

/// The switches of a row with their names, in the order they are shown.
fn switches(row: &LevelRow) -> Vec<(String, bool)> {
    let classes = KeywordClass::ALL.map(|class| (class.as_str(), row.classes.contains(&class)));
    let plain = [("unknown", row.block_unknown), ("links", row.block_links), ("media", row.block_media)];
    plain.into_iter().chain(classes).map(|(name, on)| (format!("{}.{name}", row.level.as_str()), on)).collect()
}

fn fields_of(levels: &LevelTable) -> Fields {
    let on = levels.0.iter().flat_map(switches).filter(|(_, on)| *on);
    Fields(on.map(|(name, _)| (name, "on".to_owned())).collect())
}

#[component]
fn Row(row: LevelRow, form: FormState) -> impl IntoView {
    let lang = context::lang();
    let words = |name: &str| match name.rsplit('.').next().unwrap_or_default() {
        "unknown" => lang.pick("Unknown senders", "Remitentes desconocidos"),
        "links" => lang.pick("Links", "Enlaces"),
        "media" => lang.pick("Pictures and video", "Fotos y videos"),
        "profanity" => lang.pick("Swearing", "Groserías"),
        _ => lang.pick("Threats and violence", "Amenazas y violencia"),
    };
    let rows = switches(&row)
        .into_iter()
        .map(|(name, _)| {
            let label = words(&name);
            let at: At = form.at(name);
            view! { <Switch at label /> }
        })
        .collect_view();
    let title = row.level.label(lang);
    view! {
        <Card title id=format!("level-{}", row.level.as_str())>
            <fieldset>
                <legend class="text-xs text-base-content/70">{lang.pick("What is stopped", "Qué se detiene")}</legend>
                <div class="divide-y divide-base-300">{rows}</div>
            </fieldset>
        </Card>
    }
}
