//! The portal over real requests: the whole of it, on a database and a sandbox of each test's own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod care;
mod data;
mod guardian;
mod imports;
mod language;
mod leaving;
mod people;
mod port_links;
mod port_wizard;
mod reference;
mod requests;
mod routes;
mod safety;
mod safety_leave;
mod sign_in;
mod transfers;
