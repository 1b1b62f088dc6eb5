//! Reading orders again, as the schedule and the rate budget allow.

use std::time::Duration;

use domain::porting::PortState;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::Row;
use telegent::{Client, Error as Upstream, PortClassification, Priority};
use tokio::sync::watch;
use uuid::Uuid;

use crate::{Db, Error, db::Tx, journal, mail::Letterhead, reference, rounds::rounds};

use super::{
    reading::{self, Read},
    record::{self, Record},
    schedule::Pace,
};

/// How often the table is looked at when nothing is due.
const IDLE: Duration = Duration::from_millis(500);
/// A reading takes at most this long, waits for a permit included; then another may begin.
const LEASE: SignedDuration = SignedDuration::from_secs(180);

/// Reads orders at background priority: interactive calls go first.
#[derive(Clone)]
pub struct Poller {
    db: Db,
    client: Client,
    head: Letterhead,
    pace: Pace,
}

/// What came of a reading.
enum Seen {
    Order(Read),
    /// It could not be read; again in a while.
    Nothing,
    /// There is no such order.
    Gone,
}

impl Poller {
    /// A poller over these.
    pub fn new(db: Db, client: Client, head: Letterhead, pace: Pace) -> Self {
        Self { db, client: client.at(Priority::Background), head, pace }
    }

    /// Reads until `shutdown` turns true.
    pub async fn run(self, shutdown: watch::Receiver<bool>) {
        rounds(shutdown, IDLE, "port-in not read", || self.once()).await;
    }

    /// Reads everything that is due; for tests.
    ///
    /// # Errors
    /// When a reading cannot be written down.
    pub async fn drain(&self) -> Result<(), Error> {
        while self.once().await? {}
        Ok(())
    }

    /// Reads the one that is most overdue; false when none is due.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn once(&self) -> Result<bool, Error> {
        let mut tx = self.db.begin_all().await?;
        let now = clock(&mut tx).await?;
        let Some(id) = claim(&mut tx, now).await? else { return Ok(false) };
        let port = record::get(&mut tx, id).await?;
        tx.commit().await?;
        // Nobody waits for Telegent in a transaction.
        let seen = match &port.order_id {
            Some(order_id) => self.order(order_id, now).await,
            None => self.without_id(&port, now).await,
        };
        let mut tx = self.db.begin_all().await?;
        let mut port = record::lock(&mut tx, id).await?;
        match seen {
            Seen::Order(read) => {
                let catalogue = reference::catalogue(&mut tx).await?;
                reading::apply(&mut tx, &self.head, &mut port, &read, &catalogue, self.pace).await?;
            }
            Seen::Nothing if !port.ended => reading::put_off(&mut tx, &self.head, &port, now, self.pace).await?,
            Seen::Gone if !port.ended => {
                let read = Read { began: now, word: "Not found".into(), message: None };
                let catalogue = reference::catalogue(&mut tx).await?;
                reading::apply(&mut tx, &self.head, &mut port, &read, &catalogue, self.pace).await?;
            }
            Seen::Nothing | Seen::Gone => {}
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn order(&self, order_id: &str, began: Timestamp) -> Seen {
        match self.client.numbers().order(order_id).await {
            Ok(order) => {
                let word = journal::word(&order.raw, order.order_status.as_ref());
                let message = order.order_status_message.clone().filter(|message| !message.trim().is_empty());
                Seen::Order(Read { began, word, message })
            }
            Err(Upstream::NotFound { .. }) => Seen::Gone,
            Err(error) => {
                tracing::info!(%error, "order not read");
                Seen::Nothing
            }
        }
    }

    /// An order that was taken, its answer lost, and whose id no event has named yet: the number itself is asked.
    async fn without_id(&self, port: &Record, began: Timestamp) -> Seen {
        let numbers = self.client.numbers();
        if let Some(heard) = &port.heard_order
            && let Ok(order) = numbers.order(heard).await
            && order.phone_numbers_ordered.contains(&port.number)
        {
            if let Err(error) = self.learn(port.id, heard).await {
                tracing::error!(%error, "order's id not kept");
            }
            return self.order(heard, began).await;
        }
        match numbers.get(&port.number).await {
            Ok(_) => return Seen::Order(Read { began, word: "Complete".into(), message: None }),
            Err(Upstream::NotFound { .. }) => {}
            Err(error) => {
                tracing::info!(%error, "number not read");
                return Seen::Nothing;
            }
        }
        match numbers.port_in_eligibility(&port.number, &PortClassification::Mobile).await {
            // Nothing is on its way any more, and the number is not here.
            Ok(answer) if answer.eligible == Some(true) => {
                Seen::Order(Read { began, word: "Cancelled".into(), message: answer.message.clone() })
            }
            Ok(_) => Seen::Order(Read { began, word: "Pending".into(), message: None }),
            Err(error) => {
                tracing::info!(%error, "number not asked for");
                Seen::Nothing
            }
        }
    }

    async fn learn(&self, id: Uuid, order_id: &str) -> Result<(), Error> {
        let mut tx = self.db.begin_all().await?;
        sqlx::query("update port_ins set order_id = $2 where id = $1 and order_id is null")
            .bind(id)
            .bind(order_id)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The database's clock, which all replicas share.
pub(super) async fn clock(tx: &mut Tx) -> Result<Timestamp, Error> {
    let now: jiff_sqlx::Timestamp = sqlx::query_scalar("select clock_timestamp()").fetch_one(&mut **tx).await?;
    Ok(now.to_jiff())
}

/// Takes the port-in that is most overdue at `now`, measured by its own interval, so that when the budget is short all
/// become late in proportion: an order that is read every two minutes does not wait behind ten thousand daily ones, and
/// none of those is forgotten. Chains at work and what staff hold are left alone.
///
/// # Errors
/// [`Error::Database`].
pub async fn claim(tx: &mut Tx, now: Timestamp) -> Result<Option<Uuid>, Error> {
    let lease = now.checked_add(LEASE).map_err(anyhow::Error::from)?;
    let row = sqlx::query(
        "update port_ins set next_poll_at = $2 where id = (
           select p.id from port_ins p
           where p.ended_at is null and p.next_poll_at <= $1 and not p.held and p.state <> all($3)
             and not exists (select 1 from chains c where c.id = p.chain_id and c.finished_at is null)
           order by extract(epoch from $1 - p.next_poll_at) / p.poll_interval desc, p.next_poll_at
           limit 1 for update of p skip locked
         ) returning id",
    )
    .bind(now.to_sqlx())
    .bind(lease.to_sqlx())
    .bind([PortState::Submitting, PortState::OutcomeUnknown, PortState::NeedsInfo].map(PortState::as_str).as_slice())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| row.get("id")))
}
