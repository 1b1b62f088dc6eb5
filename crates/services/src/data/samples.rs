//! What a line used over time: our own sampling, for the network tells only what is used now.

use jiff::Timestamp;
use sqlx::Row;

use crate::{Db, Error, db::Tx};

/// Days a sample is kept.
pub const KEEP_DAYS: i32 = 90;
/// Minutes between two samples of a line.
const EVERY_MINUTES: i32 = 30;

/// What a line had used at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When it was read.
    pub at: Timestamp,
    /// Bytes used in the cycle.
    pub used: u64,
}

/// Takes a sample of these numbers as the projection has them: of each at most every half hour, and only of what changed.
///
/// # Errors
/// [`Error::Database`].
pub async fn take(tx: &mut Tx, numbers: &[String]) -> Result<u64, Error> {
    let done = sqlx::query(
        "insert into usage_samples (number, account_id, at, used_bytes, notify_mb, throttle_mb, limit_mb)
         select u.number, u.account_id, now(), u.used_bytes, u.notify_mb, u.throttle_mb, u.limit_mb
         from data_usage u
         left join lateral (
           select s.* from usage_samples s where s.number = u.number order by s.at desc limit 1
         ) l on true
         where u.number = any($1) and u.used_bytes is not null and u.account_id is not null
           and (l.at is null or l.at <= now() - $2 * interval '1 minute'
             and (l.account_id, l.used_bytes, l.notify_mb, l.throttle_mb, l.limit_mb)
               is distinct from (u.account_id, u.used_bytes, u.notify_mb, u.throttle_mb, u.limit_mb))
         on conflict do nothing",
    )
    .bind(numbers)
    .bind(EVERY_MINUTES)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets samples older than [`KEEP_DAYS`].
///
/// # Errors
/// [`Error::Database`].
pub async fn forget_old(db: &Db) -> Result<u64, Error> {
    let mut tx = db.begin_all().await?;
    let done = sqlx::query("delete from usage_samples where at < now() - $1 * interval '1 day'")
        .bind(KEEP_DAYS)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}

/// The samples of a line, oldest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn history(tx: &mut Tx, account_id: &str, number: &str) -> Result<Vec<Sample>, Error> {
    let rows =
        sqlx::query("select at, used_bytes from usage_samples where number = $1 and account_id = $2 order by at")
            .bind(number)
            .bind(account_id)
            .fetch_all(&mut **tx)
            .await?;
    rows.iter()
        .map(|row| {
            Ok(Sample {
                at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
                used: u64::try_from(row.try_get::<i64, _>("used_bytes")?).unwrap_or(0),
            })
        })
        .collect()
}

/// One cycle of a line: its samples never fall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The samples, oldest first; at least one.
    pub samples: Vec<Sample>,
    /// Whether it began before the first sample, so that its beginning is not known.
    pub cut: bool,
}

impl Cycle {
    /// Bytes used in it as far as it was seen.
    pub fn used(&self) -> u64 {
        self.samples.last().map_or(0, |last| last.used)
    }

    /// When the first sample was taken.
    pub fn since(&self) -> Option<Timestamp> {
        self.samples.first().map(|first| first.at)
    }
}

/// The cycles these samples are of, oldest first: where usage falls, a new one began.
pub fn cycles(samples: &[Sample]) -> Vec<Cycle> {
    let parts = samples.chunk_by(|a, b| b.used >= a.used).filter(|part| !part.is_empty());
    parts.enumerate().map(|(i, part)| Cycle { samples: part.to_vec(), cut: i == 0 }).collect()
}
