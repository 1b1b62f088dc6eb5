//! Port-ins: what is packed for a call, what an answer means for the port-in, what reading shows after a lost answer.
//!
//! A port-in outlives its chains: orders take days, and the chains of an account wait for one another. So a chain only
//! sends; [`crate::port_ins::Poller`] follows the order, and a refusal is the port-in's to mend, not the chain's.

use domain::porting::PortField;
use secrecy::SecretString;
use serde_json::{Value, json};
use telegent::{
    Client, E911Address, E911Update, Error as Upstream, NumberUpdate, OrderStatus, PortBillingAddress,
    PortClassification, PortInRequest, PortInUpdate, ProductType, VoicemailSettings,
};

use crate::{Error, Vault, db::Tx, port_ins, vault};

use super::{
    Op, PostalAddress, care,
    execute::{Made, Outcome, Results, Seen, failed, value},
    resolve::Found,
};

/// What is sent where an account has no PIN: the documented sample of the field, which must not be empty.
const NO_PIN: &str = "0000";

/// What a call takes along that no row of the journal holds.
pub(super) enum Parcel {
    /// A new order; `check` asks first whether an earlier one came through after all.
    Order { request: Box<PortInRequest>, check: bool },
    /// A correction of an order.
    Correction(Box<PortInUpdate>),
    /// The end of an order.
    Withdrawal(String),
    /// A PIN to leave with.
    Pin { number: String, pin: SecretString },
    /// Voicemail, with its PIN perhaps.
    Voicemail { settings: VoicemailSettings, fresh: bool },
}

/// Packs a call. `None` where nothing is to be packed; a refusal where something is missing.
pub(super) async fn pack(tx: &mut Tx, vault: &Vault, op: &Op) -> Result<Option<Result<Parcel, String>>, Error> {
    Ok(match op {
        Op::SubmitPortIn { port_in, again, .. } => {
            let port = port_ins::record(tx, *port_in).await?;
            if port.ended {
                return Ok(Some(Err("It was cancelled before it was sent.".into())));
            }
            let account = vault::open(tx, vault, port.id, "account_number").await?;
            let pin = vault::open(tx, vault, port.id, "pin").await?;
            let Some(account) = account else {
                return Ok(Some(Err(
                    "The account number at the old carrier is not there any more. Enter it again.".into()
                )));
            };
            let request = PortInRequest {
                port_in_number: port.number,
                current_carrier_name: port.carrier,
                current_account_number: account,
                current_account_password: pin.unwrap_or_else(|| NO_PIN.into()),
                current_billing_address: billing(&port.billing),
                iccid: port.iccid,
                target_portin_classification: Some(PortClassification::Mvno),
                subscriber_name: Some(port.holder),
            };
            Some(Ok(Parcel::Order { request: Box::new(request), check: *again }))
        }
        Op::UpdatePortIn { port_in, fields } => {
            let port = port_ins::record(tx, *port_in).await?;
            let Some(order_id) = port.order_id.clone() else {
                return Ok(Some(Err("The order’s id is not known yet.".into())));
            };
            let changed = |field: PortField| fields.contains(&field);
            let account = match changed(PortField::AccountNumber) {
                true => vault::open(tx, vault, port.id, "account_number").await?,
                false => None,
            };
            let pin = match changed(PortField::Pin) {
                true => vault::open(tx, vault, port.id, "pin").await?,
                false => None,
            };
            let address = changed(PortField::Address) || changed(PortField::Zip);
            let update = PortInUpdate {
                order_id,
                current_carrier_name: changed(PortField::Carrier).then(|| port.carrier.clone()),
                current_account_number: account,
                current_account_password: pin,
                current_billing_address: address.then(|| billing(&port.billing)),
                port_in_date: port.wanted_date.filter(|_| changed(PortField::Date)),
                target_portin_classification: None,
                subscriber_name: changed(PortField::Name).then(|| port.holder.clone()),
                iccid: None,
            };
            Some(Ok(Parcel::Correction(Box::new(update))))
        }
        Op::CancelPortIn { port_in, .. } => {
            let port = port_ins::record(tx, *port_in).await?;
            Some(port.order_id.map(Parcel::Withdrawal).ok_or_else(|| "The order’s id is not known yet.".to_owned()))
        }
        Op::SetPortOutPin { pin, number } => {
            let sealed: Option<Vec<u8>> = sqlx::query_scalar("select sealed from port_out_pins where id = $1")
                .bind(pin)
                .fetch_optional(&mut **tx)
                .await?
                .flatten();
            let opened = sealed.and_then(|sealed| vault.open(&sealed));
            let packed = opened.map(|pin| Parcel::Pin { number: number.clone(), pin });
            Some(packed.ok_or_else(|| "The PIN is not there any more. Issue a new one.".to_owned()))
        }
        Op::Care(op) => care::pack(tx, vault, op).await?,
        _ => None,
    })
}

