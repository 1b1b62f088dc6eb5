//! Guardian of a person: what the family wants, what Telegent was found to do about it, and the way from one to the other.
//!
//! What is wanted is versioned and ours; [`crate::journal`] makes Telegent follow with the fewest calls and reads back what
//! it wrote; badges come from those readings alone. Tightening holds at once, loosening by a guardian waits for the manager.

mod adopt;
mod edit;
mod follow;
mod heard;
mod levels;
mod names;
mod page;
mod parts;
mod pending;
mod plan;
mod reads;
mod repair;
mod save;
mod since;
mod store;
mod tend;
pub(crate) mod wire;
mod words;

pub use edit::{Edit, Switch, edit};
pub(crate) use follow::renumbered;
pub(crate) use heard::heard;
pub use levels::set_levels;
pub use names::{Always, always};
pub use page::{Page, Pending, PersonRow, page, people};
pub use pending::decide;
pub use repair::repair;
pub use save::{Saved, save};
pub use since::{at_version, merge};
pub use store::levels;
pub(crate) use store::line_and_wish;
pub use tend::tend;
pub(crate) use words::stuck;
