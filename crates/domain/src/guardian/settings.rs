//! What a family wants of Guardian for one person.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Contact, wordlists};
use crate::{E164, Fault, fields::text, lang::Lang};

/// Texts or calls: each has a switch, a filter and a badge of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Text and picture messages.
    Text,
    /// Phone calls.
    Call,
}

impl Channel {
    /// Both, texts first as on the pages.
    pub const ALL: [Self; 2] = [Self::Text, Self::Call];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Call => "call",
        }
    }

    /// `Texts`, `Calls`.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Text => lang.pick("Texts", "Mensajes"),
            Self::Call => lang.pick("Calls", "Llamadas"),
        }
    }
}

/// What the filter of texts does with what breaks a rule; laxest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextMode {
    /// Nothing: it is paused.
    Off,
    /// Tells the guardians and delivers all the same.
    WatchOnly,
    /// Stops it.
    #[default]
    Enforce,
}

impl TextMode {
    /// All, strictest first as on the pages.
    pub const ALL: [Self; 3] = [Self::Enforce, Self::WatchOnly, Self::Off];

    /// The wire word of `FilterMode`.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Enforce => "ACTIVE",
            Self::WatchOnly => "MONITOR_ONLY",
            Self::Off => "INACTIVE",
        }
    }

    /// From the wire word.
    pub fn of_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.wire().eq_ignore_ascii_case(word.trim()))
    }

    /// The stored word, also that of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enforce => "enforce",
            Self::WatchOnly => "watch_only",
            Self::Off => "off",
        }
    }

    /// From the stored word.
    ///
    /// # Errors
    /// [`Fault::Choice`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == raw.trim()).ok_or(Fault::Choice)
    }
}

/// Word lists of the platform, by their documented names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeywordClass {
    /// Swearing.
    Profanity,
    /// Threats and violence.
    Violence,
}

impl KeywordClass {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Profanity, Self::Violence];

    /// The key in `SystemKeywords`.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Profanity => "Profanity",
            Self::Violence => "Violence",
        }
    }

    /// From the key in `SystemKeywords`.
    pub fn of_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.wire().eq_ignore_ascii_case(word.trim()))
    }

    /// The stored word, also that of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Profanity => "profanity",
            Self::Violence => "violence",
        }
    }

    /// The words sent for it. The platform documents a list for each of these names and publishes none, so ours go
    /// with every filter.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Profanity => wordlists::PROFANITY,
            Self::Violence => wordlists::VIOLENCE,
        }
    }
}

/// How bad a word is; the family hears of it accordingly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Least.
    Low,
    /// Middle.
    #[default]
    Medium,
    /// Worst.
    High,
}

impl Severity {
    /// All, worst first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The wire word.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::High => "HIGH",
            Self::Medium => "MEDIUM",
            Self::Low => "LOW",
        }
    }

    /// From the wire word.
    pub fn of_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.wire().eq_ignore_ascii_case(word.trim()))
    }

    /// The stored word, also that of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// A word of the family's own to look for in texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Keyword {
    /// As it was typed: quotes, accents and emoji may be in it.
    pub word: String,
    /// How bad it is.
    pub severity: Severity,
}

impl Keyword {
    /// Most characters of a word.
    pub const LONGEST: u16 = 60;
    /// Most words of one person.
    pub const MOST: usize = 200;

    /// A word or a few: one line, at most [`Keyword::LONGEST`] characters; runs of spaces become one.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::TooLong`], [`Fault::BadCharacters`].
    pub fn parse(raw: &str, severity: Severity) -> Result<Self, Fault> {
        let tidy = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Self { word: text(&tidy, Self::LONGEST)?, severity })
    }
}

/// A word as it is compared and sent: in small letters.
pub fn canonical_word(word: &str) -> String {
    word.trim().to_lowercase()
}

/// What is wanted for texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Texts {
    /// Guardian's own switch for messages.
    pub on: bool,
    /// What becomes of what breaks a rule.
    pub mode: TextMode,
    /// `yyyy-mm-dd`: on this day watching turns into stopping. Only with [`TextMode::WatchOnly`].
    pub watch_until: Option<String>,
    /// Looks at what the person gets.
    pub inbound: bool,
    /// Looks at what the person sends.
    pub outbound: bool,
    /// Stops whoever is not an allowed contact.
    pub block_unknown: bool,
    /// Stops web addresses.
    pub block_links: bool,
    /// Stops pictures, videos and sounds.
    pub block_media: bool,
    /// The family's own words.
    pub keywords: Vec<Keyword>,
    /// The platform's word lists.
    pub classes: BTreeSet<KeywordClass>,
}

impl Default for Texts {
    /// Off; once on it looks both ways, stops what breaks a rule, and has no rules.
    fn default() -> Self {
        Self {
            on: false,
            mode: TextMode::Enforce,
            watch_until: None,
            inbound: true,
            outbound: true,
            block_unknown: false,
            block_links: false,
            block_media: false,
            keywords: Vec::new(),
            classes: BTreeSet::new(),
        }
    }
}

impl Texts {
    /// What it comes to: [`TextMode::Off`] when the switch is off, whatever the mode says.
    pub const fn effective(&self) -> TextMode {
        if self.on { self.mode } else { TextMode::Off }
    }
}

/// What is wanted for calls. There are no age levels: the network accepts them for calls and does nothing. There are no
/// words either: they need calls to be written down as they are spoken, which we keep off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calls {
    /// Guardian's own switch for calls. There is no other way to pause the filter of calls.
    pub on: bool,
    /// Only allowed contacts get through (`WHITELIST`); else all but blocked ones (`BLACKLIST`).
    pub only_allowed: bool,
    /// Looks at calls to the person.
    pub inbound: bool,
    /// Looks at calls of the person.
    pub outbound: bool,
    /// Stops whoever is not an allowed contact.
    pub block_unknown: bool,
    /// Stops other countries.
    pub block_international: bool,
}

impl Default for Calls {
    /// Off; once on it looks both ways and stops blocked contacts alone.
    fn default() -> Self {
        Self {
            on: false,
            only_allowed: false,
            inbound: true,
            outbound: true,
            block_unknown: false,
            block_international: false,
        }
    }
}

/// All that is wanted for one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Texts.
    pub texts: Texts,
    /// Calls.
    pub calls: Calls,
    /// People who are allowed or blocked.
    pub contacts: Vec<Contact>,
    /// Phones that get a text when a filter stops something.
    pub notify: Vec<E164>,
}

impl Settings {
    /// Most contacts of one person.
    pub const MOST_CONTACTS: usize = 1_000;
    /// Most phones that are told.
    pub const MOST_NOTIFY: usize = 10;

    /// Whether Guardian is wanted for a channel.
    pub fn is_on(&self, channel: Channel) -> bool {
        match channel {
            Channel::Text => self.texts.effective() != TextMode::Off,
            Channel::Call => self.calls.on,
        }
    }

    /// The contact with this id.
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }
}
