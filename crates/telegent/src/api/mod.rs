//! Operations, one file per tag of the documentation. Structs carry the documented fields; requests encode the
//! documented spelling, misspellings included.

pub mod accounts;
pub mod address;
pub mod confirmed;
pub mod distributor;
pub mod message;
pub mod numbers;
pub mod packages;
pub mod products;
pub mod schedules;
pub mod services;
pub mod sims;
pub mod subscribers;
pub mod subscriptions;
pub mod voice;
pub mod webhooks;
pub mod workgroups;

use crate::{
    decode::{List, Phones, Record},
    error::Error,
    reply::Reply,
};

/// A list answer as a plain vector.
fn rows<T: Record>(reply: Result<Reply<List<T>>, Error>) -> Result<Reply<Vec<T>>, Error> {
    reply.map(|r| r.map(|list| list.0))
}

/// A bare list of phone numbers.
fn phones(reply: Result<Reply<Phones>, Error>) -> Result<Reply<Vec<String>>, Error> {
    reply.map(|r| r.map(|list| list.0))
}
