//! Taking access away.

use uuid::Uuid;

use super::{KIND, PAGE, held, keep_a_manager, words};
use crate::{
    Actor, Db, Error, identity,
    journal::{About, Entry, append_about},
    mail::Letterhead,
    notices::{self, Telling},
};

/// Takes somebody's access away: their sessions and links end, and with the next request they are out. Their lines stay as
/// they are. Removing twice changes nothing.
///
/// # Errors
/// [`Error::Invalid`] at `person` for oneself and for the last one who runs the account; [`Error::NotFound`],
/// [`Error::Forbidden`].
pub async fn remove(db: &Db, head: &Letterhead, actor: &Actor, user: Uuid) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let person = held(&mut tx, actor, user, "person").await?;
    if !person.has_access() {
        return Ok(());
    }
    keep_a_manager(&mut tx, &person, "person").await?;
    // Told before they are out: nobody is told anything afterwards.
    let told = words::yours_removed(&actor.name);
    let telling = Telling { kind: KIND, path: "/", mailed: "/", words: &told };
    notices::tell_these(&mut tx, head, &person.account_id, &[user], telling).await?;
    sqlx::query("update users set disabled_at = now() where id = $1").bind(user).execute(&mut *tx).await?;
    sqlx::query("delete from sessions where user_id = $1").bind(user).execute(&mut *tx).await?;
    sqlx::query("delete from guardian_assignments where user_id = $1").bind(user).execute(&mut *tx).await?;
    identity::void_invitations(&mut tx, user).await?;

    let who = format!("{} ({})", person.name, person.email);
    let [detail, es] = words::became(&who, (person.role, &person.looks_after), (None, &[]));
    let by = Some((actor.user_id, actor.name.as_str()));
    let entry = Entry { account_id: Some(&person.account_id), actor: by, what: "Access removed", detail: &detail };
    let about = About { subscriber_id: person.subscriber_id.as_deref(), undo: Some(PAGE), detail_es: Some(&es) };
    append_about(&mut tx, &entry, about).await?;
    let to = notices::managers(&mut tx, &person.account_id).await?;
    let told = words::removed(&actor.name, &person.name);
    let telling = Telling { kind: KIND, path: PAGE, mailed: PAGE, words: &told };
    notices::tell_these(&mut tx, head, &person.account_id, &to, telling).await?;
    tx.commit().await?;
    tracing::info!(%user, "access removed");
    Ok(())
}
