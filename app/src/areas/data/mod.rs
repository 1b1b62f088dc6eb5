//! A line's data: its chart, its marks, the day it begins anew, stopping it and letting it go on.

pub mod api;

#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod geometry;
#[cfg(feature = "ssr")]
mod last_change;
#[cfg(feature = "ssr")]
mod limits_page;
#[cfg(feature = "ssr")]
mod marks_card;
#[cfg(feature = "ssr")]
mod pause_card;
#[cfg(feature = "ssr")]
mod renewal_card;

#[cfg(feature = "ssr")]
pub(crate) use chart::UsageChart;
#[cfg(feature = "ssr")]
pub(crate) use pause_card::{PauseNote, Turn};
#[cfg(feature = "ssr")]
pub use routes::DataRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::limits_page::LimitsPage;

    /// Routes of this area.
    #[component(transparent)]
    pub fn DataRoutes() -> impl MatchNestedRoutes + Clone {
        view! { <Route path=path!("/lines/:number/limits") view=LimitsPage ssr=SsrMode::Async /> }
            .into_inner()
            .into_any_nested_route()
    }
}
