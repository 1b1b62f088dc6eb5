//! What somebody may do, and whom a guardian looks after.

use std::collections::BTreeSet;

use domain::{Fault, Role};
use uuid::Uuid;

use super::{Family, KIND, PAGE, held, keep_a_manager, list, words};
use crate::{
    Actor, Db, Error,
    accounts::PersonRef,
    db::Tx,
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices::{self, Telling},
};

/// What somebody is to be, as a form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The word of a family's role.
    pub role: String,
    /// Whom a guardian is to look after: `SubscriberId`s.
    pub looks_after: Vec<String>,
}

/// Gives somebody another role, or other people to look after; tells them, and who runs the account. Answers whether
/// anything is different now.
///
/// # Errors
/// [`Error::Invalid`] at `role` or `of`; [`Error::NotFound`], [`Error::Forbidden`].
pub async fn change(db: &Db, head: &Letterhead, actor: &Actor, user: Uuid, change: &Change) -> Result<bool, Error> {
    let mut tx = db.begin(actor).await?;
    let person = held(&mut tx, actor, user, "role").await?;
    if !person.has_access() {
        return Err(Error::NotFound);
    }
    let role = Role::parse(&change.role).filter(|role| !role.is_staff());
    let role = role.ok_or_else(|| Error::field("role", Fault::Choice))?;
    // A member is somebody with a line.
    if role == Role::Member && person.subscriber_id.is_none() {
        return Err(Error::field("role", Fault::Choice));
    }
    let family = list::family(&mut tx, actor, Some(&person.account_id)).await?;
    let own = person.subscriber_id.as_deref();
    let looks_after = chosen(&family, role, &change.looks_after, own)?;
    let was = person.role.unwrap_or(Role::Member);
    let ids = |people: &[PersonRef]| people.iter().map(|person| person.id.clone()).collect::<BTreeSet<_>>();
    if was == role && ids(&looks_after) == ids(&person.looks_after) {
        return Ok(false);
    }
    if role != Role::Manager {
        keep_a_manager(&mut tx, &person, "role").await?;
    }
    sqlx::query("update users set role = $2 where id = $1").bind(user).bind(role.as_str()).execute(&mut *tx).await?;
    assign(&mut tx, user, &person.account_id, &looks_after).await?;

    let [detail, es] = words::became(&person.name, (Some(was), &person.looks_after), (Some(role), &looks_after));
    let by = Some((actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(&person.account_id), actor: by, what: "Role changed", detail: &detail };
    let undo = format!("{PAGE}/{user}");
    let about = About { subscriber_id: own, undo: Some(&undo), detail_es: Some(&es) };
    append_about(&mut tx, &entry, about).await?;
    let mut to = notices::managers(&mut tx, &person.account_id).await?;
    to.retain(|id| *id != user);
    let told = words::changed(&actor.name, &person.name, role, &looks_after);
    let telling = Telling { kind: KIND, path: PAGE, mailed: PAGE, words: &told };
    notices::tell_these(&mut tx, head, &person.account_id, &to, telling).await?;
    let told = words::yours_changed(&actor.name, role, &looks_after);
    let telling = Telling { kind: KIND, path: "/home", mailed: "/home", words: &told };
    notices::tell_these(&mut tx, head, &person.account_id, &[user], telling).await?;
    tx.commit().await?;
    Ok(true)
}

/// The people chosen for a guardian to look after, by name; nobody for another role. Who they are themselves (`own`) is
/// nobody they look after.
///
/// # Errors
/// [`Error::Invalid`] at `of`: a guardian of nobody, or of somebody who is not in the family.
pub(super) fn chosen(family: &Family, role: Role, ids: &[String], own: Option<&str>) -> Result<Vec<PersonRef>, Error> {
    if role != Role::Guardian {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for id in ids {
        let person = family.people.iter().find(|person| person.subscriber_id.as_deref() == Some(id.as_str()));
        let person = person.filter(|_| own != Some(id.as_str()));
        let person = person.ok_or_else(|| Error::field("of", Fault::Choice))?;
        all.push(PersonRef { id: id.clone(), name: person.name.clone() });
    }
    all.sort_by_key(|person| person.name.to_lowercase());
    all.dedup();
    if all.is_empty() { Err(Error::field("of", Fault::TooFew)) } else { Ok(all) }
}

/// Has somebody look after these people and nobody else.
pub(super) async fn assign(tx: &mut Tx, user: Uuid, account_id: &str, people: &[PersonRef]) -> Result<(), Error> {
    let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
    sqlx::query("delete from guardian_assignments where user_id = $1 and subscriber_id <> all($2)")
        .bind(user)
        .bind(&ids)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "insert into guardian_assignments (user_id, account_id, subscriber_id)
         select $1, $2, unnest($3::text[]) on conflict do nothing",
    )
    .bind(user)
    .bind(account_id)
    .bind(&ids)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
