//! Message routes.

use serde_json::{Map, Value};

use crate::{
    input::{Input, Outcome, Refusal},
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
    let found =
        world.message_routes.iter().find(|r| r.message_route_id == id && world.owns(&input.distributor, &r.account_id));
    found.map(|r| answer(r, "AccountId", r.enabled)).ok_or_else(|| Refusal::missing("MessageRouteId"))
}

/// The documented answer says `MessageRouteEnabled: false` to a request that said true; so does this one.
pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let route_name = input.required("RouteName")?;
    let url = input.required("MessageUrl")?;
    if !url.starts_with("https://") && !url.starts_with("http://127.0.0.1") && !url.starts_with("http://localhost") {
        return Err(Refusal::bad("The MessageUrl field is not a valid https URL."));
    }
    input.required("MessageUrlMethod")?;
    input.one_of("MessageUrlMethod", &["GET", "POST"])?;
    for name in ["MessageAuthenticationType", "CallbackMessageAuthenticationType"] {
        input.one_of(name, &["None", "Basic", "Bearer"])?;
    }
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
