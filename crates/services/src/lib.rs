//! Use cases of the portal over Postgres and Telegent.
//!
//! Rules take `(&Actor, &Db)` or a transaction; SQL lives in repositories beside them; whatever changes Telegent goes
//! through [`journal`]. Nothing here knows of HTTP or Leptos.

pub mod accounts;
pub mod actor;
pub mod budget;
pub mod care;
pub mod data;
pub mod db;
pub mod error;
pub mod guardian;
pub mod identity;
pub mod journal;
pub mod mail;
pub mod notices;
mod pages;
pub mod people;
pub mod port_ins;
pub mod port_outs;
pub mod projection;
pub mod reference;
pub mod requests;
mod rounds;
pub mod separations;
pub mod vault;
pub mod wizard;

pub use actor::Actor;
pub use db::{Db, Scope};
pub use error::Error;
pub use reference::hotlines;
pub use vault::Vault;
