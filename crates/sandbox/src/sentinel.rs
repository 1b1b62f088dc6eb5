//! Failures chosen by what is sent. The table is in the crate's README; nothing else makes the sandbox misbehave
//! except `/__sandbox/outage`.

use crate::{input::Input, world::World};

/// What happens to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// 400, always.
    Refuse,
    /// 429 with `Retry-After: 1`, once.
    Busy,
    /// 429 without, once.
    Throttled,
    /// 503 twice.
    Outage,
    /// No answer and nothing done, once.
    Timeout,
    /// Done, then the connection is cut without an answer, once.
    LostReply,
    /// The connection is cut and nothing is done, once.
    Cut,
}

impl Effect {
    /// How often it happens for one input; none means always.
    pub fn times(self) -> Option<u32> {
        match self {
            Self::Refuse => None,
            Self::Outage => Some(2),
            _ => Some(1),
        }
    }
}

/// What provisioning does beside the effects above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderTwist {
    /// `Pending`, complete after three reads of the order or a minute.
    Pending,
    /// `Pending`, then `Error`.
    Fails,
    /// HTTP 200 with an `ErrorMessage` and no number.
    NoStock,
}

/// Word in a name, ZIP code, area code, effect. Area codes with a middle 9 are reserved and never assigned, ZIP codes
/// from 99981 on neither.
pub const EFFECTS: [(&str, &str, &str, Effect); 7] = [
    ("refusal", "99981", "291", Effect::Refuse),
    ("busy", "99982", "292", Effect::Busy),
    ("throttled", "99983", "293", Effect::Throttled),
    ("outage", "99984", "294", Effect::Outage),
    ("timeout", "99985", "295", Effect::Timeout),
    ("lostreply", "99986", "296", Effect::LostReply),
    ("cutline", "99987", "297", Effect::Cut),
];

/// ZIP code, area code, twist.
pub const TWISTS: [(&str, &str, OrderTwist); 3] =
    [("99988", "298", OrderTwist::Pending), ("99989", "299", OrderTwist::Fails), ("99990", "290", OrderTwist::NoStock)];

/// ZIP code, area code, answer of a change of number. Both are maintenance at the platform.
pub const SWAP_OUTAGES: [(&str, &str, &str); 2] =
    [("99979", "289", "Number-swap is currently unavailable"), ("99978", "288", "MSISDN swap API endpoint is offline")];

/// The maintenance a change of number meets at this place.
pub fn swap_outage(area_code: Option<&str>, zip: Option<&str>) -> Option<&'static str> {
    let found = SWAP_OUTAGES.iter().find(|(z, a, _)| Some(*z) == zip || Some(*a) == area_code);
    found.map(|(.., message)| *message)
}

/// ZIP code of addresses no responder knows.
pub const UNKNOWN_TO_RESPONDERS: &str = "99991";

/// Area code that serves sentinel areas and ZIP codes.
pub const SERVED_BY: &str = "801";

/// The twist of this ZIP or area code.
pub fn twist(area_code: Option<&str>, zip: Option<&str>) -> Option<OrderTwist> {
    let found = TWISTS.iter().find(|(z, a, _)| Some(*z) == zip || Some(*a) == area_code);
    found.map(|(_, _, twist)| *twist)
}

/// Whether this area or ZIP code stands for a failure rather than a place.
pub fn is_sentinel_place(code: &str) -> bool {
    let effect = EFFECTS.iter().any(|(_, zip, area, _)| *zip == code || *area == code);
    effect || TWISTS.iter().any(|(zip, area, _)| *zip == code || *area == code)
}

/// The effect this call has coming, if it has not happened often enough already. Counts it.
pub fn fire(world: &mut World, operation: &str, input: &Input) -> Option<Effect> {
    let (effect, value) = wanted(world, operation, input)?;
    let count = world.sentinels.entry(format!("{operation} {effect:?} {value}")).or_default();
    if effect.times().is_some_and(|times| *count >= times) {
        return None;
    }
    *count += 1;
    Some(effect)
}

fn wanted(world: &World, operation: &str, input: &Input) -> Option<(Effect, String)> {
    let text = |name: &str| input.text(name).ok().flatten();
    match operation {
        "POST /v1.0/account/create" => by_word("", text("AccountName")?),
        "POST /v1.0/subscribers/create" => by_word("", text("Name")?),
        "POST /v1.0/message/routes" | "POST /v1.0/voice/routes" => by_word("route", text("RouteName")?),
        // Each person may meet the same ZIP code once: it must work for more than the first of them.
        "POST /v1.0/numbers/provision" => by_place(
            text("ZipCode"),
            text("AreaCode"),
            &text("AssignedSubscriberId").or_else(|| text("AccountId")).unwrap_or_default(),
        ),
        "POST /v1.0/numbers/status" => {
            by_place(text("ZipCode"), text("AreaCode"), &input.number_rows().ok()?.join(" "))
        }
        "POST /v1.0/subscriptions" => {
            let id = text("SubscriberId")?;
            let person = world.subscribers.iter().find(|s| s.subscriber_id == id)?;
            by_word("plan", person.name.clone()).map(|(effect, name)| (effect, format!("{name} {id}")))
        }
        _ => None,
    }
}

fn by_place(zip: Option<String>, area: Option<String>, whose: &str) -> Option<(Effect, String)> {
    let places = |z: &str, a: &str| zip.as_deref() == Some(z) || area.as_deref() == Some(a);
    let (.., effect) = EFFECTS.iter().find(|(_, z, a, _)| places(z, a))?;
    Some((*effect, format!("{} {} {whose}", zip.unwrap_or_default(), area.unwrap_or_default())))
}

fn by_word(prefix: &str, name: String) -> Option<(Effect, String)> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let effect = words.into_iter().find_map(|word| {
        let bare = word.strip_prefix(prefix)?;
        EFFECTS.iter().find(|(w, ..)| *w == bare).map(|(.., effect)| *effect)
    })?;
    Some((effect, name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn account(name: &str) -> Input {
        let body = json!({ "AccountName": name });
        Input { body: body.as_object().cloned().unwrap_or_default(), ..Input::default() }
    }

    #[test]
    fn words_count_once_per_name() {
        let mut world = World::default();
        let operation = "POST /v1.0/account/create";
        assert_eq!(fire(&mut world, operation, &account("Okafor Lostreply")), Some(Effect::LostReply));
        assert_eq!(fire(&mut world, operation, &account("Okafor Lostreply")), None);
        assert_eq!(fire(&mut world, operation, &account("Mensah lostreply")), Some(Effect::LostReply));
        assert_eq!(fire(&mut world, operation, &account("Busybody")), None);
        for _ in 0..3 {
            assert_eq!(fire(&mut world, operation, &account("Refusal")), Some(Effect::Refuse));
        }
    }
}
