//! Every operation called once with every documented field, one file per group.

use telegent::{Client, Error};

/// By operation: the answer as `Debug` prints it, or why there is none.
pub type Results = Vec<(&'static str, Result<String, Error>)>;

macro_rules! calls {
    ($($name:literal: $call:expr;)*) => { vec![$(($name, $call.await.map(|reply| format!("{reply:?}")))),*] };
}

mod catalogue;
mod first_line;
mod messages;
mod numbers;
mod routes;
mod subscribers;
mod thresholds;
mod workgroups;

pub async fn all(client: &Client) -> Results {
    let mut results = first_line::calls(client).await;
    results.extend(numbers::calls(client).await);
    results.extend(messages::calls(client).await);
    results.extend(routes::calls(client).await);
    results.extend(subscribers::calls(client).await);
    results.extend(catalogue::calls(client).await);
    results.extend(thresholds::calls(client).await);
    results.extend(workgroups::calls(client).await);
    results
}

pub fn text(value: &str) -> Option<String> {
    Some(value.into())
}
