//! The retail catalogue.

use serde_json::{Map, Value, json};

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
    Ok(PackageItem {
        package_item_id: world.id("PIID"),
        product_id: id,
        item_type: input::text(map, "Type")?,
        price_cents: item_price(map)?,
        monthly: input::field(map, "Monthly").and_then(Value::as_bool).unwrap_or_default(),
    })
}

fn item_price(map: &Map<String, Value>) -> Result<Option<i64>, Refusal> {
    let price = input::text(map, "Price")?.map(Value::String);
    price.map(|p| input::cents(&p).ok_or_else(|| Refusal::bad("Price must be an amount"))).transpose()
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
    Ok(package.items.iter().map(|i| whole_item(package, i)).collect())
}

/// With the product and the owners, which the answer to adding leaves out.
fn whole_item(package: &Package, i: &PackageItem) -> Value {
    let mut row = render::package_item(&package.package_id, i);
    row.insert("ProductId".into(), i.product_id.clone().into());
    row.insert("DistributorId".into(), package.distributor_id.clone().into());
    row.insert("AggregatorId".into(), render::AGGREGATOR.into());
    Value::Object(row)
}

/// The answer leaves the product out.
pub(super) fn add_item(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("PackageId")?)?;
    let item = item(world, &input.distributor, &input.body)?;
    let answer = render::package_item(&world.packages[at].package_id, &item);
    world.packages[at].items.push(item);
    Ok(Value::Object(answer))
}

/// The package's record with all its subscriptions, ended ones included.
pub(super) fn subscriptions(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("PackageId")?)?;
    let package = &world.packages[at];
    let theirs = world.subscriptions.iter().filter(|s| s.package_id == package.package_id);
    let mut answer = render::object(render::package(package));
    answer.insert("Subscriptions".into(), theirs.map(render::subscription).collect());
    Ok(Value::Object(answer))
}

pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("PackageId")?)?;
    let mut changed = world.packages[at].clone();
    let person = input.text("SubscriberId")?;
    if let Some(id) = &person {
        world.subscriber(&input.distributor, id)?;
    }
    render::set(&mut changed.subscriber_id, person.map(Some));
    render::set(&mut changed.package_name, input.text("PackageName")?);
    render::set(&mut changed.description, input.text("Description")?.map(Some));
    render::set(&mut changed.package_type, input.text("Type")?);
    render::set(&mut changed.price_cents, input.amount("Price")?);
    render::set(&mut changed.monthly, input.boolean("Monthly")?);
    let answer = render::package(&changed);
    world.packages[at] = changed;
    Ok(answer)
}

/// Refused while somebody is subscribed.
pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("PackageId")?;
    let at = find(world, input, &id)?;
    if world.subscriptions.iter().any(|s| s.active && s.package_id == id) {
        return Err(Refusal::bad("PackageId is in use: cancel its active subscriptions first"));
    }
    world.packages.remove(at);
    Ok(json!({ "PackageId": id, "PackageStatus": "Deleted" }))
}

/// Where package and item stand.
fn find_item(world: &World, input: &Input) -> Result<(usize, usize), Refusal> {
    let at = find(world, input, &input.required("PackageId")?)?;
    let id = input.required("PackageItemId")?;
    let found = world.packages[at].items.iter().position(|i| i.package_item_id == id);
    found.map(|item| (at, item)).ok_or_else(|| Refusal::missing("PackageItemId"))
}

pub(super) fn update_item(world: &mut World, input: &Input) -> Outcome {
    let (at, item) = find_item(world, input)?;
    let price = item_price(&input.body)?;
    let (monthly, kind) = (input.boolean("Monthly")?, input.text("Type")?);
    let changed = &mut world.packages[at].items[item];
    render::set(&mut changed.price_cents, price.map(Some));
    render::set(&mut changed.monthly, monthly);
    render::set(&mut changed.item_type, kind.map(Some));
    let package = &world.packages[at];
    Ok(whole_item(package, &package.items[item]))
}

pub(super) fn delete_item(world: &mut World, input: &Input) -> Outcome {
    let (at, item) = find_item(world, input)?;
    let package = &mut world.packages[at];
    let gone = package.items.remove(item);
    Ok(json!({
        "PackageItemId": gone.package_item_id,
        "PackageId": package.package_id,
        "PackageItemStatus": "Deleted",
    }))
}
