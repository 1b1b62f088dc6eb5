//! Having a refused operation tried again, after a person mended the field that was refused.

use domain::{Action, AreaCode, Email, FieldErrors, Fields, Iccid, Zip, progress::OpState};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Actor, Db, Error};

use super::{
    Op, activity,
    chain::{self, Operation},
    live,
};

/// Mends the refused operation `seq` of a chain with what was typed (`area_code`, `zip`, `iccid`, `email`; what was not
/// posted stays) and puts it back in the queue, at once when it is known to have made nothing, else once one more
/// reading has found nothing.
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
    let op = mend(operation, fields).map_err(Error::Invalid)?;
    if operation.maybe {
        chain::set_state(&mut tx, operation, OpState::Unknown, "We look once more before it is sent again.").await?;
        sqlx::query("update operations set request = $2, reads = 0, unheard = 0, again = true where id = $1")
            .bind(operation.id)
            .bind(Json(&op))
            .execute(&mut *tx)
            .await?;
    } else {
        chain::set_state(&mut tx, operation, OpState::Queued, "").await?;
        sqlx::query("update operations set request = $2, attempts = 0, reads = 0, result = '{}' where id = $1")
            .bind(operation.id)
            .bind(Json(&op))
            .execute(&mut *tx)
            .await?;
    }
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
    let account: Option<String> = sqlx::query_scalar(
        "update chains set next_at = now(), turn = clock_timestamp() where id = $1 returning account_id",
    )
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
fn mend(operation: &Operation, fields: &Fields) -> Result<Op, FieldErrors> {
    let mut op = operation.op.clone();
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
            // What may have been bought is found by its card.
            if let (Some(card), true) = (iccid.as_mut(), posted("iccid") && !operation.maybe)
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

    const CARD: &str = "8901240397190556232";
    const OTHER_CARD: &str = "8901240397190557026";

    fn provision(maybe: bool) -> Operation {
        let known = |s: &str| Ref::Known(s.into());
        let op = Op::ProvisionNumber {
            account: known("AID-1"),
            subscriber: known("TSUID-1"),
            area_code: "999".into(),
            zip: String::new(),
            iccid: Some(CARD.into()),
            message_route: known("MRID-1"),
            voice_route: known("CRID-1"),
        };
        Operation {
            id: Uuid::nil(),
            seq: 0,
            title: String::new(),
            op,
            state: OpState::Refused,
            result: serde_json::Map::new(),
            before: serde_json::Value::Null,
            lost: maybe,
            maybe,
            again: false,
            attempts: 1,
            reads: 0,
            unheard: 0,
            sent_ago: None,
        }
    }

    fn card(op: &Op) -> Option<&str> {
        if let Op::ProvisionNumber { iccid, .. } = op { iccid.as_deref() } else { None }
    }

    #[test]
    fn another_area_takes_the_place_of_the_refused_one() {
        let op = mend(&provision(false), &Fields::from([("area_code", ""), ("zip", "84043")])).unwrap();
        assert!(matches!(op, Op::ProvisionNumber { area_code, zip, .. } if area_code.is_empty() && zip == "84043"));
    }

    #[test]
    fn nonsense_is_refused_at_its_field() {
        let errors = mend(&provision(false), &Fields::from([("area_code", "12")])).unwrap_err();
        assert_eq!(errors.at("area_code"), Some(&Fault::AreaCode));
    }

    #[test]
    fn nothing_posted_changes_nothing() {
        assert_eq!(mend(&provision(false), &Fields::default()), Ok(provision(false).op));
    }

    #[test]
    fn what_may_have_been_bought_keeps_the_card_it_is_found_by() {
        let posted = Fields::from([("iccid", OTHER_CARD)]);
        assert_eq!(card(&mend(&provision(false), &posted).unwrap()), Some(OTHER_CARD));
        assert_eq!(card(&mend(&provision(true), &posted).unwrap()), Some(CARD));
    }
}
