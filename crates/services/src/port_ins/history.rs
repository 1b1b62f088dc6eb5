//! What happened to a port-in, written down as it happens.

use domain::porting::PortState;
use uuid::Uuid;

use crate::{Error, db::Tx, journal::live};

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// The port-in.
    pub port_in: Uuid,
    /// Its account.
    pub account_id: &'a str,
    /// A word of the table's list: `state`, `looked`, `note` …
    pub kind: &'static str,
    /// The person who did it; `None` for the portal.
    pub actor: Option<&'a str>,
    /// The state it led to.
    pub state: Option<PortState>,
    /// Keys of the catalogue of refusals.
    pub reasons: &'a [String],
    /// The facts in words; never a secret.
    pub detail: &'a str,
    /// The upstream's own words.
    pub raw: Option<&'a str>,
    /// For staff alone.
    pub private: bool,
    /// Somebody must act.
    pub action_needed: bool,
}

impl<'a> NewEvent<'a> {
    /// An event without further facts.
    pub fn new(port_in: Uuid, account_id: &'a str, kind: &'static str) -> Self {
        Self {
            port_in,
            account_id,
            kind,
            actor: None,
            state: None,
            reasons: &[],
            detail: "",
            raw: None,
            private: false,
            action_needed: false,
        }
    }
}

/// Appends an event and tells watchers.
///
/// # Errors
/// [`Error::Database`].
pub async fn record(tx: &mut Tx, event: NewEvent<'_>) -> Result<(), Error> {
    sqlx::query(
        "insert into port_events (port_in_id, account_id, kind, actor_name, state, reasons, detail, raw, private, action_needed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(event.port_in)
    .bind(event.account_id)
    .bind(event.kind)
    .bind(event.actor)
    .bind(event.state.map(PortState::as_str))
    .bind(event.reasons)
    .bind(event.detail)
    .bind(event.raw)
    .bind(event.private)
    .bind(event.action_needed)
    .execute(&mut **tx)
    .await?;
    notify(tx, event.port_in, event.account_id).await
}

/// Counts something that changed nothing: a row of its kind at the end of the list goes on, or one begins.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn again(tx: &mut Tx, port_in: Uuid, account_id: &str, kind: &'static str) -> Result<(), Error> {
    let counted = sqlx::query(
        "update port_events set times = times + 1, until = now()
         where id = (select max(id) from port_events where port_in_id = $1) and kind = $2",
    )
    .bind(port_in)
    .bind(kind)
    .execute(&mut **tx)
    .await?;
    if counted.rows_affected() == 1 {
        return Ok(());
    }
    record(tx, NewEvent::new(port_in, account_id, kind)).await
}

/// Tells watchers that something about it moved.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn notify(tx: &mut Tx, port_in: Uuid, account_id: &str) -> Result<(), Error> {
    let event = live::Event { account: Some(account_id.to_owned()), chain: None, port_in: Some(port_in) };
    live::notify(tx, &event).await
}

/// Tells watchers of the port-ins of a chain that it is over: they can be acted on again.
///
/// # Errors
/// [`Error::Database`].
pub(crate) async fn chain_over(tx: &mut Tx, chain: Uuid) -> Result<(), Error> {
    let rows: Vec<(Uuid, String)> = sqlx::query_as("select id, account_id from port_ins where chain_id = $1")
        .bind(chain)
        .fetch_all(&mut **tx)
        .await?;
    for (id, account_id) in rows {
        notify(tx, id, &account_id).await?;
    }
    Ok(())
}
