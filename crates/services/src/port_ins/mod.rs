//! Numbers on their way here from other carriers.
//!
//! Reading: [`page`](mod@page) (one with everything), [`timeline`] (what happened), [`board`](mod@board) (lists), [`estimate`](mod@estimate)
//! (how long it takes), [`files`](mod@files) and [`export`]. Beside the engine's changes, people write notes ([`notes`]).

mod board;
mod estimate;
pub mod export;
mod files;
pub mod history;
mod notes;
mod page;
#[cfg(test)]
mod page_tests;
mod timeline;

pub use board::{BoardCounts, BoardFilter, PortRow, Show, all_rows, board, of_account, open_of_account, staff_count};
pub use estimate::{Estimate, estimate};
pub use export::bundle;
pub use files::{FILE_MAX, FILES_MAX, File, FileFault, FileRow, Upload, add_files, file, files, signed_letter};
pub use notes::{NOTE_MAX, note, settle};
pub use page::{PortIn, SignatureRow, get};
pub use timeline::{History, NEWEST, PortEvent, events, newest_events, stamp};
