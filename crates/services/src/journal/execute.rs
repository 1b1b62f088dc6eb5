//! Making the call an operation describes, once.

use std::time::Duration;

use rand::{Rng, distr::Alphanumeric};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};
use telegent::{
    AccountCreate, Address, Client, DataUsageSet, Error as Upstream, HttpMethod, MessageRouteCreate, MessageType,
    NumberType, OrderStatus, ProductType, ProvisionRequest, Provisioned, Role, RouteType, SubscriberCreate,
    SubscriptionCreate, SubscriptionUpdate, ThrottleSpeed, VoiceRouteCreate,
};

use crate::Error;

use super::{Op, PostalAddress, Ref, care, data, port};

pub(super) use super::made::{Made, Outcome, Seen};

/// Results of the chain's operations so far, by `seq`.
pub(super) type Results = Vec<(i32, Map<String, Value>)>;

/// Looks a reference up; a chain whose earlier results are missing is broken and only a developer can mend it.
pub(super) fn value(reference: &Ref, results: &Results) -> Result<String, Error> {
    reference.resolve(results).ok_or_else(|| anyhow::anyhow!("unresolved reference {reference:?}").into())
}

pub(super) fn postal(address: &PostalAddress) -> Address {
    let part = |p: &str| (!p.is_empty()).then(|| p.to_owned());
    Address {
        street1: part(&address.street1),
        street2: part(&address.street2),
        city: part(&address.city),
        state: part(&address.state),
        zip: part(&address.zip),
        country: Some("USA".into()),
    }
}

/// The upstream wants a password for each subscriber; nobody ever signs in with it, so it is made and forgotten.
fn throwaway_password() -> SecretString {
    let random: String = rand::rng().sample_iter(Alphanumeric).take(24).map(char::from).collect();
    SecretString::from(format!("{random}!7aA"))
}

