//! The wizards' drafts: saved as each step is left, checked against what is there, turned into a chain of operations.

mod chains;
mod checks;
mod draft;
mod stock;
mod submit;

pub use draft::{Basis, Draft, DraftRow, Intent, Post, Saved, Start, discard, get, list, save, start};
pub use stock::{Level, Stock};
pub use submit::{RouteUrls, Submitted, submit};
