//! Buying a number.

use std::time::Duration;

use serde_json::{Value, json};

use super::PRODUCT_TYPES;
use crate::{
    input::{Input, Outcome, Refusal},
    ops::render::with_offset,
    sentinel::{self, OrderTwist},
    world::{
        Extras, Line, Order, OrderState, World,
        sim::{iccid, is_iccid, qr_url},
        stock,
    },
};

/// What an area without stock is answered with.
pub(super) const NO_NUMBERS: &str = "No numbers available for the requested area";
/// Reads a pending order takes.
const READS: u32 = 3;
/// Time a pending order takes at most.
const WAIT: Duration = Duration::from_secs(60);
/// MB of data a line has until somebody says otherwise.
pub(super) const DEFAULT_LIMIT_MB: u64 = 20;

pub(in crate::ops) fn provision(world: &mut World, input: &Input) -> Outcome {
    let mut line = checked(world, input)?;
    let (code, zip) = (input.text("AreaCode")?, input.text("ZipCode")?);
    let twist = sentinel::twist(code.as_deref(), zip.as_deref());
    let place = place(world, code.as_deref(), zip.as_deref()).filter(|_| twist != Some(OrderTwist::NoStock));
    let number = place.as_ref().and_then(|(area, _)| world.fresh_number(area));
    let (Some((_, zip)), Some(number)) = (place, number) else {
        return Ok(without_number(world, &line, NO_NUMBERS));
    };
    line.number = number;
    line.zip = zip;
    if line.iccid.is_empty() {
        let n = world.serial();
        line.iccid = iccid(n);
        line.qr = Some(qr_url(n));
    }
    let now = world.clock.now();
    let state = match twist {
        Some(twist) => {
            let failed = OrderState::Error("The number could not be assigned".into());
            let then = if twist == OrderTwist::Fails { failed } else { OrderState::Complete };
            let until = now.checked_add(WAIT).map_err(|e| Refusal::new(500, e.to_string()))?;
            OrderState::Pending { reads: READS, until, then: Box::new(then) }
        }
        None => OrderState::Complete,
    };
    line.visible = state == OrderState::Complete;
    let answer = answer(&line);
    world.orders.push(Order {
        order_id: line.order_id.clone(),
        account_id: line.account_id.clone(),
        date: now,
        order_type: "provision".into(),
        state,
        numbers: vec![line.number.clone()],
    });
    world.lines.push(line);
    Ok(answer)
}

/// The line as asked for, without number and place.
fn checked(world: &World, input: &Input) -> Result<Line, Refusal> {
    for name in ["NumberType", "MessageType", "ProductType"] {
        input.required(name)?;
    }
    let number_type = input.one_of("NumberType", &["mvno", "iot"])?.unwrap_or_default().to_lowercase();
    let message_type = input.one_of("MessageType", &["a2p", "p2p"])?.unwrap_or_default().to_lowercase();
    let message_enabled = input.required_boolean("MessageEnabled")?;
    let voice_enabled = input.required_boolean("VoiceEnabled")?;
    let product_type = input.one_of("ProductType", &PRODUCT_TYPES)?.unwrap_or_default();
    if number_type == "iot" && message_type == "a2p" {
        return Err(Refusal::bad("NumberType iot does not allow MessageType a2p"));
    }
    if number_type == "iot" && voice_enabled {
        return Err(Refusal::bad("NumberType iot does not allow VoiceEnabled"));
    }
    let account_id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
    let message_route_id = input.text("MessageRouteId")?.ok_or_else(|| Refusal::bad("MessageRouteId is required"))?;
    if !world.message_routes.iter().any(|r| r.message_route_id == message_route_id && r.account_id == account_id) {
        return Err(Refusal::missing("MessageRouteId"));
    }
    let voice_route_id = input.text("VoiceRouteId")?.filter(|_| voice_enabled);
    if voice_enabled && voice_route_id.is_none() {
        return Err(Refusal::bad("VoiceRouteId is required"));
    }
    if voice_route_id
        .as_ref()
        .is_some_and(|id| !world.voice_routes.iter().any(|r| r.call_route_id == *id && r.account_id == account_id))
    {
        return Err(Refusal::missing("VoiceRouteId"));
    }
    let subscriber_id = input.text("AssignedSubscriberId")?;
    if let Some(id) = &subscriber_id {
        let person = world.subscriber(&input.distributor, id)?;
        if person.account_id != account_id {
            return Err(Refusal::missing("AssignedSubscriberId"));
        }
    }
    Ok(Line {
        number: String::new(),
        nid: uuid::Uuid::new_v4().to_string(),
        order_id: world.id("JNUOID"),
        account_id,
        subscriber_id,
        number_type,
        message_type,
        message_enabled,
        voice_enabled,
        data_enabled: input.boolean("DataEnabled")?.unwrap_or(product_type.to_lowercase().contains("data")),
        message_route_id,
        voice_route_id,
        product_type,
        iccid: sim(world, input)?,
        qr: None,
        zip: String::new(),
        cnam: None,
        status: "Active".into(),
        purchased: world.clock.now(),
        visible: false,
        used_bytes: 0,
        notify_mb: None,
        throttle_mb: None,
        throttle_speed: None,
        limit_mb: DEFAULT_LIMIT_MB,
        extras: Extras::default(),
    })
}

