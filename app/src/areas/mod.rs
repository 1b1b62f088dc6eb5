//! The areas of the site, one module each: pages, their server functions, their islands.

pub mod care;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod family;
pub mod leaving;
#[cfg(feature = "ssr")]
mod line_words;
pub mod port_in;
pub mod reference;
pub mod sign_in;
pub mod staff;
pub mod transfers;
pub mod wizard;
