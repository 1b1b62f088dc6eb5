//! `/lines/{number}/leaving`: how a number goes to another carrier.

use domain::{Action, E164, Lang, phone};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::port_outs::{self, PinState};

use super::{cooling::Cooling, lock_card::LockCard, pin_card::PinCard, what_happens::WhatHappens};
use crate::{
    areas::care::unless_moved,
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::{Alert, PageHeader, Tone},
};

/// Seconds until the page looks again whether a PIN was stored.
const AGAIN: &str = "3";

/// The page.
#[component]
pub fn LeavingPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let (actor, lang, state) = (context::actor()?, context::lang(), context::state());
        actor.may(Action::PortOut)?;
        let number = params.get("number").and_then(|raw| E164::parse(&raw).ok());
        let number = number.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let mut tx = state.db.begin(&actor).await?;
        let found = port_outs::get(&mut tx, &actor, number.as_str()).await;
        let found = unless_moved(&mut tx, &actor, number.as_str(), found, paths::leaving).await?;
        let Some(line) = found else { return Ok(().into_any()) };
        drop(tx);
        // Only a page that a person sees uses up the one time a PIN is shown.
        let shown = match line.pin {
            PinState::Ready { mine: true, .. } if context::is_seen() => {
                port_outs::reveal(&state.db, &state.vault, &actor, number.as_str()).await?
            }
            _ => None,
        };
        if line.pin == PinState::Storing {
            context::set_header(http::header::REFRESH, AGAIN);
        }
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let back = if actor.role.is_staff() {
            (paths::account(&line.account_id), lang.pick("Account", "Cuenta").to_owned())
        } else {
            (paths::line(&line.number), line.whose.clone())
        };
        let title = match lang {
            Lang::En => format!("Leaving with {}", phone::national(&line.number)),
            Lang::Es => format!("Irse con el {}", phone::national(&line.number)),
        };
        let lead = lang.pick(
            "The number is yours. You can take it to any carrier, at any time, and we don’t ask why.",
            "El número es tuyo. Puedes llevarlo a cualquier operador cuando quieras, y no preguntamos por qué.",
        );
        let body = if line.cancelled {
            let words = lang.pick(
                "This line is cancelled, so there is no number to take along. Ask us whether it can be brought back.",
                "Esta línea está cancelada: no hay número que llevar. Pregúntanos si se puede recuperar.",
            );
            view! { <Alert tone=Tone::Warning>{words}</Alert> }.into_any()
        } else {
            view! {
                <Cooling until=line.lock.cools_until />
                // Phones read PIN, lock, what happens; wide screens have the lock beside the other two.
                <div class="mt-5 grid gap-4 md:grid-cols-[minmax(0,1fr)_18rem] md:grid-rows-[auto_1fr]">
                    <div class="min-w-0">
                        <PinCard line=line.clone() shown form=form.clone() />
                    </div>
                    <div class="min-w-0 md:col-start-2 md:row-span-2 md:row-start-1">
                        <LockCard line=line.clone() form />
                    </div>
                    <div class="min-w-0">
                        <WhatHappens line />
                    </div>
                </div>
            }
            .into_any()
        };
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader title lead back />
            {body}
        }
        .into_any())
    })
}
