//! The wholesale catalogue.

use serde_json::json;

use super::render;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Product, World},
};

fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let found = world.products.iter().position(|p| p.product_id == id && p.distributor_id == input.distributor);
    found.ok_or_else(|| Refusal::missing("ProductId"))
}

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("ProductId")?)?;
    Ok(render::product(&world.products[at]))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    input.required("BillingFrequency")?;
    let product = Product {
        product_id: world.id("PRID"),
        distributor_id: input.distributor.clone(),
        sku: input.required("SKU")?,
        description: input.required("Description")?,
        product_type: input.required("Type")?,
        sub_type: input.text("SubType")?,
        cost_cents: input.required_amount("Cost")?,
        billing_frequency: input.one_of("BillingFrequency", &["MRC", "NRC"])?.unwrap_or_default(),
    };
    let answer = render::product(&product);
    world.products.push(product);
    Ok(answer)
}

/// The answer ends before the owners and `Active`.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("ProductId")?)?;
    let mut changed = world.products[at].clone();
    render::set(&mut changed.sku, input.text("SKU")?);
    render::set(&mut changed.description, input.text("Description")?);
    render::set(&mut changed.product_type, input.text("Type")?);
    render::set(&mut changed.sub_type, input.text("SubType")?.map(Some));
    render::set(&mut changed.cost_cents, input.amount("Cost")?);
    render::set(&mut changed.billing_frequency, input.one_of("BillingFrequency", &["MRC", "NRC"])?);
    let mut answer = render::object(render::product(&changed));
    answer.retain(|name, _| !["AggregatorId", "DistributorId", "Active"].contains(&name.as_str()));
    world.products[at] = changed;
    Ok(answer.into())
}

/// Refused while a package holds it.
pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("ProductId")?;
    let at = find(world, input, &id)?;
    if world.packages.iter().any(|p| p.items.iter().any(|i| i.product_id == id)) {
        return Err(Refusal::bad("ProductId is in an active package: remove it from all packages first"));
    }
    world.products.remove(at);
    Ok(json!({ "ProductId": id, "ProductStatus": "Deleted" }))
}
