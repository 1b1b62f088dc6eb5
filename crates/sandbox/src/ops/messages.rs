//! Messages: out, in, and the four ways they are read.

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde_json::{Map, Value, json};

use super::render::{object, with_offset};
use crate::{
    input::{Input, Outcome, Refusal, field, is_e164, text},
    sentinel,
    world::{Message, World},
};

/// Rows a page.
const PER_PAGE: usize = 25;
/// From sending to the carrier's receipt, in seconds.
const CARRIER: i64 = 2;
/// From sending to a late receipt, in seconds.
const LATE: i64 = 3600;

/// Campaign ids come back with the other of their two prefixes, as documented.
pub(super) fn outbound(world: &mut World, input: &Input) -> Outcome {
    let to = recipients(input)?;
    let from = input.required("From")?;
    let body = input.required("Body")?;
    let at = world.line(&input.distributor, &from)?;
    let line = &world.lines[at];
    if line.status != "Active" {
        return Err(Refusal::bad("From is not an active number"));
    }
    if !line.message_enabled {
        return Err(Refusal::bad("MessageEnabled is required"));
    }
    if line.message_route_id.is_empty() {
        return Err(Refusal::bad("MessageRouteId is required"));
    }
    let (nid, account_id, message_type) = (line.nid.clone(), line.account_id.clone(), line.message_type.clone());
    let owner = input.text("Owner")?.unwrap_or_else(|| from.clone());
    world.line(&input.distributor, &owner)?;
    let now = world.clock.now();
    let fate = sentinel::receipt(&to[0]);
    let message = Message {
        message_id: world.id("TMID"),
        account_id,
        nid,
        inbound: false,
        to,
        from,
        owner,
        body,
        campaign: input.text("CampaignId")?,
        media: media(input)?,
        inline: inline(input)?,
        message_type,
        status: "Queued".into(),
        created: now,
        outcome: outcome(fate, now),
        receipts: if fate == sentinel::Receipt::Twice { 2 } else { 1 },
        on_device: None,
    };
    let mut answer = whole(&message, "MessageId", "CampaignId");
    answer.insert("Direction".into(), "Outbound".into());
    answer.insert("Cost".into(), message.cost().into());
    answer.insert("CreatedOn".into(), mountain(now).into());
    answer.insert("MessageType".into(), message.kind().into());
    if let Some(rest) = message.campaign.as_deref().and_then(|c| c.strip_prefix("JCID-")) {
        answer.insert("CampaignId".into(), format!("TCID-{rest}").into());
    }
    world.messages.push(message);
    Ok(Value::Object(answer))
}

/// A message from outside to one of our numbers. None when there is no such number, or it takes none.
pub(crate) fn receive(world: &mut World, to: &str, from: &str, body: &str, media: Vec<String>) -> Option<Value> {
    let now = world.clock.now();
    let takes = |l: &&crate::world::Line| l.number == to && l.visible && l.status == "Active" && l.message_enabled;
    let line = world.lines.iter().find(takes)?;
    let message = Message {
        message_id: world.id("TMID"),
        account_id: line.account_id.clone(),
        nid: line.nid.clone(),
        inbound: true,
        to: vec![to.into()],
        from: from.into(),
        owner: to.into(),
        body: body.into(),
        campaign: None,
        media,
        inline: Vec::new(),
        message_type: line.message_type.clone(),
        status: "Received".into(),
        created: now,
        outcome: None,
        receipts: 0,
        on_device: None,
    };
    let payload = message.inbound_payload();
    world.over_route(&message.nid.clone(), false, payload.clone());
    world.announce("New_Sms", std::slice::from_ref(&message.account_id), &payload);
    world.messages.push(message);
    Some(payload)
}

