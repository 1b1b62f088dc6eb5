//! Bringing a number: the steps of its wizard, and the pages behind the links that the old account's holder gets.

pub mod api;

#[cfg(feature = "ssr")]
mod begin;
#[cfg(feature = "ssr")]
mod letter_page;
#[cfg(feature = "ssr")]
mod letter_text;
#[cfg(feature = "ssr")]
mod pin_page;
#[cfg(feature = "ssr")]
pub(crate) mod steps;

#[cfg(feature = "ssr")]
pub(crate) use begin::{BringNumber, Unfinished};
#[cfg(feature = "ssr")]
pub use routes::LinkRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{
        letter_page::{LetterPage, SignedPage},
        pin_page::{PinPage, PinSavedPage},
    };

    /// Pages for people without a sign-in.
    #[component(transparent)]
    pub fn LinkRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/authorise/:token") view=LetterPage ssr=SsrMode::Async />
            <Route path=path!("/authorise/:token/done") view=SignedPage ssr=SsrMode::Async />
            <Route path=path!("/old-pin/:token") view=PinPage ssr=SsrMode::Async />
            <Route path=path!("/old-pin/:token/done") view=PinSavedPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
