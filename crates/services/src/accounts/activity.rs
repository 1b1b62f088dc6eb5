//! What happened to an account.

use jiff::Timestamp;
use sqlx::Row;

use crate::{Error, db::Tx};

use super::Page;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: String,
    /// In words.
    pub what: String,
    /// The facts; may be empty.
    pub detail: String,
}

const PER_PAGE: u32 = 20;

/// What happened to an account, the newest first.
pub(super) async fn activity(tx: &mut Tx, account_id: &str, page: u32) -> Result<Page<ActivityRow>, Error> {
    let total: i64 = sqlx::query_scalar("select count(*) from activity where account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    let mut page = Page::near(page, PER_PAGE, total);
    let rows = sqlx::query(
        "select at, actor_name, what, detail from activity where account_id = $1 order by id desc limit $2 offset $3",
    )
    .bind(account_id)
    .bind(i64::from(page.per_page))
    .bind(page.offset())
    .fetch_all(&mut **tx)
    .await?;
    for row in &rows {
        page.rows.push(ActivityRow {
            at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
            actor: row.try_get("actor_name")?,
            what: row.try_get("what")?,
            detail: row.try_get("detail")?,
        });
    }
    Ok(page)
}