fn billing(address: &PostalAddress) -> PortBillingAddress {
    PortBillingAddress {
        street1: address.street1.clone(),
        street2: (!address.street2.is_empty()).then(|| address.street2.clone()),
        city: address.city.clone(),
        state: address.state.clone(),
        zip: address.zip.clone(),
    }
}

/// Makes the call.
pub(super) async fn send(client: &Client, parcel: Parcel) -> Outcome {
    let numbers = client.numbers();
    let made = match parcel {
        Parcel::Order { request, check } => {
            if check {
                match in_flight(client, &request.port_in_number).await {
                    Ok(None) => {}
                    Ok(Some(made)) => return Outcome::Done(made),
                    Err(error) => return failed(error),
                }
            }
            numbers.port_in(&request).await.map(|order| {
                let word = word(&order.raw, order.status.as_ref());
                let id = order.order_id.clone();
                Made::new([("order_id", Some(&id)), ("word", Some(&word))], "Sent to the old carrier", Vec::new())
            })
        }
        Parcel::Correction(update) => numbers
            .update_port_in(&update)
            .await
            .map(|ack| Made::new([("order_id", Some(&ack.order_id))], "Sent again, corrected", Vec::new())),
        Parcel::Withdrawal(order_id) => numbers
            .cancel_port_in(&order_id)
            .await
            .map(|ack| Made::new([("order_id", Some(&ack.order_id))], "Cancelled", Vec::new())),
        Parcel::Voicemail { settings, fresh } => return care::send_voicemail(client, &settings, fresh).await,
        Parcel::Pin { number, pin } => numbers
            .set_port_out_pin(&number, &pin)
            .await
            .map(|order| Made::new([("order_id", Some(&order.order_id))], "Stored with the network", Vec::new())),
    };
    made.map_or_else(refused_in_full, Outcome::Done)
}

/// As [`failed`], with the code in front of the words: it tells an order nobody finds from one that is only refused.
fn refused_in_full(error: Upstream) -> Outcome {
    if let Upstream::Refused { code: Some(code), message, .. } = &error
        && !message.contains(code.as_str())
    {
        return Outcome::Refused(format!("{code} {message}"));
    }
    failed(error)
}

/// The word as it came, before it is understood.
pub(crate) fn word(raw: &Value, read: Option<&OrderStatus>) -> String {
    let own = ["OrderStatus", "Status"].iter().find_map(|key| raw.get(key).and_then(Value::as_str));
    own.map_or_else(|| read.map_or("Pending", OrderStatus::as_str).to_owned(), str::to_owned)
}

/// Whether a number is on its way to us or here already, found by reading: nothing lists orders by number.
///
/// One that was eligible before it was sent and now is not was taken. Its order's id is then learnt from an event or, at
/// the end, from the number.
async fn in_flight(client: &Client, number: &str) -> Result<Option<Made>, Upstream> {
    match client.numbers().get(number).await {
        Ok(here) => {
            let id = here.order_id.clone();
            let made = Made::new([("order_id", id.as_deref()), ("word", Some("Complete"))], "It is here", Vec::new());
            return Ok(Some(made));
        }
        Err(Upstream::NotFound { .. }) => {}
        Err(error) => return Err(error),
    }
    let eligible = client.numbers().port_in_eligibility(number, &PortClassification::Mobile).await?;
    Ok((eligible.eligible == Some(false)).then(|| {
        let detail = "The order is there; its id is still to come.";
        Made::new([("word", Some("Pending"))], detail, Vec::new())
    }))
}

/// Reads what became of a port operation whose answer was lost. `heard` is the order an event named.
pub(super) async fn find_out(client: &Client, op: &Op, before: &Value, heard: Option<&str>) -> Result<Found, Upstream> {
    let found = match op {
        Op::SubmitPortIn { number, .. } => match named(client, number, heard).await {
            Ok(None) => in_flight(client, number).await,
            other => other,
        },
        Op::UpdatePortIn { .. } => match order_of(before) {
            Some(order_id) => client.numbers().order(order_id).await.map(|order| {
                // It went back to the beginning: it was taken.
                let now = word(&order.raw, order.order_status.as_ref());
                let moved = before.get("word").and_then(Value::as_str) != Some(now.as_str());
                moved.then(|| Made::new([("order_id", Some(order_id))], "Sent again, corrected", Vec::new()))
            }),
            None => Ok(None),
        },
        Op::CancelPortIn { .. } => match order_of(before) {
            Some(order_id) => client.numbers().order(order_id).await.map(|order| {
                let over = matches!(order.order_status, Some(OrderStatus::Cancelled | OrderStatus::Complete));
                over.then(|| Made::new([("order_id", Some(order_id))], "Over", Vec::new()))
            }),
            None => Ok(None),
        },
        _ => Ok(None),
    };
    found.map(|made| made.map_or(Found::Nothing, Found::Made))
}

fn order_of(before: &Value) -> Option<&str> {
    before.get("order_id").and_then(Value::as_str)
}

