//! Whether numbers may come over: asked of Telegent before a form goes on, and remembered for an hour.

use std::time::Duration;

use domain::{E164, porting::NumberKind, wizard::NumberCheck};
use futures::future::join_all;
use sqlx::Row;
use telegent::{Client, PortClassification, PortEligibility};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use crate::{Actor, Db, Error, db::Tx};

/// Longest that a form waits for all answers together.
const PATIENCE: Duration = Duration::from_secs(8);

/// Where a number is already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose it is.
    pub account_id: Option<String>,
    /// The port-in that brings it, while it is on its way.
    pub port_in: Option<Uuid>,
}

/// Asks about those of the numbers that nothing is known of, all at once, and keeps the answers with the draft. Who does
/// not answer in time is not an error here: what is unknown is said at its field. Nothing is locked meanwhile.
///
/// # Errors
/// [`Error::Database`].
pub async fn ask(db: &Db, client: &Client, actor: &Actor, draft: Uuid, numbers: &[E164]) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let mut open = Vec::new();
    for number in numbers {
        let here = standing(&mut tx, number.as_str()).await?.is_some();
        if !here && !fresh(&mut tx, draft, number.as_str()).await? && !open.contains(number) {
            open.push(number.clone());
        }
    }
    drop(tx);
    if open.is_empty() {
        return Ok(());
    }
    let until = Instant::now() + PATIENCE;
    let asked = open.iter().map(|number| async move {
        let call = async { client.numbers().port_in_eligibility(number.as_str(), &PortClassification::Mobile).await };
        match timeout_at(until, call).await {
            Ok(Ok(reply)) => Some((number, reply.into_value())),
            Ok(Err(error)) => {
                tracing::info!(%error, "eligibility not read");
                None
            }
            Err(_) => None,
        }
    });
    let answers: Vec<_> = join_all(asked).await.into_iter().flatten().collect();
    let mut tx = db.begin(actor).await?;
    for (number, answer) in answers {
        // An answer that says neither yes nor no is none.
        if answer.eligible.is_some() {
            keep(&mut tx, draft, number.as_str(), &answer).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn fresh(tx: &mut Tx, draft: Uuid, number: &str) -> Result<bool, Error> {
    let known = sqlx::query_scalar(
        "select exists (select 1 from number_checks where draft_id = $1 and number = $2 and checked_at > now() - interval '1 hour')",
    );
    Ok(known.bind(draft).bind(number).fetch_one(&mut **tx).await?)
}

async fn keep(tx: &mut Tx, draft: Uuid, number: &str, answer: &PortEligibility) -> Result<(), Error> {
    sqlx::query(
        "insert into number_checks (draft_id, number, account_id, eligible, carrier, kind, message)
         select $1, $2, account_id, $3, $4, $5, $6 from drafts where id = $1
         on conflict (draft_id, number) do update set eligible = excluded.eligible, carrier = excluded.carrier,
           kind = excluded.kind, message = excluded.message, checked_at = now()",
    )
    .bind(draft)
    .bind(number)
    .bind(answer.eligible)
    .bind(&answer.current_carrier)
    .bind(&answer.number_type)
    .bind(&answer.message)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Where a number is already, whoever's it is; `None` when it is nowhere here.
///
/// # Errors
/// [`Error::Database`].
pub async fn standing(tx: &mut Tx, number: &str) -> Result<Option<Standing>, Error> {
    let row = sqlx::query("select account_id, port_in from number_standing($1) order by port_in nulls last limit 1")
        .bind(number)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|row| Standing { account_id: row.get("account_id"), port_in: row.get("port_in") }))
}

/// The port-ins that were made in one go, in the order of their numbers.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_batch(tx: &mut Tx, batch: Uuid) -> Result<Vec<Uuid>, Error> {
    let ids = sqlx::query_scalar("select id from port_ins where batch_id = $1 order by position");
    Ok(ids.bind(batch).fetch_all(&mut **tx).await?)
}

/// What is known of a draft's numbers. What another family has is only not to be had: whose it is, is nobody's business.
///
/// # Errors
/// [`Error::Database`].
pub async fn known(
    tx: &mut Tx,
    actor: &Actor,
    draft: Uuid,
    account_id: Option<&str>,
    numbers: &[E164],
) -> Result<Vec<NumberCheck>, Error> {
    let mut checks = Vec::new();
    for number in numbers {
        let mut check = NumberCheck {
            number: number.as_str().to_owned(),
            eligible: None,
            carrier: None,
            kind: None,
            message: None,
            in_flight: false,
            ours: false,
        };
        if let Some(here) = standing(tx, number.as_str()).await? {
            let tell = actor.role.is_staff() || (here.account_id.is_some() && here.account_id.as_deref() == account_id);
            check.eligible = Some(false);
            check.in_flight = tell && here.port_in.is_some();
            check.ours = tell && here.port_in.is_none();
        } else if let Some(row) = sqlx::query(
            // Older than what is asked anew: who reads a receipt after lunch need not begin again.
            "select eligible, carrier, kind, message from number_checks
             where draft_id = $1 and number = $2 and checked_at > now() - interval '1 day'",
        )
        .bind(draft)
        .bind(number.as_str())
        .fetch_optional(&mut **tx)
        .await?
        {
            check.eligible = row.get("eligible");
            check.carrier = row.get("carrier");
            check.kind = row.get::<Option<&str>, _>("kind").and_then(NumberKind::parse);
            check.message = row.get("message");
        }
        checks.push(check);
    }
    Ok(checks)
}
