//! Accounts as pages show them: read models over the projection, never a call upstream.
//!
//! Every statement names the account beside row-level security, so that either alone keeps families apart.

mod account;
mod activity;
mod chains;
mod family;
mod family_activity;
mod freshness;
mod line;
mod page;
mod reach;
mod search;
mod status;
#[cfg(test)]
mod tests;
mod usage;
mod zone;

pub use account::{AccountPage, Mailing, Person, RouteRow, SignIn, account};
pub use activity::ActivityRow;
pub use chains::{ChainRow, ChainState, open_chains};
pub(crate) use family::lines_of;
pub use family::{FamilyHome, family_home, line};
pub use family_activity::{FamilyActivity, FamilyEntry, family_activity};
pub use freshness::{DataAge, data_age};
pub use line::{Line, PersonRef, Plan};
pub use page::Page;
pub(crate) use reach::hold;
pub use reach::{Reached, Within, reached, reaches_person, within};
pub use search::{AccountRow, search};
pub use status::LineStatus;
pub use usage::{Usage, UsageLevel, amount_words};
pub use zone::zone;
