//! Turning a finished draft into port-ins and the chain that sends them.

use std::collections::BTreeMap;

use domain::{
    Fault,
    porting::{NumberKind, PortField, PortState},
    wizard::{PersonOrder, PortLine, PortOrder, RouteOrder, Sim},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use jiff_sqlx::ToSqlx;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    Actor, Error, Vault,
    db::Tx,
    journal::{NewChain, Op, PostalAddress, Ref, insert},
    vault,
    wizard::RouteUrls,
};

use super::{
    dates,
    history::{self, NewEvent},
};

/// Port-ins of one draft, under one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The chain that sends them.
    pub chain: Uuid,
    /// The port-ins, the main line last.
    pub ports: Vec<Uuid>,
}

/// Writes a port-in for each number of an order, with what is sealed for the draft, and the chain that sends them: the
/// events of orders are asked for, routes and people made, then the numbers in their order, the main line last.
///
/// # Errors
/// [`Error::Invalid`] at `number.N.number` when that number is on its way already, at `old.date` for a day that is none
/// any more; [`Error::Stale`] when the letter is not signed.
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    vault: &Vault,
    draft: Uuid,
    account_id: &str,
    order: &PortOrder,
    urls: &RouteUrls,
) -> Result<Created, Error> {
    let signature: Option<(Uuid, String)> = sqlx::query_as(
        "select id, signer from port_signatures where draft_id = $1 and voided_at is null order by signed_at desc limit 1",
    )
    .bind(draft)
    .fetch_optional(&mut **tx)
    .await?;
    let (signature, signer) = signature.ok_or(Error::Stale)?;
    let wanted = wanted_date(order)?;
    let mut ports = Vec::new();
    for line in &order.lines {
        let id = Uuid::now_v7();
        row(tx, actor, (id, draft, signature), account_id, order, line, wanted).await?;
        sqlx::query(
            "update courtesy_numbers set port_in_id = $3 where account_id = $1 and awaited = $2 and subscriber_id = $4
               and ended_at is null and refused is null",
        )
        .bind(account_id)
        .bind(line.number.as_str())
        .bind(id)
        .bind(&line.person.subscriber_id)
        .execute(&mut **tx)
        .await?;
        vault::copy(tx, draft, id).await?;
        let secrets = [("account_number", Some(&order.old.account_number)), ("pin", order.old.pin.as_ref())];
        for (name, secret) in secrets {
            if let Some(value) = secret.and_then(|secret| secret.given()) {
                vault::keep(tx, vault, id, Some(account_id), name, &value.into(), &actor.name).await?;
            }
        }
        let event = NewEvent { actor: Some(&signer), ..NewEvent::new(id, account_id, "signed") };
        history::record(tx, event).await?;
        ports.push(id);
    }
    let watched: bool = sqlx::query_scalar("select orders_watched_at is not null from accounts where account_id = $1")
        .bind(account_id)
        .fetch_one(&mut **tx)
        .await?;
    let numbers: Vec<String> = order.lines.iter().map(|line| line.number.national()).collect();
    let title = match numbers.as_slice() {
        [one] => format!("Bringing {one} over"),
        more => format!("Bringing {} numbers over", more.len()),
    };
    let ops = operations(order, &ports, account_id, (!watched).then_some(urls), urls);
    let chain = NewChain { kind: "port_in", title, account_id: Some(account_id.to_owned()), ops };
    let chain = insert(tx, actor, chain).await?;
    sqlx::query("update port_ins set chain_id = $2 where batch_id = $1")
        .bind(draft)
        .bind(chain)
        .execute(&mut **tx)
        .await?;
    vault::erase(tx, draft).await?;
    Ok(Created { chain, ports })
}

fn wanted_date(order: &PortOrder) -> Result<Option<Date>, Error> {
    let Some(raw) = order.old.date.as_deref().filter(|_| order.old.kind == NumberKind::Landline) else {
        return Ok(None);
    };
    let today = Timestamp::now().to_zoned(TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC)).date();
    dates::wanted_date(raw, today).map(Some).map_err(|fault| Error::field("old.date", fault))
}

