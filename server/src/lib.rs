//! The portal's composition root: configuration, startup, router, middleware, command line.
#![recursion_limit = "512"]

mod brand;
pub mod cli;
pub mod config;
mod events;
mod health;
mod hooks;
mod imports;
mod jobs;
mod letters;
pub mod middleware;
pub mod router;
pub mod session_store;
mod startup;
mod static_files;
pub mod telemetry;
mod transfers;

pub use config::Config;
pub use jobs::Jobs;
pub use startup::Application;
