//! Voice routes.

use serde_json::{Map, Value, json};

use crate::{
    input::{self, Input, Outcome, Refusal},
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
    let found =
        world.voice_routes.iter().find(|r| r.call_route_id == id && world.owns(&input.distributor, &r.account_id));
    found.map(|r| answer(r, "AccountId")).ok_or_else(|| Refusal::missing("CallRouteId"))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    let route_name = input.required("RouteName")?;
    input.required("RouteType")?;
    input.one_of("RouteType", &["Trunk", "URL", "Forward"])?;
    input.one_of("VoiceUrlMethod", &["GET", "POST"])?;
    input.one_of("VoiceAuthenticationType", &["None", "Basic", "Bearer"])?;
    for name in ["TrunkTransport1", "TrunkTransport2"] {
        input.one_of(name, &["UDP", "TCP", "TLS"])?;
    }
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
