//! Every operation called once with every documented field, one file per group.
#![allow(dead_code, reason = "each test file uses its own part")]

mod catalogue;
mod subscribers;
mod thresholds;
mod workgroups;

use telegent::{Client, Error};

/// By operation: the answer as `Debug` prints it, or why there is none.
pub type Results = Vec<(&'static str, Result<String, Error>)>;

macro_rules! calls {
    ($($name:literal: $call:expr;)*) => { vec![$(($name, $call.await.map(|reply| format!("{reply:?}")))),*] };
}
pub(crate) use calls;

pub async fn all(client: &Client) -> Results {
    let mut results = Vec::new();
    results.extend(subscribers::all(client).await);
    results.extend(catalogue::all(client).await);
    results.extend(thresholds::all(client).await);
    results.extend(workgroups::all(client).await);
    results
}

pub fn text(value: &str) -> Option<String> {
    Some(value.into())
}
