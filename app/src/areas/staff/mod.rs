//! Families as staff see them: the list and one account.

mod api;

#[cfg(feature = "ssr")]
mod account_page;
#[cfg(feature = "ssr")]
mod accounts_page;
#[cfg(feature = "ssr")]
mod chains;
#[cfg(feature = "ssr")]
mod lines;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod routes_card;

pub use api::*;
#[cfg(feature = "ssr")]
pub use routes::StaffRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{account_page::AccountPage, accounts_page::AccountsPage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn StaffRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/accounts") view=AccountsPage ssr=SsrMode::Async />
            <Route path=path!("/accounts/:account") view=AccountPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