/// Messages whose fate has come: their status changes and their receipts go out.
pub(super) fn due(world: &mut World, now: Timestamp) {
    for at in 0..world.messages.len() {
        let message = &mut world.messages[at];
        let Some((_, status)) = message.outcome.take_if(|(at, _)| *at <= now) else { continue };
        message.status = status;
        let (nid, payload, receipts) = (message.nid.clone(), message.receipt_payload(), message.receipts);
        for _ in 0..receipts {
            world.over_route(&nid, true, payload.clone());
        }
    }
}

/// A single recipient and capitals here.
pub(super) fn details(world: &mut World, input: &Input) -> Outcome {
    let message = find(world, input, &input.required_param("MessageId")?)?;
    Ok(json!({
        "MessageId": message.message_id,
        "Direction": if message.inbound { "INBOUND" } else { "OUTBOUND" },
        "Type": message.message_type,
        "CampaignId": message.campaign,
        "Cost": message.cost(),
        "To": message.to.first(),
        "From": message.from,
        "Body": message.body,
        "Region": "United States",
        "CreatedOn": message.created.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%3f").to_string(),
        "MessageType": message.kind(),
        "Status": message.status,
    }))
}

/// `MessageID` and a cost with a dollar sign here.
pub(super) fn search(world: &mut World, input: &Input) -> Outcome {
    let page = Page::of(world, input, "phoneNumber")?;
    let row = |message: &&Message| {
        let mut row = whole(message, "MessageID", "CampaignID");
        row.insert("Direction".into(), if message.inbound { "Inbound" } else { "Outbound" }.into());
        row.insert("Cost".into(), format!("${:.4}", message.cost()).into());
        Value::Object(row)
    };
    Ok(json!({
        "PhoneNumber": page.number,
        "ResultsTotalRecords": page.total,
        "ResultsPages": page.total.div_ceil(page.per_page),
        "Results": page.rows.iter().map(row).collect::<Vec<_>>(),
    }))
}

/// Small letters here.
pub(super) fn filter(world: &mut World, input: &Input) -> Outcome {
    let page = Page::of(world, input, "PhoneNumber")?;
    let row = |message: &&Message| {
        json!({
            "MessageId": message.message_id,
            "From": message.from,
            "To": message.to.first(),
            "Body": message.body,
            "Direction": if message.inbound { "inbound" } else { "outbound" },
            "Status": message.status.to_lowercase(),
            "CreatedAt": message.created.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        })
    };
    Ok(json!({
        "Messages": page.rows.iter().map(row).collect::<Vec<_>>(),
        "Page": page.page,
        "Results": page.per_page,
        "Total": page.total,
    }))
}

/// The handset has what the carrier delivered; what is under way or lost it has not.
pub(super) fn device_delivery(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("MessageId")?;
    find(world, input, &id)?;
    let now = world.clock.now();
    let message =
        world.messages.iter_mut().find(|m| m.message_id == id).ok_or_else(|| Refusal::missing("MessageId"))?;
    if message.inbound {
        return Err(Refusal::bad("MessageId is not an outbound message"));
    }
    if message.status == "Delivered" {
        message.on_device.get_or_insert(now);
    }
    Ok(json!({
        "MessageId": message.message_id,
        "DeviceDeliveryStatus": message.status,
        "DeliveredOn": message.on_device.map(with_offset),
        "DeviceType": "mobile",
    }))
}

/// The newest first.
struct Page<'a> {
    number: Option<String>,
    page: usize,
    per_page: usize,
    total: usize,
    rows: Vec<&'a Message>,
}

impl<'a> Page<'a> {
    /// Without a number, everybody's messages; a number that is none of ours has none to show.
    fn of(world: &'a World, input: &Input, name: &str) -> Result<Self, Refusal> {
        let number = input.param(name);
        let (page, per_page) = (input.number_param("Page", 1)?, input.number_param("Results", PER_PAGE)?);
        if let Some(number) = &number {
            world.line(&input.distributor, number).map_err(|_| Refusal::missing("PhoneNumber"))?;
        }
        let mine = |m: &&Message| {
            world.owns(&input.distributor, &m.account_id) && number.as_ref().is_none_or(|n| m.concerns(n))
        };
        let all: Vec<&Message> = world.messages.iter().rev().filter(mine).collect();
        let rows = all.iter().skip((page - 1).saturating_mul(per_page)).take(per_page).copied().collect();
        Ok(Self { number, page, per_page, total: all.len(), rows })
    }
}

