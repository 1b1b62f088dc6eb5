//! What was read, as settings: what somebody changed elsewhere can be said in words, and kept.

use std::collections::BTreeSet;

use domain::{
    E164,
    guardian::{
        CallMode, Channel, Contact, Floor, Keyword, Number, Settings, Stand, TextMode, canonical_word, compile_calls,
        compile_texts,
    },
};
use uuid::Uuid;

use crate::{Error, db::Tx, mail::Brand};

use super::{
    reads::{Reads, reads},
    store::{self, Person},
};

/// The settings with what was read last in the place of what is wanted.
pub(super) async fn as_read(tx: &mut Tx, brand: &Brand, person: &Person, wanted: &Settings) -> Result<Settings, Error> {
    let floor = store::floor(tx, person, Some(brand)).await?;
    Ok(seen(wanted, &reads(tx, person).await?, &floor))
}

/// The same, of a reading. What was not read is as it is wanted, and so is a filter that is out of force.
pub(super) fn seen(wanted: &Settings, reads: &Reads, floor: &Floor) -> Settings {
    let mut seen = wanted.clone();
    seen.texts.on = reads.flag_texts.unwrap_or(wanted.texts.on);
    seen.calls.on = reads.flag_calls.unwrap_or(wanted.calls.on);
    if wanted.texts.on && seen.texts.on && reads.texts_at.is_some() {
        texts(&mut seen, wanted, reads, floor);
    }
    if wanted.calls.on && seen.calls.on && reads.calls_at.is_some() {
        calls(&mut seen, wanted, reads, floor);
    }
    seen
}

fn texts(seen: &mut Settings, wanted: &Settings, reads: &Reads, floor: &Floor) {
    let Some(read) = &reads.texts else {
        seen.texts.mode = TextMode::Off;
        return;
    };
    let sent = compile_texts(wanted, floor);
    if *read == sent {
        return;
    }
    let texts = &mut seen.texts;
    texts.mode = read.mode.unwrap_or(texts.mode);
    (texts.inbound, texts.outbound) = (read.inbound, read.outbound);
    (texts.block_unknown, texts.block_links, texts.block_media) =
        (read.block_unknown, read.block_links, read.block_media);
    texts.classes = read.classes.keys().copied().collect();
    texts.keywords.retain(|known| read.keywords.contains_key(&canonical_word(&known.word)));
    for (word, severity) in &read.keywords {
        match texts.keywords.iter_mut().find(|known| canonical_word(&known.word) == *word) {
            Some(known) => known.severity = *severity,
            None => texts.keywords.push(Keyword { word: word.clone(), severity: *severity }),
        }
    }
    notify(seen, &sent.notify, &read.notify);
    let lists = Lists { allowed: &read.allowed, blocked: &read.blocked };
    stands(seen, Channel::Text, (&sent.allowed, &sent.blocked), &lists, floor);
}

fn calls(seen: &mut Settings, wanted: &Settings, reads: &Reads, floor: &Floor) {
    let Some(read) = &reads.calls else {
        seen.calls.on = false;
        return;
    };
    let sent = compile_calls(wanted, floor);
    if *read == sent {
        return;
    }
    let calls = &mut seen.calls;
    if let Some(mode) = read.mode {
        calls.only_allowed = mode == CallMode::OnlyAllowed;
    }
    (calls.inbound, calls.outbound) = (read.inbound, read.outbound);
    (calls.block_unknown, calls.block_international) = (read.block_unknown, read.block_international);
    notify(seen, &sent.notify, &read.notify);
    let lists = Lists { allowed: &read.allowed, blocked: &read.blocked };
    stands(seen, Channel::Call, (&sent.allowed, &sent.blocked), &lists, floor);
}

fn notify(seen: &mut Settings, sent: &BTreeSet<String>, read: &BTreeSet<String>) {
    if sent != read {
        seen.notify.retain(|phone| read.contains(phone.as_str()));
        let new = read.difference(sent).filter_map(|phone| E164::parse(phone).ok());
        seen.notify.extend(new);
    }
}

struct Lists<'a> {
    allowed: &'a BTreeSet<String>,
    blocked: &'a BTreeSet<String>,
}

impl Lists<'_> {
    fn stand(&self, number: &str) -> Stand {
        match (self.blocked.contains(number), self.allowed.contains(number)) {
            (true, _) => Stand::Blocked,
            (false, true) => Stand::Allowed,
            (false, false) => Stand::Neither,
        }
    }
}

