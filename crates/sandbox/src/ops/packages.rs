//! The retail catalogue.

use serde_json::{Map, Value};

use super::render;
use crate::{
    input::{self, Input, Outcome, Refusal},
    world::{Package, PackageItem, World},
};

fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let found = world.packages.iter().position(|p| p.package_id == id && p.distributor_id == input.distributor);
    found.ok_or_else(|| Refusal::missing("PackageId"))
}

/// A product with its terms; prices of items are text in requests, numbers in answers.
fn item(world: &World, distributor: &str, map: &Map<String, Value>) -> Result<PackageItem, Refusal> {
    let id = input::text(map, "ProductId")?.ok_or_else(|| Refusal::bad("The ProductId field is required."))?;
    if !world.products.iter().any(|p| p.product_id == id && p.distributor_id == distributor) {
        return Err(Refusal::missing("ProductId"));
    }
    let price = input::text(map, "Price")?.map(Value::String);
    let price_cents =
        price.map(|p| input::cents(&p).ok_or_else(|| Refusal::bad("Price must be an amount"))).transpose()?;
    Ok(PackageItem {
        package_item_id: world.id("PIID"),
        product_id: id,
        item_type: input::text(map, "Type")?,
        price_cents,
        monthly: input::field(map, "Monthly").and_then(Value::as_bool).unwrap_or_default(),
    })
}

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("PackageId")?)?;
    Ok(render::package(&world.packages[at]))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let rows = input.get("PackageItems").and_then(Value::as_array).cloned().unwrap_or_default();
    let items = rows.iter().filter_map(Value::as_object).map(|row| item(world, &input.distributor, row));
    let subscriber_id = input.text("SubscriberId")?;
    if let Some(id) = &subscriber_id {
        world.subscriber(&input.distributor, id)?;
    }
    let package = Package {
        package_id: world.id("PID"),
        distributor_id: input.distributor.clone(),
        package_name: input.required("PackageName")?,
        description: input.text("Description")?,
        subscriber_id,
        package_type: input.required("Type")?,
        price_cents: input.required_amount("Price")?,
        monthly: input.required_boolean("Monthly")?,
        items: items.collect::<Result<_, _>>()?,
    };
    let answer = render::package(&package);
    world.packages.push(package);
    Ok(answer)
}

/// A bare array.
pub(super) fn items(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("PackageId")?)?;
    let package = &world.packages[at];
    let rows = package.items.iter().map(|i| {
        let mut row = render::package_item(&package.package_id, i);
        row.insert("ProductId".into(), i.product_id.clone().into());
        row.insert("DistributorId".into(), package.distributor_id.clone().into());
        Value::Object(row)
    });
    Ok(rows.collect())
}

/// The answer leaves the product out.
pub(super) fn add_item(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("PackageId")?)?;
    let item = item(world, &input.distributor, &input.body)?;
    let answer = render::package_item(&world.packages[at].package_id, &item);
    world.packages[at].items.push(item);
    Ok(Value::Object(answer))
}
