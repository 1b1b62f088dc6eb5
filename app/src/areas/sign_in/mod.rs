//! Signing in and out, accepting an invitation, and the mails of the demo.

mod api;
#[cfg(feature = "ssr")]
mod demo_mail;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod invitation;
#[cfg(feature = "ssr")]
mod sign_in_page;

pub use api::*;
#[cfg(feature = "ssr")]
pub(crate) use frame::Frame;
#[cfg(feature = "ssr")]
pub use routes::SignInRoutes;

#[cfg(feature = "ssr")]
mod routes {
    use leptos::prelude::*;
    use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

    use super::{demo_mail::DemoMailPage, invitation::InvitationPage, sign_in_page::SignInPage};

    /// Routes of this area.
    #[component(transparent)]
    pub fn SignInRoutes() -> impl MatchNestedRoutes + Clone {
        view! {
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("/invitation/:token") view=InvitationPage ssr=SsrMode::Async/>
            <Route path=path!("/demo/mail") view=DemoMailPage ssr=SsrMode::Async/>
        }
        .into_inner()
    }
}
