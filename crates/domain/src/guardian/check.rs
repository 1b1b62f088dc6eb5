//! Whether settings make sense as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{Channel, Contact, Floor, Keyword, Settings, Stand, TextMode, canonical_word};
use crate::{
    fields::{Fault, FieldErrors, text},
    lang::Lang,
    porting::day_number,
};

/// Checks settings as they are saved. Faults are at `contacts.{id}.numbers` and `.name`, `contacts`, `notify`,
/// `texts.keywords`, `texts.watch_until`. Names in faults are in the language given.
///
/// # Errors
/// What is wrong, per field.
pub fn check(settings: &Settings, floor: &Floor, lang: Lang) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if settings.contacts.len() > Settings::MOST_CONTACTS {
        errors.add("contacts", Fault::TooMany);
    }
    let mut ids = BTreeSet::new();
    let mut holders: BTreeMap<_, &Contact> = BTreeMap::new();
    for contact in &settings.contacts {
        if !ids.insert(&contact.id) {
            errors.add("contacts", Fault::KeyTaken);
        }
        let at = |field: &str| format!("contacts.{}.{field}", contact.id);
        if let Err(fault) = name(&contact.name) {
            errors.add(at("name"), fault);
        }
        if let Err(fault) = numbers(contact, floor, lang) {
            errors.add(at("numbers"), fault);
        }
        for number in &contact.numbers {
            match holders.get(number) {
                Some(other) if other.id != contact.id => errors.add(at("numbers"), twice(contact, other)),
                _ => drop(holders.insert(number, contact)),
            }
        }
    }
    let phones: BTreeSet<_> = settings.notify.iter().collect();
    if phones.len() > Settings::MOST_NOTIFY {
        errors.add("notify", Fault::TooMany);
    } else if phones.len() < settings.notify.len() {
        errors.add("notify", Fault::NumberTwice);
    }
    texts(settings, &mut errors);
    errors.into_result()
}

fn texts(settings: &Settings, errors: &mut FieldErrors) {
    let texts = &settings.texts;
    let words: BTreeSet<_> = texts.keywords.iter().map(|keyword| canonical_word(&keyword.word)).collect();
    if words.len() > Keyword::MOST {
        errors.add("texts.keywords", Fault::TooMany);
    }
    for keyword in &texts.keywords {
        if let Err(fault) = Keyword::parse(&keyword.word, keyword.severity) {
            errors.add("texts.keywords", fault);
        }
    }
    if let (TextMode::WatchOnly, Some(day)) = (texts.mode, &texts.watch_until)
        && let Err(fault) = day_number(day)
    {
        errors.add("texts.watch_until", fault);
    }
}

/// A name may be left out: the number stands for it.
pub(super) fn name(raw: &str) -> Result<(), Fault> {
    match text(raw, Contact::LONGEST_NAME) {
        Ok(_) | Err(Fault::Missing) => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// The numbers of one contact by themselves.
pub(super) fn numbers(contact: &Contact, floor: &Floor, lang: Lang) -> Result<(), Fault> {
    let different: BTreeSet<_> = contact.numbers.iter().collect();
    if contact.numbers.is_empty() {
        return Err(Fault::Missing);
    }
    if contact.numbers.len() > Contact::MOST_NUMBERS {
        return Err(Fault::TooMany);
    }
    if different.len() < contact.numbers.len() {
        return Err(Fault::NumberTwice);
    }
    let never_blocked = contact.numbers.iter().find_map(|number| Some((number, floor.of_number(number)?)));
    match never_blocked {
        Some((number, why)) if contact.is_blocked() => {
            Err(Fault::AlwaysReachable { number: format!("{}, {}", number.show(), why.words(lang)) })
        }
        _ => Ok(()),
    }
}

/// What is wrong when two contacts have one number.
pub(super) fn twice(contact: &Contact, other: &Contact) -> Fault {
    let opposed = |channel| {
        let pair = [contact.stand(channel), other.stand(channel)];
        pair.contains(&Stand::Allowed) && pair.contains(&Stand::Blocked)
    };
    let other_name = other.whose();
    match Channel::ALL.into_iter().any(opposed) {
        true => Fault::InBothLists { other: other_name },
        false => Fault::ContactTwice { other: other_name },
    }
}