fn find<'a>(world: &'a World, input: &Input, id: &str) -> Result<&'a Message, Refusal> {
    let mine = |m: &&Message| m.message_id == id && world.owns(&input.distributor, &m.account_id);
    world.messages.iter().find(mine).ok_or_else(|| Refusal::missing("MessageId"))
}

/// What the answers of outbound and search have in common.
fn whole(message: &Message, id: &str, campaign: &str) -> Map<String, Value> {
    let to: Vec<Value> = message.to.iter().map(|n| json!({ "Number": n })).collect();
    let media: Vec<Value> = message.media.iter().map(|url| json!({ "MediaUrl": url })).collect();
    object(json!({
        id: message.message_id,
        "Type": message.message_type,
        campaign: message.campaign,
        "Status": message.status,
        "To": to,
        "From": message.from,
        "Owner": message.owner,
        "Body": message.body,
        "MmsMedia": media,
        "MmsBase64": message.inline,
    }))
}

/// `16:45:59 MST 2025-01-23`.
fn mountain(at: Timestamp) -> String {
    let zone = Offset::from_hours(-7).map_or(TimeZone::UTC, TimeZone::fixed);
    at.to_zoned(zone).strftime("%H:%M:%S MST %Y-%m-%d").to_string()
}

fn outcome(fate: sentinel::Receipt, now: Timestamp) -> Option<(Timestamp, String)> {
    let (status, seconds) = match fate {
        sentinel::Receipt::Delivered | sentinel::Receipt::Twice => ("Delivered", CARRIER),
        sentinel::Receipt::Late => ("Delivered", LATE),
        sentinel::Receipt::Undelivered => ("Undelivered", CARRIER),
        sentinel::Receipt::Never => return None,
    };
    Some((now.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX), status.into()))
}

/// Objects of a list field; none when it is missing.
fn rows<'a>(input: &'a Input, name: &str) -> Result<Vec<&'a Map<String, Value>>, Refusal> {
    let refusal = || Refusal::bad(format!("The JSON value of {name} could not be converted."));
    let Some(value) = input.get(name) else { return Ok(Vec::new()) };
    value.as_array().ok_or_else(refusal)?.iter().map(|row| row.as_object().ok_or_else(refusal)).collect()
}

fn recipients(input: &Input) -> Result<Vec<String>, Refusal> {
    let numbers: Vec<String> =
        rows(input, "To")?.into_iter().filter_map(|row| text(row, "Number").ok().flatten()).collect();
    if numbers.is_empty() {
        return Err(Refusal::bad("The To field is required."));
    }
    if numbers.iter().all(|n| is_e164(n)) { Ok(numbers) } else { Err(Refusal::bad("To must be E.164")) }
}

fn media(input: &Input) -> Result<Vec<String>, Refusal> {
    let url =
        |row: &Map<String, Value>| text(row, "MediaUrl").ok().flatten().filter(|url| url::Url::parse(url).is_ok());
    let urls: Option<Vec<String>> = rows(input, "MmsMedia")?.into_iter().map(url).collect();
    urls.ok_or_else(|| Refusal::bad("MediaUrl must be a valid URL"))
}

fn inline(input: &Input) -> Result<Vec<Value>, Refusal> {
    let rows = rows(input, "MmsBase64")?;
    let whole = |row: &&Map<String, Value>| field(row, "Base64").is_some() && field(row, "BaseType").is_some();
    if !rows.iter().all(whole) {
        return Err(Refusal::bad("The MmsBase64.BaseType field is required."));
    }
    Ok(rows.into_iter().cloned().map(Value::Object).collect())
}
