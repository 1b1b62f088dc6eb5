//! Port-in orders. The carrier's answer is chosen by the number: see the sentinels.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use crate::{
    input::{Input, Outcome, Refusal, is_e164},
    ops::render::{address_of, object, with_offset, zoneless},
    sentinel::{Fix, GENS_0041, is_landline, objection, port_refusal},
    world::{
        Address, Extras, Line, PortOrder, PortStage, World,
        sim::{iccid, is_iccid, qr_url},
    },
};

const CARRIERS: [&str; 4] = ["Verizon", "AT&T", "T-Mobile", "US Cellular"];
const TOLL_FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];
const IN_USE: &str = "Phone number already in use";
/// Reads as a conflict, for it is one.
const IN_FLIGHT: &str = "A port-in request already exists for this number";

/// The number, if it looks like one.
fn number(input: &Input, name: &str) -> Result<String, Refusal> {
    let number = input.required(name)?;
    if is_e164(&number) { Ok(number) } else { Err(Refusal::bad(format!("{name} must be E.164"))) }
}

/// Why a number cannot come over now.
fn obstacle(world: &World, number: &str) -> Option<&'static str> {
    if world.lines.iter().any(|l| l.number == number) {
        return Some(IN_USE);
    }
    world.ports.iter().any(|p| p.number == number && p.open()).then_some(IN_FLIGHT)
}

pub(in crate::ops) fn port_in_eligibility(world: &mut World, input: &Input) -> Outcome {
    let number = number(input, "PhoneNumber")?;
    input.required("TargetClassification")?;
    let unportable = objection(&number).is_some_and(|r| r.key == "not_portable");
    let toll_free = TOLL_FREE.iter().any(|code| number[2..].starts_with(code));
    let obstacle = match obstacle(world, &number) {
        None if unportable => Some("Number is not portable"),
        None if toll_free => Some("Toll-free numbers cannot be ported in"),
        other => other,
    };
    let carrier = usize::from(number.as_bytes().get(4).copied().unwrap_or_default()) % CARRIERS.len();
    Ok(json!({
        "PhoneNumber": number,
        "Eligible": obstacle.is_none(),
        "CurrentCarrier": CARRIERS[carrier],
        "NumberType": if is_landline(&number) { "landline" } else { "mobile" },
        "Message": obstacle.unwrap_or("Number is eligible for port-in"),
    }))
}

/// What the carrier will object to shows later: the order itself is always taken.
pub(in crate::ops) fn port_in(world: &mut World, input: &Input) -> Outcome {
    let number = number(input, "PortInNumber")?;
    let now = world.clock.now();
    let classification = input.one_of("TargetPortinClassification", &["mvno", "iot"])?;
    // Whoever comes back after a cancelled order has settled the matter with the old carrier.
    let first = !world.ports.iter().any(|p| p.number == number);
    let mut order = PortOrder {
        order_id: world.id("JNOID"),
        distributor_id: input.distributor.clone(),
        carrier: input.required("CurrentCarrierName")?,
        account_number: input.required("CurrentAccountNumber")?,
        password: input.required("CurrentAccountPassword")?,
        address: address(input)?.ok_or_else(|| Refusal::bad("The CurrentBillingAddress field is required."))?,
        subscriber_name: input.text("SubscriberName")?,
        iccid: sim(world, input, None)?,
        classification: classification.unwrap_or_else(|| "mvno".into()).to_lowercase(),
        port_in_date: None,
        date: now,
        sent: now,
        stage: PortStage::New,
        objection: objection(&number).filter(|_| first).map(|r| r.key.into()),
        history: Vec::new(),
        number,
    };
    if let Some(message) = obstacle(world, &order.number) {
        return Err(Refusal::bad(message));
    }
    order.enter(PortStage::New, now);
    let answer = json!({
        "OrderId": order.order_id,
        "OrderDate": with_offset(order.date),
        "Status": "Pending",
        "PhoneNumber": order.number,
        "ICCID": order.iccid,
    });
    world.ports.push(order);
    Ok(answer)
}

