//! One step of a wizard: `/drafts/{draft}/{step}`.

use domain::{Fields, wizard::Step};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::wizard;
use uuid::Uuid;

use super::{
    islands::LiveFields,
    steps::{AccountFields, LimitFields, LineFields, PeopleFields, PlanFields, ReceiptFields},
    summary,
};
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{FormState, WizardFrame},
    frame::{StaffPlace, staff_page},
    paths,
    ui::{Alert, Tone},
};

/// What a step asks, and the verb of its way on.
fn words(step: Step) -> (&'static str, &'static str, &'static str) {
    match step {
        Step::Account => ("Who is the family?", "You can leave at any time; every step is saved.", "Choose people"),
        Step::People => ("Who belongs to it?", "Each person needs an e-mail address of their own.", "Choose lines"),
        Step::Lines => ("Which numbers does the family get?", "One line for each person, or none.", "Choose plans"),
        Step::Plans => ("Which plan for which line?", "Prices are what the family pays.", "Set limits"),
        Step::Limits => (
            "How much data may each line use?",
            "A line without limits stops at 20 MB, so each gets its own from the start.",
            "Read the receipt",
        ),
        Step::Receipt => ("Is everything right?", "Nothing is bought before you press the button.", "Create"),
    }
}

/// The page.
#[component]
pub fn StepPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    staff_page(StaffPlace::Drafts, async move {
        let not_found = || AppError::new(ErrorKind::NotFound);
        let id = params.get("draft").and_then(|raw| Uuid::parse_str(&raw).ok()).ok_or_else(not_found)?;
        let step = params.get("step").and_then(|raw| Step::parse(&raw)).ok_or_else(not_found)?;
        let actor = context::actor()?;
        let mut tx = context::state().db.begin(&actor).await?;
        let (draft, offer) = wizard::get(&mut tx, &actor, id).await?;
        drop(tx);
        if let Some(chain) = draft.chain_id {
            context::redirect_to(&paths::progress(&chain.to_string()));
        } else if !draft.may_open(step) {
            if !draft.kind.steps().contains(&step) {
                return Err(not_found());
            }
            context::redirect_to(&paths::draft_step(&id.to_string(), draft.reached.as_str()));
        }
        let flash = flash::take().await?;
        let mut fields = draft.fields.clone();
        // A refused save comes back as it was typed, over what is saved.
        if flash.fields != Fields::default() {
            fields.replace(|name| step.owns(name), flash.fields);
        }
        let errors = if flash.errors.is_empty() { draft.errors.clone() } else { flash.errors };
        let mut errors = errors;
        errors.0.retain(|name, _| step.owns(name));
        let form = FormState::new(fields, errors);
        let (title, lead, verb) = words(step);
        let verb = if draft.kind == domain::wizard::Kind::ChangePlan && step == Step::Plans {
            "Read the receipt"
        } else {
            verb
        };
        let action = if step == Step::Receipt { "/do/submit-draft" } else { "/do/save-step" };
        let body = match step {
            Step::Account => view! { <AccountFields form=form.clone()/> }.into_any(),
            Step::People => view! { <PeopleFields form=form.clone() kind=draft.kind offer=offer.clone()/> }.into_any(),
            Step::Lines => view! { <LineFields form=form.clone() offer=offer.clone()/> }.into_any(),
            Step::Plans => view! { <PlanFields form=form.clone() kind=draft.kind offer=offer.clone()/> }.into_any(),
            Step::Limits => view! { <LimitFields form=form.clone()/> }.into_any(),
            Step::Receipt => view! { <ReceiptFields draft=draft.clone() offer=offer.clone()/> }.into_any(),
        };
        let summary = summary::of(&draft, &offer);
        let aside = ViewFn::from(move || view! { <summary::Summary lines=summary.clone()/> });
        let (kind, toast) = (draft.kind, flash.toast);
        let (reached, version, saved_at) = (draft.reached, draft.version, draft.saved_at);
        Ok(view! {
            <Title text=format!("{} · {}", title, kind.label())/>
            {toast.map(|toast| view! { <Alert tone=Tone::Warning class="mb-4">{toast.text}</Alert> })}
            <WizardFrame kind step reached draft=id version saved_at title lead action verb form aside=Some(aside)>
                <input type="hidden" name="editor" value=Uuid::new_v4().to_string()/>
                {body}
                {(step != Step::Receipt).then(|| view! { <LiveFields kind step/> })}
            </WizardFrame>
        })
    })
}
