//! Whose the numbers are that can never be blocked.

use domain::E164;
use sqlx::Row;

use super::Page;
use crate::{Error, db::Tx};

/// Somebody of the family whom no setting stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Always {
    /// Their number.
    pub number: E164,
    /// Their id.
    pub subscriber_id: String,
    /// Their name; empty when it was not read.
    pub name: String,
}

/// The family's people among those who can never be blocked, by name.
///
/// # Errors
/// [`Error::Database`].
pub async fn always(tx: &mut Tx, page: &Page) -> Result<Vec<Always>, Error> {
    let numbers: Vec<&str> = page.floor.guardians.iter().map(E164::as_str).collect();
    let rows = sqlx::query(
        "select n.number, s.subscriber_id, s.name from numbers n
         join subscribers s on s.subscriber_id = n.subscriber_id and s.account_id = n.account_id
         where n.account_id = $1 and n.number = any($2) order by lower(s.name), n.number",
    )
    .bind(&page.account_id)
    .bind(&numbers)
    .fetch_all(&mut **tx)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        if let Ok(number) = E164::parse(row.try_get("number")?) {
            found.push(Always { number, subscriber_id: row.try_get("subscriber_id")?, name: row.try_get("name")? });
        }
    }
    Ok(found)
}
