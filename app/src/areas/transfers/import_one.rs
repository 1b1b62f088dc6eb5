//! `/transfers/import/{id}`: name the columns, see the verdicts, bring the good ones.

use domain::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::port_ins::import::{self, Import, ImportRow};
use uuid::Uuid;

use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{Checkbox, Choice, ErrorSummary, FormState, Select},
    frame::{FlashToast, StaffPlace, staff_page},
    paths,
    ui::{Alert, Button, Card, LinkButton, Look, PageHeader, Tone},
};

/// Seconds until the page looks again while numbers are on their way.
const AGAIN: &str = "10";

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    staff_page(StaffPlace::Transfers, async move {
        let actor = context::actor()?;
        actor.may(Action::ProvisionAccounts)?;
        let id = params.get("id").and_then(|raw| Uuid::parse_str(&raw).ok());
        let id = id.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let mut tx = context::state().db.begin(&actor).await?;
        let (import, bad) = import::get(&mut tx, &actor, id).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let title = if import.name.is_empty() { "Pasted table".to_owned() } else { import.name.clone() };
        let lead = format!("{} rows, uploaded by {}", import.counts.all, import.by);
        let body = match (import.judged, import.started_at.is_some()) {
            (false, _) => view! { <Naming import form open=true /> }.into_any(),
            (true, false) => view! { <Verdicts import bad form /> }.into_any(),
            (true, true) => {
                if import.finished_at.is_none() {
                    context::set_header(http::header::REFRESH, AGAIN);
                }
                view! { <UnderWay import bad /> }.into_any()
            }
        };
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader title lead back=(paths::imports(), "Bring many numbers".to_owned()) />
            <div class="mt-5 space-y-4">{body}</div>
        })
    })
}

/// A select for each column of ours.
#[component]
fn Naming(import: Import, form: FormState, open: bool) -> impl IntoView {
    let id = import.id.to_string();
    let guessed = (!import.encoding.is_empty()).then(|| {
        let words = format!(
            "The file is not in UTF-8: it was read as {}. Look whether names with accents are right.",
            import.encoding
        );
        view! { <Alert tone=Tone::Warning>{words}</Alert> }
    });
    let choices: Vec<Choice> = import
        .header
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let text = if name.is_empty() { format!("Column {}", at + 1) } else { name.clone() };
            Choice::new(at.to_string(), text)
        })
        .collect();
    let selects = import
        .places
        .iter()
        .map(|(col, place)| {
            let name = format!("col.{}", col.as_str());
            let guess = place.map(|at| at.to_string()).unwrap_or_default();
            let at = if form.errors().is_empty() { form.at_or(name, &guess) } else { form.at(name) };
            let (optional, label, choices) = (col.optional(), col.label(), choices.clone());
            match col.hint() {
                "" => view! { <Select at label choices prompt="Not in the table" optional /> }.into_any(),
                hint => view! { <Select at label choices prompt="Not in the table" hint optional /> }.into_any(),
            }
        })
        .collect_view();
    let fields = view! {
        {guessed}
        <form method="post" action=paths::do_map_import() class="flex flex-col gap-4">
            <input type="hidden" name="id" value=id.clone() />
            <ErrorSummary form=form.clone() />
            <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{selects}</div>
            <div>
                <Button look=Look::Primary>"Check every row"</Button>
            </div>
        </form>
        <form method="post" action=paths::do_discard_import()>
            <input type="hidden" name="id" value=id />
            <Button look=Look::Ghost>"Throw the table away"</Button>
        </form>
    };
    view! {
        <Card
            title="Which column is which"
            lead="Guessed from their names. Nothing is sent by this."
            id="columns"
        >
            <details open=open || !form.errors().is_empty()>
                <summary class="cursor-pointer py-1 text-sm text-base-content/75">"Columns"</summary>
                <div class="mt-3 space-y-4">{fields}</div>
            </details>
        </Card>
    }
}