async fn row(
    tx: &mut Tx,
    actor: &Actor,
    (id, batch, signature): (Uuid, Uuid, Uuid),
    account_id: &str,
    order: &PortOrder,
    line: &PortLine,
    wanted: Option<Date>,
) -> Result<(), Error> {
    let old = &order.old;
    let made: Option<Date> = old.pin_made.as_deref().and_then(|day| day.parse().ok());
    let card = if let Sim::Card(iccid) = &line.sim { Some(iccid.as_str()) } else { None };
    let written = sqlx::query(
        "insert into port_ins (id, account_id, batch_id, position, number, state, carrier, kind, holder, billing, pin_made,
                               wanted_date, signature_id, person, subscriber_id, iccid, package_id, limits, e911, created_by,
                               created_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
         on conflict do nothing",
    )
    .bind(id)
    .bind(account_id)
    .bind(batch)
    .bind(i32::try_from(line.position).unwrap_or(i32::MAX))
    .bind(line.number.as_str())
    .bind(PortState::Submitting.as_str())
    .bind(&old.carrier)
    .bind(old.kind.as_str())
    .bind(&old.name)
    .bind(Json(PostalAddress::from(&old.address)))
    .bind(made.map(ToSqlx::to_sqlx))
    .bind(wanted.map(ToSqlx::to_sqlx))
    .bind(signature)
    .bind(&line.person.name)
    .bind(&line.person.subscriber_id)
    .bind(card)
    .bind(&line.package.id)
    .bind(Json(line.limits))
    .bind(Json(PostalAddress::from(&order.e911)))
    .bind(actor.user_id)
    .bind(&actor.name)
    .execute(&mut **tx)
    .await?;
    if written.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Error::field(format!("number.{}.number", line.position), Fault::NumberInFlight))
    }
}

/// The operations of a chain; those before the first sending make what the numbers need.
fn operations(
    order: &PortOrder,
    ports: &[Uuid],
    account_id: &str,
    watch: Option<&RouteUrls>,
    urls: &RouteUrls,
) -> Vec<(String, Op)> {
    let account = Ref::Known(account_id.to_owned());
    let mut ops: Vec<(String, Op)> = Vec::new();
    // A chain has a few dozen operations at most.
    let result =
        |ops: &[(String, Op)], key: &str| Ref::Result(i32::try_from(ops.len()).unwrap_or(i32::MAX), key.into());
    if let Some(urls) = watch {
        let op = Op::WatchOrders { account: account.clone(), url: urls.orders.to_string() };
        ops.push(("Events of orders".into(), op));
    }
    let message_route = match &order.message_route {
        RouteOrder::Use { id, .. } => Ref::Known(id.clone()),
        RouteOrder::Make => {
            let made = result(&ops, "route_id");
            let (account, url) = (account.clone(), urls.message.to_string());
            ops.push(("Message route".into(), Op::CreateMessageRoute { account, name: "Homeline texts".into(), url }));
            made
        }
    };
    let voice_route = match &order.voice_route {
        RouteOrder::Use { id, .. } => Ref::Known(id.clone()),
        RouteOrder::Make => {
            let made = result(&ops, "route_id");
            let (account, url) = (account.clone(), urls.voice.to_string());
            ops.push(("Voice route".into(), Op::CreateVoiceRoute { account, name: "Homeline calls".into(), url }));
            made
        }
    };
    // Somebody new who gets two numbers is one person.
    let mut made: BTreeMap<&str, Ref> = BTreeMap::new();
    let mut subscribers = Vec::new();
    for PersonOrder { subscriber_id, name, email, .. } in order.lines.iter().map(|line| &line.person) {
        let subscriber = match (subscriber_id, made.get(email.as_str())) {
            (Some(id), _) => Ref::Known(id.clone()),
            (None, Some(known)) => known.clone(),
            (None, None) => {
                let new = result(&ops, "subscriber_id");
                let (account, name, email) = (account.clone(), name.clone(), email.as_str().to_owned());
                ops.push((name.clone(), Op::CreateSubscriber { account, name, email, manager: false }));
                new
            }
        };
        made.insert(email.as_str(), subscriber.clone());
        subscribers.push(subscriber);
    }
    for ((line, port_in), subscriber) in order.lines.iter().zip(ports).zip(subscribers) {
        let number = line.number.as_str().to_owned();
        let (message_route, voice_route) = (message_route.clone(), voice_route.clone());
        let op = Op::SubmitPortIn { port_in: *port_in, number, subscriber, message_route, voice_route, again: false };
        ops.push((format!("Request for {}", line.number.national()), op));
        if order.old.kind == NumberKind::Landline && order.old.date.is_some() {
            // The order itself has no field for the day.
            let op = Op::UpdatePortIn { port_in: *port_in, fields: vec![PortField::Date] };
            ops.push((format!("Day of {}", line.number.national()), op));
        }
    }
    ops
}
