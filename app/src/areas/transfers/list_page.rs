//! `/transfers`: a family's own, or the staff's board.

use domain::Action;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use services::{
    port_ins,
    wizard::{self, DraftRow},
};
use uuid::Uuid;

use super::{
    board::{Board, filter_of},
    list::TransferCards,
};
use crate::{
    areas::port_in::{BringNumber, Unfinished},
    context,
    error::{AppError, ErrorKind},
    frame::{FamilyPlace, StaffPlace, either_page},
    ui::{Card, EmptyState, PageHeader, glyph},
};

/// The page.
#[component]
pub fn TransfersPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    either_page(StaffPlace::Transfers, FamilyPlace::Transfers, async move {
        let actor = context::actor()?;
        actor.may(Action::PortNumbers)?;
        let mut tx = context::state().db.begin(&actor).await?;
        if actor.role.is_staff() {
            let filter = filter_of(|name| query.get(name));
            let (page, counts) = port_ins::board(&mut tx, &actor, &filter).await?;
            drop(tx);
            return Ok(view! { <Board page counts filter /> }.into_any());
        }
        let account = actor.account_id.clone().ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let rows = port_ins::of_account(&mut tx, &account).await?;
        let drafts = wizard::list(&mut tx, &actor).await?;
        drop(tx);
        // What was just asked for in one go stands first.
        let batch = query.get("batch").and_then(|raw| Uuid::parse_str(&raw).ok());
        Ok(view! { <Own rows drafts account batch /> }.into_any())
    })
}

/// A family's own.
#[component]
fn Own(rows: Vec<port_ins::PortRow>, drafts: Vec<DraftRow>, account: String, batch: Option<Uuid>) -> impl IntoView {
    let lang = context::lang();
    let (open, over): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.ended_at.is_none());
    let (mut open, none, any_over) = (open, over.is_empty(), !over.is_empty());
    open.sort_by_key(|row| batch.is_some_and(|batch| row.batch_id != batch));
    let nothing = none && open.is_empty() && drafts.is_empty();
    let any_open = !open.is_empty();
    let lead = lang.pick("Numbers you bring with you from another carrier.", "Números que traes de otro operador.");
    view! {
        <PageHeader title=lang.pick("Transfers", "Traslados") lead>
            <BringNumber account />
        </PageHeader>
        <Unfinished drafts />
        {nothing
            .then(|| {
                view! {
                    <Card flush=true class="mt-5">
                        <EmptyState glyph=glyph::SWAP title=lang.pick("No transfers yet", "Aún no hay traslados")>
                            <p>
                                {lang
                                    .pick(
                                        "Keep your number: we ask its carrier first, then need what is on the bill, and tell you at each step who has the ball.",
                                        "Conserva tu número: primero preguntamos a su operador, luego pedimos lo que dice la factura y en cada paso te decimos a quién le toca.",
                                    )}
                            </p>
                        </EmptyState>
                    </Card>
                }
            })}
        {any_open.then(|| view! { <section class="mt-5" aria-label=lang.pick("On their way", "En camino")><TransferCards rows=open /></section> })}
        {any_over
            .then(|| {
                view! {
                    <section class="mt-8" aria-labelledby="over-title">
                        <h2 id="over-title" class="mb-3 font-semibold">
                            {lang.pick("Finished", "Terminados")}
                        </h2>
                        <TransferCards rows=over />
                    </section>
                }
            })}
    }
}
