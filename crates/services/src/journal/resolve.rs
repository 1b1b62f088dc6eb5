//! Finding out what became of an operation whose answer was lost: by reading, matched on what was sent.

use serde_json::{Value, json};
use telegent::{Client, Error as Upstream, Filter, OrderStatus};

use crate::{Error, db::Tx};

use super::{
    Op,
    chain::Operation,
    execute::{Made, Outcome, Results, Seen, limits_set, number_seen, subscribed, value},
};

/// What reading showed.
#[derive(Debug)]
pub(super) enum Found {
    /// It was made.
    Made(Made),
    /// It is not there.
    Nothing,
}

/// What is there before the operation is sent, so that an older thing is not taken for the new one.
pub(super) async fn before(tx: &mut Tx, op: &Op, results: &Results) -> Result<Value, Error> {
    let ids: Vec<String> = match op {
        Op::CreateAccount { name, .. } => {
            sqlx::query_scalar("select account_id from accounts where name = $1")
                .bind(name)
                .fetch_all(&mut **tx)
                .await?
        }
        Op::ProvisionNumber { subscriber, .. } => {
            let subscriber = value(subscriber, results)?;
            sqlx::query_scalar("select number from numbers where subscriber_id = $1")
                .bind(subscriber)
                .fetch_all(&mut **tx)
                .await?
        }
        Op::CreateSubscription { subscriber, .. } => {
            let subscriber = value(subscriber, results)?;
            sqlx::query_scalar("select subscription_id from subscriptions where subscriber_id = $1")
                .bind(subscriber)
                .fetch_all(&mut **tx)
                .await?
        }
        _ => Vec::new(),
    };
    Ok(json!(ids))
}

fn was_there(operation: &Operation, id: &str) -> bool {
    operation.before.as_array().is_some_and(|ids| ids.iter().any(|known| known.as_str() == Some(id)))
}

/// Reads what the operation would have made.
pub(super) async fn resolve(
    client: &Client,
    operation: &Operation,
    results: &Results,
) -> Result<Result<Found, Upstream>, Error> {
    let at = |reference| value(reference, results);
    Ok(match &operation.op {
        Op::CreateAccount { name, .. } => account(client, operation, name).await,
        Op::CreateMessageRoute { account, name, .. } => {
            let account = at(account)?;
            client.accounts().message_routes(&account).await.map(|routes| {
                let mut routes = routes.into_value().into_iter();
                found(routes.find(|r| r.route_name.as_deref() == Some(name)), |route| {
                    let id = route.message_route_id.clone();
                    Made::new(
                        [("route_id", Some(&id))],
                        "Bypass off, delivery reports on",
                        vec![Seen::MessageRoute(Box::new(route), account)],
                    )
                })
            })
        }
        Op::CreateVoiceRoute { account, name, .. } => {
            let account = at(account)?;
            client.accounts().voice_routes(&account).await.map(|routes| {
                let mut routes = routes.into_value().into_iter();
                found(routes.find(|r| r.route_name.as_deref() == Some(name)), |route| {
                    let id = route.call_route_id.clone();
                    Made::new(
                        [("route_id", Some(&id))],
                        "Takes up to 10 minutes to carry calls",
                        vec![Seen::VoiceRoute(Box::new(route), account)],
                    )
                })
            })
        }
        Op::CreateSubscriber { account, email, .. } => subscriber(client, &at(account)?, email).await,
        Op::ProvisionNumber { account, subscriber, iccid, .. } => {
            number(client, operation, &at(account)?, &at(subscriber)?, iccid.as_deref()).await
        }
        Op::CreateSubscription { subscriber, package_id, .. } => {
            let subscriber = at(subscriber)?;
            client.distributor().subscriptions(Filter::Active).await.map(|rows| {
                let row = rows.into_value().into_iter().find(|s| {
                    s.subscriber_id.as_deref() == Some(&subscriber)
                        && s.package_id.as_deref() == Some(package_id)
                        && !was_there(operation, &s.subscription_id)
                });
                found(row, subscribed)
            })
        }
        Op::ChangePackage { subscription_id, package_id } => {
            client.subscriptions().get(subscription_id).await.map(|row| {
                let row = row.into_value();
                found((row.package_id.as_deref() == Some(package_id)).then_some(row), subscribed)
            })
        }
        Op::SetDataLimits { number, limits } => {
            let number = at(number)?;
            client.numbers().data_usage_settings(std::slice::from_ref(&number)).await.map(|rows| {
                let same = |row: &telegent::DataSettings| {
                    row.notify_value == Some(limits.notify.get().into())
                        && row.throttle_value == Some(limits.throttle.get().into())
                        && row.limit_value == Some(limits.limit.get().into())
                };
                found(rows.iter().any(same).then_some(()), |()| limits_set(&number, limits))
            })
        }
        Op::InviteManager { .. } => Ok(Found::Nothing),
    })
}

fn found<T>(row: Option<T>, made: impl FnOnce(T) -> Made) -> Found {
    row.map_or(Found::Nothing, |row| Found::Made(made(row)))
}

