//! Services and their prices.

use serde_json::{Value, json};

use super::render;
use crate::{
    input::{Input, Outcome, Refusal, dollars},
    world::{Service, ServiceItem, World},
};

fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let found = world.services.iter().position(|s| s.service_id == id && s.distributor_id == input.distributor);
    found.ok_or_else(|| Refusal::missing("ServiceId"))
}

pub(super) fn row(s: &Service) -> Value {
    json!({
        "ServiceId": s.service_id,
        "ServiceName": s.service_name,
        "Cost": dollars(s.cost_cents),
        "Monthly": s.monthly,
        "Active": true,
    })
}

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("ServiceId")?)?;
    Ok(row(&world.services[at]))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let service = Service {
        service_id: world.id("SID"),
        distributor_id: input.distributor.clone(),
        service_name: input.required("ServiceName")?,
        cost_cents: input.required_amount("Cost")?,
        monthly: input.boolean("Monthly")?.unwrap_or_default(),
        items: Vec::new(),
    };
    let answer = row(&service);
    world.services.push(service);
    Ok(answer)
}

/// Answers 200 and nothing: the text promises the record, the documentation shows no body.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("ServiceId")?)?;
    let (name, cost, monthly) = (input.text("ServiceName")?, input.amount("Cost")?, input.boolean("Monthly")?);
    let service = &mut world.services[at];
    render::set(&mut service.service_name, name);
    render::set(&mut service.cost_cents, cost);
    render::set(&mut service.monthly, monthly);
    Ok(Value::Null)
}

/// Answers 200 and nothing.
pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("ServiceId")?)?;
    world.services.remove(at);
    Ok(Value::Null)
}

/// Prices without ids, and without whose they are.
pub(super) fn items(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("ServiceId")?)?;
    let service = &world.services[at];
    let item = |i: &ServiceItem| json!({ "Price": i.price_cents.map(dollars), "Monthly": i.monthly, "Active": true });
    Ok(json!({ "ServiceId": service.service_id, "Items": service.items.iter().map(item).collect::<Vec<_>>() }))
}

pub(super) fn add_item(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("ServiceId")?)?;
    let item = ServiceItem {
        aggregator_id: input.text("AggregatorId")?,
        distributor_id: input.text("DistributorId")?,
        price_cents: input.amount("Price")?,
        monthly: input.boolean("Monthly")?.unwrap_or_default(),
    };
    let service = &mut world.services[at];
    let answer = json!({
        "ServiceId": service.service_id,
        "Price": item.price_cents.map(dollars),
        "Monthly": item.monthly,
        "Successful": true,
    });
    service.items.push(item);
    Ok(answer)
}

/// The first price for the aggregator and distributor that are named, or for anybody.
pub(super) fn update_item(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("ServiceId")?)?;
    let (aggregator, distributor) = (input.text("AggregatorId")?, input.text("DistributorId")?);
    let (price, monthly) = (input.amount("Price")?, input.boolean("Monthly")?);
    let meant = |i: &&mut ServiceItem| {
        (aggregator.is_none() || aggregator == i.aggregator_id)
            && (distributor.is_none() || distributor == i.distributor_id)
    };
    let item = world.services[at].items.iter_mut().find(meant).ok_or_else(|| Refusal::missing("Service item"))?;
    render::set(&mut item.price_cents, price.map(Some));
    render::set(&mut item.monthly, monthly);
    Ok(json!({ "Price": item.price_cents.map(dollars), "Monthly": item.monthly, "Successful": true }))
}

/// Only the service can be named, so all of its prices go.
pub(super) fn delete_item(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("ServiceId")?)?;
    world.services[at].items.clear();
    Ok(json!({ "Successful": true }))
}