/// Corrects the order and sends it to the carrier again. The objection is met when a field it is about was changed.
pub(in crate::ops) fn update_port_in(world: &mut World, input: &Input) -> Outcome {
    let at = open_order(world, input)?;
    let now = world.clock.now();
    let order = &world.ports[at];
    if order.word() == "Scheduled" {
        return Err(Refusal::bad("Port-in order is scheduled and cannot be updated"));
    }
    let mut changed = order.clone();
    changed.carrier = input.text("CurrentCarrierName")?.unwrap_or(changed.carrier);
    changed.account_number = input.text("CurrentAccountNumber")?.unwrap_or(changed.account_number);
    changed.password = input.text("CurrentAccountPassword")?.unwrap_or(changed.password);
    changed.address = address(input)?.unwrap_or(changed.address);
    changed.subscriber_name = input.text("SubscriberName")?.or(changed.subscriber_name);
    changed.iccid = sim(world, input, order.iccid.as_deref())?.or(changed.iccid);
    changed.port_in_date = wanted_day(input, now)?.or(changed.port_in_date);
    if meets(order, &changed) {
        changed.objection = None;
    }
    changed.sent = now;
    changed.enter(PortStage::New, now);
    world.ports[at] = changed;
    let id = &world.ports[at].order_id;
    Ok(json!({ "OrderId": id, "Status": "Updated", "Message": "Port-in order updated successfully" }))
}

pub(in crate::ops) fn cancel_port_in(world: &mut World, input: &Input) -> Outcome {
    let at = open_order(world, input)?;
    let now = world.clock.now();
    world.ports[at].enter(PortStage::Cancelled, now);
    Ok(json!({ "OrderId": world.ports[at].order_id, "Status": "Cancelled" }))
}

/// The answer to reading a port-in order, if the id is one of those.
pub(super) fn port_in_order(world: &World, input: &Input, id: &str) -> Option<Value> {
    let order = world.ports.iter().find(|p| p.order_id == id && p.distributor_id == input.distributor)?;
    let mut answer = object(json!({
        "OrderDate": zoneless(order.date),
        "OrderId": order.order_id,
        "OrderStatus": order.word(),
        "OrderType": "portin",
        "PhoneNumbersOrdered": [{ "Number": order.number }],
    }));
    if let Some(message) = order.message(world.clock.now()) {
        answer.insert("OrderStatusMessage".into(), message.into());
    }
    Some(Value::Object(answer))
}

/// Moves every order as far as the clock allows; a number that has arrived becomes a line.
pub(in crate::ops) fn due_ports(world: &mut World, now: Timestamp) {
    for at in 0..world.ports.len() {
        let mut before = world.ports[at].word();
        while world.ports[at].step(now) {
            let order = &world.ports[at];
            let (id, word, numbers) = (order.order_id.clone(), order.word(), [order.number.clone()]);
            if word != before {
                before = word;
                // Whose account it will be was never said: all of the distributor's are told.
                let accounts: Vec<_> = world.accounts_of(&order.distributor_id).map(|a| a.account_id.clone()).collect();
                world.announce_order((&id, "portin", word), &accounts, &numbers);
            }
            if world.ports[at].stage == PortStage::Done {
                let line = arrived(world, at, now);
                world.lines.push(line);
            }
        }
    }
}

fn open_order(world: &World, input: &Input) -> Result<usize, Refusal> {
    let id = input.required("OrderId")?;
    let mine = |p: &PortOrder| p.order_id == id && p.distributor_id == input.distributor;
    let at = world.ports.iter().position(mine).ok_or_else(|| Refusal::missing("OrderId"))?;
    let order = &world.ports[at];
    if order.stuck() {
        return Err(Refusal::bad(GENS_0041));
    }
    match order.stage {
        PortStage::Done => Err(Refusal::bad("Port-in order is complete")),
        PortStage::Cancelled => Err(Refusal::bad("Port-in order is cancelled")),
        _ => Ok(at),
    }
}

