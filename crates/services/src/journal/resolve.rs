//! Finding out what became of an operation whose answer was lost: by reading, matched on what was sent.

use std::collections::HashSet;

use serde_json::{Value, json};
use telegent::{Client, Error as Upstream, Filter, OrderStatus};

use crate::{Error, accounts::LineStatus, db::Tx, pages::Pages, port_ins};

use super::{
    Op, PostalAddress, care,
    chain::Operation,
    data,
    execute::{Made, Outcome, Results, Seen, complete, limits_set, number_seen, postal, subscribed, value},
    guardian, port,
};

/// What reading showed.
#[derive(Debug)]
pub(super) enum Found {
    /// It was made.
    Made(Made),
    /// Something is in its place that is not ours; why, in words.
    Foreign(String),
    /// It is not there.
    Nothing,
}

/// What is there before the operation is sent, so that an older thing is not taken for the new one.
pub(super) async fn before(tx: &mut Tx, op: &Op, results: &Results) -> Result<Value, Error> {
    if let Op::UpdatePortIn { port_in, .. } | Op::CancelPortIn { port_in, .. } = op {
        let port = port_ins::record(tx, *port_in).await?;
        return Ok(json!({ "order_id": port.order_id, "word": port.raw_status }));
    }
    if let Op::Care(care) = op {
        return care::before(tx, care).await;
    }
    if let Op::Data(op) = op {
        return data::before(tx, op).await;
    }
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

/// What other operations of its kind made.
pub(super) type Taken = HashSet<String>;

/// What other operations of this kind are known to have made: it can't be this one's.
pub(super) async fn taken(tx: &mut Tx, operation: &Operation) -> Result<Taken, Error> {
    let Some(key) = operation.op.makes() else { return Ok(Taken::new()) };
    let ids: Vec<String> = sqlx::query_scalar(
        "select result->>$3 from operations where kind = $1 and id <> $2 and result->>$3 is not null",
    )
    .bind(operation.op.kind())
    .bind(operation.id)
    .bind(key)
    .fetch_all(&mut **tx)
    .await?;
    let mut taken: Taken = ids.into_iter().collect();
    if let Op::ProvisionNumber { .. } = &operation.op {
        // A number that came over from another carrier, or took another one's place, was not bought.
        let brought: Vec<String> = sqlx::query_scalar(
            "select p.number from operations o join chains c on c.id = o.chain_id
             join port_ins p on p.account_id = c.account_id where o.id = $1
             union all select result->>'new_number' from operations
             where kind = 'care_swap_number' and result->>'new_number' is not null",
        )
        .bind(operation.id)
        .fetch_all(&mut **tx)
        .await?;
        taken.extend(brought);
    }
    Ok(taken)
}

/// Whether it may be what the operation made: it was not there before, and nobody else made it.
fn is_new(operation: &Operation, taken: &Taken, id: &str) -> bool {
    let was_there = operation.before.as_array().is_some_and(|ids| ids.iter().any(|known| known.as_str() == Some(id)));
    !was_there && !taken.contains(id)
}

/// Reads what the operation would have made.
pub(super) async fn resolve(
    client: &Client,
    operation: &Operation,
    results: &Results,
    taken: &Taken,
    heard: Option<&str>,
) -> Result<Result<Found, Upstream>, Error> {
    let at = |reference| value(reference, results);
    Ok(match &operation.op {
        Op::CreateAccount { name, billing, mailing, .. } => {
            account(client, name, [billing, mailing], |id| is_new(operation, taken, id)).await
        }
        Op::CreateMessageRoute { account, name, .. } => {
            let account = at(account)?;
            client.accounts().message_routes(&account).await.map(|routes| {
                let mut routes = routes.into_value().into_iter();
                found(routes.find(|r| r.route_name.as_deref() == Some(name)), |mut route| {
                    // As in `execute`: it was sent.
                    route.intelligent_route_enabled = route.intelligent_route_enabled.or(Some(true));
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
        Op::CreateSubscriber { account, email, .. } => subscriber(client, &at(account)?, email, taken).await,
        Op::ProvisionNumber { account, subscriber, iccid, .. } => {
            let subscriber = at(subscriber)?;
            let ours = |n: &telegent::Number| {
                let same_card =
                    |card: &String| n.iccid.as_deref().is_some_and(|i| i.trim_end_matches(['F', 'f']) == card);
                // What was cancelled since is nothing to go on with.
                let over = n.status.as_ref().is_some_and(|s| LineStatus::parse(s.as_str()) == LineStatus::Cancelled);
                n.assigned_subscriber_id.as_deref() == Some(&subscriber)
                    && !over
                    && iccid.as_ref().is_none_or(same_card)
                    && is_new(operation, taken, &n.number)
            };
            number(client, &at(account)?, &subscriber, ours).await
        }
        Op::CreateSubscription { subscriber, package_id, .. } => {
            let subscriber = at(subscriber)?;
            client.distributor().subscriptions(Filter::All).await.map(|rows| {
                let row = rows.into_value().into_iter().find(|s| {
                    s.subscriber_id.as_deref() == Some(&subscriber)
                        && s.package_id.as_deref() == Some(package_id)
                        && is_new(operation, taken, &s.subscription_id)
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
        Op::WatchOrders { account, url } => watched(client, &at(account)?, url).await,
        Op::BindNumber { account, .. } => {
            let account = at(account)?;
            Ok(match port::bound(client, &operation.op, &account, results).await? {
                Outcome::Done(made) => Found::Made(made),
                _ => Found::Nothing,
            })
        }
        Op::SetE911 { account, number, address } => port::find_e911(client, &at(number)?, &at(account)?, address).await,
        Op::Care(care) => care::find_out(client, care, &operation.before).await,
        op @ (Op::SubmitPortIn { .. } | Op::UpdatePortIn { .. } | Op::CancelPortIn { .. }) => {
            port::find_out(client, op, &operation.before, heard).await
        }
        Op::Guardian(op) => guardian::resolve(client, op).await,
        Op::Data(op) => data::resolve(client, op, &operation.before).await,
        // Storing the same PIN again is as good as finding it.
        Op::SetPortOutPin { .. } | Op::InviteManager { .. } => Ok(Found::Nothing),
    })
}

/// Whether the account tells us of its orders.
pub(super) async fn watched(client: &Client, account: &str, url: &str) -> Result<Found, Upstream> {
    let rows = client.accounts().webhooks(Some(account)).await?;
    let ours = rows.iter().find(|w| w.url.as_deref() == Some(url)).map(|w| w.webhook_id.clone());
    Ok(found(ours, |id| Made::new([("webhook_id", Some(&id))], "Telegent tells us when an order moves", Vec::new())))
}

fn found<T>(row: Option<T>, made: impl FnOnce(T) -> Made) -> Found {
    row.map_or(Found::Nothing, |row| Found::Made(made(row)))
}

/// By name and both addresses: two families may share a name.
async fn account(
    client: &Client,
    name: &str,
    [billing, mailing]: [&PostalAddress; 2],
    is_new: impl Fn(&str) -> bool,
) -> Result<Found, Upstream> {
    let accounts = client.distributor().accounts().await?.into_value();
    let row = accounts.into_iter().find(|a| {
        a.account_name.as_deref() == Some(name)
            && agrees(billing, &a.billing_address)
            && agrees(mailing, &a.mailing_address)
            && is_new(&a.account_id)
    });
    Ok(found(row, |mut account| {
        (account.billing_address, account.mailing_address) = (postal(billing), postal(mailing));
        let id = account.account_id.clone();
        Made::new([("account_id", Some(&id))], id.clone(), vec![Seen::Account(account)])
    }))
}

/// Whether an address may be the one that was sent: Telegent may leave parts out and write them another way, but what it
/// says must be the same.
fn agrees(sent: &PostalAddress, read: &telegent::Address) -> bool {
    let bare =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let same = |sent: &str, read: &Option<String>| {
        sent.is_empty() || read.as_deref().map(bare).is_none_or(|read| read.is_empty() || read == bare(sent))
    };
    // `84043-1234` is in 84043, and a state may be written out, which the ZIP code says, too.
    let zip = read.zip.as_deref().map(|zip| zip.chars().take(5).collect());
    same(&sent.street1, &read.street1) && same(&sent.city, &read.city) && same(&sent.zip, &zip)
}

/// E-mail addresses are unique on the whole platform, so one page after the other is read until it shows.
async fn subscriber(client: &Client, account: &str, email: &str, taken: &Taken) -> Result<Found, Upstream> {
    const PER_PAGE: u32 = 100;
    let mut pages = Pages::default();
    for page in 1.. {
        let reply = client.distributor().subscribers(page, PER_PAGE).await?.into_value();
        let rows = reply.subscribers;
        let more = pages.more(rows.len(), rows.first().map(|s| s.subscriber_id.as_str()), reply.total);
        let same = |s: &telegent::Subscriber| s.email.as_deref().is_some_and(|e| e.eq_ignore_ascii_case(email));
        if let Some(person) = rows.into_iter().find(same) {
            let id = person.subscriber_id.clone();
            // Lists may leave the account out.
            let home = match &person.account {
                Some(home) => Some(home.account_id.clone()),
                None => client.subscribers().get(&id).await?.into_value().account.map(|home| home.account_id),
            };
            if home.as_deref() != Some(account) || taken.contains(&id) {
                return Ok(Found::Foreign("This e-mail address belongs to somebody else at Telegent.".into()));
            }
            let seen = vec![Seen::Subscriber(person, account.to_owned())];
            return Ok(Found::Made(Made::new([("subscriber_id", Some(&id))], email, seen)));
        }
        if !more {
            break;
        }
    }
    Ok(Found::Nothing)
}

/// A card belongs to one number; without one, the subscriber's numbers that were not there before.
async fn number(
    client: &Client,
    account: &str,
    subscriber: &str,
    ours: impl Fn(&telegent::Number) -> bool,
) -> Result<Found, Upstream> {
    const PER_PAGE: u32 = 200;
    let mut pages = Pages::default();
    for page in 1.. {
        let reply = client.numbers().inventory(page, Some("All"), Some(PER_PAGE)).await?.into_value();
        let rows = reply.phone_numbers;
        let more = pages.more(rows.len(), rows.first().map(|n| n.number.as_str()), reply.total_results);
        if let Some(row) = rows.into_iter().find(&ours) {
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
        if !more {
            break;
        }
    }
    Ok(Found::Nothing)
}

/// Reads an order that was not complete, or a number that was not switched on.
pub(super) async fn order(client: &Client, operation: &Operation, results: &Results) -> Result<Outcome, Error> {
    if let Op::BindNumber { account, .. } = &operation.op {
        return port::bound(client, &operation.op, &value(account, results)?, results).await;
    }
    if let Op::Care(care) = &operation.op {
        return Ok(care::order(client, care, &operation.result).await);
    }
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
            Ok(complete(client, made, &number, &account).await)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_it_is_written() {
        let sent = PostalAddress {
            street1: "2701 N Thanksgiving Way".into(),
            street2: String::new(),
            city: "Lehi".into(),
            state: "UT".into(),
            zip: "84043".into(),
        };
        let text = |s: &str| Some(s.to_owned());
        let same = telegent::Address {
            street1: text("2701 N. THANKSGIVING WAY"),
            zip: text("84043-1234"),
            state: text("Utah"),
            ..telegent::Address::default()
        };
        assert!(agrees(&sent, &same));
        assert!(agrees(&sent, &telegent::Address::default()));
        assert!(!agrees(&sent, &telegent::Address { street1: text("2703 N Thanksgiving Way"), ..same.clone() }));
        assert!(!agrees(&sent, &telegent::Address { zip: text("84044"), ..same }));
    }
}
