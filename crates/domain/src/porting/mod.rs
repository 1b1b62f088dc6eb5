//! Bringing a number over from another carrier: what its order can be, what carriers object to, what they ask for.
//!
//! The catalogue of refusals and the carriers' hints are data: [`Catalogue::builtin`] and [`Hints::builtin`] are what
//! the portal starts with, and staff edit them from there.

mod clean;
mod days;
mod hint_rows;
mod hints;
mod loa;
mod pin;
mod places;
mod preflight;
mod reading;
mod refusal;
mod refusal_rows;
mod refusal_rows_elsewhere;
mod state;
mod words;

pub use clean::{Change, Cleaned, clean_account_number, clean_pin};
pub use days::{day_number, day_words};
pub use hints::{CarrierHint, FieldHint, Hints, Need, NumberKind};
pub use loa::{LetterFacts, letter, statement};
pub use pin::{PinLife, pin_left};
pub use places::{is_po_box, zip_in_state};
pub use preflight::{PortFacts, Warning, preflight};
pub use reading::{Reading, Verdict, judge};
pub use refusal::{Catalogue, Fix, Mover, PortField, Refusal};
pub use state::{Ball, PortState};
pub use words::Words;
