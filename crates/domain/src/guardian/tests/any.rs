//! Settings, floors and attempts of every kind. Numbers come from a small pool, so that they meet.

use proptest::prelude::*;

use crate::{
    E164,
    guardian::{
        Attempt, Calls, Channel, Contact, Direction, Floor, Keyword, KeywordClass, Number, Party, Settings, Severity,
        Stand, TextMode, Texts,
    },
};

/// Numbers of family, strangers, crisis lines and abroad.
const POOL: [&str; 9] = [
    "+13855550101",
    "+13855550102",
    "+13855550103",
    "+13855550104",
    "+18007997233",
    "+18002738255",
    "+442079460958",
    "+233244123456",
    "+13855550142",
];

/// A number of the pool.
pub fn number() -> impl Strategy<Value = Number> {
    prop::sample::select(&POOL[..]).prop_map(|raw| Number::parse(raw).unwrap())
}

fn phone() -> impl Strategy<Value = E164> {
    prop::sample::select(vec!["+13855550142", "+13855550101", "+13855550143"]).prop_map(|raw| E164::parse(raw).unwrap())
}

/// A floor with or without family.
pub fn floor() -> impl Strategy<Value = Floor> {
    (prop::collection::vec(phone(), 0..3), prop::option::of(phone()), prop::collection::vec(number(), 0..2))
        .prop_map(|(guardians, care_line, hotlines)| Floor { guardians, care_line, hotlines })
}

fn stand() -> impl Strategy<Value = Stand> {
    prop::sample::select(Stand::ALL.to_vec())
}

type Row = (Vec<Number>, Stand, Stand, Option<i64>, &'static str);

fn contacts() -> impl Strategy<Value = Vec<Contact>> {
    let one = (
        prop::collection::vec(number(), 0..3),
        stand(),
        stand(),
        prop::option::of(0i64..5),
        prop::sample::select(vec!["", "Efua", "Coach Lee"]),
    );
    prop::collection::vec((0u8..5, one), 0..5).prop_map(|rows| {
        let of = |(id, (numbers, calls, texts, until, name)): (u8, Row)| Contact {
            id: id.to_string(),
            name: name.into(),
            numbers,
            calls,
            texts,
            until,
        };
        let mut contacts: Vec<Contact> = rows.into_iter().map(of).collect();
        contacts.sort_by(|a, b| a.id.cmp(&b.id));
        contacts.dedup_by(|a, b| a.id == b.id);
        contacts
    })
}

fn texts() -> impl Strategy<Value = Texts> {
    let word = (prop::sample::select(vec!["free", "Skins", "\"quoted\"", "🎉", "ñandú"]), severity());
    (
        prop::array::uniform6(any::<bool>()),
        prop::sample::select(TextMode::ALL.to_vec()),
        prop::option::of(prop::sample::select(vec!["2026-06-01", "2026-07-01"])),
        prop::collection::vec(word, 0..4),
        prop::collection::btree_set(prop::sample::select(KeywordClass::ALL.to_vec()), 0..3),
    )
        .prop_map(|([on, inbound, outbound, unknown, links, media], mode, day, words, classes)| Texts {
            on,
            mode,
            watch_until: day.map(str::to_owned),
            inbound,
            outbound,
            block_unknown: unknown,
            block_links: links,
            block_media: media,
            keywords: words.into_iter().map(|(word, severity)| Keyword { word: word.into(), severity }).collect(),
            classes,
        })
}

fn severity() -> impl Strategy<Value = Severity> {
    prop::sample::select(Severity::ALL.to_vec())
}

fn calls() -> impl Strategy<Value = Calls> {
    prop::array::uniform6(any::<bool>()).prop_map(|[on, only_allowed, inbound, outbound, unknown, international]| {
        Calls { on, only_allowed, inbound, outbound, block_unknown: unknown, block_international: international }
    })
}

/// Settings as nobody would check them: a number may be in both lists, a contact without any.
pub fn settings() -> impl Strategy<Value = Settings> {
    (texts(), calls(), contacts(), prop::collection::vec(phone(), 0..3))
        .prop_map(|(texts, calls, contacts, notify)| Settings { texts, calls, contacts, notify })
}

/// Whoever, whatever, either way.
pub fn attempt() -> impl Strategy<Value = Attempt> {
    let short = prop::sample::select(vec!["911", "988", "741741", "24365"]);
    let party = prop_oneof![4 => number().prop_map(Party::Number), 1 => short.prop_map(|s| Party::Short(s.into()))];
    let text = prop::sample::select(vec!["", "hello", "FREE skins at bit.example/x", "kill yourself", "fiesta 🎉"]);
    (prop::bool::ANY, prop::bool::ANY, party, prop::array::uniform2(any::<bool>()), text, prop::option::of(0u16..1440))
        .prop_map(|(call, out, party, [link, media], text, at)| Attempt {
            channel: if call { Channel::Call } else { Channel::Text },
            direction: if out { Direction::Out } else { Direction::In },
            party,
            link,
            media,
            text: text.into(),
            at,
        })
}
