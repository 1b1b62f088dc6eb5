//! A family's own pages: its lines, and one line.

mod home_page;
mod line_card;
mod line_page;
mod news;
mod sim_card;
mod support;
mod usage_card;

pub use home_page::HomeView;
pub use line_card::Protection;
pub use routes::FamilyRoutes;
pub(crate) use sim_card::SimCard;
pub(crate) use support::Support;

mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{home_page::HomePage, line_page::LinePage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn FamilyRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/home") view=HomePage ssr=SsrMode::Async />
            <Route path=path!("/lines/:number") view=LinePage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
