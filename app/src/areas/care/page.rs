//! `/lines/{number}/care/{what}`: a page for each thing there is to look after.

use domain::{E164, Lang};
use leptos::prelude::*;
use leptos_router::{hooks::use_params_map, params::ParamsMap};
use services::care::{self, LineCare};

use super::{
    address::AddressView, moved::unless_moved, number::NumberView, parts, phone::PhoneView, sim::SimView,
    state::StateView, voicemail::VoicemailView,
};
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::FormState,
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::PageHeader,
};

/// Seconds until a page looks again at what is under way.
const AGAIN: &str = "3";

/// What is looked after on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Sim,
    Address,
    Voicemail,
    Number,
    State,
    Phone,
}

impl Thing {
    fn parse(raw: &str) -> Option<Self> {
        Some(match raw {
            "sim" => Self::Sim,
            "911" => Self::Address,
            "voicemail" => Self::Voicemail,
            "number" => Self::Number,
            "state" => Self::State,
            "phone" => Self::Phone,
            _ => return None,
        })
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Sim => "SIM",
            Self::Address => lang.pick("911 address", "Dirección para el 911"),
            Self::Voicemail => lang.pick("Voicemail", "Buzón de voz"),
            Self::Number => lang.pick("Change the number", "Cambiar el número"),
            Self::State => lang.pick("Suspend or restore", "Suspender o restablecer"),
            Self::Phone => lang.pick("Phone", "Teléfono"),
        }
    }

    /// Whether it is this reader's.
    fn is_for(self, care: &LineCare) -> bool {
        match self {
            Self::Sim => care.may.esim || care.may.line,
            Self::Voicemail => care.may.voicemail,
            _ => care.may.line,
        }
    }

    /// Whether the page is worth a second look by itself.
    fn moves(self, care: &LineCare) -> bool {
        match self {
            Self::Sim => care.busy(&["swap_sim"]),
            Self::Address => care.reading || care.busy(&["set_address"]),
            Self::Voicemail => care.reading || care.busy(parts::VOICEMAIL),
            Self::Number => care.busy(&["swap_number"]),
            Self::State => care.busy(parts::STATES),
            Self::Phone => care.reading,
        }
    }
}

/// The line of the address; none where its number is another by now.
async fn find(params: &ParamsMap, what: &str) -> Result<Option<LineCare>, AppError> {
    let actor = context::actor()?;
    let number = params.get("number").and_then(|raw| E164::parse(&raw).ok());
    let number = number.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
    let mut tx = context::state().db.begin(&actor).await?;
    let found = care::get(&mut tx, &actor, number.as_str()).await;
    unless_moved(&mut tx, &actor, number.as_str(), found, |new| paths::care_of(new, what)).await
}

/// The page.
#[component]
pub fn CarePage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let (lang, not_found) = (context::lang(), || AppError::new(ErrorKind::NotFound));
        let what = params.get("what").unwrap_or_default();
        let thing = Thing::parse(&what).ok_or_else(not_found)?;
        let Some(care) = find(&params, &what).await? else { return Ok(().into_any()) };
        if !thing.is_for(&care) {
            return Err(not_found());
        }
        if thing.moves(&care) {
            context::set_header(http::header::REFRESH, AGAIN);
        }
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let line = care.line.clone();
        let lead = format!("{} · {}", line.whose(), line.national());
        let lead = if line.whose() == line.national() { line.national() } else { lead };
        let staff = context::actor()?.role.is_staff();
        let back = (paths::line(&line.number), line.whose());
        let body = match thing {
            Thing::Sim => view! { <SimView care form /> }.into_any(),
            Thing::Address => view! { <AddressView care form /> }.into_any(),
            Thing::Voicemail => view! { <VoicemailView care form /> }.into_any(),
            Thing::Number => view! { <NumberView care form /> }.into_any(),
            Thing::State => view! { <StateView care form staff /> }.into_any(),
            Thing::Phone => view! { <PhoneView care /> }.into_any(),
        };
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader title=thing.title(lang) lead back />
            <div class="mt-5 max-w-2xl space-y-4">{body}</div>
        }
        .into_any())
    })
}
