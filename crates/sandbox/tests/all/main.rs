//! The sandbox over HTTP, asked by the client and by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod faults;
mod groups;
mod kept;
mod messages;
mod numbers;
mod on_demand;
mod operations;
mod page;
mod porting;
mod refusals;
mod routes;
mod routing;
mod sims;
mod support;
mod webhooks;
