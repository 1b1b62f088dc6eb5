//! A chain at work, and what it made: `/progress/{chain}`.

use domain::wizard::Package;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::{
    journal::{self, MadeLine},
    projection,
};
use uuid::Uuid;

use super::islands::LiveProgress;
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{Choice, ErrorSummary, Field, FormState, Select, label_of},
    frame::{StaffPlace, staff_page},
    paths,
    ui::{Alert, Button, Card, LinkButton, Look, PageHeader, QrCode, Tone},
};

/// The page.
#[component]
pub fn ProgressPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    staff_page(StaffPlace::Accounts, async move {
        let id = params.get("chain").and_then(|raw| Uuid::parse_str(&raw).ok());
        let id = id.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let actor = context::actor()?;
        let mut tx = context::state().db.begin(&actor).await?;
        let chain = journal::view(&mut tx, id).await?;
        let packages = if chain.stuck() { projection::offer(&mut tx, None).await?.packages } else { Vec::new() };
        let made = if chain.finished() { journal::made_lines(&mut tx, id).await? } else { Vec::new() };
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let (finished, stuck, over) = (chain.finished(), chain.stuck(), chain.over());
        let mend = chain
            .steps
            .iter()
            .find_map(|step| {
                step.mend.clone().map(|fields| (step.seq, step.title.clone(), step.detail.clone(), fields))
            })
            .map(|(seq, title, detail, fields)| view! { <Mend chain=id seq title detail fields form=form.clone() packages=packages.clone()/> });
        let done = finished.then(|| view! { <Done account=chain.account_id.clone() lines=made/> });
        let title = if finished { format!("Done: {}", done_words(&chain.title)) } else { chain.title.clone() };
        // Without script the page looks again by itself.
        let again = (!over && !stuck).then(|| {
            view! { <noscript><meta http-equiv="refresh" content="3"/></noscript> }
        });
        Ok(view! {
            <Title text=chain.title.clone()/>
            {again}
            <div class="mx-auto max-w-2xl space-y-4">
                <PageHeader title/>
                {mend}
                {done}
                <LiveProgress initial=chain/>
            </div>
        })
    })
}

/// What a finished chain is called: `the Mensah family` was set up, `a line for Maya` was added.
fn done_words(title: &str) -> &str {
    ["Setting up ", "Adding ", "Changing "].iter().find_map(|verb| title.strip_prefix(verb)).unwrap_or(title)
}

/// The refused operation with the field that mends it, open.
#[component]
fn Mend(
    /// The chain.
    chain: Uuid,
    /// The operation's place.
    seq: i32,
    /// What it makes.
    title: String,
    /// Why it was refused.
    detail: String,
    /// The fields that may be mended, with what they hold.
    fields: Vec<(String, String)>,
    /// What the last try typed.
    form: FormState,
    /// The packages on sale.
    packages: Vec<Package>,
) -> impl IntoView {
    let inputs = fields
        .iter()
        .map(|(name, value)| {
            let at = form.at_or(name.clone(), if form.errors().is_empty() { value } else { "" });
            let label = label_of(name, form.fields());
            if name == "package" {
                let choices =
                    packages.iter().map(|p| Choice::new(&p.id, format!("{}, {}", p.name, p.price_words()))).collect();
                return view! { <Select at label choices/> }.into_any();
            }
            let either = matches!(name.as_str(), "area_code" | "zip");
            view! { <Field at label either/> }.into_any()
        })
        .collect_view();
    let verb = if fields.is_empty() { "Try again" } else { "Save and try again" };
    view! {
        <Card title=format!("{title} needs you")>
            <Alert tone=Tone::Error class="mb-4">{detail}</Alert>
            <form method="post" action="/do/retry-operation" novalidate=true class="space-y-4">
                <input type="hidden" name="chain" value=chain.to_string()/>
                <input type="hidden" name="seq" value=seq/>
                <ErrorSummary form=form.clone()/>
                <div class="grid gap-4 sm:grid-cols-2">{inputs}</div>
                <div class="flex justify-end"><Button look=Look::Primary>{verb}</Button></div>
            </form>
        </Card>
    }
}

/// What was made: the numbers, the QR codes, the way to the account.
#[component]
fn Done(
    /// The account.
    account: Option<String>,
    /// The lines that were made.
    lines: Vec<MadeLine>,
) -> impl IntoView {
    let cards = lines
        .into_iter()
        .map(|line| {
            let number = domain::phone::national(&line.number);
            let qr = line.lpa.map(|lpa| {
                view! {
                    <div class="mt-4">
                        <QrCode lpa label=format!("eSIM of {}", line.person)/>
                        <p class="mt-2 text-xs text-base-content/70">
                            "On the new phone: Settings, Mobile data, Add eSIM, then scan. It works once; the family sees it in its own portal, too."
                        </p>
                    </div>
                }
            });
            view! {
                <Card title=line.person.clone()>
                    <p class="num text-lg">{number}</p>
                    <p class="text-sm text-base-content/70">{line.iccid.map(|iccid| format!("SIM {}", domain::iccid::grouped(&iccid)))}</p>
                    {qr}
                </Card>
            }
        })
        .collect_view();
    view! {
        <Alert tone=Tone::Success>"All done. Everything on the receipt was made, once."</Alert>
        <div class="grid gap-4 sm:grid-cols-2">{cards}</div>
        {account.map(|id| view! { <LinkButton href=paths::account(&id) look=Look::Primary>"Open the account"</LinkButton> })}
    }
}
