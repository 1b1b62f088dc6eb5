//! `/reference/hotlines`: numbers of help, which families' pages leave out.

use domain::{Action, phone};
use leptos::prelude::*;
use services::hotlines::{self, Hotline};

use super::parts::{Tab, Tabs};
use crate::{
    context, flash,
    forms::{ErrorSummary, FormState, TextArea},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    ui::{Alert, Button, Card, ConfirmDialog, Look, PageHeader, Tone},
};

/// The page.
#[component]
pub fn HotlinesPage() -> impl IntoView {
    staff_page(StaffPlace::Transfers, async move {
        let actor = context::actor()?;
        actor.may(Action::EditReference)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let all = hotlines::list(&mut tx, &actor).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let count = all.len();
        let rows = all.into_iter().map(|line| view! { <Row line /> }).collect_view();
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title="Numbers of help"
                lead="What families see of calls, texts and changes leaves these numbers out before anything is shown, counted or exported. Look monthly whether the list grew."
            />
            <div class="mt-4 space-y-4">
                <Tabs here=Tab::Hotlines />
                <AddCard form />
                <Card title=format!("All {count} numbers") id="all" flush=true>
                    <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
                </Card>
            </div>
        })
    })
}

/// Paste many at once; the rows that were not taken come back to be mended.
#[component]
fn AddCard(form: FormState) -> impl IntoView {
    let left = !form.fields().get("rows").is_empty() && form.errors().is_empty();
    view! {
        <Card title="Add numbers" id="add">
            <form method="post" action=paths::do_add_hotlines() class="flex flex-col gap-4" novalidate=true>
                <ErrorSummary form=form.clone() />
                {left
                    .then(|| {
                        view! {
                            <Alert tone=Tone::Warning title="These rows were not taken">
                                "Each needs one US number or short code. Emergency and service numbers such as 911 are no numbers of help."
                            </Alert>
                        }
                    })}
                <TextArea
                    at=form.at("rows")
                    label="Numbers with their names"
                    hint="One on each line: 800-799-7233, National Domestic Violence Hotline. A pasted table or CSV will do."
                    maxlength=60000
                    rows=6
                />
                <Button look=Look::Primary wide=true>"Add them"</Button>
            </form>
        </Card>
    }
}

#[component]
fn Row(line: Hotline) -> impl IntoView {
    let Hotline { number, name, added_by } = line;
    let shown = phone::national(&number);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    view! {
        <li class="flex flex-wrap items-center justify-between gap-3 px-5 py-2">
            <div class="min-w-0 text-sm">
                <p class="font-medium wrap-anywhere">{if name.is_empty() { "Without a name".to_owned() } else { name }}</p>
                <p class="num text-base-content/70">{shown.clone()} " · added by " {added_by}</p>
            </div>
            <ConfirmDialog
                id=format!("remove-{digits}")
                opener="Take out"
                opener_label=format!("Take out {shown}")
                title=format!("Take {shown} out of the list?")
                action=paths::do_remove_hotline()
                verb="Take it out"
            >
                <input type="hidden" name="number" value=number />
                <p>"Families’ pages then show it like any other number."</p>
            </ConfirmDialog>
        </li>
    }
}
