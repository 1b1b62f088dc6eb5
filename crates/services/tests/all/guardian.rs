//! Guardian over a real database and the sandbox: what is wanted, what is sent, what is read back.

mod asked;
mod calls;
mod drift;
mod failures;
pub mod family;
mod together;
