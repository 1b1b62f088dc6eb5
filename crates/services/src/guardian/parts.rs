//! Settings taken apart, so that changes made at the same time, and what waits of a change, find together again.

use std::collections::{BTreeMap, BTreeSet};

use domain::guardian::{Contact, KeywordClass, Settings};

/// A part of the settings that is changed by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Texts(TextsPart),
    Keyword(String),
    Class(KeywordClass),
    Calls(CallsPart),
    /// A person who is new, or gone.
    Contact(String),
    ContactName(String),
    ContactNumbers(String),
    ContactCalls(String),
    ContactTexts(String),
    ContactUntil(String),
    Notify,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TextsPart {
    On,
    /// With the end of a trial.
    Mode,
    Inbound,
    Outbound,
    Unknown,
    Links,
    Media,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CallsPart {
    On,
    OnlyAllowed,
    Inbound,
    Outbound,
    Unknown,
    International,
}

/// What differs between two settings.
pub(super) fn differing(before: &Settings, after: &Settings) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    let mut note = |differs: bool, part: Part| {
        if differs {
            parts.insert(part);
        }
    };
    let (a, b) = (&before.texts, &after.texts);
    note(a.on != b.on, Part::Texts(TextsPart::On));
    note(a.mode != b.mode || a.watch_until != b.watch_until, Part::Texts(TextsPart::Mode));
    note(a.inbound != b.inbound, Part::Texts(TextsPart::Inbound));
    note(a.outbound != b.outbound, Part::Texts(TextsPart::Outbound));
    note(a.block_unknown != b.block_unknown, Part::Texts(TextsPart::Unknown));
    note(a.block_links != b.block_links, Part::Texts(TextsPart::Links));
    note(a.block_media != b.block_media, Part::Texts(TextsPart::Media));
    for keyword in a.keywords.iter().chain(&b.keywords) {
        let find = |settings: &Settings| settings.texts.keywords.iter().find(|k| k.word == keyword.word).cloned();
        note(find(before) != find(after), Part::Keyword(keyword.word.clone()));
    }
    for class in a.classes.symmetric_difference(&b.classes) {
        note(true, Part::Class(*class));
    }
    let (a, b) = (&before.calls, &after.calls);
    note(a.on != b.on, Part::Calls(CallsPart::On));
    note(a.only_allowed != b.only_allowed, Part::Calls(CallsPart::OnlyAllowed));
    note(a.inbound != b.inbound, Part::Calls(CallsPart::Inbound));
    note(a.outbound != b.outbound, Part::Calls(CallsPart::Outbound));
    note(a.block_unknown != b.block_unknown, Part::Calls(CallsPart::Unknown));
    note(a.block_international != b.block_international, Part::Calls(CallsPart::International));
    let by_id = |settings: &'_ Settings| -> BTreeMap<String, Contact> {
        settings.contacts.iter().map(|contact| (contact.id.clone(), contact.clone())).collect()
    };
    let (before_by_id, after_by_id) = (by_id(before), by_id(after));
    for contact in before.contacts.iter().chain(&after.contacts) {
        let id = contact.id.clone();
        match (before_by_id.get(&id), after_by_id.get(&id)) {
            (Some(a), Some(b)) => {
                note(a.name != b.name, Part::ContactName(id.clone()));
                note(a.numbers != b.numbers, Part::ContactNumbers(id.clone()));
                note(a.calls != b.calls, Part::ContactCalls(id.clone()));
                note(a.texts != b.texts, Part::ContactTexts(id.clone()));
                note(a.until != b.until, Part::ContactUntil(id));
            }
            _ => note(true, Part::Contact(id)),
        }
    }
    note(before.notify != after.notify, Part::Notify);
    parts
}

