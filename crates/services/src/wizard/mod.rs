//! The wizards' drafts: saved as each step is left, checked against what is there, turned into a chain of operations.

mod chains;
mod checks;
mod desk;
mod draft;
mod port_view;
pub(crate) mod porting;
mod save;
mod stock;
mod submit;

pub use desk::Desk;
pub use draft::{Basis, Draft, DraftRow, Intent, Saved, Start, discard, get, list, start};
pub use port_view::{PortView, port_view};
pub use porting::{facts, today};
pub use save::{Post, save};
pub use stock::{Level, Stock};
pub use submit::{RouteUrls, Submitted, submit};