/// Sends the operation. Sent once; the client repeats nothing that changes something.
pub(super) async fn execute(client: &Client, op: &Op, results: &Results) -> Result<Outcome, Error> {
    let at = |reference: &Ref| value(reference, results);
    let made = match op {
        Op::CreateAccount { name, admin_email, billing, mailing } => {
            let request = AccountCreate {
                account_name: name.clone(),
                account_admin: Some(admin_email.clone()),
                billing_address: Some(postal(billing)),
                mailing_address: Some(postal(mailing)),
            };
            client.accounts().create(&request).await.map(|reply| {
                let mut account = reply.into_value();
                // The documented answer blanks parts of the addresses; what was sent is what it has.
                account.billing_address = postal(billing);
                account.mailing_address = postal(mailing);
                let id = account.account_id.clone();
                Made::new([("account_id", Some(&id))], id.clone(), vec![Seen::Account(account)])
            })
        }
        Op::CreateMessageRoute { account, name, url } => {
            let account = at(account)?;
            let mut request = MessageRouteCreate::posting_to(url, name, &account);
            request.callback_message_url = Some(url.clone());
            request.callback_message_url_method = Some(HttpMethod::Post);
            client.message().create_route(&request).await.map(|reply| {
                let mut route = reply.into_value();
                // Answers leave it out; what was sent is what it has.
                route.intelligent_route_enabled = route.intelligent_route_enabled.or(Some(true));
                let id = route.message_route_id.clone();
                Made::new(
                    [("route_id", Some(&id))],
                    "Bypass off, delivery reports on",
                    vec![Seen::MessageRoute(Box::new(route), account)],
                )
            })
        }
        Op::CreateVoiceRoute { account, name, url } => {
            let account = at(account)?;
            let mut request = VoiceRouteCreate::new(name, RouteType::Url);
            request.voice_url = Some(url.clone());
            request.voice_url_method = Some(HttpMethod::Post);
            request.route_enabled = Some(true);
            request.intelligent_route_enabled = Some(true);
            request.account_id = Some(account.clone());
            client.voice().create_route(&request).await.map(|reply| {
                let route = reply.into_value();
                let id = route.call_route_id.clone();
                Made::new(
                    [("route_id", Some(&id))],
                    "Takes up to 10 minutes to carry calls",
                    vec![Seen::VoiceRoute(Box::new(route), account)],
                )
            })
        }
        Op::CreateSubscriber { account, name, email, manager } => {
            let account = at(account)?;
            let request = SubscriberCreate {
                name: name.clone(),
                email: email.clone(),
                // Numbers are bound when they are bought: naming one here meets a known upstream defect.
                phone_numbers: Vec::new(),
                role: if *manager { Role::Manager } else { Role::Subscriber },
                password: throwaway_password(),
                account_id: account.clone(),
            };
            client.subscribers().create(&request).await.map(|reply| {
                let person = reply.into_value();
                let id = person.subscriber_id.clone();
                Made::new([("subscriber_id", Some(&id))], email.clone(), vec![Seen::Subscriber(person, account)])
            })
        }
        Op::ProvisionNumber { account, subscriber, area_code, zip, iccid, message_route, voice_route, courtesy: _ } => {
            let (account, subscriber) = (at(account)?, at(subscriber)?);
            let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
            let request = ProvisionRequest {
                number_type: NumberType::Mvno,
                message_type: MessageType::P2p,
                message_enabled: true,
                voice_enabled: true,
                data_enabled: Some(true),
                message_route_id: Some(at(message_route)?),
                voice_route_id: Some(at(voice_route)?),
                area_code: some(area_code),
                zip_code: some(zip),
                iccid: iccid.clone(),
                product_type: ProductType::SmsDataVoice,
                assigned_subscriber_id: Some(subscriber.clone()),
                account_id: Some(account.clone()),
            };
            match client.numbers().provision(&request).await {
                Ok(reply) => return Ok(provisioned(client, &reply, &account, &subscriber).await),
                Err(error) => Err(error),
            }
        }
        Op::CreateSubscription { account: _, subscriber, tnid, iccid, package_id } => {
            let request = SubscriptionCreate {
                subscriber_id: at(subscriber)?,
                tnid: Some(at(tnid)?),
                iccid: iccid.resolve(results),
                package_id: package_id.clone(),
                subscription_type: "mvno".into(),
            };
            client.subscriptions().create(&request).await.map(|reply| subscribed(reply.into_value()))
        }
        Op::ChangePackage { subscription_id, package_id } => {
            let request = SubscriptionUpdate {
                subscription_id: subscription_id.clone(),
                package_id: Some(package_id.clone()),
                ..SubscriptionUpdate::default()
            };
            client.subscriptions().update(&request).await.map(|reply| subscribed(reply.into_value()))
        }
        Op::SetDataLimits { number, limits } => {
            let number = at(number)?;
            let request = DataUsageSet {
                notify_mb: Some(limits.notify.get()),
                throttle_mb: Some(limits.throttle.get()),
                throttle_speed: Some(ThrottleSpeed::parse(limits.speed.wire())),
                limit_mb: limits.limit.get(),
                phone_numbers: vec![number.clone()],
            };
            match client.numbers().set_data_usage(&request).await {
                Ok(reply) => return Ok(limited(&reply, &number, limits)),
                Err(error) => Err(error),
            }
        }
        Op::WatchOrders { .. } | Op::InviteManager { .. } => {
            return Err(anyhow::anyhow!("this is not sent from here").into());
        }
        Op::Data(op) => return Ok(data::execute(client, op).await),
        Op::BindNumber { .. } => return port::bind(client, op, results).await,
        Op::Care(care) => return Ok(care::execute(client, care).await),
        Op::SetE911 { account, number, address } => port::set_e911(client, &at(number)?, &at(account)?, address).await,
        Op::SubmitPortIn { .. } | Op::UpdatePortIn { .. } | Op::CancelPortIn { .. } | Op::SetPortOutPin { .. } => {
            return Err(anyhow::anyhow!("what is sealed is packed before it is sent").into());
        }
        Op::Guardian(_) => return Err(anyhow::anyhow!("Guardian is sent with what is known of it").into()),
    };
    Ok(made.map_or_else(failed, Outcome::Done))
}