impl Part {
    /// Puts this part of `from` into `to`.
    pub(super) fn carry(&self, from: &Settings, to: &mut Settings) {
        match self {
            Self::Texts(part) => {
                let (a, b) = (&from.texts, &mut to.texts);
                match part {
                    TextsPart::On => b.on = a.on,
                    TextsPart::Mode => (b.mode, b.watch_until) = (a.mode, a.watch_until.clone()),
                    TextsPart::Inbound => b.inbound = a.inbound,
                    TextsPart::Outbound => b.outbound = a.outbound,
                    TextsPart::Unknown => b.block_unknown = a.block_unknown,
                    TextsPart::Links => b.block_links = a.block_links,
                    TextsPart::Media => b.block_media = a.block_media,
                }
            }
            Self::Keyword(word) => {
                let new = from.texts.keywords.iter().find(|k| k.word == *word);
                match (to.texts.keywords.iter().position(|k| k.word == *word), new) {
                    (Some(at), Some(new)) => to.texts.keywords[at] = new.clone(),
                    (Some(at), None) => drop(to.texts.keywords.remove(at)),
                    (None, Some(new)) => to.texts.keywords.push(new.clone()),
                    (None, None) => {}
                }
            }
            Self::Class(class) => {
                if from.texts.classes.contains(class) {
                    to.texts.classes.insert(*class);
                } else {
                    to.texts.classes.remove(class);
                }
            }
            Self::Calls(part) => {
                let (a, b) = (&from.calls, &mut to.calls);
                match part {
                    CallsPart::On => b.on = a.on,
                    CallsPart::OnlyAllowed => b.only_allowed = a.only_allowed,
                    CallsPart::Inbound => b.inbound = a.inbound,
                    CallsPart::Outbound => b.outbound = a.outbound,
                    CallsPart::Unknown => b.block_unknown = a.block_unknown,
                    CallsPart::International => b.block_international = a.block_international,
                }
            }
            Self::Contact(id) => {
                to.contacts.retain(|contact| contact.id != *id);
                to.contacts.extend(from.contact(id).cloned());
            }
            Self::ContactName(id) => of(from, to, id, |a, b| b.name.clone_from(&a.name)),
            Self::ContactNumbers(id) => of(from, to, id, |a, b| b.numbers.clone_from(&a.numbers)),
            Self::ContactCalls(id) => of(from, to, id, |a, b| b.calls = a.calls),
            Self::ContactTexts(id) => of(from, to, id, |a, b| b.texts = a.texts),
            Self::ContactUntil(id) => of(from, to, id, |a, b| b.until = a.until),
            Self::Notify => to.notify.clone_from(&from.notify),
        }
    }

    /// Whether both touch the same thing, or one of them takes away what the other changes.
    fn meets(&self, other: &Self) -> bool {
        self == other
            || matches!((self.contact(), other.contact()), (Some(a), Some(b)) if a == b
                && (matches!(self, Self::Contact(_)) || matches!(other, Self::Contact(_))))
    }

    fn contact(&self) -> Option<&str> {
        match self {
            Self::Contact(id)
            | Self::ContactName(id)
            | Self::ContactNumbers(id)
            | Self::ContactCalls(id)
            | Self::ContactTexts(id)
            | Self::ContactUntil(id) => Some(id),
            _ => None,
        }
    }
}

fn of(from: &Settings, to: &mut Settings, id: &str, carry: impl Fn(&Contact, &mut Contact)) {
    let theirs = to.contacts.iter_mut().find(|contact| contact.id == id);
    if let (Some(a), Some(b)) = (from.contact(id), theirs) {
        carry(a, b);
    }
}

/// What was made of `base` put into what others made of it. `None` where both changed the same thing in another way.
pub(super) fn merge(base: &Settings, mine: &Settings, current: &Settings) -> Option<Settings> {
    let (theirs, unlike) = (differing(base, current), differing(mine, current));
    let mut merged = current.clone();
    for part in differing(base, mine) {
        // Both may have done the same, or one has taken away whose part it is.
        let clashes = theirs.iter().any(|other| other.meets(&part));
        if clashes && unlike.iter().any(|left| left.meets(&part)) {
            return None;
        }
        part.carry(mine, &mut merged);
    }
    Some(merged)
}

