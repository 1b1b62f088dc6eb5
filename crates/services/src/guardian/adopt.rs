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
/// that differs becomes a contact of its own, so that it shows.
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
    let mut alone: Vec<(String, Number)> = Vec::new();
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
                alone.extend(apart.into_iter().map(|number| (contact.name.clone(), number)));
            }
            None => {}
        }
    }
    let known: BTreeSet<&str> = seen.contacts.iter().flat_map(|c| &c.numbers).map(Number::as_str).collect();
    let strangers = read.allowed.union(read.blocked).filter(|number| !known.contains(number.as_str()));
    let strangers: Vec<Number> = strangers.filter_map(|number| Number::parse(number).ok()).collect();
    let strangers =
        strangers.into_iter().filter(|n| floor.of_number(n).is_none() && !alone.iter().any(|(_, a)| a == n));
    let new: Vec<(String, Number)> =
        strangers.map(|number| (number.show(), number)).chain(alone.iter().cloned()).collect();
    for (name, number) in new {
        let mut contact = Contact {
            // The same number is the same contact however often it is looked at.
            id: Uuid::from_u128(number.as_str().bytes().fold(1, |id, byte| id * 31 + u128::from(byte))).to_string(),
            name,
            numbers: vec![number.clone()],
            ..Contact::default()
        };
        contact.set_stand(channel, read.stand(number.as_str()));
        seen.contacts.push(contact);
    }
}
