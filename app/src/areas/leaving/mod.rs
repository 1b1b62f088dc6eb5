//! Leaving: a line's lock and transfer PIN, and the link that says "this was not me".

pub mod api;

#[cfg(feature = "ssr")]
mod cooling;
#[cfg(feature = "ssr")]
mod leaving_page;
#[cfg(feature = "ssr")]
mod lock_card;
#[cfg(feature = "ssr")]
mod not_me;
#[cfg(feature = "ssr")]
mod pin_card;
#[cfg(feature = "ssr")]
mod what_happens;

#[cfg(feature = "ssr")]
pub(crate) use cooling::{Cooling, must_wait};
#[cfg(feature = "ssr")]
pub(crate) use pin_card::Password;
#[cfg(feature = "ssr")]
pub use routes::LeavingRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{leaving_page::LeavingPage, not_me::NotMePage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn LeavingRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/lines/:number/leaving") view=LeavingPage ssr=SsrMode::Async />
            <Route path=path!("/not-me/:token") view=NotMePage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