#[cfg(test)]
mod tests {
    use domain::guardian::{Keyword, Number, Severity, Stand};

    use super::*;

    fn contact(id: &str, number: &str) -> Contact {
        let numbers = vec![Number::parse(number).unwrap()];
        Contact { id: id.into(), name: id.into(), numbers, calls: Stand::Allowed, ..Contact::default() }
    }

    fn base() -> Settings {
        Settings { contacts: vec![contact("a", "+13855550188"), contact("b", "+13855550189")], ..Settings::default() }
    }

    /// Every part there is, each by itself.
    fn edits() -> Vec<Settings> {
        let mut all = Vec::new();
        let mut edit = |change: &dyn Fn(&mut Settings)| {
            let mut edited = base();
            change(&mut edited);
            all.push(edited);
        };
        edit(&|s| s.texts.on = true);
        edit(&|s| s.texts.mode = domain::guardian::TextMode::WatchOnly);
        edit(&|s| s.texts.inbound = false);
        edit(&|s| s.texts.outbound = false);
        edit(&|s| s.texts.block_unknown = true);
        edit(&|s| s.texts.block_links = true);
        edit(&|s| s.texts.block_media = true);
        edit(&|s| s.texts.keywords.push(Keyword { word: "x".into(), severity: Severity::Low }));
        edit(&|s| s.texts.classes.extend([KeywordClass::Violence]));
        edit(&|s| s.calls.on = true);
        edit(&|s| s.calls.only_allowed = true);
        edit(&|s| s.calls.inbound = false);
        edit(&|s| s.calls.outbound = false);
        edit(&|s| s.calls.block_unknown = true);
        edit(&|s| s.calls.block_international = true);
        edit(&|s| s.contacts[0].name = "other".into());
        edit(&|s| s.contacts[0].calls = Stand::Blocked);
        edit(&|s| s.contacts[0].texts = Stand::Blocked);
        edit(&|s| s.contacts[0].until = Some(7));
        edit(&|s| s.contacts[0].numbers.push(Number::parse("+13855550177").unwrap()));
        edit(&|s| drop(s.contacts.remove(1)));
        edit(&|s| s.contacts.push(contact("c", "+13855550166")));
        edit(&|s| s.notify.push(domain::E164::parse("+18015550141").unwrap()));
        all
    }

    #[test]
    fn every_edit_is_one_part_and_carries_over() {
        for edited in edits() {
            let parts = differing(&base(), &edited);
            assert_eq!(parts.len(), 1, "{parts:?}");
            let mut carried = base();
            parts.iter().for_each(|part| part.carry(&edited, &mut carried));
            assert_eq!(carried, edited);
        }
    }

    #[test]
    fn different_edits_find_together_whoever_is_first() {
        let edits = edits();
        for (i, mine) in edits.iter().enumerate() {
            for (j, theirs) in edits.iter().enumerate() {
                let (there, back) = (merge(&base(), mine, theirs).unwrap(), merge(&base(), theirs, mine).unwrap());
                assert!(differing(&there, &back).is_empty(), "{i} {j}");
                assert_eq!(differing(&base(), &there).len(), if i == j { 1 } else { 2 }, "{i} {j}");
            }
        }
    }

    #[test]
    fn the_same_thing_in_two_ways_is_a_clash() {
        let with = |change: &dyn Fn(&mut Settings)| {
            let mut edited = base();
            change(&mut edited);
            edited
        };
        let renamed = with(&|s| s.contacts[0].name = "x".into());
        let other = with(&|s| s.contacts[0].name = "y".into());
        let gone = with(&|s| drop(s.contacts.remove(0)));
        for (mine, theirs) in [(&renamed, &other), (&renamed, &gone), (&gone, &renamed)] {
            assert_eq!(merge(&base(), mine, theirs), None);
        }
        assert_eq!(merge(&base(), &renamed, &renamed), Some(renamed));
    }
}
