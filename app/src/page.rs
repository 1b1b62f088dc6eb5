//! What all pages share: loading, and saying what went wrong.

use std::future::Future;

use leptos::prelude::*;

use crate::{
    areas::errors::ErrorPage,
    context,
    error::{AppError, ErrorKind},
    paths,
};

/// Loads a page and shows it, or what went wrong, with the status that says so. The answer waits for it: routes are
/// `SsrMode::Async`.
///
/// ```ignore
/// #[component]
/// pub fn AccountPage() -> impl IntoView {
///     page(async move {
///         let actor = context::actor()?;
///         let account = services::accounts::get(&context::state().db, &actor, &id).await?;
///         Ok(view! { <Title text=account.name.clone()/> <h1>{account.name}</h1> })
///     })
/// }
/// ```
pub fn page<V>(load: impl Future<Output = Result<V, AppError>> + Send + 'static) -> impl IntoView
where
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match load.await {
            Ok(view) => view.into_any(),
            Err(error) if error.kind == ErrorKind::SignedOut => {
                context::redirect_to(&paths::sign_in_then(&context::here()));
                ().into_any()
            }
            Err(error) => view! { <ErrorPage kind=error.kind request_id=error.request_id /> }.into_any(),
        }
    })
}
