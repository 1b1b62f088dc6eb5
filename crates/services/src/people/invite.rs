//! Giving somebody access.

use domain::{Action, Email, Fault, FieldErrors, PersonName, Role};
use uuid::Uuid;

use super::{Access, Family, KIND, PAGE, Person, change::assign, held, hold, list, words};
use crate::{
    Actor, Db, Error,
    db::Tx,
    identity::{self, Invite},
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices,
};

/// Who is to get access, as a form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// `SubscriberId` of somebody of the family; empty for somebody who is not in it.
    pub subscriber_id: String,
    /// The name of who is not in it.
    pub name: String,
    /// The address; empty for the one that is known.
    pub email: String,
    /// The word of a family's role.
    pub role: String,
    /// Whom a guardian is to look after: `SubscriberId`s.
    pub looks_after: Vec<String>,
}

/// Gives somebody access to an account, a family's own or, for staff, the one named, and mails the link. Somebody who was
/// removed comes back with another password. Answers the user id.
///
/// # Errors
/// [`Error::Invalid`] at `person`, `name`, `email`, `role`, `of`; [`Error::Forbidden`], [`Error::NotFound`].
pub async fn invite(
    db: &Db,
    head: &Letterhead,
    actor: &Actor,
    account_id: Option<&str>,
    new: &NewPerson,
) -> Result<Uuid, Error> {
    actor.may(Action::ManagePeople)?;
    let mut tx = db.begin(actor).await?;
    let family = list::family(&mut tx, actor, account_id).await?;
    hold(&mut tx, &family.account_id).await?;
    let family = list::family(&mut tx, actor, Some(&family.account_id)).await?;
    let (role, name, email, known) = check(&family, new)?;
    // Somebody without a line who was removed is known by the address.
    let back = |person: &&Person| person.access == Access::Removed && person.email == email.as_str();
    let known = known.or_else(|| family.people.iter().find(back));
    let own = known.and_then(|person| person.subscriber_id.as_deref());
    let looks_after = super::change::chosen(&family, role, &new.looks_after, own)?;
    free(&mut tx, &email, known.and_then(|person| person.user_id)).await?;
    if let Some(user) = known.and_then(|person| person.user_id) {
        readmit(&mut tx, user, &name, &email, role).await?;
    }
    let invite = Invite {
        email: &email,
        name: &name,
        role,
        account_id: &family.account_id,
        subscriber_id: own,
        language: actor.language,
        inviter: &actor.name,
    };
    let user = identity::invite(&mut tx, &invite, &head.public_url, &head.brand).await?;
    assign(&mut tx, user, &family.account_id, &looks_after).await?;

    let who = format!("{name} ({})", email.as_str());
    let [detail, es] = words::became(&who, (None, &[]), (Some(role), &looks_after));
    let by = Some((actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(&family.account_id), actor: by, what: "Person invited", detail: &detail };
    let undo = format!("{PAGE}/{user}");
    let about = About { subscriber_id: invite.subscriber_id, undo: Some(&undo), detail_es: Some(&es) };
    append_about(&mut tx, &entry, about).await?;
    let mut to = notices::managers(&mut tx, &family.account_id).await?;
    to.retain(|id| *id != user);
    let words = words::invited(&actor.name, &name, role);
    let telling = notices::Telling { kind: KIND, path: PAGE, mailed: PAGE, words: &words };
    notices::tell_these(&mut tx, head, &family.account_id, &to, telling).await?;
    tx.commit().await?;
    Ok(user)
}

/// Role, name and address, and who it is of those that are known.
fn check<'a>(family: &'a Family, new: &NewPerson) -> Result<(Role, String, Email, Option<&'a Person>), Error> {
    let mut errors = FieldErrors::default();
    let role = Role::parse(&new.role).filter(|role| !role.is_staff()).ok_or(Fault::Choice);
    let role = errors.take("role", role);
    let stranger = new.subscriber_id == "new";
    let known = family.people.iter().find(|person| person.subscriber_id.as_deref() == Some(new.subscriber_id.as_str()));
    let who = match known {
        _ if stranger => Ok(()),
        _ if new.subscriber_id.is_empty() => Err(Fault::Missing),
        None => Err(Fault::Choice),
        Some(person) if person.has_access() => Err(Fault::HasAccess),
        Some(_) => Ok(()),
    };
    errors.take("person", who);
    // A member is somebody with a line.
    if stranger && role == Some(Role::Member) {
        errors.add("role", Fault::Choice);
    }
    let name = match known.filter(|_| !stranger) {
        Some(person) => Some(person.name.clone()),
        None if stranger => errors.take("name", PersonName::parse(&new.name).map(|name| name.as_str().to_owned())),
        None => None,
    };
    let typed = match known.filter(|_| new.email.is_empty()) {
        Some(person) => &person.email,
        None => &new.email,
    };
    let email = if known.is_some() || stranger { errors.take("email", Email::parse(typed)) } else { None };
    match (role, name, email) {
        (Some(role), Some(name), Some(email)) if errors.is_empty() => {
            Ok((role, name, email, known.filter(|_| !stranger)))
        }
        _ => Err(Error::Invalid(errors)),
    }
}

/// Fails at `email` when somebody else signs in with the address.
async fn free(tx: &mut Tx, email: &Email, but: Option<Uuid>) -> Result<(), Error> {
    match identity::find_by_email(tx, email).await? {
        Some(user) if Some(user.id) != but => Err(Error::field("email", Fault::EmailTaken)),
        _ => Ok(()),
    }
}

/// Has somebody who was removed begin anew: with another password, and another role perhaps.
async fn readmit(tx: &mut Tx, user: Uuid, name: &str, email: &Email, role: Role) -> Result<(), Error> {
    identity::void_invitations(tx, user).await?;
    sqlx::query(
        "update users set email = $2, role = $3, name = $4, password_hash = null, disabled_at = null where id = $1",
    )
    .bind(user)
    .bind(email.as_str())
    .bind(role.as_str())
    .bind(name)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Mails somebody who has chosen no password yet another link, at most once a minute.
///
/// # Errors
/// [`Error::NotFound`] for somebody who is not there, or not invited; [`Error::Forbidden`]; [`Error::Throttled`] right after another one.
pub async fn send_again(db: &Db, head: &Letterhead, actor: &Actor, user: Uuid) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let person = held(&mut tx, actor, user, "person").await?;
    if !matches!(person.access, Access::Invited { .. }) {
        return Err(Error::NotFound);
    }
    let recent: bool = sqlx::query_scalar(
        "select exists (select 1 from invitations where user_id = $1 and created_at > now() - interval '1 minute')",
    )
    .bind(user)
    .fetch_one(&mut *tx)
    .await?;
    if recent {
        return Err(Error::Throttled { retry_after_s: 60 });
    }
    identity::send_again(&mut tx, user, &actor.name, &head.public_url, &head.brand).await?;
    let by = Some((actor.user_id, actor.name.as_str()));
    let detail = format!("{} ({})", person.name, person.email);
    let entry =
        Entry { account_id: Some(&person.account_id), actor: by, what: "Invitation sent again", detail: &detail };
    let about = About { subscriber_id: person.subscriber_id.as_deref(), ..About::default() };
    append_about(&mut tx, &entry, about).await?;
    Ok(tx.commit().await?)
}
