//! Having a refused operation tried again, after a person mended the field that was refused.

use domain::{
    Action, Address, AreaCode, Email, FieldErrors, Fields, Iccid, PersonName, Zip,
    progress::OpState,
    wizard::{self, Package},
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx, projection};

use super::{
    Op, activity,
    chain::{self, Operation},
    live,
};

/// Mends the refused operation `seq` of a chain with what was typed (`area_code` or `zip`, `iccid`, `account.name`,
/// `name`, `email`, `package`; what was not posted stays) and puts it back in the queue, at once when it is known to have made nothing, else once one more
/// reading has found nothing.
///
/// # Errors
/// [`Error::Invalid`] by field, [`Error::NotFound`], [`Error::Stale`] when it is no longer refused.
pub async fn retry(db: &Db, actor: &Actor, chain_id: Uuid, seq: i32, fields: &Fields) -> Result<(), Error> {
    actor.may(Action::ProvisionAccounts)?;
    let mut tx = db.begin(actor).await?;
    let operations = chain::operations(&mut tx, chain_id).await?;
    let operation = operations.iter().find(|o| o.seq == seq).ok_or(Error::NotFound)?;
    let over: bool = sqlx::query_scalar("select finished_at is not null from chains where id = $1 for update")
        .bind(chain_id)
        .fetch_one(&mut *tx)
        .await?;
    // Of a temporary number the row says that it was refused: it is asked for anew.
    let elsewhere = matches!(operation.op, Op::ProvisionNumber { courtesy: Some(_), .. });
    if over || elsewhere || operation.state != OpState::Refused {
        return Err(Error::Stale);
    }
    let packages = projection::offer(&mut tx, None).await?.packages;
    let op = mend(operation, fields, &packages).map_err(Error::Invalid)?;
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
    follow(&mut tx, chain_id, operation, &op, &operations, &packages).await?;
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
    live::notify(&mut tx, &live::Event { account, chain: Some(chain_id), port_in: None }).await?;
    tx.commit().await?;
    Ok(())
}

/// What else says what was mended: the invitation has the person's name and address, titles have names.
async fn follow(
    tx: &mut Tx,
    chain_id: Uuid,
    before: &Operation,
    after: &Op,
    operations: &[Operation],
    packages: &[Package],
) -> Result<(), Error> {
    let called = |id: &str| packages.iter().find(|p| p.id == id).map_or("", |p| p.name.as_str());
    match (&before.op, after) {
        (Op::CreateSubscriber { email: old, .. }, Op::CreateSubscriber { email: new, name: new_name, .. }) => {
            for later in operations.iter().filter(|o| o.seq > before.seq) {
                let mut invite = later.op.clone();
                if let Op::InviteManager { email, name, .. } = &mut invite
                    && email == old
                {
                    (*email, *name) = (new.clone(), new_name.clone());
                    sqlx::query("update operations set request = $2 where id = $1")
                        .bind(later.id)
                        .bind(Json(invite))
                        .execute(&mut **tx)
                        .await?;
                }
            }
        }
        (Op::CreateAccount { name: old, .. }, Op::CreateAccount { name: new, .. }) => {
            sqlx::query("update chains set title = replace(title, $2, $3) where id = $1")
                .bind(chain_id)
                .bind(old)
                .bind(new)
                .execute(&mut **tx)
                .await?;
        }
        (
            Op::CreateSubscription { package_id: old, .. } | Op::ChangePackage { package_id: old, .. },
            Op::CreateSubscription { package_id: new, .. } | Op::ChangePackage { package_id: new, .. },
        ) if !called(old).is_empty() => {
            sqlx::query("update operations set title = replace(title, $2, $3) where id = $1")
                .bind(before.id)
                .bind(called(old))
                .bind(called(new))
                .execute(&mut **tx)
                .await?;
        }
        _ => {}
    }
    Ok(())
}

