//! Port-ins: numbers on their way from another carrier.

pub mod letter;
pub mod links;
mod pdf;
pub mod signature;
