//! Guardian over a real database and the sandbox: what is wanted, what is sent, what is read back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests, which may fail so")]

mod support;

#[path = "guardian/family.rs"]
mod family;

#[path = "guardian/asked.rs"]
mod asked;
#[path = "guardian/calls.rs"]
mod calls;
#[path = "guardian/drift.rs"]
mod drift;
#[path = "guardian/failures.rs"]
mod failures;
#[path = "guardian/together.rs"]
mod together;