fn meets(old: &PortOrder, new: &PortOrder) -> bool {
    let moved = |field: &str| match field {
        "CurrentCarrierName" => old.carrier != new.carrier,
        "CurrentAccountNumber" => old.account_number != new.account_number,
        "CurrentAccountPassword" => old.password != new.password,
        "CurrentBillingAddress" => old.address != new.address,
        "CurrentBillingAddress.Zip" => old.address.zip != new.address.zip,
        "SubscriberName" => old.subscriber_name != new.subscriber_name,
        "PortInDate" => old.port_in_date != new.port_in_date,
        _ => false,
    };
    let fix = old.objection.as_deref().and_then(port_refusal).map(|r| r.fix);
    match fix {
        Some(Fix::Change(fields)) => fields.iter().any(|f| moved(f)),
        Some(Fix::Resend) => true,
        _ => false,
    }
}

/// The billing address; whoever sends one sends the whole of it.
fn address(input: &Input) -> Result<Option<Address>, Refusal> {
    let Some(address) = address_of(input, "CurrentBillingAddress")? else { return Ok(None) };
    let parts =
        [("Street1", &address.street1), ("City", &address.city), ("State", &address.state), ("Zip", &address.zip)];
    match parts.iter().find(|(_, part)| part.is_none()) {
        Some((name, _)) => Err(Refusal::bad(format!("The CurrentBillingAddress.{name} field is required."))),
        None => Ok(Some(address)),
    }
}

/// The SIM in hand, which no other number may have; `own` is the order's already.
fn sim(world: &World, input: &Input, own: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(id) = input.text("ICCID")?.filter(|id| Some(id.as_str()) != own) else { return Ok(None) };
    if !is_iccid(&id) {
        return Err(Refusal::bad("Invalid ICCID"));
    }
    if world.sim_in_use(&id) { Err(Refusal::bad("ICCID already in use")) } else { Ok(Some(id)) }
}

/// Both documented formats.
fn wanted_day(input: &Input, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
    let Some(text) = input.text("PortInDate")? else { return Ok(None) };
    let date = ["%Y-%m-%d", "%m/%d/%Y"].iter().find_map(|format| Date::strptime(format, &text).ok());
    let day = date.and_then(|d| d.to_zoned(TimeZone::UTC).ok()).map(|z| z.timestamp());
    let day = day.ok_or_else(|| Refusal::bad("PortInDate must be YYYY-MM-DD"))?;
    if day > now { Ok(Some(day)) } else { Err(Refusal::bad("PortInDate must be in the future")) }
}

/// Without routes and person, in the distributor's first account: whom it is for was never said.
fn arrived(world: &mut World, at: usize, now: Timestamp) -> Line {
    let serial = world.serial();
    let order = &world.ports[at];
    let account_id = world.accounts_of(&order.distributor_id).next().map(|a| a.account_id.clone());
    Line {
        number: order.number.clone(),
        nid: uuid::Uuid::new_v4().to_string(),
        order_id: order.order_id.clone(),
        account_id: account_id.unwrap_or_default(),
        subscriber_id: None,
        number_type: order.classification.clone(),
        message_type: "p2p".into(),
        message_enabled: true,
        voice_enabled: order.classification != "iot",
        data_enabled: true,
        message_route_id: String::new(),
        voice_route_id: None,
        product_type: "Sms+Data+Voice".into(),
        iccid: order.iccid.clone().unwrap_or_else(|| iccid(serial)),
        qr: order.iccid.is_none().then(|| qr_url(serial)),
        zip: order.address.zip.clone().unwrap_or_default(),
        cnam: None,
        status: "Active".into(),
        purchased: now,
        visible: true,
        used_bytes: 0,
        notify_mb: None,
        throttle_mb: None,
        throttle_speed: None,
        limit_mb: super::provision::DEFAULT_LIMIT_MB,
        extras: Extras { unclaimed: true, ..Extras::default() },
    }
}
