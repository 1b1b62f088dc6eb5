//! Looking after a line: its SIM and the lock of it, its state, its number, where 911 sends help, voicemail, the phone.
//!
//! What somebody asks for is a row of `line_acts`, written with the journal's chain in one transaction; the newest row of a
//! kind is what the pages show. While one is under way, asking again for the same is that one. What Telegent alone knows of a line (911
//! address, voicemail, device) is read when somebody asks for it, or when it was set here, and kept with its time.

mod address;
mod alarm;
mod look;
mod moved;
mod number;
mod outcome;
mod page;
mod request;
mod sim;
mod state;
mod voicemail;
mod words;

pub use address::set_address;
pub(crate) use alarm::stop_open;
pub use alarm::{ALARM_DAYS, Alarm, Raised, alarm, raise};
pub use look::{Reader, look};
pub use moved::moved_to;
pub use number::change_number;
pub(crate) use outcome::{concluded, keep_address};
pub use page::{Act, ActState, Known, LineCare, Mailbox, May, Phone, SimLock, WAY_BACK_DAYS, WayBack, get};
pub use sim::{lift_sim_lock, put_sim_lock, swap_sim};
pub(crate) use state::let_go;
pub use state::{cancel, reactivate, restore, suspend};
pub use voicemail::{MAX_PIN, MIN_PIN, drop_voicemail, set_voicemail};