/// A subscription that was made or changed.
pub(super) fn subscribed(subscription: telegent::Subscription) -> Made {
    let id = subscription.subscription_id.clone();
    Made::new([("subscription_id", Some(&id))], id.clone(), vec![Seen::Subscription(subscription)])
}

/// Limits that were set.
pub(super) fn limits_set(number: &str, limits: &domain::DataLimits) -> Made {
    let settings = telegent::DataSettings {
        number: number.to_owned(),
        status: None,
        status_message: None,
        notify_value: Some(limits.notify.get().into()),
        throttle_value: Some(limits.throttle.get().into()),
        throttle_speed: Some(ThrottleSpeed::parse(limits.speed.wire())),
        limit_value: Some(limits.limit.get().into()),
        value_unit: Some("MB".into()),
    };
    let [en, es] = domain::Lang::ALL.map(|lang| limits.words_in(lang));
    Made::new([("number", Some(number))], en, vec![Seen::Settings(settings)]).in_spanish(es)
}

/// What setting limits came to: the whole answer has a status, and each number may have its own.
fn limited(reply: &telegent::Reply<telegent::DataUsageAck>, number: &str, limits: &domain::DataLimits) -> Outcome {
    let said = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let rows = reply.raw.get("PhoneNumbers").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let whole = [(reply.status.clone(), reply.status_message.clone())];
    let each = rows.iter().map(|row| (said(row, "Status"), said(row, "StatusMessage")));
    let fine = |status: &str| ["complete", "success"].contains(&status.to_ascii_lowercase().as_str());
    let bad =
        whole.into_iter().chain(each).find(|(status, _)| status.as_deref().is_some_and(|s| !s.is_empty() && !fine(s)));
    match bad {
        Some((status, message)) => Outcome::Refused(message.filter(|m| !m.is_empty()).or(status).unwrap_or_default()),
        None => Outcome::Done(limits_set(number, limits)),
    }
}

/// What an order for a number came to.
async fn provisioned(client: &Client, reply: &Provisioned, account: &str, subscriber: &str) -> Outcome {
    let mut made = Made::new(
        [
            ("number", reply.phone_number_assigned.as_deref()),
            ("tnid", reply.phone_number_id.as_deref()),
            ("iccid", reply.iccid.as_deref()),
            ("order_id", Some(&reply.order_id)),
            ("subscriber_id", Some(subscriber)),
        ],
        String::new(),
        Vec::new(),
    );
    if let Some(lpa) = reply.lpa() {
        made.result.insert("lpa".into(), json!(lpa.expose_secret()));
    }
    match (&reply.order_status, &reply.phone_number_assigned) {
        (Some(OrderStatus::Complete) | None, Some(number)) => complete(client, made, number, account).await,
        (Some(OrderStatus::Error | OrderStatus::Rejected | OrderStatus::Cancelled), _) => {
            Outcome::Refused(reply.error_message.clone().unwrap_or_else(|| "The order failed.".into()))
        }
        _ => {
            made.detail = "Ordered. The network is getting it ready.".into();
            Outcome::Waiting(made)
        }
    }
}

/// A number that was bought. Its plan is put on the number's id: while that is not known, the order is read again.
pub(super) async fn complete(client: &Client, mut made: Made, number: &str, account: &str) -> Outcome {
    made.result.insert("number".into(), json!(number));
    let seen = number_seen(client, number, &made.result, account).await;
    if let Seen::Number(row, _) = &seen {
        for (key, value) in [("tnid", &row.tnid), ("iccid", &row.iccid)] {
            if let (false, Some(value)) = (made.result.contains_key(key), value) {
                made.result.insert(key.into(), json!(value));
            }
        }
    }
    made.seen.push(seen);
    if made.result.contains_key("tnid") {
        made.detail = domain::phone::national(number);
        Outcome::Done(made)
    } else {
        made.detail = format!("{} is there; its id is still to come.", domain::phone::national(number));
        Outcome::Waiting(made)
    }
}

