//! `/lines/{number}/limits`: how much data a line may use, and when that begins anew.

use domain::E164;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::{accounts::Line, data};

use super::{last_change::LastChange, marks_card::MarksCard, pause_card::PauseCard, renewal_card::RenewalCard};
use crate::{
    areas::care::unless_moved,
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{ErrorSummary, FormState},
    frame::{DataAge, FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::PageHeader,
};

/// Seconds until the page looks again what became of a change.
const AGAIN: &str = "3";

/// The page.
#[component]
pub fn LimitsPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let (actor, lang, state) = (context::actor()?, context::lang(), context::state());
        let number = params.get("number").and_then(|raw| E164::parse(&raw).ok());
        let number = number.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let mut tx = state.db.begin(&actor).await?;
        let found = data::page(&mut tx, &actor, number.as_str()).await;
        let found = unless_moved(&mut tx, &actor, number.as_str(), found, paths::limits).await?;
        let Some(page) = found else { return Ok(().into_any()) };
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let open = page.last.as_ref().is_some_and(data::Round::is_open);
        if open {
            context::set_header(http::header::REFRESH, AGAIN);
        }
        let data::DataPage { line, others, renewal, last, age, .. } = page;
        let lead = lead(&line);
        let back = (paths::line(&line.number), line.whose());
        // While it looks again by itself, what is typed would be lost.
        let forms = (!open).then(|| {
            view! {
                <div class="grid gap-4 md:grid-cols-2 md:items-start">
                    <MarksCard line=line.clone() others=others.clone() form=form.clone() />
                    <div class="min-w-0 space-y-4">
                        <PauseCard line=line.clone() form=form.clone() />
                        <RenewalCard line=line.clone() others renewal form=form.clone() />
                    </div>
                </div>
            }
        });
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader title=lang.pick("Data limits", "Límites de datos") lead back />
            <div class="mt-5 space-y-4">
                <ErrorSummary form />
                {last.map(|round| view! { <LastChange round /> })}
                {forms}
            </div>
            <div class="mt-6 flex justify-center">
                <DataAge age back=paths::limits(number.as_str()) />
            </div>
        }
        .into_any())
    })
}

/// `Ama Mensah, (801) 555-0143. 1.4 of 2 GB, slows at 1.8 GB`
fn lead(line: &Line) -> String {
    format!("{}, {}. {}", line.whose(), line.national(), line.usage.words(context::lang()))
}
