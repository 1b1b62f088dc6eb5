//! `/transfers/import`: a table of numbers to bring over. Staff's alone.

use domain::Action;
use leptos::prelude::*;
use services::port_ins::import::{self, Col, Import};

use crate::{
    context, flash,
    forms::{ErrorSummary, FormState},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    time::Time,
    ui::{Button, Card, Look, PageHeader},
};

/// The page.
#[component]
pub fn ImportsPage() -> impl IntoView {
    staff_page(StaffPlace::Transfers, async move {
        let actor = context::actor()?;
        actor.may(Action::ProvisionAccounts)?;
        let mut tx = context::state().db.begin(&actor).await?;
        let recent = import::recent(&mut tx, &actor).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title="Bring many numbers"
                lead="From a table, one row a number. Every row gets its verdict before anything is sent."
                back=(paths::transfers(), "Transfers".to_owned())
            />
            <div class="mt-5 grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
                <div class="min-w-0 space-y-4">
                    <Upload form />
                    <Recent recent />
                </div>
                <div class="min-w-0">
                    <Columns />
                </div>
            </div>
        })
    })
}

/// Choose a file, or paste.
#[component]
fn Upload(form: FormState) -> impl IntoView {
    let file = form.at("file");
    let wrong = file.fault.is_some();
    let class = if wrong { "border-error" } else { "border-base-content/55" };
    view! {
        <Card title="The table" id="table">
            <form method="post" action=paths::do_import() enctype="multipart/form-data" class="flex flex-col gap-4">
                <ErrorSummary form=form.clone() />
                <div>
                    <label class="mb-1 block text-sm font-medium" for="file">
                        "CSV file"
                    </label>
                    <input
                        type="file"
                        id="file"
                        name="file"
                        accept=".csv,.tsv,.txt,text/csv"
                        aria-describedby="file-hint"
                        aria-invalid=wrong.then_some("true")
                        autofocus=wrong
                        class=format!("w-full rounded-field border p-2 text-sm {class}")
                    />
                    <p id="file-hint" class="mt-1 text-xs text-base-content/70">
                        "At most 5 MB and 10,000 rows. The first line names the columns. The file itself is not stored: each row is sealed."
                    </p>
                </div>
                <div>
                    <label class="mb-1 block text-sm font-medium" for="pasted">
                        "Or paste it here, straight from a spreadsheet"
                    </label>
                    // Without a most: browsers would cut a long table off and say nothing.
                    <textarea id="pasted" name="pasted" rows="5" class="textarea w-full" spellcheck="false"></textarea>
                </div>
                <div>
                    <Button look=Look::Primary>"Read the table"</Button>
                </div>
            </form>
        </Card>
    }
}

/// What a table has.
#[component]
fn Columns() -> impl IntoView {
    let rows = Col::ALL
        .into_iter()
        .map(|col| {
            let optional =
                col.optional().then(|| view! { <span class="text-xs text-base-content/70">" (optional)"</span> });
            view! {
                <li>
                    <p>
                        <code class="font-mono text-xs">{col.as_str()}</code>
                        " " {col.label()} {optional}
                    </p>
                    <p class="text-xs text-base-content/70 empty:hidden">{col.hint()}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title="Columns" lead="Other names and any order do: you say which is which." id="columns">
            <ul class="space-y-2 text-sm">{rows}</ul>
        </Card>
    }
}

/// Those that were uploaded before.
#[component]
fn Recent(recent: Vec<Import>) -> impl IntoView {
    let rows = recent
        .into_iter()
        .map(|import| {
            let name = if import.name.is_empty() { "Pasted table".to_owned() } else { import.name.clone() };
            let counts = import.counts;
            let stands = match (import.judged, import.started_at.is_some(), import.finished_at.is_some()) {
                (false, ..) => format!("{} rows, columns not named yet", counts.all),
                (true, false, _) => format!("{} good, {} refused, nothing sent yet", counts.good, counts.bad),
                (true, true, false) => format!("{} of {} on their way", counts.made, counts.made + counts.good),
                (true, true, true) => format!("{} brought on their way, {} refused", counts.made, counts.bad),
            };
            view! {
                <li class="px-5 py-3">
                    <p class="text-sm font-medium">
                        <a class="link wrap-anywhere" href=paths::import(&import.id.to_string())>
                            {name}
                        </a>
                    </p>
                    <p class="num text-xs text-base-content/70">
                        {format!("{stands} · {} · ", import.by)} <Time at=import.created_at />
                    </p>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <Card title="Tables before" id="before" flush=true>
                <ul class="divide-y divide-base-300 border-t border-base-300">{rows}</ul>
            </Card>
        }
    })
}
