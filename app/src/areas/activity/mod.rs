//! What happened to a family's account, as the family reads it.

mod activity_page;
mod words;

pub use routes::ActivityRoutes;

mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::activity_page::ActivityPage;

    /// Routes of this area.
    #[component(transparent)]
    pub fn ActivityRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/activity") view=ActivityPage ssr=SsrMode::Async />
            <Route path=path!("/accounts/:account/activity") view=ActivityPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
