//! Port-ins: numbers on their way from another carrier.

pub mod by_link;
pub mod checks;
pub mod letter;
pub mod links;
mod pdf;
pub mod signature;