/// The SIM in hand, or an empty text for a new eSIM.
fn sim(world: &World, input: &Input) -> Result<String, Refusal> {
    let Some(id) = input.text("ICCID")? else { return Ok(String::new()) };
    if !is_iccid(&id) {
        return Err(Refusal::bad("Invalid ICCID"));
    }
    if world.sim_in_use(&id) {
        return Err(Refusal::bad("ICCID already in use"));
    }
    Ok(id)
}

/// Area code and ZIP code of the number.
pub(super) fn place(world: &mut World, code: Option<&str>, zip: Option<&str>) -> Option<(String, String)> {
    let real = |text: Option<&str>| text.filter(|t| !sentinel::is_sentinel_place(t)).map(str::to_owned);
    let asked = [code, zip].into_iter().flatten().any(sentinel::is_sentinel_place);
    let (mut code, zip) = (real(code), real(zip));
    if asked && code.is_none() && zip.is_none() {
        code = Some(sentinel::SERVED_BY.into());
    }
    let turn = world.serial();
    stock::choose(code.as_deref(), zip.as_deref(), turn).map(|(area, zip)| (area.code.to_owned(), zip.to_owned()))
}

/// While the order is pending there is no number to tell.
fn answer(line: &Line) -> Value {
    let told = |text: &str| if line.visible { Value::from(text) } else { Value::Null };
    json!({
        "OrderDate": with_offset(line.purchased),
        "OrderId": line.order_id,
        "OrderStatus": if line.visible { "Complete" } else { "Pending" },
        "PhoneNumberAssigned": told(&line.number),
        "PhoneNumberId": told(&format!("NID-{}", line.nid)),
        "QRCode": line.qr.as_deref().map(told),
        "ZipCode": told(&line.zip),
        "ICCID": told(&line.iccid),
        "ErrorMessage": null,
        "SubscriberId": line.subscriber_id,
    })
}

/// A soft refusal: HTTP 200 with an `ErrorMessage`.
fn without_number(world: &mut World, line: &Line, message: &str) -> Value {
    world.orders.push(Order {
        order_id: line.order_id.clone(),
        account_id: line.account_id.clone(),
        date: line.purchased,
        order_type: "provision".into(),
        state: OrderState::Error(message.into()),
        numbers: Vec::new(),
    });
    json!({
        "OrderDate": with_offset(line.purchased),
        "OrderId": line.order_id,
        "OrderStatus": "Error",
        "PhoneNumberAssigned": null,
        "PhoneNumberId": null,
        "QRCode": null,
        "ZipCode": null,
        "ICCID": null,
        "ErrorMessage": message,
        "SubscriberId": line.subscriber_id,
    })
}
