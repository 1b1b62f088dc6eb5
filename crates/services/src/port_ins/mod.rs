//! Port-ins: numbers on their way from another carrier.
//!
//! A wizard's draft becomes one port-in a number. The journal sends what changes an order; [`Poller`] reads
//! it; [`domain::porting::judge`] says what a reading means; everything that happens is an event of its timeline.

pub mod by_link;
mod change;
pub mod checks;
mod correct;
pub mod dates;
mod history;
mod hook;
pub mod letter;
pub mod links;
mod pdf;
mod poll;
mod reading;
mod record;
mod remind;
pub mod schedule;
mod settle;
pub mod signature;

pub use correct::{cancel, correct, hold, look_now, resubmit, tested};
pub use history::{NewEvent, record as record_event};
pub use hook::{HOOK, Heard, heard};
pub use poll::{Poller, claim};
pub use remind::remind;
pub use schedule::Pace;

pub(crate) use hook::heard_order;
pub(crate) use record::{Record, get as record};
pub(crate) use settle::{Settled, settle};
