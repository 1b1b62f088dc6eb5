//! What all pages share: loading, failing, and the page that says what went wrong.

use std::future::Future;

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
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
///         let account = services::projection::account(&context::state().db, &actor, &id).await?;
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
                let here = context::header("x-homeline-path").unwrap_or_else(paths::root);
                context::redirect_to(&paths::sign_in_then(&here));
                ().into_any()
            }
            Err(error) => view! { <Problem kind=error.kind request_id=error.request_id/> }.into_any(),
        }
    })
}

/// What went wrong, what was saved, what to do next.
#[component]
pub fn Problem(
    /// What went wrong.
    kind: ErrorKind,
    /// What to tell support.
    #[prop(optional_no_strip)]
    request_id: Option<String>,
) -> impl IntoView {
    context::set_status(kind.status());
    let brand = context::maybe_state().map(|state| state.brand);
    let help = brand.map(|brand| {
        let mail = format!("mailto:{}", brand.support_email);
        view! { <a class="link" href=mail>"Write to support"</a> }
    });
    view! {
        <Title text=kind.title()/>
        <main id="main" class="mx-auto flex max-w-xl flex-col gap-4 px-5 py-16">
            <h1 class="text-2xl font-semibold">{kind.title()}</h1>
            <p>{kind.message()}</p>
            <p class="flex flex-wrap items-center gap-4">
                <a class="btn btn-primary" href=paths::root()>"Go to the first page"</a>
                {help}
            </p>
            {request_id.map(|id| view! { <p class="text-xs opacity-70">"For support: " <code>{id}</code></p> })}
        </main>
    }
}
