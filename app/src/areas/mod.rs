//! The areas of the site, one module each: pages, their server functions, their islands.

#[cfg(feature = "ssr")]
pub mod errors;
pub mod sign_in;
pub mod wizard;
