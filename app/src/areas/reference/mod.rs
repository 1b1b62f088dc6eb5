//! Reference data that staff edit: refusals, carriers, numbers of help, levels of texts.

mod api;

#[cfg(feature = "ssr")]
mod carriers_page;
#[cfg(feature = "ssr")]
mod hotlines_page;
#[cfg(feature = "ssr")]
mod levels_page;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod refusals_page;

pub use api::*;
#[cfg(feature = "ssr")]
pub use routes::ReferenceRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{
        carriers_page::CarriersPage, hotlines_page::HotlinesPage, levels_page::LevelsPage, refusals_page::RefusalsPage,
    };

    /// Routes of this area.
    #[component(transparent)]
    pub fn ReferenceRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/reference/refusals") view=RefusalsPage ssr=SsrMode::Async />
            <Route path=path!("/reference/carriers") view=CarriersPage ssr=SsrMode::Async />
            <Route path=path!("/reference/hotlines") view=HotlinesPage ssr=SsrMode::Async />
            <Route path=path!("/reference/levels") view=LevelsPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