/// The order an event named, if it is one of this number.
async fn named(client: &Client, number: &str, heard: Option<&str>) -> Result<Option<Made>, Upstream> {
    let Some(id) = heard else { return Ok(None) };
    let order = match client.numbers().order(id).await {
        Ok(order) => order,
        Err(Upstream::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let ours = order.phone_numbers_ordered.iter().any(|n| n == number);
    let word = word(&order.raw, order.order_status.as_ref());
    Ok(ours.then(|| Made::new([("order_id", Some(id)), ("word", Some(&word))], "Sent to the old carrier", Vec::new())))
}

/// Gives a number that arrived to its person, with routes, and looks whether it carries calls and texts.
pub(super) async fn bind(client: &Client, op: &Op, results: &Results) -> Result<Outcome, Error> {
    let Op::BindNumber { account, number, subscriber, message_route, voice_route, .. } = op else {
        return Err(anyhow::anyhow!("only a number is bound").into());
    };
    let update = NumberUpdate {
        number: number.clone(),
        message_enabled: Some(true),
        voice_enabled: Some(true),
        message_route_id: Some(value(message_route, results)?),
        voice_route_id: Some(value(voice_route, results)?),
        assigned_subscriber_id: Some(value(subscriber, results)?),
        product_type: Some(ProductType::SmsDataVoice),
        ..NumberUpdate::default()
    };
    match client.numbers().update(&update).await {
        Ok(_) => bound(client, op, &value(account, results)?, results).await,
        Err(error) => Ok(failed(error)),
    }
}

/// Looks whether a number carries calls and texts for its person by now.
pub(super) async fn bound(client: &Client, op: &Op, account: &str, results: &Results) -> Result<Outcome, Error> {
    let Op::BindNumber { number, subscriber, .. } = op else {
        return Err(anyhow::anyhow!("only a number is bound").into());
    };
    let waiting = |detail: &str| Made::new([("number", Some(number.as_str()))], detail, Vec::new());
    let row = match client.numbers().get(number).await {
        Ok(row) => row.into_value(),
        Err(error) => {
            tracing::debug!(%error, "number not read");
            return Ok(Outcome::Waiting(waiting("Given to its person; we look whether it works.")));
        }
    };
    let subscriber = value(subscriber, results)?;
    let voice = row.voice_enabled == Some(true) && row.voice_route_id.is_some();
    let texts = row.message_enabled == Some(true) && row.message_route_id.is_some();
    let ours = row.assigned_subscriber_id.as_deref() == Some(&subscriber);
    let mut made = Made::new(
        [
            ("number", Some(number.as_str())),
            ("tnid", row.tnid.as_deref()),
            ("iccid", row.iccid.as_deref()),
            ("subscriber_id", Some(&subscriber)),
        ],
        domain::phone::national(number),
        Vec::new(),
    );
    if !(voice && texts && ours && row.tnid.is_some()) {
        made.detail = "It is being switched on.".into();
        if voice && ours {
            made.result.insert("carries".into(), json!(["calls"]));
        }
        return Ok(Outcome::Waiting(made));
    }
    made.result.insert("carries".into(), json!(["calls", "texts"]));
    made.seen.push(Seen::Number(row, account.to_owned()));
    Ok(Outcome::Done(made))
}

/// Sets an emergency address.
pub(super) async fn set_e911(
    client: &Client,
    number: &str,
    account: &str,
    address: &PostalAddress,
) -> Result<Made, Upstream> {
    let update = E911Update { phone_number: number.into(), account_id: Some(account.into()), address: e911(address) };
    client.numbers().update_e911(&update).await.map(|_| e911_set(number, address))
}

/// Whether an emergency address is set, by reading.
pub(super) async fn find_e911(
    client: &Client,
    number: &str,
    account: &str,
    address: &PostalAddress,
) -> Result<Found, Upstream> {
    match client.numbers().e911(number, Some(account)).await {
        Ok(record) => {
            let zip = |zip: &str| zip.chars().take(5).collect::<String>();
            let same = record.address.as_ref().is_some_and(|read| {
                read.street1.eq_ignore_ascii_case(&address.street1) && zip(&read.zip) == zip(&address.zip)
            });
            Ok(if same { Found::Made(e911_set(number, address)) } else { Found::Nothing })
        }
        Err(Upstream::NotFound { .. }) => Ok(Found::Nothing),
        Err(error) => Err(error),
    }
}

/// An emergency address as Telegent takes it.
fn e911(address: &PostalAddress) -> E911Address {
    E911Address {
        street1: address.street1.clone(),
        street2: (!address.street2.is_empty()).then(|| address.street2.clone()),
        city: address.city.clone(),
        state: address.state.clone(),
        zip: address.zip.clone(),
    }
}

/// An emergency address that was set.
fn e911_set(number: &str, address: &PostalAddress) -> Made {
    let detail = format!("{}, {} {} {}", address.street1, address.city, address.state, address.zip);
    Made::new([("number", Some(number))], detail, Vec::new())
}
