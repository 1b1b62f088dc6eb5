//! Message routes.

use serde_json::{Map, Value, json};

use crate::{
    input::{Input, Outcome, Refusal, merge},
    world::{MessageRoute, World},
};

/// Fields the documented answers show; the bypasses and `IntelligentRouteEnabled` are not among them.
const ANSWERED: [&str; 12] = [
    "RouteName",
    "MessageUrl",
    "MessageUrlMethod",
    "MessageRouteEnabled",
    "MessageAuthenticationType",
    "MessageUsername",
    "MessagePasswordToken",
    "CallbackMessageUrl",
    "CallbackMessageUrlMethod",
    "CallbackMessageAuthenticationType",
    "CallbackMessageUsername",
    "CallbackMessagePasswordToken",
];

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("MessageRouteId")?;
    let route = &world.message_routes[find(world, input, &id)?];
    Ok(answer(route, "AccountId", route.enabled))
}

fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let mine = |r: &MessageRoute| r.message_route_id == id && world.owns(&input.distributor, &r.account_id);
    world.message_routes.iter().position(mine).ok_or_else(|| Refusal::missing("MessageRouteId"))
}

/// What holds for a new route and for a changed one.
fn check(input: &Input) -> Result<(), Refusal> {
    if input.text("MessageUrl")?.is_some_and(|url| !is_target(&url)) {
        return Err(Refusal::bad("The MessageUrl field is not a valid https URL."));
    }
    for name in ["MessageUrlMethod", "CallbackMessageUrlMethod"] {
        input.one_of(name, &["GET", "POST"])?;
    }
    for name in ["MessageAuthenticationType", "CallbackMessageAuthenticationType"] {
        input.one_of(name, &["None", "Basic", "Bearer"])?;
    }
    Ok(())
}

/// https, or this machine.
pub(super) fn is_target(url: &str) -> bool {
    ["https://", "http://127.0.0.1", "http://localhost"].iter().any(|start| url.starts_with(start))
}

/// Answers what is in force, unlike creation.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("MessageRouteId")?)?;
    check(input)?;
    let enabled = input.boolean("MessageRouteEnabled")?;
    let name = input.text("RouteName")?;
    if input.text("AccountId")?.is_some_and(|id| id != world.message_routes[at].account_id) {
        return Err(Refusal::missing("MessageRouteId"));
    }
    let route = &mut world.message_routes[at];
    merge(&mut route.fields, &input.body);
    route.enabled = enabled.unwrap_or(route.enabled);
    route.route_name = name.unwrap_or_else(|| route.route_name.clone());
    Ok(answer(route, "AccountId", route.enabled))
}

/// Its numbers are left without one.
pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("MessageRouteId")?;
    let at = find(world, input, &id)?;
    world.message_routes.remove(at);
    world.lines.iter_mut().filter(|l| l.message_route_id == id).for_each(|l| l.message_route_id.clear());
    Ok(json!({ "MessageRouteStatus": "Deleted", "MRID": id }))
}

/// The documented answer says `MessageRouteEnabled: false` to a request that said true; so does this one.
pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let route_name = input.required("RouteName")?;
    input.required("MessageUrl")?;
    input.required("MessageUrlMethod")?;
    check(input)?;
    let enabled = input.boolean("MessageRouteEnabled")?.unwrap_or(true);
    let account_id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
    let id = world.id("MRID");
    let route = MessageRoute { message_route_id: id, account_id, fields: input.body.clone(), route_name, enabled };
    let answer = answer(&route, "AccountId", false);
    world.message_routes.push(route);
    Ok(answer)
}

/// A row of `GET /v1.0/account/message/routes`.
pub(super) fn row(route: &MessageRoute) -> Value {
    answer(route, "AccountID", route.enabled)
}

fn answer(route: &MessageRoute, account_key: &str, enabled: bool) -> Value {
    let mut answer = Map::new();
    answer.insert("MessageRouteId".into(), route.message_route_id.clone().into());
    answer.insert(account_key.into(), route.account_id.clone().into());
    for name in ANSWERED {
        let value = crate::input::field(&route.fields, name).cloned();
        answer.insert(name.into(), value.unwrap_or(Value::Null));
    }
    answer.insert("MessageRouteEnabled".into(), enabled.into());
    Value::Object(answer)
}
