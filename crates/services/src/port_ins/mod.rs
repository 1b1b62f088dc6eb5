//! Port-ins: numbers on their way from another carrier.
//!
//! A wizard's draft becomes one port-in a number. The journal sends what changes an order; [`Poller`] reads it;
//! [`domain::porting::judge`] says what a reading means; everything that happens is an event of its timeline.
//!
//! Reading: [`get`] (one with everything), [`events`] (what happened), [`board`] (lists), [`estimate`] (how long it takes),
//! [`files`] and [`export`]. Beside the engine's changes, people write notes ([`note`]).

mod board;
pub mod by_link;
mod change;
mod changes;
pub mod checks;
mod correct;
mod courtesy;
mod create;
pub mod dates;
mod estimate;
pub mod export;
mod files;
mod history;
mod hook;
pub mod import;
pub mod letter;
pub mod links;
mod notes;
mod outcome;
mod page;
#[cfg(test)]
mod page_tests;
mod pdf;
mod pin_link;
mod poll;
mod reading;
mod record;
mod remind;
mod restart;
pub mod schedule;
pub mod signature;
mod timeline;

pub use board::{BoardCounts, BoardFilter, PortRow, Show, all_rows, board, of_account, open_of_account, staff_count};
pub use checks::of_batch;
pub use correct::{cancel, correct, hold, look_now, resubmit, tested};
pub use courtesy::{Courtesy, ask as ask_courtesy, courtesy, let_go as let_courtesy_go};
pub use create::{Created, create};
pub use estimate::{Estimate, estimate};
pub use export::bundle;
pub use files::{FILE_MAX, FILES_MAX, File, FileFault, FileRow, Upload, add_files, file, files, signed_letter};
pub use history::{NewEvent, record as record_event};
pub use hook::{HOOK, Heard, heard};
pub use notes::{NOTE_MAX, note, settle};
pub use page::{PortIn, SignatureRow, get};
pub use pin_link::mail_pin_link;
pub use poll::{Poller, claim};
pub use remind::{expire_drafts, remind};
pub use restart::restart;
pub use schedule::Pace;
pub use timeline::{History, NEWEST, PortEvent, events, newest_events, stamp};

pub(crate) use history::chain_over;
pub(crate) use hook::heard_order;
pub(crate) use outcome::{Settled, conclude, half_way};
pub(crate) use record::{Record, get as record};
