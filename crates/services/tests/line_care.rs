//! Looking after a line, over a real database and the sandbox.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests, which may fail so")]

mod support;

#[path = "line_care/line.rs"]
mod line;

#[path = "line_care/kept.rs"]
mod kept;
#[path = "line_care/number.rs"]
mod number;
#[path = "line_care/reach.rs"]
mod reach;
#[path = "line_care/sim.rs"]
mod sim;
#[path = "line_care/state.rs"]
mod state;
