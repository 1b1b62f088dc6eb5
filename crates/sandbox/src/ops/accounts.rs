//! Accounts and what belongs to one.

use serde_json::{Value, json};

use super::{message, render, services, voice, webhooks, workgroups};
use crate::{
    input::{Input, Outcome},
    world::{Account, World},
};

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("AccountId")?;
    world.account(&input.distributor, &id).map(|a| render::account(world, a))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let account = Account {
        account_id: world.id("AID"),
        distributor_id: input.distributor.clone(),
        account_name: input.required("AccountName")?,
        account_admin: input.text("AccountAdmin")?,
        billing_address: render::address_of(input, "BillingAddress")?.unwrap_or_default(),
        mailing_address: render::address_of(input, "MailingAddress")?.unwrap_or_default(),
    };
    let answer = render::account(world, &account);
    world.accounts.push(account);
    Ok(answer)
}

/// The endpoint lists no `AccountId`; it is needed all the same when there is more than one account.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
    let name = input.text("AccountName")?;
    let billing = render::address_of(input, "BillingAddress")?;
    let mailing = render::address_of(input, "MailingAddress")?;
    if let Some(account) = world.accounts.iter_mut().find(|a| a.account_id == id) {
        account.account_name = name.unwrap_or_else(|| account.account_name.clone());
        account.billing_address = billing.unwrap_or_else(|| account.billing_address.clone());
        account.mailing_address = mailing.unwrap_or_else(|| account.mailing_address.clone());
    }
    world.account(&input.distributor, &id).map(|a| render::account(world, a))
}

/// The answer's key is `AccountID` here.
pub(super) fn message_routes(world: &mut World, input: &Input) -> Outcome {
    let id = world.meant_account(&input.distributor, input.param("AccountId"))?;
    let rows: Vec<Value> = world.message_routes.iter().filter(|r| r.account_id == id).map(message::row).collect();
    Ok(json!({ "AccountID": id, "TotalRoutes": rows.len(), "Results": rows }))
}

/// The answer's key is `AccountID` here.
pub(super) fn voice_routes(world: &mut World, input: &Input) -> Outcome {
    let id = world.meant_account(&input.distributor, input.param("AccountId"))?;
    let rows: Vec<Value> = world.voice_routes.iter().filter(|r| r.account_id == id).map(voice::row).collect();
    Ok(json!({ "AccountID": id, "TotalRoutes": rows.len(), "Results": rows }))
}

/// No account can be named: of every account, when there are several.
pub(super) fn subscriptions(world: &mut World, input: &Input) -> Outcome {
    let owner = world.meant_account(&input.distributor, None).unwrap_or_else(|_| input.distributor.clone());
    let mine = world.subscriptions.iter().filter(|s| world.subscriber(&input.distributor, &s.subscriber_id).is_ok());
    let rows = mine.map(|s| (s.active, render::subscription(s))).collect();
    render::listing(("AccountId", &owner), "TotalSubscriptions", input, rows)
}

/// The owner shown is the aggregator; what is listed is the distributor's.
pub(super) fn services(world: &mut World, input: &Input) -> Outcome {
    let mine = world.services.iter().filter(|s| s.distributor_id == input.distributor);
    let rows = mine.map(|s| (true, services::row(s))).collect();
    render::listing(("AggregatorId", render::AGGREGATOR), "TotalServices", input, rows)
}

/// No account can be named: of every account, when there are several.
pub(super) fn workgroups(world: &mut World, input: &Input) -> Outcome {
    let mine = world.workgroups.iter().filter(|w| world.owns(&input.distributor, &w.account_id));
    Ok(json!({ "Workgroups": mine.map(workgroups::row).collect::<Vec<_>>() }))
}

/// No account can be named: with several, the distributor's id stands where the account's should, as in some examples.
pub(super) fn schedules(world: &mut World, input: &Input) -> Outcome {
    let owner = world.meant_account(&input.distributor, None).unwrap_or_else(|_| input.distributor.clone());
    let mine = world.schedules.iter().filter(|s| world.owns(&input.distributor, &s.account_id));
    let rows: Vec<Value> = mine.map(workgroups::schedule).collect();
    Ok(json!({ "AccountID": owner, "TotalSchedules": rows.len(), "Results": rows }))
}

/// A bare array, with the credentials of each.
pub(super) fn webhooks(world: &mut World, input: &Input) -> Outcome {
    let id = world.meant_account(&input.distributor, input.param("AccountId"))?;
    Ok(world.webhooks.iter().filter(|w| w.account_id == id).map(webhooks::row).collect())
}
