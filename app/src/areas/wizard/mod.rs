//! Setting families up: drafts, their steps, and the chain a finished draft becomes.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
mod progress;
#[cfg(feature = "ssr")]
mod step_page;
#[cfg(feature = "ssr")]
mod steps;
#[cfg(feature = "ssr")]
mod summary;

#[cfg(feature = "ssr")]
pub use routes::WizardRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

    use super::{drafts::DraftsPage, progress::ProgressPage, step_page::StepPage};

    /// The wizards' pages.
    #[component(transparent)]
    pub fn WizardRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/drafts") view=DraftsPage ssr=SsrMode::Async/>
            <Route path=path!("/drafts/:draft/:step") view=StepPage ssr=SsrMode::Async/>
            <Route path=path!("/progress/:chain") view=ProgressPage ssr=SsrMode::Async/>
        }
        .into_inner()
    }
}
