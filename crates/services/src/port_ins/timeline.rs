//! What happened to a port-in, as its page tells it.

use domain::{Action, porting::PortState};
use jiff::Timestamp;
use sqlx::Row;
use uuid::Uuid;

use crate::{Actor, Error, db::Tx};

use super::page::{own_account, state_of, time};

/// Rows of the short list.
pub const NEWEST: u32 = 50;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortEvent {
    /// Rising with time.
    pub id: i64,
    /// When; of several that are told as one, the first.
    pub at: Timestamp,
    /// A word of the table's list: `state`, `looked`, `note` …
    pub kind: String,
    /// Who did it; none for the portal.
    pub actor: Option<String>,
    /// The state it led to.
    pub state: Option<PortState>,
    /// Keys of the catalogue of refusals.
    pub reasons: Vec<String>,
    /// The facts in words.
    pub detail: String,
    /// The upstream's own words.
    pub raw: Option<String>,
    /// For staff alone.
    pub private: bool,
    /// Somebody must act.
    pub action_needed: bool,
    /// How many times.
    pub times: i32,
    /// When the last of them was.
    pub until: Option<Timestamp>,
}

/// The events of a port-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The newest first; looks that changed nothing are one.
    pub events: Vec<PortEvent>,
    /// How many rows older than these there are.
    pub older: u64,
}

/// All that happened, the newest first.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Database`]. Of another family's port-in nothing happened.
pub async fn events(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Vec<PortEvent>, Error> {
    Ok(newest_events(tx, actor, id, None).await?.events)
}

/// The newest `most` rows of what happened, or all. Private ones are for staff alone.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Database`].
pub async fn newest_events(tx: &mut Tx, actor: &Actor, id: Uuid, most: Option<u32>) -> Result<History, Error> {
    actor.may(Action::PortNumbers)?;
    let rows = sqlx::query(
        "select id, at, kind, actor_name, state, reasons, detail, raw, private, action_needed, times, until,
                count(*) over () as total
         from port_events
         where port_in_id = $1 and ($2::text is null or account_id = $2) and ($3 or not private)
         order by id desc limit $4",
    )
    .bind(id)
    .bind(own_account(actor))
    .bind(actor.role.is_staff())
    .bind(most.map(i64::from))
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(Ok(0), |row| row.try_get::<i64, _>("total"))?;
    let older = u64::try_from(total).unwrap_or(0).saturating_sub(rows.len() as u64);
    let mut events: Vec<PortEvent> = Vec::with_capacity(rows.len());
    for row in &rows {
        let event = PortEvent {
            id: row.try_get("id")?,
            at: time(row, "at")?.unwrap_or_default(),
            kind: row.try_get("kind")?,
            actor: row.try_get("actor_name")?,
            state: row.try_get::<Option<&str>, _>("state")?.map(state_of).transpose()?,
            reasons: row.try_get("reasons")?,
            detail: row.try_get("detail")?,
            raw: row.try_get("raw")?,
            private: row.try_get("private")?,
            action_needed: row.try_get("action_needed")?,
            times: row.try_get("times")?,
            until: time(row, "until")?,
        };
        match events.last_mut() {
            Some(newer) if newer.goes_on(&event) => newer.take_in(event),
            _ => events.push(event),
        }
    }
    Ok(History { events, older })
}

impl PortEvent {
    /// Whether it and the one before it are one thing to tell: looks, or calls of Telegent, that changed nothing.
    fn goes_on(&self, older: &Self) -> bool {
        matches!(self.kind.as_str(), "looked" | "heard")
            && self.kind == older.kind
            && self.private == older.private
            && [self, older].iter().all(|e| e.state.is_none() && e.detail.is_empty())
    }

    fn take_in(&mut self, older: Self) {
        self.until = Some(self.until.unwrap_or(self.at));
        self.at = older.at;
        self.times = self.times.saturating_add(older.times);
    }
}

/// What changes whenever something about it does that its page shows, looks that changed nothing left out.
///
/// # Errors
/// [`Error::NotFound`] also for another family's, [`Error::Forbidden`].
pub async fn stamp(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<String, Error> {
    actor.may(Action::PortNumbers)?;
    Ok(sqlx::query_scalar(
        "select md5(concat_ws('|', p.state, p.state_since, p.reasons, p.unrecognised, p.slow, p.stuck, p.held, p.order_id,
                  p.update_error, p.cancel_error, p.voice_live_at, p.texting_live_at, p.tested,
                  exists (select 1 from chains c where c.id = p.chain_id and c.finished_at is null),
                  (select max(e.id) from port_events e
                   where e.port_in_id = p.id and e.kind not in ('looked', 'heard') and ($3 or not e.private)),
                  (select count(*) from port_events e
                   where e.port_in_id = p.id and e.action_needed and ($3 or not e.private)),
                  (select max(f.set_at) from sealed_fields f where f.owner_id = p.id and f.account_id = p.account_id),
                  (select max(greatest(c.let_go_at, c.ended_at, c.asked_at)) from courtesy_numbers c
                   where c.port_in_id = p.id and c.account_id = p.account_id)))
         from port_ins p where p.id = $1 and ($2::text is null or p.account_id = $2)",
    )
    .bind(id)
    .bind(own_account(actor))
    .bind(actor.role.is_staff())
    .fetch_one(&mut **tx)
    .await?)
}
