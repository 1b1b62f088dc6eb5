//! Orders. Reading a pending one moves it on.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::port_in::port_in_order;
use crate::{
    input::{Input, Outcome, Refusal},
    ops::render::{object, zoneless},
    world::{Order, OrderState, World},
};

pub(in crate::ops) fn order(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("OrderId")?;
    if let Some(port) = port_in_order(world, input, &id) {
        return Ok(port);
    }
    let found = world.orders.iter().position(|o| o.order_id == id && world.owns(&input.distributor, &o.account_id));
    let at = found.ok_or_else(|| Refusal::missing("OrderId"))?;
    step(world, at);
    let order = &world.orders[at];
    let status = match &order.state {
        OrderState::Complete => "Complete",
        OrderState::Error(_) => "Error",
        OrderState::Pending { .. } | OrderState::Waiting => "Pending",
    };
    let numbers: Vec<Value> = order.numbers.iter().map(|n| json!({ "Number": n })).collect();
    let mut answer = object(json!({
        "OrderDate": zoneless(order.date),
        "OrderId": order.order_id,
        "OrderStatus": status,
        "OrderType": order.order_type,
        "PhoneNumbersOrdered": if status == "Pending" { Vec::new() } else { numbers },
    }));
    if let OrderState::Error(message) = &order.state {
        answer.insert("OrderStatusMessage".into(), message.clone().into());
    }
    Ok(Value::Object(answer))
}

/// One read further, or all the way when the time has come.
fn step(world: &mut World, at: usize) {
    let now = world.clock.now();
    let order = &mut world.orders[at];
    let OrderState::Pending { reads, until, then } = &mut order.state else { return };
    *reads = reads.saturating_sub(1);
    if *reads > 0 && now < *until {
        return;
    }
    let done = (**then).clone();
    if done == OrderState::Complete {
        for line in world.lines.iter_mut().filter(|l| l.order_id == order.order_id) {
            line.visible = true;
        }
    } else {
        world.lines.retain(|l| l.order_id != order.order_id);
        order.numbers.clear();
    }
    let word = if done == OrderState::Complete { "Complete" } else { "Error" };
    order.state = done;
    let Order { order_id, order_type, account_id, numbers, .. } = order.clone();
    world.announce_order((&order_id, &order_type, word), &[account_id], &numbers);
}

/// Ends the pending orders whose time has come although nobody read them.
pub(in crate::ops) fn due_orders(world: &mut World, now: Timestamp) {
    for at in 0..world.orders.len() {
        if matches!(&world.orders[at].state, OrderState::Pending { until, .. } if *until <= now) {
            step(world, at);
        }
    }
}
