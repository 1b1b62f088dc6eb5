//! Requests: where members ask, and whoever looks after them answers.

pub mod api;

#[cfg(feature = "ssr")]
mod ask_forms;
#[cfg(feature = "ssr")]
mod ask_page;
#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod link_page;
#[cfg(feature = "ssr")]
mod requests_page;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use card::WaitingRequests;
#[cfg(feature = "ssr")]
pub use routes::RequestRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{ask_page::AskPage, link_page::LinkPage, requests_page::RequestsPage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn RequestRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/ask") view=AskPage ssr=SsrMode::Async />
            <Route path=path!("/requests") view=RequestsPage ssr=SsrMode::Async />
            <Route path=path!("/requests/answer/:token") view=LinkPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
