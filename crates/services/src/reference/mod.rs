//! Reference data that staff edit: what refusals of old carriers mean, and what each old carrier wants to know.
//!
//! The rows are the domain's types as JSON. The portal brings its own; what staff have edited stays as they left it when a
//! new version of the portal brings others. Every edit is kept with what was there before.

mod carriers;
mod changes;
pub mod hotlines;
mod refusals;
#[cfg(test)]
mod tests;

use crate::{Db, Error};

pub use carriers::{HintRow, hint, hint_rows, hints, save_hint};
pub use changes::{Change, changes};
pub use refusals::{RefusalRow, Refused, catalogue, refusal, refusals, save_refusal, unknown_refusals};

/// Brings the tables up to date with what the portal ships: what is missing is added, what nobody edited is renewed.
///
/// # Errors
/// [`Error::Database`].
pub async fn seed(db: &Db) -> Result<(), Error> {
    let mut tx = db.begin_all().await?;
    // Replicas that start at once take turns.
    sqlx::query("select pg_advisory_xact_lock(7116)").execute(&mut *tx).await?;
    refusals::seed(&mut tx).await?;
    carriers::seed(&mut tx).await?;
    Ok(tx.commit().await?)
}
