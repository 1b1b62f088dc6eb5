//! Failures of any operation: asked for through `/__sandbox/faults`, written into what is sent, or drawn by chance.
//! The table is in the crate's README.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{input::Input, sentinel::Effect, world::World};

/// The operation that alone knows [`Fault::Skew`].
pub(crate) const TOKENS: &str = "POST /v1.0/oauth2/tokens";

/// What goes wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Fault {
    /// This status and nothing done; 429 without `Retry-After`.
    Status(u16),
    /// 429 with `Retry-After: 1`.
    Busy,
    /// The page of a proxy with 502, nothing done.
    Proxy,
    /// No answer and nothing done.
    Silence,
    /// The connection is cut and nothing is done.
    Cut,
    /// Done, then the connection is cut without an answer.
    Lost,
    /// Done, and the answer comes so many milliseconds late.
    Slow(u64),
    /// Done, and the answer is no JSON.
    Malformed,
    /// Done, and the answer is a page of HTML with 200.
    Html,
    /// Done, and the connection is cut half-way through the answer.
    Truncated,
    /// Done, and the answer has no id in it.
    NoIds,
    /// Done, and the answer is called plain text.
    PlainText,
    /// A token whose expiry is told wrongly by so many seconds.
    Skew(i64),
}

/// Statuses the documentation knows, with what stands for them.
const STATUSES: [(u16, &str); 10] = [
    (400, "The request was refused (sandbox sentinel)"),
    (401, "Unauthorized: Bearer token is missing, expired, or invalid. Obtain one from POST /v1.0/oauth2/tokens."),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (408, "Request Timeout"),
    (429, "Too Many Requests"),
    (500, "Internal Server Error"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
];

/// Words of the faults that have neither a status nor a number.
const WORDS: [(&str, Fault); 11] = [
    ("429-bare", Fault::Status(429)),
    ("429", Fault::Busy),
    ("html-502", Fault::Proxy),
    ("silence", Fault::Silence),
    ("cut", Fault::Cut),
    ("lost", Fault::Lost),
    ("malformed", Fault::Malformed),
    ("html", Fault::Html),
    ("truncated", Fault::Truncated),
    ("no-ids", Fault::NoIds),
    ("plain-text", Fault::PlainText),
];

/// What somebody who asked for another is told.
const KNOWN: &str = "effect is a status (400 401 403 404 405 408 429 429-bare 500 503 504), html-502, silence, cut, lost, \
                     slow-MS, malformed, html, truncated, no-ids, plain-text, skew+S or skew-S";

/// What chance draws from: what happens to networks and servers, not what a caller did wrong.
const CHANCES: [Fault; 12] = [
    Fault::Status(401),
    Fault::Status(408),
    Fault::Busy,
    Fault::Status(429),
    Fault::Status(500),
    Fault::Status(503),
    Fault::Status(504),
    Fault::Proxy,
    Fault::Slow(300),
    Fault::Cut,
    Fault::Lost,
    Fault::Truncated,
];

impl Fault {
    /// Text of the answer with this status.
    pub(crate) fn message(status: u16) -> &'static str {
        STATUSES.iter().find(|(s, _)| *s == status).map_or("Error", |(_, text)| *text)
    }

    /// Whether the operation can meet it.
    pub(crate) fn concerns(self, operation: &str) -> bool {
        !matches!(self, Self::Skew(_)) || operation == TOKENS
    }
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if let Some((_, fault)) = WORDS.iter().find(|(w, _)| *w == word) {
            return Ok(*fault);
        }
        let status = word.parse().ok().filter(|code| STATUSES.iter().any(|(s, _)| s == code));
        let slow = word.strip_prefix("slow-").and_then(|ms| ms.parse().ok()).filter(|ms| *ms <= 600_000);
        let skew = word.strip_prefix("skew").and_then(|s| s.parse().ok()).filter(|s: &i64| s.abs() <= 31_536_000);
        let found = status.map(Self::Status).or(slow.map(Self::Slow)).or(skew.map(Self::Skew));
        found.ok_or_else(|| KNOWN.to_owned())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slow(ms) => write!(f, "slow-{ms}"),
            Self::Skew(seconds) => write!(f, "skew{seconds:+}"),
            fault => match (fault, WORDS.iter().find(|(_, known)| known == fault)) {
                (_, Some((word, _))) => f.write_str(word),
                (Self::Status(status), None) => write!(f, "{status}"),
                _ => Ok(()),
            },
        }
    }
}

impl TryFrom<String> for Fault {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        word.parse()
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> Self {
        fault.to_string()
    }
}

impl From<Effect> for Fault {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Refuse => Self::Status(400),
            Effect::Busy => Self::Busy,
            Effect::Throttled => Self::Status(429),
            Effect::Outage => Self::Status(503),
            Effect::Timeout => Self::Silence,
            Effect::LostReply => Self::Lost,
            Effect::Cut => Self::Cut,
        }
    }
}

/// A fault that waits for its call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    /// `POST /v1.0/numbers/provision`, or `*` for whatever comes.
    pub operation: String,
    /// What happens.
    pub effect: Fault,
    /// How often still; none means until it is taken away.
    pub times: Option<u32>,
}

/// Faults drawn by chance, the same ones for the same seed and order of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Chaos {
    /// Of a hundred calls so many fail.
    pub percent: u8,
    /// Where the draws begin.
    pub seed: u64,
    /// Draws made.
    #[serde(default)]
    pub drawn: u64,
}

