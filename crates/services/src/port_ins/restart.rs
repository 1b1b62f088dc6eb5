//! Starting again with what was typed, after a refusal that no correction of the same order mends.

use domain::{
    Action, Fields,
    wizard::{Kind, Step},
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Actor, Db, Error, mail::Letterhead, vault};

use super::correct::{cancel, lock_own};

/// Cancels a port-in that is open, and begins a wizard with all that was typed for it, secrets included. Answers the
/// draft and its first step. Asked for twice, it is the same draft while that is not submitted.
///
/// # Errors
/// [`Error::Stale`] when it cannot be cancelled now, [`Error::NotFound`].
pub async fn restart(db: &Db, head: &Letterhead, actor: &Actor, id: Uuid) -> Result<(Uuid, Step), Error> {
    actor.may(Action::PortNumbers)?;
    let mut tx = db.begin(actor).await?;
    let port = lock_own(&mut tx, actor, id).await?;
    let first = Kind::PortIn.steps().first().copied().unwrap_or(Step::Receipt);
    let begun: Option<Uuid> = sqlx::query_scalar(
        "select id from drafts where fields->>'restart.of' = $1 and chain_id is null and discarded_at is null",
    )
    .bind(id.to_string())
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(draft) = begun {
        return Ok((draft, first));
    }
    let draft = Uuid::now_v7();
    let address = &port.billing;
    let mut fields = Fields::from([
        ("number.0.number", port.number.as_str()),
        ("old.kind", port.kind.as_str()),
        ("old.carrier", &port.carrier),
        ("old.name", &port.holder),
        ("old.street1", &address.street1),
        ("old.street2", &address.street2),
        ("old.city", &address.city),
        ("old.state", &address.state),
        ("old.zip", &address.zip),
        ("in.0.subscriber", port.subscriber_id.as_deref().unwrap_or_default()),
        ("in.0.sim", if port.iccid.is_some() { "card" } else { "esim" }),
        ("in.0.iccid", port.iccid.as_deref().unwrap_or_default()),
        ("in.0.package", &port.package_id),
    ]);
    fields.set("restart.of", id.to_string());
    if let Some(made) = port.pin_made {
        fields.set("old.pin_made", made.to_string());
    }
    sqlx::query("insert into drafts (id, kind, owner_id, account_id, fields, reached) values ($1, $2, $3, $4, $5, $6)")
        .bind(draft)
        .bind(Kind::PortIn.as_str())
        .bind(actor.user_id)
        .bind(&port.account_id)
        .bind(Json(&fields))
        .bind(first.as_str())
        .execute(&mut *tx)
        .await?;
    vault::copy(&mut tx, id, draft).await?;
    tx.commit().await?;
    if !port.ended {
        cancel(db, head, actor, id).await?;
    }
    Ok((draft, first))
}
