//! Bringing a number over from another carrier: what its order can be, what carriers object to, what they ask for.
//!
//! The catalogue of refusals and the carriers' hints are data: [`Catalogue::builtin`] and [`Hints::builtin`] are what
//! the portal starts with, and staff edit them from there.

mod days;
mod hint_rows;
mod hints;
mod pin;
mod reading;
mod refusal;
mod refusal_rows;
mod refusal_rows_elsewhere;
mod state;
mod words;

pub use days::{day_number, day_words};
pub use hints::{CarrierHint, FieldHint, Hints, Need, NumberKind};
pub use pin::{PinLife, pin_left};
pub use reading::{Reading, Verdict, judge};
pub use refusal::{Catalogue, Fix, Mover, PortField, Refusal};
pub use state::{Ball, PortState};
pub use words::Words;
