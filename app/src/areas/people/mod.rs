//! People of a family: who is there, what they may do, and inviting and removing them.

pub mod api;

#[cfg(feature = "ssr")]
mod invite_card;
#[cfg(feature = "ssr")]
mod matrix;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod people_page;
#[cfg(feature = "ssr")]
mod person_page;

#[cfg(feature = "ssr")]
pub use routes::PeopleRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{people_page::PeoplePage, person_page::PersonPage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn PeopleRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/people") view=PeoplePage ssr=SsrMode::Async />
            <Route path=path!("/accounts/:account/people") view=PeoplePage ssr=SsrMode::Async />
            <Route path=path!("/people/:user") view=PersonPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
