//! A line's data: its marks, the day it begins anew, stopping it and letting it go on, and what it used over time.
//!
//! Telegent keeps no history and tells no renewal day, so both are kept here. It has no call that stops data either: a
//! line's marks are lowered to the smallest there are, and the old ones are put back later.

mod change;
mod limits;
mod marks;
mod page;
mod pause;
mod renewal;
pub mod samples;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use change::concluded;
pub use limits::set_limits;
pub use marks::Marks;
pub use page::{DataPage, RenewalSet, Round, Verdict, VerdictState, page, renewal_of};
pub use pause::{Pause, Turned, due, pause, resume};
pub use renewal::{new_cycle, set_renewal};
