//! How old what a page shows is.

use jiff::Timestamp;
use sqlx::Row;

use crate::{Error, db::Tx};

/// When everything was last read from Telegent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DataAge {
    /// When it was last read whole; `None` before the first time.
    pub read_at: Option<Timestamp>,
    /// When the last try failed, if it did.
    pub failed_at: Option<Timestamp>,
    /// Whether it is being read now, or soon will be.
    pub reading: bool,
}

/// When the projection was last read whole. What a person changed since is newer than that.
///
/// # Errors
/// [`Error::Database`].
pub async fn data_age(tx: &mut Tx) -> Result<DataAge, Error> {
    let row = sqlx::query("select finished_at, failed_at, wanted from sync_state where kind = 'all'")
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(DataAge::default()) };
    let time = |column: &str| -> Result<Option<Timestamp>, Error> {
        Ok(row.try_get::<Option<jiff_sqlx::Timestamp>, _>(column)?.map(jiff_sqlx::Timestamp::to_jiff))
    };
    Ok(DataAge { read_at: time("finished_at")?, failed_at: time("failed_at")?, reading: row.try_get("wanted")? })
}
