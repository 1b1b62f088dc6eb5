//! The router: one group of routes per area.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    areas::{
        activity::ActivityRoutes, care::CareRoutes, data::DataRoutes, errors::ErrorPage, family::FamilyRoutes,
        guardian::GuardianRoutes, leaving::LeavingRoutes, people::PeopleRoutes, port_in::LinkRoutes,
        reference::ReferenceRoutes, requests::RequestRoutes, safety::SafetyRoutes, sign_in::SignInRoutes,
        staff::StaffRoutes, transfers::TransferRoutes, wizard::WizardRoutes,
    },
    context,
    error::ErrorKind,
    page::page,
    paths,
};

/// Given in context where a middleware found that nothing else can be shown.
#[derive(Clone, Debug)]
pub struct ShowProblem {
    /// What went wrong.
    pub kind: ErrorKind,
    /// What to tell support.
    pub request_id: Option<String>,
}

/// The whole site.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(context::Reader(context::asked_lang()));
    provide_context(crate::time::PageZone::default());
    let name = context::maybe_state().map_or_else(String::new, |state| state.brand.name.clone());
    let suffix = name.clone();
    let formatter = move |title: String| if title.is_empty() { name.clone() } else { format!("{title} · {suffix}") };
    let body = match use_context::<ShowProblem>() {
        Some(ShowProblem { kind, request_id }) => view! { <ErrorPage kind request_id/> }.into_any(),
        None => view! { <Site/> }.into_any(),
    };
    view! {
        <Title formatter/>
        {body}
    }
}

#[component]
fn Site() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=|| view! { <ErrorPage kind=ErrorKind::NotFound/> }>
                <Route path=path!("/") view=FirstPage ssr=SsrMode::Async/>
                <SignInRoutes/>
                <LinkRoutes/>
                <WizardRoutes/>
                <StaffRoutes/>
                <FamilyRoutes/>
                <CareRoutes/>
                <DataRoutes/>
                <GuardianRoutes/>
                <LeavingRoutes/>
                <PeopleRoutes/>
                <ActivityRoutes/>
                <SafetyRoutes/>
                <TransferRoutes/>
                <ReferenceRoutes/>
                <RequestRoutes/>
            </Routes>
        </Router>
    }
}

/// Leads everybody to their own first page.
#[component]
fn FirstPage() -> impl IntoView {
    page(async {
        let actor = context::actor()?;
        context::redirect_to(&if actor.role.is_staff() { paths::accounts() } else { paths::home() });
        Ok(())
    })
}
