//! Families as staff see them: the list and one account.

mod account_page;
mod accounts_page;
mod chains;
mod lines;
mod people;
mod routes_card;

pub use routes::StaffRoutes;

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
