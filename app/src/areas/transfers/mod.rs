//! Numbers on their way here: a family's list, the staff's board, and one number's page.

pub mod api;
pub mod import_api;
pub mod islands;

#[cfg(feature = "ssr")]
mod acts;
#[cfg(feature = "ssr")]
mod asides;
#[cfg(feature = "ssr")]
mod board;
#[cfg(feature = "ssr")]
mod correction;
#[cfg(feature = "ssr")]
mod courtesy_card;
#[cfg(feature = "ssr")]
mod flags;
#[cfg(feature = "ssr")]
mod happened;
#[cfg(feature = "ssr")]
mod import_one;
#[cfg(feature = "ssr")]
mod import_page;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod list_page;
#[cfg(feature = "ssr")]
mod papers;
#[cfg(feature = "ssr")]
mod self_test;
#[cfg(feature = "ssr")]
mod transfer_page;
#[cfg(feature = "ssr")]
mod turn;
#[cfg(feature = "ssr")]
pub(crate) mod words;

#[cfg(feature = "ssr")]
pub use board::filter_of;
#[cfg(feature = "ssr")]
pub(crate) use list::TransferCards;
#[cfg(feature = "ssr")]
pub use routes::TransferRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{
        import_one::ImportPage, import_page::ImportsPage, list_page::TransfersPage, transfer_page::TransferPage,
    };

    /// Routes of this area.
    #[component(transparent)]
    pub fn TransferRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/transfers") view=TransfersPage ssr=SsrMode::Async />
            <Route path=path!("/transfers/import") view=ImportsPage ssr=SsrMode::Async />
            <Route path=path!("/transfers/import/:id") view=ImportPage ssr=SsrMode::Async />
            <Route path=path!("/transfers/:id") view=TransferPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
