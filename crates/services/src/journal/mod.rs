//! The operations journal: nothing that changes Telegent runs outside it.
//!
//! A **chain** is what a person asked for; its **operations** run one after another. Each is a row committed before
//! the call it describes. Telegent has no idempotency keys, so an operation is sent once: when its answer is lost it
//! becomes `unknown` and is resolved by reading (`resolve`), never by sending it again. A worker that dies leaves
//! rows that the next one goes on with.

mod activity;
mod care;
mod chain;
mod data;
mod execute;
mod guardian;
pub mod live;
mod made;
mod op;
mod port;
mod resolve;
mod retry;
mod steps;
mod view;
mod worker;

pub use activity::{About, Entry, append as append_activity, append_about, verify as verify_activity};
pub use care::{CareAct, CareOp};
pub use chain::{NewChain, insert};
pub(crate) use chain::{insert_for, insert_in_line, look_first};
pub use data::DataOp;
pub use guardian::GuardianOp;
pub(crate) use guardian::again;
pub use op::{Op, PostalAddress, Ref};
pub(crate) use port::word;
pub use retry::retry;
pub use view::{MadeLine, made_lines, view};
pub use worker::{Settings, Worker};
