//! Telling watchers that something moved.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, db::Tx};

/// The Postgres channel.
pub const CHANNEL: &str = "homeline";

/// What moved. It says where to look, never what is there: the watcher reads with its own rights.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The account it concerns; `None` while it has none, which only staff may hear of.
    pub account: Option<String>,
    /// The chain that moved.
    pub chain: Option<Uuid>,
    /// The port-in that moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port_in: Option<Uuid>,
}

/// Announces `event` when the transaction commits.
///
/// # Errors
/// [`Error::Database`].
pub async fn notify(tx: &mut Tx, event: &Event) -> Result<(), Error> {
    let payload = serde_json::to_string(event).map_err(anyhow::Error::from)?;
    sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(&mut **tx).await?;
    Ok(())
}
