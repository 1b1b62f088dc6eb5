//! What the outcome of an operation means for the request it came of, and for the line.

use domain::PlainAddress;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Error,
    db::Tx,
    guardian,
    journal::{CareAct, CareOp, PostalAddress},
    mail::Letterhead,
    notices::{self, Telling},
    port_ins::Settled,
};

use super::{moved::moved, sim, words};

/// Who the portal says puts the SIM lock back on.
const BY: &str = "Homeline";

/// Writes it down, in the transaction that marks the operation so. What was sealed is forgotten as soon as it is of no use.
pub(crate) async fn concluded(tx: &mut Tx, head: &Letterhead, op: &CareOp, settled: Settled<'_>) -> Result<(), Error> {
    match settled {
        Settled::Done(result) => {
            sqlx::query(
                "update line_acts set done_at = now(), refused = null, unclear = false, sealed = null where id = $1",
            )
            .bind(op.id)
            .execute(&mut **tx)
            .await?;
            done(tx, head, op, result).await
        }
        Settled::Refused(why) => {
            sqlx::query("update line_acts set refused = $2, unclear = false, sealed = null where id = $1")
                .bind(op.id)
                .bind(why)
                .execute(&mut **tx)
                .await?;
            if matches!(op.act, CareAct::SwapSim { .. }) {
                // Whoever wanted a new SIM has to say so again.
                sim::turn(tx, &op.account, &op.number, true, BY).await?;
            }
            Ok(())
        }
        Settled::Unknown => {
            sqlx::query("update line_acts set unclear = true where id = $1").bind(op.id).execute(&mut **tx).await?;
            Ok(())
        }
    }
}

async fn done(
    tx: &mut Tx,
    head: &Letterhead,
    op: &CareOp,
    result: &serde_json::Map<String, Value>,
) -> Result<(), Error> {
    match &op.act {
        CareAct::Suspend => stands(tx, op, "Parked").await,
        CareAct::Restore | CareAct::Reactivate => stands(tx, op, "Active").await,
        CareAct::Cancel => stands(tx, op, "Cancelled").await,
        CareAct::SwapSim { .. } => sim::turn(tx, &op.account, &op.number, true, BY).await,
        CareAct::SwapNumber { .. } => match result.get("new_number").and_then(Value::as_str) {
            Some(new) => renumbered(tx, head, op, new).await,
            None => Ok(()),
        },
        CareAct::SetAddress { address } => keep_address(tx, &op.account, &op.number, address).await,
        CareAct::SetVoicemail { fresh, email, .. } => mailbox(tx, op, true, email, *fresh).await,
        CareAct::DropVoicemail => mailbox(tx, op, false, "", true).await,
    }
}

/// Notes where 911 sends help from now on.
pub(crate) async fn keep_address(
    tx: &mut Tx,
    account_id: &str,
    number: &str,
    address: &PostalAddress,
) -> Result<(), Error> {
    let address = PlainAddress {
        street1: address.street1.clone(),
        street2: address.street2.clone(),
        city: address.city.clone(),
        state: address.state.clone(),
        zip: address.zip.clone(),
    };
    sqlx::query(
        "insert into line_care (number, account_id, e911, e911_at) values ($1, $2, $3, clock_timestamp())
         on conflict (number) do update set account_id = excluded.account_id, e911 = excluded.e911,
           e911_at = excluded.e911_at",
    )
    .bind(number)
    .bind(account_id)
    .bind(Json(address))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes what the line's state is now; the next reading confirms it.
async fn stands(tx: &mut Tx, op: &CareOp, word: &str) -> Result<(), Error> {
    sqlx::query(
        "update numbers set status = $3, read_at = clock_timestamp(),
           cancelled_at = case when $3 = 'Cancelled' then coalesce(cancelled_at, clock_timestamp()) end
         where number = $1 and account_id = $2",
    )
    .bind(&op.number)
    .bind(&op.account)
    .bind(word)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes what voicemail is now. A change without an e-mail address leaves the one from before.
async fn mailbox(tx: &mut Tx, op: &CareOp, on: bool, email: &str, anew: bool) -> Result<(), Error> {
    sqlx::query(
        "insert into line_care as c (number, account_id, voicemail_on, voicemail_email, voicemail_at)
         values ($1, $2, $3, $4, clock_timestamp())
         on conflict (number) do update set account_id = excluded.account_id, voicemail_on = excluded.voicemail_on,
           voicemail_email = case when $5 then excluded.voicemail_email
                                  else coalesce(excluded.voicemail_email, c.voicemail_email) end,
           voicemail_at = excluded.voicemail_at",
    )
    .bind(&op.number)
    .bind(&op.account)
    .bind(on)
    .bind((!email.is_empty()).then_some(email))
    .bind(anew)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The line has another number: what is kept goes with it, and who looks after its person is told.
async fn renumbered(tx: &mut Tx, head: &Letterhead, op: &CareOp, new: &str) -> Result<(), Error> {
    moved(tx, &op.account, &op.number, new).await?;
    let by = sqlx::query_scalar("select asked_by from line_acts where id = $1").bind(op.id);
    let by: Option<Uuid> = by.fetch_optional(&mut **tx).await?;
    guardian::renumbered(tx, &head.brand, by.unwrap_or_default(), &op.account, [&op.number, new]).await?;
    let person: Option<String> = sqlx::query_scalar("select subscriber_id from numbers where number = $1")
        .bind(new)
        .fetch_optional(&mut **tx)
        .await?
        .flatten();
    let to = notices::guardians(tx, &op.account, person.as_deref().unwrap_or_default()).await?;
    let page = words::page_of(new, "number");
    let words = words::renumbered(&domain::phone::national(&op.number), &domain::phone::national(new));
    let telling = Telling { kind: words::KIND, path: &page, mailed: &page, words: &words };
    notices::tell_these(tx, head, &op.account, &to, telling).await
}
