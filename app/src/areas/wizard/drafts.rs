//! Wizards that were begun and not finished: `/drafts`.

use leptos::prelude::*;
use leptos_meta::Title;
use services::wizard::{self, DraftRow};

use crate::{
    context,
    frame::{StaffPlace, staff_page},
    paths,
    time::Ago,
    ui::{ConfirmDialog, EmptyState, LinkButton, Look, PageHeader, glyph},
};

/// The page.
#[component]
pub fn DraftsPage() -> impl IntoView {
    staff_page(StaffPlace::Drafts, async {
        let actor = context::actor()?;
        let mut tx = context::state().db.begin(&actor).await?;
        let drafts = wizard::list(&mut tx, &actor).await?;
        let body = if drafts.is_empty() {
            view! {
                <EmptyState glyph=glyph::DRAFT title="Nothing is unfinished">
                    <p>"What you begin with “New family” is kept here until it is done, on every device."</p>
                </EmptyState>
            }
            .into_any()
        } else {
            let rows = drafts.into_iter().map(|draft| view! { <Row draft/> }).collect_view();
            view! { <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100">{rows}</ul> }
                .into_any()
        };
        Ok(view! {
            <Title text="Unfinished"/>
            <PageHeader title="Unfinished" lead="Begun and not bought yet. Anybody on the team can go on."/>
            <div class="mt-5">{body}</div>
        })
    })
}

#[component]
fn Row(
    /// The draft.
    draft: DraftRow,
) -> impl IntoView {
    let id = draft.id.to_string();
    let name = if draft.name.is_empty() { "no name yet".to_owned() } else { draft.name.clone() };
    let number =
        domain::E164::parse(&draft.number).map(|number| format!(", {}", number.national())).unwrap_or_default();
    let steps = draft.kind.steps();
    let at = steps.iter().position(|s| *s == draft.reached).map_or(1, |i| i + 1);
    let href = paths::draft_step(&id, draft.reached.as_str());
    view! {
        <li class="flex flex-wrap items-center gap-3 p-4">
            <div class="min-w-0 grow">
                <h2 class="truncate">{format!("{}: {name}{number}", draft.kind.label())}</h2>
                <p class="text-sm text-base-content/70">
                    {format!("Step {at} of {}: {} · {} · ", steps.len(), draft.reached.label(), draft.owner)} <Ago at=draft.saved_at/>
                </p>
            </div>
            <ConfirmDialog
                id=format!("discard-{id}") opener="Throw away" opener_label=format!("Throw away: {name}") title=format!("Throw “{name}” away?")
                action="/do/discard-draft" verb="Throw away"
            >
                <p>"What was typed is lost. Nothing was bought, so nothing else changes."</p>
                <input type="hidden" name="draft" value=id.clone()/>
            </ConfirmDialog>
            <LinkButton href look=Look::Primary label=format!("Go on with {name}")>"Go on"</LinkButton>
        </li>
    }
}