/// The operation with the posted fields in place of its own.
fn mend(operation: &Operation, fields: &Fields, packages: &[Package]) -> Result<Op, FieldErrors> {
    let mut op = operation.op.clone();
    let mut errors = FieldErrors::default();
    let posted = |name: &str| fields.0.contains_key(name);
    match &mut op {
        Op::ProvisionNumber { area_code, zip, iccid, .. } => {
            if posted("area_code") || posted("zip") {
                let (new_code, new_zip) = (fields.get("area_code"), fields.get("zip"));
                match (new_code, new_zip) {
                    // The form shows what was refused: who fills in the other one means that.
                    (code, raw) if !code.is_empty() && !raw.is_empty() && code != area_code && raw != zip => {
                        errors.add("zip", domain::Fault::OneOfTwo);
                    }
                    (code, raw) if !raw.is_empty() && code == area_code => {
                        if let Some(new) = errors.take("zip", Zip::parse(raw)) {
                            (*area_code, *zip) = (String::new(), new.as_str().to_owned());
                        }
                    }
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
        Op::CreateAccount { name, .. } if posted("account.name") => {
            if let Some(new) = errors.take("account.name", wizard::account_name(fields.get("account.name"))) {
                *name = new;
            }
        }
        Op::CreateSubscription { package_id, .. } | Op::ChangePackage { package_id, .. }
            if posted("package") && !operation.maybe =>
        {
            let chosen = packages.iter().find(|p| p.id == fields.get("package"));
            if let Some(new) = errors.take("package", chosen.ok_or(domain::Fault::Choice)) {
                package_id.clone_from(&new.id);
            }
        }
        Op::CreateSubscriber { name, email, .. } if posted("name") || posted("email") => {
            if posted("name")
                && let Some(new) = errors.take("name", PersonName::parse(fields.get("name")))
            {
                *name = new.as_str().to_owned();
            }
            if posted("email")
                && let Some(new) = errors.take("email", Email::parse(fields.get("email")))
            {
                *email = new.as_str().to_owned();
            }
        }
        Op::SetE911 { address, .. } if posted("e911.street1") => {
            if let Some(new) = Address::parse(fields, "e911", &mut errors) {
                *address = (&new).into();
            }
        }
        Op::InviteManager { email, .. } if posted("email") => {
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
            courtesy: None,
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
        // The form shows the area code that was refused; a ZIP code beside it is meant instead.
        for code in ["", "999"] {
            let op = mend(&provision(false), &Fields::from([("area_code", code), ("zip", "84043")]), &[]).unwrap();
            assert!(matches!(op, Op::ProvisionNumber { area_code, zip, .. } if area_code.is_empty() && zip == "84043"));
        }
        let both = Fields::from([("area_code", "801"), ("zip", "84043")]);
        assert_eq!(mend(&provision(false), &both, &[]).unwrap_err().at("zip"), Some(&Fault::OneOfTwo));
    }

    #[test]
    fn a_refused_plan_gives_way_to_one_on_sale() {
        let known = |s: &str| Ref::Known(s.into());
        let (account, subscriber, tnid, iccid) = (known("AID-1"), known("TSUID-1"), known("T-1"), known(CARD));
        let op = Op::CreateSubscription { account, subscriber, tnid, iccid, package_id: "PID-1".into() };
        let refused = |maybe| Operation { op: op.clone(), ..provision(maybe) };
        let package = |id: &str| Package {
            id: id.into(),
            name: id.into(),
            description: String::new(),
            price: domain::Money::cents(100),
            monthly: true,
        };
        let sale = [package("PID-1"), package("PID-2")];
        let chosen =
            |op: Op| if let Op::CreateSubscription { package_id, .. } = op { package_id } else { String::new() };
        let posted = |id: &str| Fields::from([("package", id)]);
        assert_eq!(chosen(mend(&refused(false), &posted("PID-2"), &sale).unwrap()), "PID-2");
        assert_eq!(mend(&refused(false), &posted("PID-9"), &sale).unwrap_err().at("package"), Some(&Fault::Choice));
        // What may have been ordered keeps the package it is found by.
        assert_eq!(chosen(mend(&refused(true), &posted("PID-2"), &sale).unwrap()), "PID-1");
    }

    #[test]
    fn nonsense_is_refused_at_its_field() {
        let errors = mend(&provision(false), &Fields::from([("area_code", "12")]), &[]).unwrap_err();
        assert_eq!(errors.at("area_code"), Some(&Fault::AreaCode));
    }

    #[test]
    fn nothing_posted_changes_nothing() {
        assert_eq!(mend(&provision(false), &Fields::default(), &[]), Ok(provision(false).op));
    }

    #[test]
    fn what_may_have_been_bought_keeps_the_card_it_is_found_by() {
        let posted = Fields::from([("iccid", OTHER_CARD)]);
        assert_eq!(card(&mend(&provision(false), &posted, &[]).unwrap()), Some(OTHER_CARD));
        assert_eq!(card(&mend(&provision(true), &posted, &[]).unwrap()), Some(CARD));
    }
}