/// What came of the rows, and the button that brings the good ones.
#[component]
fn Verdicts(import: Import, bad: Vec<ImportRow>, form: FormState) -> impl IntoView {
    let (id, counts) = (import.id.to_string(), import.counts);
    let numbers = if counts.good == 1 { "number" } else { "numbers" };
    let (letters, own) = (form.at("letters"), id.clone());
    let go = if counts.good == 0 {
        view! { <Alert tone=Tone::Warning title="No row can go as it is">"Below is what each one needs."</Alert> }
            .into_any()
    } else {
        view! {
            <Card title=format!("{} {numbers} can come over", counts.good) id="go">
                <p class="text-sm">
                    "Whether each may leave its carrier is asked when it is sent; what is refused then shows on its own page. Families follow one another, rows in the order of the table."
                </p>
                <form method="post" action=paths::do_start_import() class="flex flex-col gap-4">
                    <input type="hidden" name="id" value=own />
                    <Checkbox
                        at=letters
                        label="Signed letters of authorization are on file for all of them"
                        hint="It is kept with each transfer, with your name."
                    />
                    <div>
                        <Button look=Look::Primary>{format!("Bring {} {numbers} over", counts.good)}</Button>
                    </div>
                </form>
            </Card>
        }
        .into_any()
    };
    view! {
        {go}
        <Refused id total=counts.bad bad />
        <Naming import form=form.only(|name| name.starts_with("col.")) open=false />
    }
}

/// How far the good ones are.
#[component]
fn UnderWay(import: Import, bad: Vec<ImportRow>) -> impl IntoView {
    let (id, counts) = (import.id.to_string(), import.counts);
    let all = counts.made + counts.good;
    let (tone, title) = match (import.finished_at.is_some(), counts.made) {
        (true, 1) => (Tone::Success, "1 number is on its way".to_owned()),
        (true, made) => (Tone::Success, format!("{made} numbers are on their way")),
        (false, made) => (Tone::Info, format!("{made} of {all} numbers are on their way")),
    };
    let rest = import.finished_at.is_none().then(|| {
        view! { <p>"The others follow, a few families at a time, so that nobody waits behind a long table. This page looks again by itself."</p> }
    });
    view! {
        <Alert tone title>{rest}</Alert>
        <p>
            <a class="btn border-base-content/20 bg-base-100" href=paths::transfers_where(&[("batch", &id), ("show", "all")])>
                "See them on the board"
            </a>
        </p>
        <Refused id=id.clone() total=counts.bad bad />
    }
}

/// The refused rows, and all of them to take along.
#[component]
fn Refused(id: String, total: i64, bad: Vec<ImportRow>) -> impl IntoView {
    let shown = i64::try_from(bad.len()).unwrap_or(i64::MAX);
    let more = (total > shown).then(|| {
        view! { <p class="px-5 py-3 text-sm text-base-content/70">{format!("{} more are in the file.", total - shown)}</p> }
    });
    let rows = bad
        .into_iter()
        .map(|row| {
            let number = row.number.map(|number| domain::phone::national(&number));
            view! {
                <tr class="align-top">
                    <td class="num px-5 py-2 text-base-content/70">{row.line}</td>
                    <td class="num px-2 py-2 whitespace-nowrap">{number}</td>
                    <td class="px-5 py-2 wrap-anywhere">{row.problem}</td>
                </tr>
            }
        })
        .collect_view();
    (total > 0).then(|| {
        let href = paths::import_problems(&id);
        view! {
            <Card
                title=format!("{total} refused")
                lead="Mend them in your table, or download them, mend them and upload that file: account numbers and PINs are left out of it and found again by the row’s id."
                id="refused"
                flush=true
                actions=move || view! { <LinkButton href=href.clone()>"Download them"</LinkButton> }
            >
                <div class="overflow-x-auto">
                    <table class="w-full border-t border-base-300 text-left text-sm">
                        <thead class="text-xs text-base-content/70">
                            <tr>
                                <th scope="col" class="px-5 py-2 font-medium">"Line"</th>
                                <th scope="col" class="px-2 py-2 font-medium">"Number"</th>
                                <th scope="col" class="px-5 py-2 font-medium">"What is wrong"</th>
                            </tr>
                        </thead>
                        <tbody class="divide-y divide-base-300">{rows}</tbody>
                    </table>
                </div>
                {more}
            </Card>
        }
    })
}
