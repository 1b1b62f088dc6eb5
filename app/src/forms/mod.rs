//! Forms: fields with their errors, and the frame of a wizard's step.
//!
//! A form is plain HTML that posts and is redirected. What was typed and what is wrong with it come back as a
//! [`FormState`]; [`FormState::at`] hands a field everything it shows. The first wrong field in the page has the focus.

mod checkbox;
mod error_summary;
mod field;
mod labels;
mod message;
mod radio_cards;
mod segments;
mod select;
mod state;
mod stepper;
mod switch;
mod text_area;
#[cfg(feature = "ssr")]
mod wizard_frame;

pub use checkbox::Checkbox;
pub use error_summary::ErrorSummary;
pub use field::Field;
pub use labels::label_of;
pub use radio_cards::{RadioCards, RadioOption};
pub use segments::Segments;
pub use select::{Choice, Select, state_choices};
pub use state::{At, FormState};
pub use stepper::Stepper;
pub use switch::Switch;
pub use text_area::TextArea;
#[cfg(feature = "ssr")]
pub use wizard_frame::WizardFrame;
