//! Having a refused operation tried again, after a person mended the field that was refused.

use domain::{Action, AreaCode, Email, FieldErrors, Fields, Iccid, Zip, progress::OpState};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Actor, Db, Error};

use super::{Op, activity, chain, live};

/// Mends the refused operation `seq` of a chain with what was typed (`area_code`, `zip`, `iccid`, `email`; what was not
/// posted stays) and puts it back in the queue. Only an operation known to have made nothing can be refused.
///
/// # Errors
/// [`Error::Invalid`] by field, [`Error::NotFound`], [`Error::Stale`] when it is no longer refused.
pub async fn retry(db: &Db, actor: &Actor, chain_id: Uuid, seq: i32, fields: &Fields) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let operations = chain::operations(&mut tx, chain_id).await?;
    let operation = operations.iter().find(|o| o.seq == seq).ok_or(Error::NotFound)?;
    if operation.state != OpState::Refused {
        return Err(Error::Stale);
    }
    let op = mend(&operation.op, fields).map_err(Error::Invalid)?;
    chain::set_state(&mut tx, operation, OpState::Queued, "").await?;
    sqlx::query("update operations set request = $2, reads = 0, lost = false, result = '{}' where id = $1")
        .bind(operation.id)
        .bind(Json(&op))
        .execute(&mut *tx)
        .await?;
    // A mended address is the one the invitation and the account's admin must have, too.
    if let (Op::CreateSubscriber { email: old, .. }, Op::CreateSubscriber { email: new, .. }) = (&operation.op, &op) {
        for later in operations.iter().filter(|o| o.seq > seq) {
            if let Op::InviteManager { email, account, subscriber, name } = &later.op
                && email == old
            {
                let invite = Op::InviteManager {
                    email: new.clone(),
                    account: account.clone(),
                    subscriber: subscriber.clone(),
                    name: name.clone(),
                };
                sqlx::query("update operations set request = $2 where id = $1")
                    .bind(later.id)
                    .bind(Json(invite))
                    .execute(&mut *tx)
                    .await?;
            }
        }
    }
    let account: Option<String> =
        sqlx::query_scalar("update chains set next_at = now() where id = $1 returning account_id")
            .bind(chain_id)
            .fetch_one(&mut *tx)
            .await?;
    let entry = activity::Entry {
        account_id: account.as_deref(),
        actor: Some((actor.user_id, &actor.name)),
        what: "Tried again",
        detail: &operation.title,
    };
    activity::append(&mut tx, &entry).await?;
    live::notify(&mut tx, &live::Event { account, chain: Some(chain_id) }).await?;
    tx.commit().await?;
    Ok(())
}

/// The operation with the posted fields in place of its own.
fn mend(op: &Op, fields: &Fields) -> Result<Op, FieldErrors> {
    let mut op = op.clone();
    let mut errors = FieldErrors::default();
    let posted = |name: &str| fields.0.contains_key(name);
    match &mut op {
        Op::ProvisionNumber { area_code, zip, iccid, .. } => {
            if posted("area_code") || posted("zip") {
                let (new_code, new_zip) = (fields.get("area_code"), fields.get("zip"));
                match (new_code, new_zip) {
                    ("", "") => errors.add("area_code", domain::Fault::Missing),
                    ("", raw) => {
                        if let Some(new) = errors.take("zip", Zip::parse(raw)) {
                            (*area_code, *zip) = (String::new(), new.as_str().to_owned());
                        }
                    }
                    (raw, _) => {
                        if let Some(new) = errors.take("area_code", AreaCode::parse(raw)) {
                            (*area_code, *zip) = (new.as_str().to_owned(), String::new());
                        }
                    }
                }
            }
            if let (Some(card), true) = (iccid.as_mut(), posted("iccid"))
                && let Some(new) = errors.take("iccid", Iccid::parse(fields.get("iccid")))
            {
                *card = new.as_str().to_owned();
            }
        }
        Op::CreateSubscriber { email, .. } | Op::InviteManager { email, .. } if posted("email") => {
            if let Some(new) = errors.take("email", Email::parse(fields.get("email"))) {
                *email = new.as_str().to_owned();
            }
        }
        _ => {}
    }
    errors.into_result().map(|()| op)
}

#[cfg(test)]
mod tests {
    use domain::Fault;

    use super::*;
    use crate::journal::Ref;

    fn provision() -> Op {
        let known = |s: &str| Ref::Known(s.into());
        Op::ProvisionNumber {
            account: known("AID-1"),
            subscriber: known("TSUID-1"),
            area_code: "999".into(),
            zip: String::new(),
            iccid: None,
            message_route: known("MRID-1"),
            voice_route: known("CRID-1"),
        }
    }

    #[test]
    fn another_area_takes_the_place_of_the_refused_one() {
        let op = mend(&provision(), &Fields::from([("area_code", ""), ("zip", "84043")])).unwrap();
        assert!(matches!(op, Op::ProvisionNumber { area_code, zip, .. } if area_code.is_empty() && zip == "84043"));
    }

    #[test]
    fn nonsense_is_refused_at_its_field() {
        let errors = mend(&provision(), &Fields::from([("area_code", "12")])).unwrap_err();
        assert_eq!(errors.at("area_code"), Some(&Fault::AreaCode));
    }

    #[test]
    fn nothing_posted_changes_nothing() {
        assert_eq!(mend(&provision(), &Fields::default()), Ok(provision()));
    }
}
