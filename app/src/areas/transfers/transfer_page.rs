//! `/transfers/{id}`: one number on its way here, live.

use domain::{
    Action, Lang,
    person::first_name,
    porting::{Ball, PortState},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use services::{
    port_ins::{self, NEWEST, PortIn},
    reference,
};
use uuid::Uuid;

use super::{
    acts::{Acts, Details},
    asides::{BallCard, CallsAndTexts, HowLong, Siblings},
    correction::pin_life,
    courtesy_card::CourtesyCard,
    flags::{Flags, KeepOldPlan},
    happened::Happened,
    papers::{Files, Letter, NoteForm},
    turn::{ForSupport, Turn, TurnCard, back},
    words::{StateBadge, carrier_name},
};
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    ui::PageHeader,
};

/// The page.
#[component]
pub fn TransferPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let query = use_query_map().get_untracked();
    either_page(StaffPlace::Transfers, FamilyPlace::Transfers, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        actor.may(Action::PortNumbers)?;
        let id = params.get("id").and_then(|raw| Uuid::parse_str(&raw).ok());
        let id = id.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let most = query.get("all").is_none().then_some(NEWEST);
        let staff = actor.role.is_staff();

        let mut tx = context::state().db.begin(&actor).await?;
        // First: what moves while the rest is read is seen as moved by the page.
        let stamp = port_ins::stamp(&mut tx, &actor, id).await?;
        let port = port_ins::get(&mut tx, &actor, id).await?;
        let history = port_ins::newest_events(&mut tx, &actor, id, most).await?;
        let files = port_ins::files(&mut tx, &actor, id).await?;
        let estimate = port_ins::estimate(&mut tx, &port.carrier, port.kind).await?;
        let catalogue = reference::catalogue(&mut tx).await?;
        let hint = reference::hints(&mut tx).await?.find(&port.carrier, port.kind);
        let courtesy = port_ins::courtesy(&mut tx, &port).await?;
        // Support asks for all that happened, also where the page shows the newest alone.
        let bundle = if staff && (port.stuck || port.state == PortState::NeedsProvider) {
            port_ins::bundle(&port, &port_ins::events(&mut tx, &actor, id).await?)
        } else {
            String::new()
        };
        drop(tx);

        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let refusals = catalogue.rows(&port.reasons).into_iter().cloned().collect();
        let aside = if port.state == PortState::NeedsProvider { String::new() } else { bundle.clone() };
        let life = if port.state.is_open() { pin_life(&port, &hint) } else { None };
        let turn = Turn { refusals, hint, form: form.only(is_correction), staff, bundle, port: port.clone() };
        // Without script the page looks again by itself, but never while somebody may be typing.
        let waits = port.state.is_open() && port.state.ball() != Ball::You;
        let again = waits.then(|| view! { <noscript><meta http-equiv="refresh" content="30" /></noscript> });
        let (badge, reasons) = (port.clone(), port.reasons.len());
        let head = view! {
            <PageHeader
                title=domain::phone::national(&port.number)
                lead=lead(&port, lang)
                back=back(lang)
                below=move || {
                    view! {
                        <p class="mt-2">
                            <StateBadge state=badge.state reasons carrier=badge.carrier.clone() raw=badge.raw_status.clone() />
                        </p>
                    }
                }
            />
        };
        let happened = view! { <Happened port=port.clone() history catalogue staff /> };
        let beside = view! {
            <BallCard port=port.clone() staff stamp=stamp.clone() />
            <CourtesyCard port=port.clone() courtesy staff stamp />
            <HowLong port=port.clone() estimate />
            <CallsAndTexts port=port.clone() />
            <Siblings port=port.clone() />
            <Letter port=port.clone() />
            <Details port=port.clone() staff life />
            <Acts port=port.clone() staff form=form.only(|name| matches!(name, "name" | "email")) />
        };
        let below = view! {
            <NoteForm port=port.clone() form=form.only(|name| matches!(name, "note" | "private" | "action")) staff />
            <Files port=port.clone() files form=form.only(|name| name.starts_with("file.")) />
        };
        Ok(view! {
            {again}
            <FlashToast toast=flash.toast />
            {head.into_any()}
            <Flags port=port.clone() staff />
            <TurnCard turn />
            <ForSupport bundle=aside />
            <KeepOldPlan port />
            // Phones read what happened, what is beside it, what one writes; wide screens have the second beside the others.
            <div class="mt-6 grid gap-4 md:grid-cols-[minmax(0,1fr)_17rem] md:grid-rows-[auto_1fr] md:gap-6">
                <div class="min-w-0">{happened.into_any()}</div>
                <div class="min-w-0 space-y-4 md:col-start-2 md:row-span-2 md:row-start-1">{beside.into_any()}</div>
                <div class="min-w-0 space-y-4">{below.into_any()}</div>
            </div>
        })
    })
}

/// Whether a field belongs to the form that corrects the order.
fn is_correction(name: &str) -> bool {
    name.starts_with("old.") || name == "done"
}

/// `Dana’s number, from Verizon to Acme Mobile`.
fn lead(port: &PortIn, lang: Lang) -> String {
    let operator = context::state().brand.operator.clone();
    let (first, carrier) = (first_name(&port.person).to_owned(), carrier_name(&port.carrier, lang));
    lang.pick_string(
        || format!("{first}’s number, from {carrier} to {operator}"),
        || format!("El número de {first}, de {carrier} a {operator}"),
    )
}
