//! Who is there.

use std::collections::BTreeMap;

use domain::{Action, Role};
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{Actor, Error, accounts::PersonRef, db::Tx};

/// Whether somebody can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Was never invited.
    None,
    /// Was invited and has not chosen a password yet; the link still works or not.
    Invited {
        /// Whether it still works.
        open: bool,
    },
    /// Signs in.
    Active,
    /// Was removed.
    Removed,
}

/// One person of a family, with or without a line, with or without a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Whose account it is.
    pub account_id: String,
    /// Our id; none for who was never invited.
    pub user_id: Option<Uuid>,
    /// `SubscriberId`; none for who has no place in the network.
    pub subscriber_id: Option<String>,
    /// Name.
    pub name: String,
    /// Address; the sign-in name of who has one.
    pub email: String,
    /// The role; none for who was never invited.
    pub role: Option<Role>,
    /// Whether they can sign in.
    pub access: Access,
    /// Their numbers, E.164.
    pub lines: Vec<String>,
    /// Whom a guardian looks after, by name.
    pub looks_after: Vec<PersonRef>,
}

impl Person {
    /// Whether they were invited, and not removed since.
    pub fn has_access(&self) -> bool {
        matches!(self.access, Access::Invited { .. } | Access::Active)
    }
}

/// A family with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Whose account it is.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Who runs it first, then by name; who was removed last.
    pub people: Vec<Person>,
}

const SELECT: &str = "
    select coalesce(u.account_id, p.account_id) as account_id, u.id as user_id,
           coalesce(u.subscriber_id, p.subscriber_id) as subscriber_id,
           coalesce(u.name, p.name) as name, coalesce(u.email, lower(p.email)) as email, u.role,
           u.password_hash is not null as active, u.disabled_at is not null as removed,
           exists (select 1 from invitations i where i.user_id = u.id and i.used_at is null and i.expires_at > now()) as open,
           array(select n.number from numbers n
                 where n.account_id = coalesce(u.account_id, p.account_id) and n.subscriber_id <> ''
                   and n.subscriber_id = coalesce(u.subscriber_id, p.subscriber_id)
                   and lower(n.status) not like 'cancel%' order by n.number) as lines";

/// The family of an account; a family's own is its actor's.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for an account that is not there, or not for this transaction.
pub async fn family(tx: &mut Tx, actor: &Actor, account_id: Option<&str>) -> Result<Family, Error> {
    actor.may(Action::ManagePeople)?;
    let account_id = actor.account_id.as_deref().or(account_id).ok_or(Error::NotFound)?;
    let name = sqlx::query_scalar("select name from accounts where account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    let sql = sqlx::AssertSqlSafe(format!(
        "{SELECT} from (select * from users where account_id = $1) u
         full join (select * from subscribers where account_id = $1) p on p.subscriber_id = u.subscriber_id
         order by u.disabled_at is not null, u.role is distinct from 'manager', u.role is null,
           lower(coalesce(u.name, p.name)), coalesce(u.subscriber_id, p.subscriber_id)"
    ));
    let rows = sqlx::query(sql).bind(account_id).fetch_all(&mut **tx).await?;
    let mut people = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut assigned = assignments(tx, account_id).await?;
    for person in &mut people {
        if let Some(user) = person.user_id.filter(|_| person.role == Some(Role::Guardian)) {
            person.looks_after = assigned.remove(&user).unwrap_or_default();
        }
    }
    Ok(Family { account_id: account_id.to_owned(), name, people })
}

/// One person who was invited.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for somebody who is not there, or not of the actor's family.
pub async fn person(tx: &mut Tx, actor: &Actor, user: Uuid) -> Result<Person, Error> {
    actor.may(Action::ManagePeople)?;
    let sql = sqlx::AssertSqlSafe(format!(
        "{SELECT} from users u left join subscribers p on p.subscriber_id = u.subscriber_id and p.account_id = u.account_id
         where u.id = $1 and u.account_id is not null and ($2::text is null or u.account_id = $2)"
    ));
    let mut person = read(&sqlx::query(sql).bind(user).bind(&actor.account_id).fetch_one(&mut **tx).await?)?;
    if person.role == Some(Role::Guardian) {
        person.looks_after = assignments(tx, &person.account_id).await?.remove(&user).unwrap_or_default();
    }
    Ok(person)
}

/// Whom each guardian of an account looks after.
async fn assignments(tx: &mut Tx, account_id: &str) -> Result<BTreeMap<Uuid, Vec<PersonRef>>, Error> {
    let rows = sqlx::query(
        "select a.user_id, a.subscriber_id,
                coalesce((select u.name from users u where u.account_id = $1 and u.subscriber_id = a.subscriber_id
                          order by u.created_at limit 1),
                         (select p.name from subscribers p where p.account_id = $1 and p.subscriber_id = a.subscriber_id),
                         a.subscriber_id) as name
         from guardian_assignments a where a.account_id = $1 order by a.subscriber_id",
    )
    .bind(account_id)
    .fetch_all(&mut **tx)
    .await?;
    let mut all: BTreeMap<Uuid, Vec<PersonRef>> = BTreeMap::new();
    for row in &rows {
        let of = PersonRef { id: row.try_get("subscriber_id")?, name: row.try_get("name")? };
        all.entry(row.try_get("user_id")?).or_default().push(of);
    }
    for people in all.values_mut() {
        people.sort_by_key(|person| person.name.to_lowercase());
    }
    Ok(all)
}

fn read(row: &PgRow) -> Result<Person, Error> {
    let user_id: Option<Uuid> = row.try_get("user_id")?;
    let access = match (user_id, row.try_get("removed")?, row.try_get("active")?) {
        (None, ..) => Access::None,
        (Some(_), true, _) => Access::Removed,
        (Some(_), false, true) => Access::Active,
        (Some(_), false, false) => Access::Invited { open: row.try_get("open")? },
    };
    Ok(Person {
        account_id: row.try_get("account_id")?,
        user_id,
        subscriber_id: row.try_get::<Option<String>, _>("subscriber_id")?.filter(|id| !id.is_empty()),
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        role: row.try_get::<Option<String>, _>("role")?.as_deref().and_then(Role::parse),
        access,
        lines: row.try_get("lines")?,
        looks_after: Vec::new(),
    })
}
