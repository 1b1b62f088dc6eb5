//! Guardian: switches, relations, filters, and what they let through.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Line, World};
use crate::input;

/// Everything Guardian knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Guardian {
    /// Switches of those who ever set them.
    pub features: Vec<GuardianFeatures>,
    /// Who looks after whom.
    pub relations: Vec<GuardianRelation>,
    /// Filters of messages.
    pub message_filters: Vec<Filter>,
    /// Filters of calls.
    pub call_filters: Vec<Filter>,
}

/// Switches of one person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct GuardianFeatures {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// Calls are filtered.
    pub calls: bool,
    /// Messages are filtered.
    pub messages: bool,
}

/// One person looks after another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GuardianRelation {
    /// `TSUID-…`.
    pub parent: String,
    /// `TSUID-…`.
    pub child: String,
    /// As sent.
    pub relation: String,
}

/// A filter of messages or calls.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Filter {
    /// `MFID-…` or `CFID-…`.
    pub filter_id: String,
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// E.164 with plus.
    pub phone: String,
    /// Documented word.
    pub mode: String,
    /// Never stopped.
    pub allowed: Vec<String>,
    /// Always stopped.
    pub blocked: Vec<String>,
    /// Told when it fires.
    pub notification_phones: Vec<String>,
    /// JSON text of an object, or nothing.
    pub keywords: Option<String>,
    /// Looks at what the person sends.
    pub outbound: bool,
    /// Looks at what the person gets.
    pub inbound: bool,
    /// Stops whoever is not allowed.
    pub block_unknown: bool,
    /// What only messages or only calls have, by documented name.
    pub special: Map<String, Value>,
}

impl Filter {
    fn is_set(&self, name: &str) -> bool {
        self.special.get(name) == Some(&Value::Bool(true))
    }

    fn applies(&self, direction: Direction) -> bool {
        match direction {
            Direction::Inbound => self.inbound,
            Direction::Outbound => self.outbound,
        }
    }

    fn knows(&self, contact: &str) -> bool {
        self.allowed.iter().any(|n| n == contact)
    }

    fn refuses(&self, contact: &str) -> bool {
        self.blocked.iter().any(|n| n == contact) || (self.block_unknown && !self.knows(contact))
    }

    /// The keywords as an object; empty lists where none were given.
    pub fn keyword_object(&self) -> Value {
        let parsed = self.keywords.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let map = if let Value::Object(map) = parsed { map } else { Map::new() };
        let part = |name: &str, empty: Value| input::field(&map, name).cloned().unwrap_or(empty);
        serde_json::json!({
            "CustomKeywords": part("CustomKeywords", Value::Array(Vec::new())),
            "SystemKeywords": part("SystemKeywords", Value::Object(Map::new())),
            "SeverityMap": part("SeverityMap", Value::Object(Map::new())),
        })
    }

    fn finds_word(&self, text: &str) -> bool {
        let keywords = self.keyword_object();
        let of = |list: &Value| list.as_array().cloned().unwrap_or_default();
        let system = keywords["SystemKeywords"].as_object().into_iter().flatten().flat_map(|(_, list)| of(list));
        let text = text.to_lowercase();
        let mut words = of(&keywords["CustomKeywords"]).into_iter().chain(system);
        words.any(|w| w.as_str().is_some_and(|w| !w.is_empty() && text.contains(&w.to_lowercase())))
    }
}

/// Which way a message or call goes, seen from the filtered line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the line.
    Inbound,
    /// From the line.
    Outbound,
}

/// What becomes of a message or call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// No filter minds.
    Pass,
    /// A filter minds and lets it through.
    Flag,
    /// Stopped; the other side gets no sign.
    Block,
}

impl World {
    /// What Guardian makes of a message between a line and a contact. A filter acts only when the person's switch is
    /// on, the line's route has `IntelligentRouteEnabled`, and the filter applies to this direction.
    pub fn message_verdict(
        &self,
        number: &str,
        contact: &str,
        body: &str,
        has_media: bool,
        direction: Direction,
    ) -> Verdict {
        let route = |line: &Line| {
            let found = self.message_routes.iter().find(|r| r.message_route_id == line.message_route_id);
            found.is_some_and(|r| is_intelligent(&r.fields))
        };
        let filters = &self.guardian.message_filters;
        let Some(filter) = self.filter_in_force(filters, number, direction, |f| f.messages, route) else {
            return Verdict::Pass;
        };
        let bare = body.to_lowercase();
        let link = ["http://", "https://", "www."].iter().any(|mark| bare.contains(mark));
        let breaks = filter.refuses(contact)
            || (filter.is_set("BlockLinks") && link)
            || (filter.is_set("BlockMedia") && has_media)
            || filter.finds_word(body);
        match filter.mode.as_str() {
            _ if filter.knows(contact) || !breaks => Verdict::Pass,
            "ACTIVE" => Verdict::Block,
            "MONITOR_ONLY" => Verdict::Flag,
            _ => Verdict::Pass,
        }
    }

    /// What Guardian makes of a call between a line and a contact, before a word is spoken. The age presets are accepted
    /// and do nothing, as on the platform.
    pub fn call_verdict(&self, number: &str, contact: &str, direction: Direction) -> Verdict {
        let route = |line: &Line| {
            let found = self.voice_routes.iter().find(|r| Some(&r.call_route_id) == line.voice_route_id.as_ref());
            found.is_some_and(|r| is_intelligent(&r.fields))
        };
        let filters = &self.guardian.call_filters;
        let Some(filter) = self.filter_in_force(filters, number, direction, |f| f.calls, route) else {
            return Verdict::Pass;
        };
        let abroad = filter.is_set("BlockInternational") && !contact.starts_with("+1");
        let stops = match filter.mode.as_str() {
            "WHITELIST" => abroad || !filter.knows(contact),
            "BLACKLIST" => abroad || filter.refuses(contact),
            _ => false,
        };
        if stops { Verdict::Block } else { Verdict::Pass }
    }

    fn filter_in_force<'a>(
        &self,
        filters: &'a [Filter],
        number: &str,
        direction: Direction,
        switch: impl Fn(&GuardianFeatures) -> bool,
        route: impl Fn(&Line) -> bool,
    ) -> Option<&'a Filter> {
        let line = self.lines.iter().find(|l| l.number == number)?;
        let person = line.subscriber_id.as_deref()?;
        let on = self.guardian.features.iter().any(|f| f.subscriber_id == person && switch(f));
        let filter = filters.iter().find(|f| f.subscriber_id == person && f.phone == number)?;
        (on && route(line) && filter.applies(direction)).then_some(filter)
    }
}

fn is_intelligent(fields: &Map<String, Value>) -> bool {
    input::field(fields, "IntelligentRouteEnabled") == Some(&Value::Bool(true))
}
