//! Guardian: who gets through to whom, and what of it was measured.

pub mod api;
pub mod contacts_api;
mod form;
pub mod islands;

#[cfg(feature = "ssr")]
mod badges;
#[cfg(feature = "ssr")]
mod calls_card;
#[cfg(feature = "ssr")]
mod contact_page;
#[cfg(feature = "ssr")]
mod contacts_card;
#[cfg(feature = "ssr")]
mod copy_card;
#[cfg(feature = "ssr")]
mod news;
#[cfg(feature = "ssr")]
mod outcome;
#[cfg(feature = "ssr")]
mod paste_page;
#[cfg(feature = "ssr")]
mod people_page;
#[cfg(feature = "ssr")]
mod person_page;
#[cfg(feature = "ssr")]
mod settings_form;
#[cfg(feature = "ssr")]
mod stale;
#[cfg(feature = "ssr")]
mod tester;
#[cfg(feature = "ssr")]
mod tester_page;
#[cfg(feature = "ssr")]
mod texts_card;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use badges::{ChannelBadges, protection};
#[cfg(feature = "ssr")]
pub use routes::GuardianRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{
        contact_page::ContactPage, paste_page::PastePage, people_page::PeoplePage, person_page::PersonPage,
        tester_page::TesterPage,
    };

    /// Routes of this area.
    #[component(transparent)]
    pub fn GuardianRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/guardian") view=PeoplePage ssr=SsrMode::Async />
            <Route path=path!("/guardian/:subscriber") view=PersonPage ssr=SsrMode::Async />
            <Route path=path!("/guardian/:subscriber/contacts/:contact") view=ContactPage ssr=SsrMode::Async />
            <Route path=path!("/guardian/:subscriber/paste") view=PastePage ssr=SsrMode::Async />
            <Route path=path!("/guardian/:subscriber/tester") view=TesterPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
