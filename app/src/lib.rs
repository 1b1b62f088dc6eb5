//! What a person sees: pages, islands and server functions.
//!
//! Pages are rendered on the server alone and call the services directly; only islands reach the
//! browser. A form posts to a server function, which redirects.
#![recursion_limit = "512"]

pub mod areas;
pub mod error;
pub mod forms;
pub mod islands;
pub mod language;
pub mod paths;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod access;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod time;

/// Brings the islands of a page to life; called by the script in its head.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
