//! What is being made for an account.

use domain::progress::OpState;
use jiff::Timestamp;
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{Error, db::Tx};

/// A chain of operations that has not come to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRow {
    /// Its id, for the progress page.
    pub id: Uuid,
    /// `Setting up the Mensah family`.
    pub title: String,
    /// How many operations are done.
    pub done: u32,
    /// How many there are.
    pub total: u32,
    /// Where it stands.
    pub state: ChainState,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// Where a chain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// Goes on by itself.
    Running,
    /// An answer was lost and is being found out.
    Unknown,
    /// Refused: stands still until a person acts.
    Stuck,
}

/// Unfinished chains, those that need a person first. With an account its own, else everybody's.
///
/// # Errors
/// [`Error::Database`].
pub async fn open_chains(tx: &mut Tx, account_id: Option<&str>) -> Result<Vec<ChainRow>, Error> {
    let rows = sqlx::query(
        "select c.id, c.title, c.created_at, count(o.id) as total,
                count(o.id) filter (where o.state = 'done') as done,
                coalesce(bool_or(o.state = $2), false) as stuck, coalesce(bool_or(o.state = $3), false) as unknown
         from chains c left join operations o on o.chain_id = c.id
         where c.finished_at is null and ($1::text is null or c.account_id = $1)
         group by c.id order by stuck desc, unknown desc, c.created_at desc limit 50",
    )
    .bind(account_id)
    .bind(OpState::Refused.as_str())
    .bind(OpState::Unknown.as_str())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &PgRow) -> Result<ChainRow, Error> {
    let count =
        |column: &str| -> Result<u32, Error> { Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX)) };
    let state = match (row.try_get("stuck")?, row.try_get("unknown")?) {
        (true, _) => ChainState::Stuck,
        (false, true) => ChainState::Unknown,
        (false, false) => ChainState::Running,
    };
    Ok(ChainRow {
        id: row.try_get("id")?,
        title: row.try_get("title")?,
        done: count("done")?,
        total: count("total")?,
        state,
        created_at: row.try_get::<jiff_sqlx::Timestamp, _>("created_at")?.to_jiff(),
    })
}
