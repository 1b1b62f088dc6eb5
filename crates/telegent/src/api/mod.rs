//! Operations, one file per tag of the documentation. Structs carry the documented fields; requests encode the
//! documented spelling, misspellings included.

pub mod accounts;
pub mod address;
pub mod distributor;
pub mod message;
pub mod numbers;
pub mod packages;
pub mod products;
pub mod sims;
pub mod subscribers;
pub mod subscriptions;
pub mod voice;
pub mod webhooks;

use crate::{
    decode::{List, Record},
    error::Error,
    reply::Reply,
};

/// A list answer as a plain vector.
fn rows<T: Record>(reply: Result<Reply<List<T>>, Error>) -> Result<Reply<Vec<T>>, Error> {
    reply.map(|r| r.map(|list| list.0))
}
