//! Distributors, and lists over every account of one.

use serde_json::{Value, json};

use super::render;
use crate::{
    input::{Input, Outcome, Refusal},
    world::{Distributor, World},
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

/// Itself, or one it made.
fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let mine =
        |d: &Distributor| d.distributor_id == input.distributor || d.created_by.as_deref() == Some(&input.distributor);
    let found = world.distributors.iter().position(|d| d.distributor_id == id && mine(d));
    found.ok_or_else(|| Refusal::missing("DistributorId"))
}

/// The secret is in every answer.
fn details(world: &World, d: &Distributor, account_key: &str) -> Value {
    json!({
        "DistributorId": d.distributor_id,
        "DistributorName": d.name,
        "AccountKey": account_key,
        "Secret": d.secret,
        "TotalAccounts": world.accounts_of(&d.distributor_id).count(),
        "BillingAddress": render::address(&d.billing_address),
        "MailingAddress": render::address(&d.mailing_address),
    })
}

/// `AccountKey` is the aggregator's id here, as in the documented example, and not what tokens are made with.
pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("DistributorId")?)?;
    Ok(details(world, &world.distributors[at], render::AGGREGATOR))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let distributor = Distributor {
        distributor_id: world.id("DID"),
        name: input.required("DistributorName")?,
        secret: world.id("secret"),
        created_by: Some(input.distributor.clone()),
        billing_address: render::address_of(input, "BillingAddress")?.unwrap_or_default(),
        mailing_address: render::address_of(input, "MailingAddress")?.unwrap_or_default(),
    };
    let answer = details(world, &distributor, &distributor.distributor_id);
    world.distributors.push(distributor);
    Ok(answer)
}

pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("DistributorId")?)?;
    let name = input.text("DistributorName")?;
    let billing = render::address_of(input, "BillingAddress")?;
    let mailing = render::address_of(input, "MailingAddress")?;
    let distributor = &mut world.distributors[at];
    render::set(&mut distributor.name, name);
    render::set(&mut distributor.billing_address, billing);
    render::set(&mut distributor.mailing_address, mailing);
    let distributor = &world.distributors[at];
    Ok(details(world, distributor, &distributor.distributor_id))
}
