//! What happened to an account, as its family reads it.

use domain::Action;
use jiff::Timestamp;
use sqlx::Row;

use crate::{Actor, Error, db::Tx};

use super::{Page, PersonRef};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: String,
    /// In words, as the log has them.
    pub what: String,
    /// The facts: what it was before, and what it is now; may be empty.
    pub detail: String,
    /// Where it can be undone: a path on this site.
    pub undo: Option<String>,
}

/// What happened to an account, and whose entries may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyActivity {
    /// Whose account it is.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Whose entries there are: what they did, and what concerns them.
    pub people: Vec<PersonRef>,
    /// The newest first.
    pub page: Page<FamilyEntry>,
}

const PER_PAGE: u32 = 25;

/// Entries of `$1`; of the person `$2` those they did and those about them. What names a hotline is left out before
/// anything is counted.
const FROM: &str = "from activity a left join activity_about b on b.activity_id = a.id
    where a.account_id = $1 and not mentions_hotline(a.detail) and not mentions_hotline(a.what)
      and ($2 = '' or b.subscriber_id = $2
           or a.actor_id in (select u.id from users u where u.account_id = $1 and u.subscriber_id = $2))";

/// What happened to an account, the newest first: a family's own, or for staff the one named. `person` is a `SubscriberId`
/// whose entries are asked for, or empty.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for an account that is not there, or not for this transaction.
pub async fn family_activity(
    tx: &mut Tx,
    actor: &Actor,
    account_id: Option<&str>,
    person: &str,
    page: u32,
) -> Result<FamilyActivity, Error> {
    actor.may(Action::ViewActivity)?;
    let account_id = actor.account_id.as_deref().or(account_id).ok_or(Error::NotFound)?;
    let name = sqlx::query_scalar("select name from accounts where account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    let count = sqlx::AssertSqlSafe(format!("select count(*) {FROM}"));
    let total: i64 = sqlx::query_scalar(count).bind(account_id).bind(person).fetch_one(&mut **tx).await?;
    let mut page = Page::near(page, PER_PAGE, total);
    let list = format!(
        "select a.at, a.actor_name, a.what, a.detail, b.undo_href {FROM} order by a.id desc limit $3 offset $4"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(list))
        .bind(account_id)
        .bind(person)
        .bind(i64::from(page.per_page))
        .bind(page.offset())
        .fetch_all(&mut **tx)
        .await?;
    for row in &rows {
        page.rows.push(FamilyEntry {
            at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
            actor: row.try_get("actor_name")?,
            what: row.try_get("what")?,
            detail: row.try_get("detail")?,
            undo: row.try_get("undo_href")?,
        });
    }
    let people = sqlx::query(
        "select subscriber_id as id, name from subscribers where account_id = $1 order by lower(name), subscriber_id",
    )
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    let people = people
        .iter()
        .map(|row| Ok(PersonRef { id: row.try_get("id")?, name: row.try_get("name")? }))
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(FamilyActivity { account_id: account_id.to_owned(), name, people, page })
}
