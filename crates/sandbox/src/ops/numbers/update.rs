//! Changing a number. The SIM is spelt `Iccid` here.

use serde_json::json;

use super::PRODUCT_TYPES;
use crate::{
    input::{Input, Outcome, Refusal},
    ops::render::with_offset,
    world::{Order, OrderState, World, sim::is_iccid},
};

pub(in crate::ops) fn update(world: &mut World, input: &Input) -> Outcome {
    let number = input.required("Number")?;
    let at = world.line(&input.distributor, &number)?;
    let mut line = world.lines[at].clone();
    if let Some(on) = input.boolean("MessageEnabled")? {
        line.message_enabled = on;
    }
    if let Some(on) = input.boolean("VoiceEnabled")? {
        line.voice_enabled = on;
    }
    if let Some(word) = input.one_of("MessageType", &["a2p", "p2p"])? {
        line.message_type = word.to_lowercase();
    }
    if let Some(word) = input.one_of("Classification", &["MVNO", "IoT"])? {
        line.number_type = word.to_lowercase();
    }
    if let Some(word) = input.one_of("ProductType", &PRODUCT_TYPES)? {
        line.product_type = word;
    }
    if let Some(id) = input.text("AssignedSubscriberId")? {
        let person = world.subscriber(&input.distributor, &id).ok();
        // A number that was ported in goes to the account of the first person it is given to.
        if let Some(person) = person.filter(|_| std::mem::take(&mut line.extras.unclaimed)) {
            line.account_id.clone_from(&person.account_id);
        }
        let known = person.is_some_and(|s| s.account_id == line.account_id);
        line.subscriber_id = Some(known.then_some(id).ok_or_else(|| Refusal::missing("AssignedSubscriberId"))?);
    }
    if let Some(id) = input.text("MessageRouteId")? {
        let known = world.message_routes.iter().any(|r| r.message_route_id == id && r.account_id == line.account_id);
        line.message_route_id = known.then_some(id).ok_or_else(|| Refusal::missing("MessageRouteId"))?;
    }
    if let Some(id) = input.text("VoiceRouteId")? {
        let known = world.voice_routes.iter().any(|r| r.call_route_id == id && r.account_id == line.account_id);
        line.voice_route_id = Some(known.then_some(id).ok_or_else(|| Refusal::missing("VoiceRouteId"))?);
    }
    if let Some(id) = input.text("Iccid")?.filter(|id| *id != line.iccid) {
        if !is_iccid(&id) {
            return Err(Refusal::bad("Invalid Iccid"));
        }
        if world.sim_in_use(&id) {
            return Err(Refusal::bad("Iccid already in use"));
        }
        line.iccid = id;
        line.qr = None;
    }
    let names = (input.text("CnamFirstName")?, input.text("CnamLastName")?);
    if names.0.is_some() || names.1.is_some() {
        let name = [names.0.clone(), names.1.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        line.cnam = Some(name);
    }
    if line.number_type == "iot" && line.message_type == "a2p" {
        return Err(Refusal::bad("Classification IoT does not allow MessageType a2p"));
    }
    if line.voice_enabled && line.voice_route_id.is_none() {
        return Err(Refusal::bad("VoiceRouteId is required"));
    }
    let order = Order {
        order_id: world.id("JNUOID"),
        account_id: line.account_id.clone(),
        date: world.clock.now(),
        order_type: "update".into(),
        state: OrderState::Complete,
        numbers: vec![line.number.clone()],
    };
    // Tnid is null in the documented answer.
    let answer = json!({
        "Number": line.number,
        "Tnid": null,
        "UpdateOrderId": order.order_id,
        "UpdateOrderDate": with_offset(order.date),
        "UpdateOrderStatus": "Complete",
        "MessageType": line.message_type,
        "MessageEnabled": line.message_enabled,
        "Classification": if line.number_type == "iot" { "IoT" } else { "MVNO" },
        "VoiceEnabled": line.voice_enabled,
        "MessageRouteId": line.message_route_id,
        "VoiceRouteId": line.voice_route_id,
        "Iccid": line.iccid,
        "CnamFirstName": names.0,
        "CnamLastName": names.1,
        "ProductType": line.product_type,
    });
    world.orders.push(order);
    world.lines[at] = line;
    Ok(answer)
}
