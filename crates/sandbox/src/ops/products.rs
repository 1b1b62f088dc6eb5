//! The wholesale catalogue.

use super::render;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Product, World},
};

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("ProductId")?;
    let found = world.products.iter().find(|p| p.product_id == id && p.distributor_id == input.distributor);
    found.map(render::product).ok_or_else(|| Refusal::missing("ProductId"))
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
