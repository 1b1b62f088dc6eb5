//! Leaving an account safely: asking for it, how far it is, and the staff's queue.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod ask_page;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod queue_page;
#[cfg(feature = "ssr")]
mod receipt_page;
#[cfg(feature = "ssr")]
mod request_page;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use routes::SafetyRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, any_nested_route::IntoAnyNestedRoute, components::Route, path};

    use super::{ask_page::AskPage, queue_page::QueuePage, receipt_page::ReceiptPage, request_page::RequestPage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn SafetyRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/leave-safely") view=AskPage ssr=SsrMode::Async />
            <Route path=path!("/leave-safely/:code") view=ReceiptPage ssr=SsrMode::Async />
            <Route path=path!("/separations") view=QueuePage ssr=SsrMode::Async />
            <Route path=path!("/separations/:id") view=RequestPage ssr=SsrMode::Async />
        }
        .into_inner()
        .into_any_nested_route()
    }
}
