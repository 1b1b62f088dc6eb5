//! Lists over every account of the distributor.

use serde_json::{Value, json};

use super::render;
use crate::{
    input::{Input, Outcome},
    world::World,
};

/// One bare object when there is one account, as documented; a bare array otherwise.
pub(super) fn accounts(world: &mut World, input: &Input) -> Outcome {
    let mut rows: Vec<Value> = world.accounts_of(&input.distributor).map(|a| render::account(world, a)).collect();
    Ok(if rows.len() == 1 { rows.remove(0) } else { Value::Array(rows) })
}

/// A page of people, ten unless asked otherwise.
pub(super) fn subscribers(world: &mut World, input: &Input) -> Outcome {
    let page = input.number_param("PageNumber", 1)?;
    let per_page = input.number_param("TotalPerPage", 10)?;
    let mine: Vec<_> = world.subscribers.iter().filter(|s| world.owns(&input.distributor, &s.account_id)).collect();
    let rows = mine.iter().skip((page - 1).saturating_mul(per_page)).take(per_page).map(|s| {
        let mut row = render::subscriber(world, s);
        let own = world.subscriptions.iter().filter(|x| x.active && x.subscriber_id == s.subscriber_id);
        row.insert("Subscriptions".into(), own.map(render::subscription).collect());
        Value::Object(row)
    });
    Ok(json!({ "PageNumber": page, "TotalSubscribers": mine.len(), "Subscribers": rows.collect::<Vec<_>>() }))
}

pub(super) fn products(world: &mut World, input: &Input) -> Outcome {
    let mine = world.products.iter().filter(|p| p.distributor_id == input.distributor);
    let rows = mine.map(|p| (true, render::product(p))).collect();
    render::listing(("DistributorId", &input.distributor), "TotalProducts", input, rows)
}

pub(super) fn packages(world: &mut World, input: &Input) -> Outcome {
    let mine = world.packages.iter().filter(|p| p.distributor_id == input.distributor);
    let rows = mine.map(|p| (true, render::package(p))).collect();
    render::listing(("DistributorId", &input.distributor), "TotalPackages", input, rows)
}

pub(super) fn subscriptions(world: &mut World, input: &Input) -> Outcome {
    let mine = world.subscriptions.iter().filter(|s| world.subscriber(&input.distributor, &s.subscriber_id).is_ok());
    let rows = mine.map(|s| (s.active, render::subscription(s))).collect();
    render::listing(("DistributorId", &input.distributor), "TotalSubscriptions", input, rows)
}
