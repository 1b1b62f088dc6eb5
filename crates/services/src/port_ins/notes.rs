//! What people write down at a port-in.

use domain::{Action, Fault};
use uuid::Uuid;

use crate::{Actor, Db, Error};

use super::{
    history::{NewEvent, record},
    page::own_account,
};

/// The most characters of a note.
pub const NOTE_MAX: u16 = 2_000;

/// Writes a note. Who can see it and whether somebody must act is the staff's to say: a family's note is seen by all and
/// asks staff to look.
///
/// # Errors
/// [`Error::Invalid`] at `note`; [`Error::NotFound`] also for another family's.
pub async fn note(
    db: &Db,
    actor: &Actor,
    id: Uuid,
    text: &str,
    private: bool,
    action_needed: bool,
) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    let text = text.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        return Err(Error::field("note", Fault::Missing));
    }
    if text.chars().count() > usize::from(NOTE_MAX) {
        return Err(Error::field("note", Fault::TooLong { max: NOTE_MAX }));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Error::field("note", Fault::BadCharacters));
    }
    let staff = actor.role.is_staff();
    let mut tx = db.begin(actor).await?;
    let account = account_of(&mut tx, actor, id).await?;
    let event = NewEvent {
        actor: Some(&actor.name),
        detail: &text,
        private: staff && private,
        action_needed: if staff { action_needed } else { true },
        ..NewEvent::new(id, &account, "note")
    };
    record(&mut tx, event).await?;
    Ok(tx.commit().await?)
}

/// Says that what an event asked for is done. Twice does nothing.
///
/// # Errors
/// [`Error::Forbidden`] for families, [`Error::NotFound`].
pub async fn settle(db: &Db, actor: &Actor, id: Uuid, event: i64) -> Result<(), Error> {
    actor.may(Action::PortNumbers)?;
    if !actor.role.is_staff() {
        return Err(Error::Forbidden);
    }
    let mut tx = db.begin(actor).await?;
    let account = account_of(&mut tx, actor, id).await?;
    let done: Option<String> = sqlx::query_scalar(
        "update port_events set action_needed = false
         where id = $1 and port_in_id = $2 and account_id = $3 and action_needed returning detail",
    )
    .bind(event)
    .bind(id)
    .bind(&account)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(detail) = done {
        let short: String = detail.chars().take(80).collect();
        let detail = if short.is_empty() { "Done.".to_owned() } else { format!("Done: {short}") };
        let event = NewEvent {
            actor: Some(&actor.name),
            detail: &detail,
            private: true,
            ..NewEvent::new(id, &account, "note")
        };
        record(&mut tx, event).await?;
    }
    Ok(tx.commit().await?)
}

/// The account of a port-in this person may see; the row is held until the transaction ends.
pub(super) async fn account_of(tx: &mut crate::db::Tx, actor: &Actor, id: Uuid) -> Result<String, Error> {
    let asked = "select account_id from port_ins where id = $1 and ($2::text is null or account_id = $2) for update";
    Ok(sqlx::query_scalar(asked).bind(id).bind(own_account(actor)).fetch_one(&mut **tx).await?)
}