/// The number as Telegent has it now; when it can't be read, what we know of it. The next sync fills the rest.
pub(super) async fn number_seen(client: &Client, number: &str, result: &Map<String, Value>, account: &str) -> Seen {
    let known = |key: &str| result.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut row = match client.numbers().get(number).await {
        Ok(reply) => reply.into_value(),
        Err(_) => telegent::Number { number: number.to_owned(), ..telegent::Number::default() },
    };
    row.tnid = known("tnid").or(row.tnid);
    row.iccid = known("iccid").or(row.iccid);
    row.order_id = known("order_id").or(row.order_id);
    row.assigned_subscriber_id = known("subscriber_id").or(row.assigned_subscriber_id);
    row.qr_activation_link = known("lpa").map(SecretString::from).or(row.qr_activation_link);
    Seen::Number(row, account.to_owned())
}

/// What a failed call means for its operation.
pub(super) fn failed(error: Upstream) -> Outcome {
    if error.maybe_done() {
        // 500, 501 and 503 are Telegent's word that it failed; the rest is a gateway's, which does not know.
        let lost = !matches!(error, Upstream::Unavailable { status: Some(500 | 501 | 503), .. });
        let detail = if lost { "The answer was lost on the way." } else { "Telegent answered that it could not." };
        return Outcome::Unknown { lost, detail: detail.into() };
    }
    match error {
        Upstream::Refused { message, .. } | Upstream::Conflict { message, .. } | Upstream::NotFound { message, .. } => {
            Outcome::Refused(message)
        }
        Upstream::RateLimited { retry_after, .. } => Outcome::Retry(
            retry_after.unwrap_or(Duration::from_secs(5)),
            "Telegent asks us to go slower. It goes on by itself.".into(),
        ),
        Upstream::Unauthorized { .. } => Outcome::Retry(
            Duration::from_secs(30),
            "Telegent does not accept the operator’s credentials right now. It goes on by itself once it does.".into(),
        ),
        _ => Outcome::Retry(Duration::ZERO, "Telegent can’t be reached. It goes on by itself when it is back.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_set_only_where_the_answer_says_so() {
        let mb = domain::Megabytes::new;
        let limits = domain::DataLimits { notify: mb(1), throttle: mb(2), speed: domain::Speed::M5, limit: mb(3) };
        let came_to = |status: Option<&str>, raw: Value| {
            let (status, status_message) = (status.map(str::to_owned), None);
            let value = telegent::DataUsageAck { status, status_message, phone_numbers: Vec::new() };
            limited(&telegent::Reply { value, raw }, "+18015550100", &limits)
        };
        let row = |status: &str| json!({ "PhoneNumbers": [{ "Number": "+18015550100", "Status": status, "StatusMessage": "no data" }] });
        assert!(matches!(came_to(None, json!({})), Outcome::Done(_)));
        assert!(matches!(came_to(Some("Complete"), row("Success")), Outcome::Done(_)));
        assert!(matches!(came_to(Some("Failed"), json!({})), Outcome::Refused(why) if why == "Failed"));
        assert!(matches!(came_to(Some("Complete"), row("Error")), Outcome::Refused(why) if why == "no data"));
    }

    #[test]
    fn a_gateway_does_not_know_what_became_of_it() {
        let lost = |status: Option<u16>| {
            let (operation, message) = ("numbers.provision", String::new());
            match failed(Upstream::Unavailable { operation, sent: true, status, message }) {
                Outcome::Unknown { lost, .. } => lost,
                other => panic!("{other:?}"),
            }
        };
        for status in [None, Some(408), Some(502), Some(504), Some(524)] {
            assert!(lost(status), "{status:?}");
        }
        for status in [500, 501, 503] {
            assert!(!lost(Some(status)), "{status}");
        }
    }
}