async fn account(client: &Client, operation: &Operation, name: &str) -> Result<Found, Upstream> {
    let accounts = client.distributor().accounts().await?.into_value();
    let row =
        accounts.into_iter().find(|a| a.account_name.as_deref() == Some(name) && !was_there(operation, &a.account_id));
    Ok(found(row, |account| {
        let id = account.account_id.clone();
        Made::new([("account_id", Some(&id))], id.clone(), vec![Seen::Account(account)])
    }))
}

/// E-mail addresses are unique on the whole platform, so one page after the other is read until it shows.
async fn subscriber(client: &Client, account: &str, email: &str) -> Result<Found, Upstream> {
    const PER_PAGE: u32 = 100;
    for page in 1.. {
        let reply = client.distributor().subscribers(page, PER_PAGE).await?.into_value();
        let (rows, total) = (reply.subscribers.len(), reply.total.unwrap_or(0));
        let mut people = reply.subscribers.into_iter();
        if let Some(person) = people.find(|s| s.email.as_deref().is_some_and(|e| e.eq_ignore_ascii_case(email))) {
            let id = person.subscriber_id.clone();
            let seen = vec![Seen::Subscriber(person, account.to_owned())];
            return Ok(Found::Made(Made::new([("subscriber_id", Some(&id))], email, seen)));
        }
        if rows == 0 || i64::from(page) * i64::from(PER_PAGE) >= total {
            break;
        }
    }
    Ok(Found::Nothing)
}

/// A card belongs to one number; without one, the subscriber's numbers that were not there before.
async fn number(
    client: &Client,
    operation: &Operation,
    account: &str,
    subscriber: &str,
    iccid: Option<&str>,
) -> Result<Found, Upstream> {
    const PER_PAGE: u32 = 200;
    let ours = |n: &telegent::Number| {
        let same_card =
            iccid.is_none_or(|i| n.iccid.as_deref().is_some_and(|card| card.trim_end_matches(['F', 'f']) == i));
        n.assigned_subscriber_id.as_deref() == Some(subscriber) && same_card && !was_there(operation, &n.number)
    };
    for page in 1.. {
        let reply = client.numbers().inventory(page, Some("All"), Some(PER_PAGE)).await?.into_value();
        let (rows, total) = (reply.phone_numbers.len(), reply.total_results.unwrap_or(0));
        if let Some(row) = reply.phone_numbers.into_iter().find(ours) {
            let made = Made::new(
                [
                    ("number", Some(&row.number)),
                    ("tnid", row.tnid.as_deref()),
                    ("iccid", row.iccid.as_deref()),
                    ("order_id", row.order_id.as_deref()),
                    ("subscriber_id", Some(subscriber)),
                ],
                format!("{}, found by reading", domain::phone::national(&row.number)),
                vec![],
            );
            let seen = number_seen(client, &row.number, &made.result, account).await;
            return Ok(Found::Made(Made { seen: vec![seen], ..made }));
        }
        if rows == 0 || i64::from(page) * i64::from(PER_PAGE) >= total {
            break;
        }
    }
    Ok(Found::Nothing)
}

/// Reads an order that was not complete.
pub(super) async fn order(client: &Client, operation: &Operation, results: &Results) -> Result<Outcome, Error> {
    let Op::ProvisionNumber { account, .. } = &operation.op else {
        return Err(anyhow::anyhow!("only a number is ordered").into());
    };
    let account = value(account, results)?;
    let mut made = Made { result: operation.result.clone(), ..Made::default() };
    let Some(order_id) = made.result.get("order_id").and_then(Value::as_str).map(str::to_owned) else {
        return Ok(Outcome::Unknown { lost: true, detail: "The order has no id.".into() });
    };
    let order = match client.numbers().order(&order_id).await {
        Ok(order) => order,
        Err(error) => {
            tracing::debug!(%error, "order not read");
            made.detail = "Ordered. Telegent can’t be asked right now; we look again.".into();
            return Ok(Outcome::Waiting(made));
        }
    };
    match &order.order_status {
        Some(OrderStatus::Complete) => {
            let ordered = order.phone_numbers_ordered.first().cloned();
            let number = ordered.or_else(|| made.result.get("number").and_then(Value::as_str).map(str::to_owned));
            let Some(number) = number else {
                made.detail = "The order is complete but names no number yet.".into();
                return Ok(Outcome::Waiting(made));
            };
            made.result.insert("number".into(), json!(number));
            made.detail = domain::phone::national(&number);
            let seen = number_seen(client, &number, &made.result, &account).await;
            if let Seen::Number(row, _) = &seen {
                for (key, value) in [("tnid", &row.tnid), ("iccid", &row.iccid)] {
                    if let (false, Some(value)) = (made.result.contains_key(key), value) {
                        made.result.insert(key.into(), json!(value));
                    }
                }
            }
            made.seen.push(seen);
            Ok(Outcome::Done(made))
        }
        Some(OrderStatus::Error | OrderStatus::Rejected | OrderStatus::Cancelled) => {
            Ok(Outcome::Refused(order.order_status_message.clone().unwrap_or_else(|| "The order failed.".into())))
        }
        _ => {
            made.detail = "Ordered. The network is getting it ready.".into();
            Ok(Outcome::Waiting(made))
        }
    }
}
