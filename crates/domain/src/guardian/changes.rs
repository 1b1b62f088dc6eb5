//! What an edit changes, and whether it lets more through.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Channel, Contact, Keyword, KeywordClass, Number, Settings, Severity, Stand, TextMode, Until, canonical_word,
    stands::stand_of,
};
use crate::E164;

/// Whether a change lets more through; a guardian's loosening waits for the manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lean {
    /// Lets less through, or has more people told.
    Tighter,
    /// Neither.
    Neutral,
    /// Lets more through, or might.
    Looser,
}

impl Lean {
    /// Of a switch that stops something.
    const fn of_stop(on: bool) -> Self {
        if on { Self::Tighter } else { Self::Looser }
    }

    /// Of two things of which a greater one lets more through.
    fn rising<T: Ord>(from: T, to: T) -> Self {
        match from.cmp(&to) {
            std::cmp::Ordering::Less => Self::Looser,
            std::cmp::Ordering::Equal => Self::Neutral,
            std::cmp::Ordering::Greater => Self::Tighter,
        }
    }
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// What becomes of texts that break a rule.
    Mode {
        /// Before.
        from: TextMode,
        /// After.
        to: TextMode,
    },
    /// The day on which watching turns into stopping, `yyyy-mm-dd`.
    WatchUntil(Option<String>),
    /// Guardian's switch for calls.
    CallsOn(bool),
    /// Only allowed contacts get through, on calls.
    OnlyAllowed(bool),
    /// What arrives is looked at.
    Inbound(Channel, bool),
    /// What is sent is looked at.
    Outbound(Channel, bool),
    /// Unknown numbers are stopped.
    Unknown(Channel, bool),
    /// Texts with web addresses are stopped.
    Links(bool),
    /// Texts with pictures, videos or sounds are stopped.
    Media(bool),
    /// Calls to and from other countries are stopped.
    International(bool),
    /// A word list is used.
    Class(KeywordClass, bool),
    /// A word of the family's own came.
    WordAdded(String, Severity),
    /// A word of the family's own went.
    WordRemoved(String),
    /// A word is worse or less bad than it was.
    WordSeverity(String, Severity),
    /// A contact came.
    Added {
        /// Name and first number.
        whose: String,
        /// On calls.
        calls: Stand,
        /// On texts.
        texts: Stand,
    },
    /// A contact went.
    Removed {
        /// Name and first number.
        whose: String,
        /// What they were on calls.
        calls: Stand,
        /// What they were on texts.
        texts: Stand,
    },
    /// A contact has another name.
    Renamed {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Something else was decided about a contact.
    Stood {
        /// Name and first number.
        whose: String,
        /// Where.
        channel: Channel,
        /// Before.
        from: Stand,
        /// After.
        to: Stand,
    },
    /// A contact has a number more.
    NumberAdded {
        /// Name of the contact.
        whose: String,
        /// The number.
        number: Number,
    },
    /// A contact has a number less.
    NumberRemoved {
        /// Name of the contact.
        whose: String,
        /// The number.
        number: Number,
    },
    /// A contact is dropped at another time.
    Ends {
        /// Name and first number.
        whose: String,
        /// Unix seconds; none is never.
        until: Until,
    },
    /// A phone more is told.
    NotifyAdded(E164),
    /// A phone less is told.
    NotifyRemoved(E164),
}

/// One change of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What.
    pub what: What,
    /// Whether it lets more through.
    pub direction: Lean,
}

/// Whether any part of an edit lets more through than before, or might.
pub fn looser(before: &Settings, after: &Settings) -> bool {
    changes(before, after).iter().any(|change| change.direction == Lean::Looser)
}

/// What an edit changes: texts, calls, contacts, phones that are told. Nothing when both are the same.
pub fn changes(before: &Settings, after: &Settings) -> Vec<Change> {
    let mut found = Found(Vec::new());
    found.texts(before, after);
    found.calls(before, after);
    found.contacts(before, after);
    for phone in after.notify.iter().filter(|phone| !before.notify.contains(phone)) {
        found.note(What::NotifyAdded(phone.clone()), Lean::Tighter);
    }
    for phone in before.notify.iter().filter(|phone| !after.notify.contains(phone)) {
        found.note(What::NotifyRemoved(phone.clone()), Lean::Looser);
    }
    found.0
}

struct Found(Vec<Change>);

impl Found {
    fn note(&mut self, what: What, direction: Lean) {
        self.0.push(Change { what, direction });
    }

    fn stop(&mut self, before: bool, after: bool, what: What) {
        if before != after {
            self.note(what, Lean::of_stop(after));
        }
    }

    fn texts(&mut self, before: &Settings, after: &Settings) {
        let (b, a) = (&before.texts, &after.texts);
        let (from, to) = (b.effective(), a.effective());
        if from != to {
            self.note(What::Mode { from, to }, Lean::rising(to, from));
        }
        let watch = |t: &super::Texts| t.watch_until.clone().filter(|_| t.effective() == TextMode::WatchOnly);
        if from == to && watch(b) != watch(a) {
            // Without a day it is watched for good; days are written so that later ones sort higher.
            let last = |day: Option<String>| day.map_or((true, String::new()), |day| (false, day));
            self.note(What::WatchUntil(watch(a)), Lean::rising(last(watch(b)), last(watch(a))));
        }
        self.stop(b.inbound, a.inbound, What::Inbound(Channel::Text, a.inbound));
        self.stop(b.outbound, a.outbound, What::Outbound(Channel::Text, a.outbound));
        self.stop(b.block_unknown, a.block_unknown, What::Unknown(Channel::Text, a.block_unknown));
        self.stop(b.block_links, a.block_links, What::Links(a.block_links));
        self.stop(b.block_media, a.block_media, What::Media(a.block_media));
        for class in KeywordClass::ALL {
            let on = a.classes.contains(&class);
            self.stop(b.classes.contains(&class), on, What::Class(class, on));
        }
        self.words(&b.keywords, &a.keywords);
    }

