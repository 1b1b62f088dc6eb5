//! Guardian: what a family lets through to one of its people, and what the network was found to do about it.
//!
//! [`Settings`] are what the family wants. [`verdict`] says what becomes of one text or call under them, by the rules
//! of [`Rule::ORDER`]; [`compile_texts`] and [`compile_calls`] make of them the filters the network takes;
//! [`measure`] compares these with what was read back. [`changes`] says in words what an edit does, and whether it
//! lets more through. [`Floor`] are the numbers no setting can block.

mod changes;
mod check;
mod compile;
mod contact;
mod floor;
mod form;
mod level;
mod measure;
mod number;
mod paste;
mod settings;
mod stands;
#[cfg(test)]
mod tests;
mod tighter;
mod verdict;
mod wordlists;
mod words;

pub use changes::{Change, Lean, What, changes, looser};
pub use check::check;
pub use compile::{CallFilter, CallMode, TextFilter, compile_calls, compile_texts};
pub use contact::{Contact, Stand, Until};
pub use floor::{Floor, Reachable};
pub use form::{contact_fields, contact_of, settings_fields, settings_of};
pub use level::{Level, LevelRow, LevelTable};
pub use measure::{Badge, Lists, Missing, Readback, measure};
pub use number::{Number, Party};
pub use paste::{Draft, Pasted, paste, paste_into};
pub use settings::{Calls, Channel, Keyword, KeywordClass, Settings, Severity, TextMode, Texts, canonical_word};
pub use tighter::tighter_part;
pub use verdict::{Attempt, Direction, Rule, Verdict, verdict};
