//! How long it takes, from our own finished ones.

use domain::porting::NumberKind;
use jiff::SignedDuration;
use sqlx::Row;

use crate::{Error, db::Tx};

/// Fewer finished ones than this say nothing.
const ENOUGH: i64 = 5;

/// How long numbers like this took from sending to the first call, in the last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// How many are behind it.
    pub count: u64,
    /// Whether they are all the carrier's own; else of all carriers.
    pub own: bool,
    /// One in five was faster.
    pub low: SignedDuration,
    /// One in five was slower.
    pub high: SignedDuration,
    /// One in ten was slower.
    pub slow: SignedDuration,
}

/// The estimate for a carrier's numbers of a kind, over all families; for all carriers' where there are too few of its
/// own, `None` where there are too few of these.
///
/// # Errors
/// [`Error::Database`].
pub async fn estimate(tx: &mut Tx, carrier: &str, kind: NumberKind) -> Result<Option<Estimate>, Error> {
    let row = sqlx::query("select own, own_times, every, every_times from port_in_times($1, $2)")
        .bind(carrier)
        .bind(kind.as_str())
        .fetch_one(&mut **tx)
        .await?;
    for (own, count, times) in [(true, "own", "own_times"), (false, "every", "every_times")] {
        let count: i64 = row.try_get(count)?;
        let times: Option<Vec<f64>> = row.try_get(times)?;
        if let (true, Some([low, high, slow])) = (count >= ENOUGH, times.as_deref()) {
            let [low, high, slow] =
                [low, high, slow].map(|s| SignedDuration::try_from_secs_f64(*s).unwrap_or_default());
            return Ok(Some(Estimate { count: u64::try_from(count).unwrap_or(0), own, low, high, slow }));
        }
    }
    Ok(None)
}
