//! The part of an edit that lets nothing more through.

use super::{Channel, Contact, Keyword, Settings, Stand, TextMode, Until, canonical_word, looser, stands::stand_of};

/// What of an edit may be done at once when loosening has to wait: everything in it that is stricter or neutral. Never
/// looser than `before`; the same as `wanted` when nothing in that is.
#[must_use]
pub fn tighter_part(before: &Settings, wanted: &Settings) -> Settings {
    if !looser(before, wanted) {
        return wanted.clone();
    }
    let mut part = wanted.clone();
    texts(before, &mut part);
    let (b, c) = (&before.calls, &mut part.calls);
    for (held, switch) in [
        (b.on, &mut c.on),
        (b.only_allowed, &mut c.only_allowed),
        (b.inbound, &mut c.inbound),
        (b.outbound, &mut c.outbound),
        (b.block_unknown, &mut c.block_unknown),
        (b.block_international, &mut c.block_international),
    ] {
        *switch |= held;
    }
    part.notify.extend(before.notify.iter().filter(|phone| !wanted.notify.contains(phone)).cloned());
    part.contacts = contacts(before, wanted);
    if looser(before, &part) {
        // Numbers that moved between contacts in a way that cannot be taken apart: the contacts wait as a whole.
        part.contacts.clone_from(&before.contacts);
    }
    part
}

fn texts(before: &Settings, part: &mut Settings) {
    let (b, t) = (&before.texts, &mut part.texts);
    let watched_longer = b.effective() == TextMode::WatchOnly
        && t.effective() == TextMode::WatchOnly
        && b.watch_until.is_some()
        && t.watch_until.as_ref().is_none_or(|day| Some(day) > b.watch_until.as_ref());
    if t.effective() < b.effective() || watched_longer {
        (t.on, t.mode) = (b.on, b.mode);
        t.watch_until.clone_from(&b.watch_until);
    }
    for (held, switch) in [
        (b.inbound, &mut t.inbound),
        (b.outbound, &mut t.outbound),
        (b.block_unknown, &mut t.block_unknown),
        (b.block_links, &mut t.block_links),
        (b.block_media, &mut t.block_media),
    ] {
        *switch |= held;
    }
    t.classes.extend(&b.classes);
    let gone =
        |keyword: &&Keyword| !t.keywords.iter().any(|k| canonical_word(&k.word) == canonical_word(&keyword.word));
    let kept: Vec<Keyword> = b.keywords.iter().filter(gone).cloned().collect();
    t.keywords.extend(kept);
}

fn contacts(before: &Settings, wanted: &Settings) -> Vec<Contact> {
    let mut part: Vec<Contact> = Vec::new();
    for new in &wanted.contacts {
        match before.contact(&new.id) {
            Some(old) => part.push(changed(before, wanted, old, new)),
            None => part.extend(added(before, new)),
        }
    }
    // Who was blocked and is taken out stays blocked.
    let gone = before.contacts.iter().filter(|old| wanted.contact(&old.id).is_none() && old.is_blocked());
    part.extend(gone.cloned().map(|mut old| {
        for channel in Channel::ALL {
            old.set_stand(channel, old.stand(channel).min(Stand::Neither));
        }
        old
    }));
    part
}

fn changed(before: &Settings, wanted: &Settings, old: &Contact, new: &Contact) -> Contact {
    let mut contact = new.clone();
    for channel in Channel::ALL {
        contact.set_stand(channel, old.stand(channel).min(new.stand(channel)));
    }
    // A number that came must not get further than it did; one that went must not, either.
    contact.numbers.retain(|number| {
        let rises = |channel| contact_stand(old, new, channel) > stand_of(before, channel, number);
        old.numbers.contains(number) || !Channel::ALL.into_iter().any(rises)
    });
    let went = old.numbers.iter().filter(|number| !new.numbers.contains(number)).filter(|number| {
        let rises = |channel| stand_of(wanted, channel, number) > stand_of(before, channel, number);
        Channel::ALL.into_iter().any(rises)
    });
    contact.numbers.extend(went.cloned());
    contact.until = until(old, &contact, new.until);
    contact
}

fn contact_stand(old: &Contact, new: &Contact, channel: Channel) -> Stand {
    old.stand(channel).min(new.stand(channel))
}

/// Of two ends, the one that lets less through.
fn until(old: &Contact, contact: &Contact, new: Until) -> Until {
    let (was, is) = (old.until.unwrap_or(i64::MAX), new.unwrap_or(i64::MAX));
    let allows = Channel::ALL.into_iter().any(|channel| contact.stand(channel) == Stand::Allowed);
    let end = match (allows, contact.is_blocked()) {
        (true, true) => was,
        (true, false) => was.min(is),
        (false, true) => was.max(is),
        (false, false) => is,
    };
    (end != i64::MAX).then_some(end)
}

fn added(before: &Settings, new: &Contact) -> Option<Contact> {
    let mut contact = new.clone();
    for channel in Channel::ALL {
        let held = new.numbers.iter().map(|number| stand_of(before, channel, number)).min().unwrap_or_default();
        contact.set_stand(channel, new.stand(channel).min(held));
    }
    let says = Channel::ALL.into_iter().any(|channel| contact.stand(channel) != Stand::Neither);
    let said = Channel::ALL.into_iter().all(|channel| new.stand(channel) == Stand::Neither);
    (says || said).then_some(contact)
}
