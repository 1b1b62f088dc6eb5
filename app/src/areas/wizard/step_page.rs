//! One step of a wizard: `/drafts/{draft}/{step}`.

use domain::{
    Fields, Lang,
    wizard::{Kind, Step},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::wizard::{self, PortView};
use uuid::Uuid;

use super::{
    islands::LiveFields,
    steps::{AccountFields, LimitFields, LineFields, PeopleFields, PlanFields, ReceiptFields, receipt_of},
    summary,
};
use crate::{
    areas::port_in::{
        api::sent,
        steps::{self as port_in, KeepPlan, PortStep, WhatHappensNext},
    },
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{FormState, WizardFrame},
    frame::{FamilyPlace, StaffPlace, either_page},
    paths,
    ui::{Alert, Tone},
};

const READ: &str = "Is everything right?";
const BUY: &str = "Nothing is bought before you press the button.";

/// What a step asks, and the verb of its way on.
fn words(kind: Kind, step: Step, lang: Lang) -> (&'static str, &'static str, &'static str) {
    match (kind, step) {
        (Kind::PortIn, _) => port_in::words(step, lang),
        (Kind::AddLine, Step::People) => {
            ("Who gets the line?", "Somebody of the family, or somebody new.", "Choose a number")
        }
        (Kind::AddLine, Step::Lines) => ("Which number is it?", "Chosen from what is in stock there.", "Choose a plan"),
        (Kind::AddLine, Step::Plans) => ("Which plan?", "Prices are what the family pays.", "Set limits"),
        (Kind::AddLine, Step::Receipt) => (READ, BUY, "Add the line"),
        (Kind::ChangePlan, Step::Plans) => {
            ("Which plan instead?", "Prices are what the family pays.", "Read the receipt")
        }
        (Kind::ChangePlan, Step::Receipt) => (READ, "Nothing changes before you press the button.", "Change plan"),
        (_, Step::Account) => {
            ("Who is the family?", "You can leave at any time; every step is saved.", "Choose people")
        }
        (_, Step::People) => {
            ("Who belongs to it?", "Each person needs an e-mail address of their own.", "Choose lines")
        }
        (_, Step::Lines) => {
            ("Which numbers does the family get?", "One line for each person, or none.", "Choose plans")
        }
        (_, Step::Plans) => ("Which plan for which line?", "Prices are what the family pays.", "Set limits"),
        (_, Step::Limits) => (
            "How much data may each line use?",
            "A line without limits stops at 20 MB, so each gets its own from the start.",
            "Read the receipt",
        ),
        (_, Step::Numbers | Step::OldAccount | Step::PortLines | Step::Authorise) => (step.label(), "", "Next"),
        (_, Step::Receipt) => (READ, BUY, "Create"),
    }
}

/// The page.
#[component]
pub fn StepPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Drafts, FamilyPlace::Inside, async move {
        let not_found = || AppError::new(ErrorKind::NotFound);
        let id = params.get("draft").and_then(|raw| Uuid::parse_str(&raw).ok()).ok_or_else(not_found)?;
        let step = params.get("step").and_then(|raw| Step::parse(&raw)).ok_or_else(not_found)?;
        let actor = context::actor()?;
        let state = context::state();
        let mut tx = state.db.begin(&actor).await?;
        let (draft, offer) = wizard::get(&mut tx, &actor, id).await?;
        let lang = context::lang();
        let beside = match draft.kind {
            Kind::PortIn => wizard::port_view(&mut tx, &state.vault, &actor, &draft, &offer, step).await?,
            _ => PortView::default(),
        };
        if let Some(chain) = draft.chain_id {
            let there = match draft.kind {
                Kind::PortIn => sent(&mut tx, id).await?,
                _ => paths::progress(&chain.to_string()),
            };
            context::redirect_to(&there);
        } else if !draft.may_open(step) {
            if !draft.kind.steps().contains(&step) {
                return Err(not_found());
            }
            context::redirect_to(&paths::draft_step(&id.to_string(), draft.reached.as_str()));
        }
        drop(tx);
        let flash = flash::take().await?;
        let mut fields = draft.fields.clone();
        // A refused save comes back as it was typed, over what is saved: nothing is kept of it until that is meant.
        let refused = flash.fields != Fields::default();
        if refused {
            fields.replace(|name| step.owns(name), flash.fields);
        }
        let mut errors = if flash.errors.is_empty() { draft.errors.clone() } else { flash.errors };
        errors.0.retain(|name, _| step.owns(name));
        let form = FormState::new(fields, errors);
        let (title, lead, verb) = words(draft.kind, step, lang);
        let verb = if draft.kind == Kind::PortIn { port_in::verb(step, &beside, lang) } else { verb };
        let action = if step == Step::Receipt { "/do/submit-draft" } else { "/do/save-step" };
        let mut way_on = true;
        let body = match step {
            Step::Account => view! { <AccountFields form=form.clone()/> }.into_any(),
            Step::People => view! { <PeopleFields form=form.clone() kind=draft.kind offer=offer.clone()/> }.into_any(),
            Step::Lines => view! { <LineFields form=form.clone() offer=offer.clone()/> }.into_any(),
            Step::Plans => view! { <PlanFields form=form.clone() kind=draft.kind offer=offer.clone()/> }.into_any(),
            Step::Limits => view! { <LimitFields form=form.clone() offer=offer.clone()/> }.into_any(),
            Step::Numbers | Step::OldAccount | Step::PortLines | Step::Authorise => {
                view! { <PortStep step form=form.clone() draft=draft.clone() offer=offer.clone() view=beside/> }
                    .into_any()
            }
            Step::Receipt => {
                let receipt = receipt_of(&draft, &offer);
                way_on = receipt.is_ok();
                let ports = draft.kind == Kind::PortIn;
                view! {
                    {ports.then(|| view! { <KeepPlan/> })}
                    <ReceiptFields draft=id receipt/>
                    {ports.then(|| view! { <WhatHappensNext/> })}
                }
                .into_any()
            }
        };
        let verb = way_on.then(|| verb.to_owned());
        let summary = summary::of(&draft, &offer);
        let aside = ViewFn::from(move || view! { <summary::Summary lines=summary.clone()/> });
        let (kind, toast) = (draft.kind, flash.toast);
        let (reached, version, saved_at) = (draft.reached, draft.version, draft.saved_at);
        let saved_version = refused.then(|| {
            view! {
                <p class="mt-1">
                    <a class="link" href=context::here() target="_blank">{lang.pick("Open the saved version in another tab", "Abrir la versión guardada en otra pestaña")}</a>
                </p>
            }
        });
        Ok(view! {
            <Title text=format!("{} · {}", title, kind.label_in(lang))/>
            {toast.map(|toast| view! { <Alert tone=Tone::Warning class="mb-4">{toast.text} {saved_version}</Alert> })}
            <WizardFrame kind step reached draft=id version saved_at title lead action verb form aside=Some(aside)>
                <input type="hidden" name="editor" value=Uuid::new_v4().to_string()/>
                <input type="hidden" id="turn" name="turn" value="0"/>
                {body}
                {(step != Step::Receipt).then(|| view! { <LiveFields kind step keeps={!refused}/> })}
            </WizardFrame>
        })
    })
}
