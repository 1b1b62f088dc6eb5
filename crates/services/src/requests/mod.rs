//! Requests: a member asks for somebody to call or text, for more data, or for data for a while; whoever looks after them
//! answers once for all.
//!
//! A yes is written down with exactly what is to be done, and then done, so that doing it again changes nothing. What
//! was granted for a time ends by itself: [`tend`].

mod answer;
mod ask;
mod carry;
mod links;
mod list;
mod tend;
mod wish;
mod words;

pub use answer::{Answer, answer};
pub use ask::{Place, ask, place, withdraw};
pub use carry::Carried;
pub use links::{LINK_DAYS, Linked, answer_by_link, linked};
pub use list::{MOST_WAITING, Request, State, mine, waiting, waiting_or_recent};
pub use tend::tend;
pub use wish::{Scope, Wish};
