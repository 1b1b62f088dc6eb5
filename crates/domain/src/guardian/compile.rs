//! What of the settings goes to the network.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Channel, Floor, KeywordClass, Number, Settings, Severity, Stand, TextMode, canonical_word, stands::stands,
};

/// A filter of texts, as it is sent whole and as it is read back. Lists are sets: the network's order means nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextFilter {
    /// None only in what was read: a word nobody knows.
    pub mode: Option<TextMode>,
    /// `AllowedContacts`, E.164.
    pub allowed: BTreeSet<String>,
    /// `BlockedContacts`, E.164.
    pub blocked: BTreeSet<String>,
    /// `ApplyToInbound`.
    pub inbound: bool,
    /// `ApplyToOutbound`.
    pub outbound: bool,
    /// `BlockUnknownNumbers`.
    pub block_unknown: bool,
    /// `BlockLinks`.
    pub block_links: bool,
    /// `BlockMedia`.
    pub block_media: bool,
    /// `CustomKeywords` with their severity, in small letters ([`canonical_word`]).
    pub keywords: BTreeMap<String, Severity>,
    /// `SystemKeywords`, by documented name; words in small letters.
    pub classes: BTreeMap<KeywordClass, BTreeSet<String>>,
    /// `NotificationPhones`, E.164.
    pub notify: BTreeSet<String>,
}

/// What a filter of calls does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallMode {
    /// `WHITELIST`: only allowed numbers get through.
    OnlyAllowed,
    /// `BLACKLIST`: all but blocked numbers do.
    AllButBlocked,
}

impl CallMode {
    /// The wire word of `FilterMode`.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::OnlyAllowed => "WHITELIST",
            Self::AllButBlocked => "BLACKLIST",
        }
    }

    /// From the wire word; none for the age levels, which do nothing for calls.
    pub fn of_wire(word: &str) -> Option<Self> {
        [Self::OnlyAllowed, Self::AllButBlocked].into_iter().find(|m| m.wire().eq_ignore_ascii_case(word.trim()))
    }
}

/// A filter of calls, as it is sent whole and as it is read back. Transcription, words and recording stay off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallFilter {
    /// None only in what was read: an age level or a word nobody knows.
    pub mode: Option<CallMode>,
    /// `AllowedNumbers`, E.164.
    pub allowed: BTreeSet<String>,
    /// `BlockedNumbers`, E.164.
    pub blocked: BTreeSet<String>,
    /// `ApplyToInbound`.
    pub inbound: bool,
    /// `ApplyToOutbound`.
    pub outbound: bool,
    /// `BlockUnknownNumbers`.
    pub block_unknown: bool,
    /// `BlockInternational`.
    pub block_international: bool,
    /// `NotificationPhones`, E.164.
    pub notify: BTreeSet<String>,
}

/// The filter of texts that does what is wanted. Who is always reachable is among the allowed and never among the
/// blocked, whatever the contacts say.
pub fn compile_texts(settings: &Settings, floor: &Floor) -> TextFilter {
    let texts = &settings.texts;
    let (allowed, blocked) = lists(settings, floor, Channel::Text);
    let mut keywords: BTreeMap<String, Severity> = BTreeMap::new();
    for keyword in &texts.keywords {
        let held = keywords.entry(canonical_word(&keyword.word)).or_insert(keyword.severity);
        *held = (*held).max(keyword.severity);
    }
    let words = |class: KeywordClass| class.words().iter().map(|word| canonical_word(word)).collect();
    TextFilter {
        mode: Some(texts.mode),
        allowed,
        blocked,
        inbound: texts.inbound,
        outbound: texts.outbound,
        block_unknown: texts.block_unknown,
        block_links: texts.block_links,
        block_media: texts.block_media,
        keywords,
        classes: texts.classes.iter().map(|class| (*class, words(*class))).collect(),
        notify: phones(settings),
    }
}

/// The filter of calls that does what is wanted; see [`compile_texts`].
pub fn compile_calls(settings: &Settings, floor: &Floor) -> CallFilter {
    let calls = &settings.calls;
    let (allowed, blocked) = lists(settings, floor, Channel::Call);
    CallFilter {
        mode: Some(if calls.only_allowed { CallMode::OnlyAllowed } else { CallMode::AllButBlocked }),
        allowed,
        blocked,
        inbound: calls.inbound,
        outbound: calls.outbound,
        block_unknown: calls.block_unknown,
        block_international: calls.block_international,
        notify: phones(settings),
    }
}

fn lists(settings: &Settings, floor: &Floor, channel: Channel) -> (BTreeSet<String>, BTreeSet<String>) {
    let always = floor.numbers();
    let stands = stands(settings, channel);
    let of = |wanted: Stand| {
        let held = stands.iter().filter(move |(_, stand)| **stand == wanted).map(|(number, _)| (*number).clone());
        held.filter(|number| !always.contains(number)).map(String::from)
    };
    let allowed = of(Stand::Allowed).chain(always.iter().map(Number::to_string)).collect();
    (allowed, of(Stand::Blocked).collect())
}

fn phones(settings: &Settings) -> BTreeSet<String> {
    settings.notify.iter().map(ToString::to_string).collect()
}
