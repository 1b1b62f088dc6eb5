//! Whether a text or call gets through, and by which rule.

use serde::{Deserialize, Serialize};

use super::{
    Channel, Floor, KeywordClass, Party, Settings, Severity, Stand, TextMode, canonical_word, stands::stand_of,
};

/// Which way a text or call goes, seen from the person's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To the person.
    In,
    /// From the person.
    Out,
}

/// A text or call to try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Text or call.
    pub channel: Channel,
    /// Which way.
    pub direction: Direction,
    /// The other side.
    pub party: Party,
    /// A text with a web address. One that is seen in [`Attempt::text`] counts too.
    pub link: bool,
    /// A text with a picture, video or sound.
    pub media: bool,
    /// What the text says.
    pub text: String,
    /// Minutes of the day, in the line's zone. No rule looks at it: the network offers no schedule for filters.
    pub at: Option<u16>,
}

/// What decided. The first that applies in the order of [`Rule::ORDER`] does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// 911, 988, crisis lines, guardians, the operator's help: through, always.
    AlwaysReachable,
    /// Guardian is off for the channel: through.
    Off,
    /// This direction is not looked at: through.
    DirectionNotWatched,
    /// A call to or from another country: stopped.
    International,
    /// A blocked contact: stopped.
    BlockedContact,
    /// An allowed contact: through, whatever the text says.
    AllowedContact,
    /// A call, where only allowed contacts get through: stopped.
    NotOnAllowList,
    /// Nobody's number who is allowed: stopped.
    UnknownNumber,
    /// A text with a web address: stopped.
    Link,
    /// A text with a picture, video or sound: stopped.
    Media,
    /// A word of the family's own: stopped.
    Keyword(String, Severity),
    /// A word of one of the platform's lists: stopped.
    Class(KeywordClass),
    /// No rule minds: through.
    Nothing,
}

impl Rule {
    /// The one precedence, first to last. A rule has its number here on the pages, too.
    pub const ORDER: [Self; 13] = [
        Self::AlwaysReachable,
        Self::Off,
        Self::DirectionNotWatched,
        Self::International,
        Self::BlockedContact,
        Self::AllowedContact,
        Self::NotOnAllowList,
        Self::UnknownNumber,
        Self::Link,
        Self::Media,
        Self::Keyword(String::new(), Severity::High),
        Self::Class(KeywordClass::Profanity),
        Self::Nothing,
    ];

    /// Its number in [`Rule::ORDER`], from 1.
    pub fn place(&self) -> usize {
        let same = |other: &Self| std::mem::discriminant(other) == std::mem::discriminant(self);
        Self::ORDER.iter().position(same).map_or(Self::ORDER.len(), |at| at + 1)
    }

    /// Whether it lets through what it applies to.
    pub const fn lets_through(&self) -> bool {
        matches!(
            self,
            Self::AlwaysReachable | Self::Off | Self::DirectionNotWatched | Self::AllowedContact | Self::Nothing
        )
    }

    /// Whether there is such a rule for a channel.
    pub const fn is_for(&self, channel: Channel) -> bool {
        match self {
            Self::International | Self::NotOnAllowList => matches!(channel, Channel::Call),
            Self::Link | Self::Media | Self::Keyword(..) | Self::Class(_) => matches!(channel, Channel::Text),
            _ => true,
        }
    }
}

/// What becomes of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether it arrives.
    pub through: bool,
    /// What decided.
    pub rule: Rule,
    /// What would have stopped it too, had the deciding rule not.
    pub also: Vec<Rule>,
    /// It breaks a rule, and arrives because texts are only watched: the guardians are told.
    pub watched_only: bool,
    /// The other side is a short number. The network's lists take whole numbers alone, and what its filters do with
    /// short ones is not documented.
    pub short_code: bool,
}

/// What becomes of an attempt under these settings.
pub fn verdict(settings: &Settings, floor: &Floor, attempt: &Attempt) -> Verdict {
    let mut applying = Rule::ORDER
        .into_iter()
        .filter(|rule| rule.is_for(attempt.channel))
        .filter_map(|rule| applies(&rule, settings, floor, attempt));
    let rule = applying.next().unwrap_or(Rule::Nothing);
    let short_code = attempt.party.number().is_none();
    if rule.lets_through() {
        return Verdict { through: true, rule, also: Vec::new(), watched_only: false, short_code };
    }
    // What stands behind a rule that lets through would not have been asked.
    let also = applying.take_while(|rule| !rule.lets_through()).collect();
    let watched_only = attempt.channel == Channel::Text && settings.texts.mode == TextMode::WatchOnly;
    Verdict { through: watched_only, rule, also, watched_only, short_code }
}

/// The rule with its particulars, if it applies.
fn applies(rule: &Rule, settings: &Settings, floor: &Floor, attempt: &Attempt) -> Option<Rule> {
    let (texts, calls) = (&settings.texts, &settings.calls);
    let text = attempt.channel == Channel::Text;
    let stand = || attempt.party.number().map_or(Stand::Neither, |number| stand_of(settings, attempt.channel, number));
    let holds = match rule {
        Rule::AlwaysReachable => floor.of(&attempt.party).is_some(),
        Rule::Off => !settings.is_on(attempt.channel),
        Rule::DirectionNotWatched => {
            let (inbound, outbound) =
                if text { (texts.inbound, texts.outbound) } else { (calls.inbound, calls.outbound) };
            !(if attempt.direction == Direction::In { inbound } else { outbound })
        }
        Rule::International => {
            calls.block_international && attempt.party.number().is_some_and(super::Number::is_foreign)
        }
        Rule::BlockedContact => stand() == Stand::Blocked,
        Rule::AllowedContact => stand() == Stand::Allowed,
        Rule::NotOnAllowList => calls.only_allowed,
        Rule::UnknownNumber => {
            if text {
                texts.block_unknown
            } else {
                calls.block_unknown
            }
        }
        Rule::Link => texts.block_links && (attempt.link || has_link(&attempt.text)),
        Rule::Media => texts.block_media && attempt.media,
        Rule::Keyword(..) => {
            let said = canonical_word(&attempt.text);
            let found = texts.keywords.iter().filter(|k| contains(&said, &k.word)).max_by_key(|k| k.severity)?;
            return Some(Rule::Keyword(found.word.clone(), found.severity));
        }
        Rule::Class(_) => {
            let said = canonical_word(&attempt.text);
            let found = texts.classes.iter().find(|class| class.words().iter().any(|word| contains(&said, word)))?;
            return Some(Rule::Class(*found));
        }
        Rule::Nothing => true,
    };
    holds.then(|| rule.clone())
}

fn contains(said: &str, word: &str) -> bool {
    let word = canonical_word(word);
    !word.is_empty() && said.contains(&word)
}

/// Whether a text has a web address: `https://…`, `www.…`, `bit.example/x`.
pub(super) fn has_link(text: &str) -> bool {
    let small = text.to_lowercase();
    small.split(|c: char| c.is_whitespace() || "<>()\"'“”".contains(c)).any(|word| {
        let (host, path) = word.split_once('/').unwrap_or((word, ""));
        let labels = || host.split('.').filter(|label| !label.is_empty() && label.bytes().all(is_of_host));
        let last_is_word =
            host.rsplit('.').next().is_some_and(|l| l.len() > 1 && l.bytes().all(|b| b.is_ascii_lowercase()));
        word.contains("://")
            || word.starts_with("www.")
            || (!path.is_empty() && host.contains('.') && labels().count() > 1 && last_is_word)
    })
}

const fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}