    fn words(&mut self, before: &[Keyword], after: &[Keyword]) {
        let worst = |list: &[Keyword], word: &Keyword| {
            let same = list.iter().filter(|k| canonical_word(&k.word) == canonical_word(&word.word));
            same.map(|k| k.severity).max()
        };
        for keyword in distinct(after) {
            let now = worst(after, keyword).unwrap_or(keyword.severity);
            match worst(before, keyword) {
                None => self.note(What::WordAdded(keyword.word.clone(), now), Lean::Tighter),
                Some(was) if was != now => self.note(What::WordSeverity(keyword.word.clone(), now), Lean::Neutral),
                Some(_) => (),
            }
        }
        for keyword in distinct(before).into_iter().filter(|keyword| worst(after, keyword).is_none()) {
            self.note(What::WordRemoved(keyword.word.clone()), Lean::Looser);
        }
    }

    fn calls(&mut self, before: &Settings, after: &Settings) {
        let (b, a) = (&before.calls, &after.calls);
        self.stop(b.on, a.on, What::CallsOn(a.on));
        self.stop(b.only_allowed, a.only_allowed, What::OnlyAllowed(a.only_allowed));
        self.stop(b.inbound, a.inbound, What::Inbound(Channel::Call, a.inbound));
        self.stop(b.outbound, a.outbound, What::Outbound(Channel::Call, a.outbound));
        self.stop(b.block_unknown, a.block_unknown, What::Unknown(Channel::Call, a.block_unknown));
        self.stop(b.block_international, a.block_international, What::International(a.block_international));
    }

    fn contacts(&mut self, before: &Settings, after: &Settings) {
        let lean = |numbers: &[&Number], channel: Channel| {
            let of =
                |number: &&Number| Lean::rising(stand_of(before, channel, number), stand_of(after, channel, number));
            numbers.iter().map(of).max().unwrap_or(Lean::Neutral)
        };
        let on_any = |numbers: &[&Number]| {
            let both = Channel::ALL.map(|channel| lean(numbers, channel));
            // Neutral on one channel says nothing about the other.
            let loose = both.contains(&Lean::Looser);
            let tight = both.contains(&Lean::Tighter);
            if loose {
                Lean::Looser
            } else if tight {
                Lean::Tighter
            } else {
                Lean::Neutral
            }
        };
        for new in &after.contacts {
            let Some(old) = before.contact(&new.id) else {
                let (whose, calls, texts) = (new.whose(), new.calls, new.texts);
                self.note(What::Added { whose, calls, texts }, on_any(&new.numbers.iter().collect::<Vec<_>>()));
                continue;
            };
            self.contact(old, new, &lean, &on_any);
        }
        for old in before.contacts.iter().filter(|old| after.contact(&old.id).is_none()) {
            let (whose, calls, texts) = (old.whose(), old.calls, old.texts);
            self.note(What::Removed { whose, calls, texts }, on_any(&old.numbers.iter().collect::<Vec<_>>()));
        }
    }

    fn contact(
        &mut self,
        old: &Contact,
        new: &Contact,
        lean: &impl Fn(&[&Number], Channel) -> Lean,
        on_any: &impl Fn(&[&Number]) -> Lean,
    ) {
        if old.name != new.name {
            self.note(What::Renamed { from: old.name.clone(), to: new.name.clone() }, Lean::Neutral);
        }
        for channel in Channel::ALL {
            let (from, to) = (old.stand(channel), new.stand(channel));
            if from != to {
                let kept: Vec<&Number> = new.numbers.iter().filter(|n| old.numbers.contains(n)).collect();
                self.note(What::Stood { whose: new.whose(), channel, from, to }, lean(&kept, channel));
            }
        }
        let (before, after): (BTreeSet<&Number>, BTreeSet<&Number>) =
            (old.numbers.iter().collect(), new.numbers.iter().collect());
        for number in after.difference(&before) {
            let what = What::NumberAdded { whose: new.name.clone(), number: (*number).clone() };
            self.note(what, on_any(&[number]));
        }
        for number in before.difference(&after) {
            let what = What::NumberRemoved { whose: old.name.clone(), number: (*number).clone() };
            self.note(what, on_any(&[number]));
        }
        if old.until != new.until {
            // An allowed contact who stays longer lets more through, a blocked one less.
            let longer = Lean::rising(old.until.unwrap_or(i64::MAX), new.until.unwrap_or(i64::MAX));
            let allows = Channel::ALL.into_iter().any(|channel| new.stand(channel) == Stand::Allowed);
            let direction = match (allows, new.is_blocked(), longer) {
                (true, true, _) => Lean::Looser,
                (false, true, Lean::Looser) => Lean::Tighter,
                (false, true, Lean::Tighter) => Lean::Looser,
                (false, false, _) => Lean::Neutral,
                (.., longer) => longer,
            };
            self.note(What::Ends { whose: new.whose(), until: new.until }, direction);
        }
    }
}

/// Each word once, in the order of the list.
fn distinct(words: &[Keyword]) -> Vec<&Keyword> {
    let mut seen = BTreeSet::new();
    words.iter().filter(|keyword| seen.insert(canonical_word(&keyword.word))).collect()
}
