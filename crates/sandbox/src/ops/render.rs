//! Records in the documented shapes.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Map, Value, json};

use crate::{
    input::{self, Input, Outcome, Refusal, dollars},
    world::{Account, Address, Package, PackageItem, Product, Subscriber, Subscription, World},
};

/// Reads a nested address.
pub(crate) fn address_of(input: &Input, name: &str) -> Result<Option<Address>, Refusal> {
    let Some(value) = input.get(name) else { return Ok(None) };
    let map =
        value.as_object().ok_or_else(|| Refusal::bad(format!("The JSON value of {name} could not be converted.")))?;
    let part = |key: &str| input::text(map, key);
    let address = Address {
        street1: part("Street1")?,
        street2: part("Street2")?,
        city: part("City")?,
        state: part("State")?,
        zip: part("Zip")?,
    };
    Ok(Some(address))
}

/// `Country` is null in every documented answer, whatever was sent.
pub(crate) fn address(a: &Address) -> Value {
    json!({ "Street1": a.street1, "Street2": a.street2, "City": a.city, "State": a.state, "Zip": a.zip, "Country": null })
}

pub(crate) fn account(world: &World, a: &Account) -> Value {
    json!({
        "AccountId": a.account_id,
        "AccountName": a.account_name,
        "TotalSubscribers": world.subscribers.iter().filter(|s| s.account_id == a.account_id).count(),
        "BillingAddress": address(&a.billing_address),
        "MailingAddress": address(&a.mailing_address),
    })
}

/// A person; the account's name is called `CompanyName` here.
pub(crate) fn subscriber(world: &World, s: &Subscriber) -> Map<String, Value> {
    let assigned = world.lines.iter().filter(|l| l.visible && l.subscriber_id.as_deref() == Some(&s.subscriber_id));
    let numbers: Vec<_> = s.phone_numbers.iter().chain(assigned.map(|l| &l.number)).collect();
    let account = world.accounts.iter().find(|a| a.account_id == s.account_id);
    let account = account.map(|a| json!({ "AccountId": a.account_id, "CompanyName": a.account_name }));
    object(json!({
        "SubscriberId": s.subscriber_id,
        "Name": s.name,
        "Email": s.email,
        "PhoneNumbers": numbers,
        "Role": s.role,
        "Account": account,
    }))
}

pub(crate) fn subscription(s: &Subscription) -> Value {
    json!({
        "SubscriptionId": s.subscription_id,
        "SubscriberId": s.subscriber_id,
        "TNID": s.tnid,
        "ICCID": s.iccid,
        "PackageId": s.package_id,
        "Type": s.subscription_type,
        "Active": s.active,
    })
}

/// A product; `DistributorId` is null in the documented answers.
pub(crate) fn product(p: &Product) -> Value {
    json!({
        "ProductId": p.product_id,
        "SKU": p.sku,
        "Description": p.description,
        "AggregatorId": AGGREGATOR,
        "DistributorId": null,
        "Type": p.product_type,
        "SubType": p.sub_type,
        "Cost": dollars(p.cost_cents),
        "BillingFrequency": p.billing_frequency,
        "Active": true,
    })
}

/// A package, without description and items as documented.
pub(crate) fn package(p: &Package) -> Value {
    json!({
        "PackageId": p.package_id,
        "PackageName": p.package_name,
        "DistributorId": p.distributor_id,
        "AggregatorId": AGGREGATOR,
        "SubscriberId": p.subscriber_id,
        "Type": p.package_type,
        "Price": dollars(p.price_cents),
        "Monthly": p.monthly,
        "Active": true,
    })
}

pub(crate) fn package_item(package_id: &str, i: &PackageItem) -> Map<String, Value> {
    object(json!({
        "PackageItemId": i.package_item_id,
        "PackageId": package_id,
        "Type": i.item_type,
        "Price": i.price_cents.map(dollars),
        "Monthly": i.monthly,
        "Active": true,
    }))
}

/// The documented list envelope, after `Filter` was applied.
pub(crate) fn listing(owner: (&str, &str), total: &str, input: &Input, rows: Vec<(bool, Value)>) -> Outcome {
    let filter = filter(input)?;
    let keep = |active: bool| match filter.as_str() {
        "All" => true,
        "Inactive" => !active,
        _ => active,
    };
    let rows: Vec<Value> = rows.into_iter().filter(|(active, _)| keep(*active)).map(|(_, row)| row).collect();
    Ok(json!({ owner.0: owner.1, total: rows.len(), "Filter": filter, "Results": rows }))
}

/// `All`, `Active` or `Inactive`; everything when not said.
pub(crate) fn filter(input: &Input) -> Result<String, Refusal> {
    let Some(word) = input.param("Filter") else { return Ok("All".into()) };
    let known = ["All", "Active", "Inactive"].into_iter().find(|w| w.eq_ignore_ascii_case(&word));
    known.map(str::to_owned).ok_or_else(|| Refusal::bad(format!("The value '{word}' is not valid for Filter.")))
}

/// `2025-12-08T00:12:08.89`: no zone.
pub(crate) fn zoneless(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%2f").to_string()
}

/// `2025-10-29T12:36:19.338438+00:00`.
pub(crate) fn with_offset(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
}

/// `02/05/2023`.
pub(crate) fn american_date(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%m/%d/%Y").to_string()
}

/// Replaces a value when there is a new one.
pub(crate) fn set<T>(slot: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *slot = new;
    }
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The aggregator above every distributor.
pub(crate) const AGGREGATOR: &str = "AGID-sandbox";
