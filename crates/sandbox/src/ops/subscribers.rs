//! People.

use serde_json::Value;

use super::render;
use crate::{
    input::{Input, Outcome, Refusal, required},
    world::{Subscriber, World},
};

const ROLES: [&str; 3] = ["Subscriber", "Manager", "Account Admin"];

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("SubscriberId")?;
    world.subscriber(&input.distributor, &id).map(|s| Value::Object(render::subscriber(world, s)))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let (name, email) = (input.required("Name")?, input.required("Email")?);
    input.required("Role")?;
    let role = input.one_of("Role", &ROLES)?.unwrap_or_default();
    input.required("Password")?;
    let account_id = input.required("AccountId")?;
    let phone_numbers = input.texts("PhoneNumbers")?.ok_or_else(|| required("PhoneNumbers"))?;
    if email.split_once('@').is_none_or(|(user, host)| user.is_empty() || !host.contains('.')) {
        return Err(Refusal::bad("The Email field is not a valid e-mail address."));
    }
    world.account(&input.distributor, &account_id)?;
    if world.subscribers.iter().any(|s| s.email.eq_ignore_ascii_case(&email)) {
        return Err(Refusal::bad("Email already exists"));
    }
    // A known defect of the platform: active numbers are refused here, and must be bound by other calls.
    if phone_numbers.iter().any(|n| world.lines.iter().any(|l| l.number == *n)) {
        return Err(Refusal::bad("Phone number does not belong to account"));
    }
    let subscriber = Subscriber { subscriber_id: world.id("TSUID"), account_id, name, email, phone_numbers, role };
    let answer = render::subscriber(world, &subscriber);
    world.subscribers.push(subscriber);
    Ok(Value::Object(answer))
}

pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("SubscriberId")?;
    let (name, role, numbers) = (input.text("Name")?, input.one_of("Role", &ROLES)?, input.texts("PhoneNumbers")?);
    input.text("Password")?;
    world.subscriber(&input.distributor, &id)?;
    if let Some(person) = world.subscribers.iter_mut().find(|s| s.subscriber_id == id) {
        person.name = name.unwrap_or_else(|| person.name.clone());
        person.role = role.unwrap_or_else(|| person.role.clone());
        person.phone_numbers = numbers.unwrap_or_else(|| person.phone_numbers.clone());
    }
    world.subscriber(&input.distributor, &id).map(|s| Value::Object(render::subscriber(world, s)))
}

/// Numbers and subscriptions stay the person's, so the numbers change account as well. Both accounts must be the
/// distributor's.
pub(super) fn transfer(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("SubscriberId")?;
    let (from, to) = (input.required("FromAccountId")?, input.required("ToAccountId")?);
    for account in [&from, &to] {
        world.account(&input.distributor, account)?;
    }
    if world.subscriber(&input.distributor, &id)?.account_id != from {
        return Err(Refusal::bad("Invalid FromAccountId"));
    }
    for person in world.subscribers.iter_mut().filter(|s| s.subscriber_id == id) {
        person.account_id.clone_from(&to);
    }
    for line in world.lines.iter_mut().filter(|l| l.subscriber_id.as_deref() == Some(&id)) {
        line.account_id.clone_from(&to);
    }
    world.subscriber(&input.distributor, &id).map(|s| Value::Object(render::subscriber(world, s)))
}