impl Chaos {
    fn draw(&mut self) -> Option<Fault> {
        if self.percent == 0 {
            return None;
        }
        self.drawn += 1;
        let dice = mixed(self.seed.wrapping_add(self.drawn.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        let which = CHANCES.get(usize::try_from(dice / 100).unwrap_or_default() % CHANCES.len()).copied();
        which.filter(|_| dice % 100 < u64::from(self.percent))
    }
}

/// The mixing step of SplitMix64: spreads neighbouring numbers over all of them.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) >> 1
}

/// The fault this call meets: one ordered for it, one written into it, one of chance. Takes `fault:` words out of ids.
pub(crate) fn meet(world: &mut World, operation: &str, input: &mut Input) -> Option<Fault> {
    let written = written(input).filter(|(fault, _)| fault.concerns(operation));
    ordered(world, operation)
        .or_else(|| {
            let (fault, times) = written?;
            let Some(times) = times else { return Some(fault) };
            let count = world.sentinels.entry(format!("{operation} fault:{fault}*{times}")).or_default();
            *count += 1;
            (*count <= times).then_some(fault)
        })
        .or_else(|| world.chaos.draw())
}

fn ordered(world: &mut World, operation: &str) -> Option<Fault> {
    let matches = |o: &Ordered| (o.operation == "*" || o.operation == operation) && o.effect.concerns(operation);
    let at = world.faults.iter().position(matches)?;
    let found = world.faults.get_mut(at)?;
    let effect = found.effect;
    if let Some(times) = &mut found.times {
        *times = times.saturating_sub(1);
        if *times == 0 {
            world.faults.remove(at);
        }
    }
    Some(effect)
}

/// The first `fault:EFFECT` or `fault:EFFECT*TIMES` in a parameter or field, however deep.
fn written(input: &mut Input) -> Option<(Fault, Option<u32>)> {
    let mut found = None;
    for (name, value) in &mut input.query {
        take(name, value, &mut found);
    }
    in_map(&mut input.body, &mut found);
    found
}

fn in_map(map: &mut Map<String, Value>, found: &mut Option<(Fault, Option<u32>)>) {
    for (name, value) in map.iter_mut() {
        in_value(name, value, found);
    }
}

fn in_value(name: &str, value: &mut Value, found: &mut Option<(Fault, Option<u32>)>) {
    match value {
        Value::String(text) => take(name, text, found),
        Value::Array(rows) => rows.iter_mut().for_each(|row| in_value(name, row, found)),
        Value::Object(map) => in_map(map, found),
        _ => {}
    }
}

/// A name keeps the word, so that whoever looks for what became of a lost call finds it by the name that was sent; an
/// id loses it, so that the call means the same record as without.
fn take(name: &str, text: &mut String, found: &mut Option<(Fault, Option<u32>)>) {
    let Some((word, fault)) = text.split(' ').find_map(|word| Some((word, parsed(word.strip_prefix("fault:")?)?)))
    else {
        return;
    };
    let rest = text.split(' ').filter(|part| *part != word).collect::<Vec<_>>().join(" ");
    found.get_or_insert(fault);
    let named = ["name", "description", "body"].iter().any(|end| name.to_lowercase().ends_with(end));
    if !named && !rest.is_empty() {
        *text = rest;
    }
}

fn parsed(word: &str) -> Option<(Fault, Option<u32>)> {
    match word.split_once('*') {
        Some((word, times)) => Some((word.parse().ok()?, Some(times.parse().ok()?))),
        None => Some((word.parse().ok()?, None)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn input(body: Value) -> Input {
        Input { body: body.as_object().cloned().unwrap_or_default(), ..Input::default() }
    }

    #[test]
    fn words_come_back_as_they_went() {
        for word in "400 401 403 404 405 408 429 429-bare 500 503 504 html-502 silence cut lost slow-20 malformed html \
                     truncated no-ids plain-text skew+60 skew-60"
            .split_whitespace()
        {
            assert_eq!(word.parse::<Fault>().map(|f| f.to_string()).as_deref(), Ok(word));
        }
        for word in ["", "200", "502", "slow-", "slow-x", "skew", "Lost"] {
            assert!(word.parse::<Fault>().is_err(), "{word}");
        }
    }

    #[test]
    fn ids_lose_the_word_and_names_keep_it() {
        let body = json!({ "Name": "Ada fault:cut", "A": [{ "AccountId": "AID-1 fault:503*2" }], "B": "fault:what" });
        let mut input = input(body);
        let mut world = World::default();
        assert_eq!(meet(&mut world, "x", &mut input), Some(Fault::Status(503)));
        assert_eq!(
            Value::Object(input.body),
            json!({ "Name": "Ada fault:cut", "A": [{ "AccountId": "AID-1" }], "B": "fault:what" })
        );
    }

    #[test]
    fn what_is_counted_ends() {
        let mut world = World::default();
        let mut met = |text: &str| meet(&mut world, "x", &mut input(json!({ "Id": text })));
        assert_eq!(
            [met("fault:500*2"), met("fault:500*2"), met("fault:500*2")],
            [Some(Fault::Status(500)), Some(Fault::Status(500)), None]
        );
        assert_eq!([met("fault:500"), met("fault:500")], [Some(Fault::Status(500)); 2]);
        assert_eq!(met("fault:skew+5"), None, "tokens only");
    }

    #[test]
    fn chance_is_the_same_again_and_about_as_often_as_asked() {
        let draw = |seed| {
            let mut chaos = Chaos { percent: 5, seed, drawn: 0 };
            (0..10_000).map(|_| chaos.draw()).collect::<Vec<_>>()
        };
        let first = draw(7);
        assert_eq!(first, draw(7));
        assert_ne!(first, draw(8));
        let failed = first.iter().flatten().count();
        assert!((400..600).contains(&failed), "{failed}");
        for fault in CHANCES {
            assert!(first.contains(&Some(fault)), "{fault}");
        }
        assert_eq!(Chaos::default().draw(), None);
    }
}
