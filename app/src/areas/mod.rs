//! The areas of the site, one module each: pages, their server functions, their islands.

#[cfg(feature = "ssr")]
pub mod activity;
pub mod care;
pub mod data;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod family;
pub mod guardian;
pub mod leaving;
#[cfg(feature = "ssr")]
mod line_words;
pub mod people;
pub mod port_in;
pub mod reference;
pub mod requests;
pub mod safety;
pub mod sign_in;
pub mod staff;
pub mod transfers;
pub mod wizard;
