//! Looking after a line: SIM, 911 address, voicemail, number, state, phone.

pub mod api;

#[cfg(feature = "ssr")]
mod address;
#[cfg(feature = "ssr")]
mod cards;
#[cfg(feature = "ssr")]
mod moved;
#[cfg(feature = "ssr")]
mod number;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod phone;
#[cfg(feature = "ssr")]
mod sim;
#[cfg(feature = "ssr")]
mod state;
#[cfg(feature = "ssr")]
mod voicemail;

#[cfg(feature = "ssr")]
pub use cards::{CareCards, care_of};
#[cfg(feature = "ssr")]
pub use moved::unless_moved;
#[cfg(feature = "ssr")]
pub use routes::CareRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::page::CarePage;

    /// Routes of this area.
    #[component(transparent)]
    pub fn CareRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/lines/:number/care/:what") view=CarePage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
