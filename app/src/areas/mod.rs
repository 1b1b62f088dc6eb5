//! The areas of the site, one module each: pages, their server functions, their islands.

pub mod sign_in;
