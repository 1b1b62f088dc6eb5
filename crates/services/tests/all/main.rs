//! Use cases and jobs, over a real database and the sandbox.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod courtesy;
mod data;
mod family;
mod guardian;
mod imports;
mod journal;
mod line_care;
mod port_ins;
mod port_ins_time;
mod port_outs;
mod port_wizard;
mod support;
mod sync;
mod wizard;
mod worker;
