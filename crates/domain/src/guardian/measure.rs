//! Protection as it was read back, never as it was wished.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CallFilter, Channel, Floor, Settings, TextFilter, TextMode, compile_calls, compile_texts};

/// What was last read from the network about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Readback {
    /// `EnableIntelligentGuardianCalls`; none when it could not be read.
    pub flag_calls: Option<bool>,
    /// `EnableIntelligentGuardianMessages`; none when it could not be read.
    pub flag_texts: Option<bool>,
    /// Somebody looks after the person.
    pub relation: bool,
    /// The filter of texts on the person's number.
    pub texts: Option<TextFilter>,
    /// The filter of calls on the person's number.
    pub calls: Option<CallFilter>,
    /// The number has a route for texts.
    pub has_message_route: bool,
    /// The number has a route for calls.
    pub has_voice_route: bool,
    /// `IntelligentRouteEnabled` of it; none when it could not be read.
    pub message_route_intelligent: Option<bool>,
    /// `IntelligentRouteEnabled` of it; none when it could not be read.
    pub voice_route_intelligent: Option<bool>,
    /// Unix seconds of the reading; none when there was none.
    pub read_at: Option<i64>,
}

/// How two lists differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// Wanted and not there.
    pub lacking: BTreeSet<String>,
    /// There and not wanted.
    pub extra: BTreeSet<String>,
}

impl Lists {
    fn between(wanted: &BTreeSet<String>, read: &BTreeSet<String>) -> Self {
        Self { lacking: wanted.difference(read).cloned().collect(), extra: read.difference(wanted).cloned().collect() }
    }

    fn is_same(&self) -> bool {
        self.lacking.is_empty() && self.extra.is_empty()
    }
}

/// One thing without which a channel is not protected as the family wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "missing", rename_all = "snake_case")]
pub enum Missing {
    /// Guardian's switch is off.
    Flag,
    /// Nobody is on record as looking after the person.
    Relation,
    /// There is no filter.
    Filter,
    /// The filter is in another mode.
    Mode,
    /// What arrives is not looked at.
    Inbound,
    /// What is sent is not looked at.
    Outbound,
    /// The number has no route for this.
    NoRoute,
    /// The number's route does not filter.
    RouteNotIntelligent,
    /// Allowed numbers differ.
    Allowed(Lists),
    /// Blocked numbers differ.
    Blocked(Lists),
    /// Switches differ (unknown, links, media, international).
    Switches,
    /// Words differ.
    Keywords,
    /// The phones that are told differ.
    Notify,
    /// Off here, and the network filters still.
    StillOn,
}

impl Missing {
    /// The stored word, also that of the repair button's form.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Relation => "relation",
            Self::Filter => "filter",
            Self::Mode => "mode",
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::NoRoute => "no_route",
            Self::RouteNotIntelligent => "route_not_intelligent",
            Self::Allowed(_) => "allowed",
            Self::Blocked(_) => "blocked",
            Self::Switches => "switches",
            Self::Keywords => "keywords",
            Self::Notify => "notify",
            Self::StillOn => "still_on",
        }
    }
}

/// How a channel stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "badge", content = "missing", rename_all = "snake_case")]
pub enum Badge {
    /// Everything was read back as wanted, both directions on.
    Protected,
    /// Everything was read back as wanted, and texts are watched without being stopped.
    Watching,
    /// Something is not there, worst first.
    Missing(Vec<Missing>),
    /// The family does not want it.
    OffByChoice,
    /// Nothing was read yet, or what matters could not be.
    Unknown,
}

/// How texts and calls stand, in this order.
pub fn measure(read: &Readback, wanted: &Settings, floor: &Floor) -> [Badge; 2] {
    [badge(Channel::Text, read, wanted, floor), badge(Channel::Call, read, wanted, floor)]
}

