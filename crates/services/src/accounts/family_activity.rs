//! What happened to an account, as its family reads it.

use domain::{Action, Role};
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
    /// The facts, as the log has them: what it was before, and what it is now; may be empty.
    pub detail: String,
    /// The same in Spanish, where that was written down.
    pub detail_es: Option<String>,
    /// Where the reader can undo it: a path on this site.
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
        "select a.at, a.actor_name, a.what, a.detail, b.subscriber_id, b.undo_href, b.detail_es {FROM}
         order by a.id desc limit $3 offset $4"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(list))
        .bind(account_id)
        .bind(person)
        .bind(i64::from(page.per_page))
        .bind(page.offset())
        .fetch_all(&mut **tx)
        .await?;
    let mine = looked_after(tx, actor).await?;
    for row in &rows {
        let about: Option<String> = row.try_get("subscriber_id")?;
        let undo: Option<String> = row.try_get("undo_href")?;
        let undo = undo.filter(|href| may_undo(actor, href, about.is_some_and(|about| mine.contains(&about))));
        page.rows.push(FamilyEntry {
            at: row.try_get::<jiff_sqlx::Timestamp, _>("at")?.to_jiff(),
            actor: row.try_get("actor_name")?,
            what: row.try_get("what")?,
            detail: row.try_get("detail")?,
            detail_es: row.try_get("detail_es")?,
            undo,
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

/// Whom a guardian looks after.
async fn looked_after(tx: &mut Tx, actor: &Actor) -> Result<Vec<String>, Error> {
    let ids = sqlx::query_scalar("select subscriber_id from guardian_assignments where user_id = $1");
    Ok(ids.bind(actor.user_id).fetch_all(&mut **tx).await?)
}

/// Whether the reader gets to a page where something is undone. A guardian gets to Guardian and the data
/// limits of whom they look after; the rest is the manager's.
fn may_undo(actor: &Actor, href: &str, looked_after: bool) -> bool {
    let guardian = href.starts_with("/guardian/");
    let line = href.starts_with("/lines/") && href.ends_with("/limits");
    match actor.role {
        Role::Guardian => looked_after && (guardian || line),
        // A family's list of people has another address for staff.
        role => !role.is_staff() || href != "/people",
    }
}

#[cfg(test)]
mod tests {
    use domain::Lang;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nobody_is_led_where_they_may_not_go() {
        let actor = |role: Role| Actor {
            user_id: Uuid::nil(),
            name: String::new(),
            email: String::new(),
            role,
            account_id: (!role.is_staff()).then(|| "AID-1".to_owned()),
            subscriber_id: None,
            language: Lang::En,
        };
        let led = |role, href, looked_after| may_undo(&actor(role), href, looked_after);
        for href in ["/guardian/TSUID-ama", "/lines/%2B18015550143/limits"] {
            assert!(led(Role::Guardian, href, true) && !led(Role::Guardian, href, false), "{href}");
        }
        for href in ["/people/1", "/lines/%2B18015550143/leaving", "/lines/%2B18015550143/care/sim"] {
            assert!(led(Role::Manager, href, false) && led(Role::Agent, href, false), "{href}");
            assert!(!led(Role::Guardian, href, true), "{href}");
        }
        assert!(led(Role::Manager, "/people", false) && !led(Role::Owner, "/people", false));
    }
}
