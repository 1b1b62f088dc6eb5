//! What the family's page is held against: its view without session and database, and its bytes without a view.

use std::net::SocketAddr;

use app::{
    areas::family::HomeView,
    context::{self, AppState},
    error::{AppError, ErrorKind},
    frame::{FamilyFrame, FamilyPlace, FlashToast},
    page::page,
    paths,
    shell::document,
};
use axum::{Extension, Router, body::Bytes, routing::get, serve::ListenerExt};
use http::HeaderMap;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list};
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router as Site, Routes},
    path,
};
use services::{Actor, accounts::FamilyHome};
use tokio::{net::TcpListener, task::JoinHandle};

/// A server that ends when this is dropped.
pub(crate) struct Rival {
    pub(crate) addr: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Rival {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The same components with the same data, rendered from memory by the same stack: no session, no database, none of
/// the portal's middleware.
pub(crate) async fn view(state: &AppState, actor: &Actor, home: &FamilyHome) -> anyhow::Result<Rival> {
    let (options, home) = (state.leptos_options.clone(), home.clone());
    let router = Router::new()
        .leptos_routes_with_context(
            state,
            generate_route_list(Memory),
            move || provide_context(home.clone()),
            move || document(options.clone(), Memory),
        )
        .layer(Extension(actor.clone()))
        .with_state(state.clone());
    serve(router).await
}

/// The same head and body, ready made.
pub(crate) async fn bytes(headers: HeaderMap, body: Bytes) -> anyhow::Result<Rival> {
    serve(Router::new().route("/home", get(move || async move { (headers.clone(), body.clone()) }))).await
}

async fn serve(router: Router) -> anyhow::Result<Rival> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let addr = listener.local_addr()?;
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let task = tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    Ok(Rival { addr, task })
}

#[component]
fn Memory() -> impl IntoView {
    provide_meta_context();
    let name = context::maybe_state().map_or_else(String::new, |state| state.brand.name.clone());
    let suffix = name.clone();
    let formatter = move |title: String| if title.is_empty() { name.clone() } else { format!("{title} · {suffix}") };
    view! {
        <Title formatter />
        <Site>
            <Routes fallback=|| ()>
                <Route path=path!("/home") view=HomeFromMemory ssr=SsrMode::Async />
            </Routes>
        </Site>
    }
}

#[component]
fn HomeFromMemory() -> impl IntoView {
    let home = use_context::<FamilyHome>();
    page(async move {
        let name = context::actor()?.name;
        let home = home.ok_or_else(|| AppError::new(ErrorKind::Internal))?;
        Ok(view! {
            <FamilyFrame place=FamilyPlace::Home>
                <FlashToast toast=None />
                <HomeView name home />
            </FamilyFrame>
        })
    })
}

/// Where all of them have it.
pub(crate) fn path() -> String {
    paths::home()
}
