//! Voice routes.

use serde_json::{Map, Value, json};

use crate::{
    input::{self, Input, Outcome, Refusal, merge},
    world::{VoiceRoute, World},
};

/// Not echoed by any answer.
const HIDDEN: [&str; 7] = [
    "VoiceAuthenticationType",
    "VoiceUsername",
    "VoicePasswordToken",
    "CallbackVoiceUrl",
    "CallbackVoiceUrlMethod",
    "IpWhitelist",
    "AccountId",
];

/// The query parameter is `CallRouteID`, the field `CallRouteId`; names match in any casing.
pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let id = input.required_param("CallRouteID")?;
    Ok(answer(&world.voice_routes[find(world, input, &id)?], "AccountId"))
}

fn find(world: &World, input: &Input, id: &str) -> Result<usize, Refusal> {
    let mine = |r: &VoiceRoute| r.call_route_id == id && world.owns(&input.distributor, &r.account_id);
    world.voice_routes.iter().position(mine).ok_or_else(|| Refusal::missing("CallRouteId"))
}

/// What holds for a new route and for a changed one.
fn check(input: &Input) -> Result<(), Refusal> {
    input.one_of("RouteType", &["Trunk", "URL", "Forward"])?;
    input.one_of("VoiceUrlMethod", &["GET", "POST"])?;
    for name in ["TrunkTransport1", "TrunkTransport2"] {
        input.one_of(name, &["UDP", "TCP", "TLS"])?;
    }
    Ok(())
}

/// `None` is no authentication type here, unlike on creation.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("CallRouteId")?)?;
    check(input)?;
    input.one_of("VoiceAuthenticationType", &["Basic", "Bearer"])?;
    let name = input.text("RouteName")?;
    let route = &mut world.voice_routes[at];
    merge(&mut route.fields, &input.body);
    route.route_name = name.unwrap_or_else(|| route.route_name.clone());
    Ok(answer(route, "AccountId"))
}

/// Its numbers are left without one.
pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let id = input.required("CallRouteId")?;
    let at = find(world, input, &id)?;
    world.voice_routes.remove(at);
    world.lines.iter_mut().filter(|l| l.voice_route_id.as_ref() == Some(&id)).for_each(|l| l.voice_route_id = None);
    Ok(json!({ "CallRouteStatus": "Deleted", "CallRouteId": id }))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let route_name = input.required("RouteName")?;
    input.required("RouteType")?;
    check(input)?;
    input.one_of("VoiceAuthenticationType", &["None", "Basic", "Bearer"])?;
    let account_id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
    let route = VoiceRoute { call_route_id: world.id("CRID"), account_id, fields: input.body.clone(), route_name };
    let answer = answer(&route, "AccountId");
    world.voice_routes.push(route);
    Ok(answer)
}

/// A row of `GET /v1.0/account/voice/routes`: other keys, and the whitelist is there.
pub(super) fn row(route: &VoiceRoute) -> Value {
    let mut row = match answer(route, "AccountID") {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    row.remove("IpWhiteList");
    row.insert("CallRouteStatus".into(), "Active".into());
    row.insert("IpWhitelist".into(), input::field(&route.fields, "IpWhitelist").cloned().unwrap_or(json!([])));
    Value::Object(row)
}

/// The documented answer holds an empty `IpWhiteList` whatever was sent.
fn answer(route: &VoiceRoute, account_key: &str) -> Value {
    let mut answer = route.fields.clone();
    answer.retain(|key, _| !HIDDEN.iter().any(|h| h.eq_ignore_ascii_case(key)));
    answer.insert("CallRouteId".into(), route.call_route_id.clone().into());
    answer.insert(account_key.into(), route.account_id.clone().into());
    answer.insert("IpWhiteList".into(), json!([]));
    Value::Object(answer)
}