fn badge(channel: Channel, read: &Readback, wanted: &Settings, floor: &Floor) -> Badge {
    let (flag, has_route, intelligent) = match channel {
        Channel::Text => (read.flag_texts, read.has_message_route, read.message_route_intelligent),
        Channel::Call => (read.flag_calls, read.has_voice_route, read.voice_route_intelligent),
    };
    if read.read_at.is_none() {
        return if wanted.is_on(channel) { Badge::Unknown } else { Badge::OffByChoice };
    }
    if !wanted.is_on(channel) {
        let filters = match channel {
            Channel::Text => read.texts.as_ref().is_some_and(|f| f.mode != Some(TextMode::Off)),
            Channel::Call => read.calls.is_some(),
        };
        let still = flag == Some(true) && filters && intelligent == Some(true);
        return if still { Badge::Missing(vec![Missing::StillOn]) } else { Badge::OffByChoice };
    }
    let mut missing = Vec::new();
    let mut note = |is_missing: bool, what: Missing| {
        if is_missing {
            missing.push(what);
        }
    };
    note(flag == Some(false), Missing::Flag);
    note(!has_route, Missing::NoRoute);
    note(has_route && intelligent == Some(false), Missing::RouteNotIntelligent);
    match channel {
        Channel::Text => {
            note(read.texts.is_none(), Missing::Filter);
            let differing = read.texts.as_ref().map(|filter| texts_differ(filter, &compile_texts(wanted, floor)));
            missing.extend(differing.unwrap_or_default());
        }
        Channel::Call => {
            note(read.calls.is_none(), Missing::Filter);
            let differing = read.calls.as_ref().map(|filter| calls_differ(filter, &compile_calls(wanted, floor)));
            missing.extend(differing.unwrap_or_default());
        }
    }
    if !read.relation {
        missing.push(Missing::Relation);
    }
    if !missing.is_empty() {
        return Badge::Missing(missing);
    }
    let known = flag.is_some() && intelligent.is_some();
    match () {
        () if !known => Badge::Unknown,
        () if channel == Channel::Text && wanted.texts.mode == TextMode::WatchOnly => Badge::Watching,
        () => Badge::Protected,
    }
}

/// What a filter of texts that was read has otherwise than the one wanted. A direction that is off is missing even where
/// the family wants it off: nobody is protected on one side.
fn texts_differ(read: &TextFilter, wanted: &TextFilter) -> Vec<Missing> {
    let switches = |f: &TextFilter| (f.block_unknown, f.block_links, f.block_media);
    let differing = [
        (read.mode != wanted.mode, Missing::Mode),
        (switches(read) != switches(wanted), Missing::Switches),
        (read.keywords != wanted.keywords || read.classes != wanted.classes, Missing::Keywords),
    ];
    common(
        differing.to_vec(),
        [(read.inbound, wanted.inbound), (read.outbound, wanted.outbound)],
        Lists::between(&wanted.allowed, &read.allowed),
        Lists::between(&wanted.blocked, &read.blocked),
        read.notify != wanted.notify,
    )
}

/// As [`texts_differ`], of calls.
fn calls_differ(read: &CallFilter, wanted: &CallFilter) -> Vec<Missing> {
    let switches = |f: &CallFilter| (f.block_unknown, f.block_international);
    let differing =
        [(read.mode != wanted.mode, Missing::Mode), (switches(read) != switches(wanted), Missing::Switches)];
    common(
        differing.to_vec(),
        [(read.inbound, wanted.inbound), (read.outbound, wanted.outbound)],
        Lists::between(&wanted.allowed, &read.allowed),
        Lists::between(&wanted.blocked, &read.blocked),
        read.notify != wanted.notify,
    )
}

fn common(
    own: Vec<(bool, Missing)>,
    [inbound, outbound]: [(bool, bool); 2],
    allowed: Lists,
    blocked: Lists,
    notify: bool,
) -> Vec<Missing> {
    // Read (first) must be on; a direction that is on and not wanted so differs as a switch would.
    let shared = [
        (!inbound.0 || !inbound.1, Missing::Inbound),
        (!outbound.0 || !outbound.1, Missing::Outbound),
        (!blocked.is_same(), Missing::Blocked(blocked)),
        (!allowed.is_same(), Missing::Allowed(allowed)),
        (notify, Missing::Notify),
    ];
    own.into_iter().chain(shared).filter(|(differs, _)| *differs).map(|(_, missing)| missing).collect()
}
