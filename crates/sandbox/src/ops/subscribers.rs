//! People.

use serde_json::Value;

use super::render;
use crate::{
    input::{Input, Outcome, Refusal},
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
    let phone_numbers = numbers(input)?.ok_or_else(|| Refusal::bad("The PhoneNumbers field is required."))?;
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
    let (name, role, numbers) = (input.text("Name")?, input.one_of("Role", &ROLES)?, numbers(input)?);
    input.text("Password")?;
    world.subscriber(&input.distributor, &id)?;
    if let Some(person) = world.subscribers.iter_mut().find(|s| s.subscriber_id == id) {
        person.name = name.unwrap_or_else(|| person.name.clone());
        person.role = role.unwrap_or_else(|| person.role.clone());
        person.phone_numbers = numbers.unwrap_or_else(|| person.phone_numbers.clone());
    }
    world.subscriber(&input.distributor, &id).map(|s| Value::Object(render::subscriber(world, s)))
}

fn numbers(input: &Input) -> Result<Option<Vec<String>>, Refusal> {
    let Some(value) = input.get("PhoneNumbers") else { return Ok(None) };
    let refusal = || Refusal::bad("The JSON value of PhoneNumbers could not be converted.");
    let rows = value.as_array().ok_or_else(refusal)?;
    rows.iter().map(|n| n.as_str().map(str::to_owned).ok_or_else(refusal)).collect::<Result<_, _>>().map(Some)
}
