//! The client against a server that answers as the contract says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod calls;
mod contract;
mod dress;
mod stub;
mod time;
mod tolerance;