/// Contacts whose numbers are all decided alike are as they were read. One whose numbers are not is out of step: the number
/// that differs becomes a contact of its own, so that it shows, and is on the other channel what it was.
fn stands(
    seen: &mut Settings,
    channel: Channel,
    (allowed, blocked): (&BTreeSet<String>, &BTreeSet<String>),
    read: &Lists<'_>,
    floor: &Floor,
) {
    if allowed == read.allowed && blocked == read.blocked {
        return;
    }
    let mut new: Vec<Contact> = Vec::new();
    for contact in &mut seen.contacts {
        let is_ours = |number: &&Number| floor.of_number(number).is_none();
        let now: BTreeSet<Stand> =
            contact.numbers.iter().filter(is_ours).map(|number| read.stand(number.as_str())).collect();
        let stand = contact.stand(channel);
        match now.first() {
            Some(now_all) if now.len() == 1 => contact.set_stand(channel, *now_all),
            Some(_) => {
                let apart = contact.numbers.iter().filter(is_ours).filter(|n| read.stand(n.as_str()) != stand);
                let apart: Vec<Number> = apart.cloned().collect();
                contact.numbers.retain(|number| !apart.contains(number));
                new.extend(apart.into_iter().map(|number| alone(number, contact.clone())));
            }
            None => {}
        }
    }
    seen.contacts.retain(|contact| !contact.numbers.is_empty());
    let known: BTreeSet<&Number> = seen.contacts.iter().chain(&new).flat_map(|contact| &contact.numbers).collect();
    let read_numbers = read.allowed.union(read.blocked).filter_map(|number| Number::parse(number).ok());
    let strangers: Vec<Number> =
        read_numbers.filter(|number| floor.of_number(number).is_none() && !known.contains(number)).collect();
    new.extend(strangers.into_iter().map(|number| {
        let name = number.show();
        alone(number, Contact { name, ..Contact::default() })
    }));
    for mut contact in new {
        let stand = contact.numbers.first().map(|number| read.stand(number.as_str())).unwrap_or_default();
        contact.set_stand(channel, stand);
        seen.contacts.push(contact);
    }
}

/// A contact with this one number; the same number is the same contact however often it is looked at.
fn alone(number: Number, like: Contact) -> Contact {
    let id = Uuid::from_u128(number.as_str().bytes().fold(1, |id, byte| id * 31 + u128::from(byte))).to_string();
    Contact { id, numbers: vec![number], ..like }
}

#[cfg(test)]
mod tests {
    use domain::{Lang, guardian::check};
    use jiff::Timestamp;

    use super::*;

    const FIRST: &str = "+13855550188";
    const SECOND: &str = "+13855550189";

    /// A coach with two numbers, allowed until later, and all of it read.
    fn coach() -> (Settings, Reads) {
        let numbers = [FIRST, SECOND].map(|number| Number::parse(number).unwrap()).to_vec();
        let (calls, texts) = (Stand::Allowed, Stand::Allowed);
        let coach = Contact { id: "coach".into(), name: "Coach".into(), numbers, calls, texts, until: Some(7) };
        let mut wanted = Settings { contacts: vec![coach], ..Settings::default() };
        (wanted.texts.on, wanted.calls.on) = (true, true);
        let floor = Floor::default();
        let reads = Reads {
            flag_texts: Some(true),
            flag_calls: Some(true),
            texts: Some(compile_texts(&wanted, &floor)),
            texts_at: Some(Timestamp::UNIX_EPOCH),
            calls: Some(compile_calls(&wanted, &floor)),
            calls_at: Some(Timestamp::UNIX_EPOCH),
            ..Reads::default()
        };
        (wanted, reads)
    }

    fn is_what_was_read(seen: &Settings, reads: &Reads) {
        let floor = Floor::default();
        assert_eq!(Some(compile_texts(seen, &floor)), reads.texts);
        assert_eq!(Some(compile_calls(seen, &floor)), reads.calls);
        assert_eq!(check(seen, &floor, Lang::En), Ok(()));
    }

    #[test]
    fn a_number_out_of_step_on_one_channel_is_as_it_was_on_the_other() {
        let (wanted, mut reads) = coach();
        reads.texts.as_mut().unwrap().allowed.remove(SECOND);
        let seen = seen(&wanted, &reads, &Floor::default());
        is_what_was_read(&seen, &reads);
        let apart = seen.contacts.iter().find(|contact| contact.id != "coach").unwrap();
        assert_eq!((apart.texts, apart.calls, apart.until), (Stand::Neither, Stand::Allowed, Some(7)));
    }

    #[test]
    fn a_contact_of_whom_no_number_is_as_it_was_leaves_none_without_numbers() {
        let (wanted, mut reads) = coach();
        let texts = reads.texts.as_mut().unwrap();
        texts.allowed.remove(FIRST);
        texts.allowed.remove(SECOND);
        texts.blocked.insert(FIRST.into());
        is_what_was_read(&seen(&wanted, &reads, &Floor::default()), &reads);
    }
}
