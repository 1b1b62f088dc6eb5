//! One text or call at a time, as the tester on the page is asked.

use crate::{
    E164, Lang,
    guardian::{
        Attempt, Calls, Channel, Contact, Direction, Floor, Keyword, KeywordClass, Level, LevelTable, Lists, Missing,
        Number, Party, Rule, Settings, Severity, Stand, TextMode, Texts, verdict,
    },
};

fn ama() -> (Settings, Floor) {
    let mut texts = Texts { on: true, ..Texts::default() };
    LevelTable::default().apply(Level::Child, &mut texts);
    texts.keywords.push(Keyword::parse("\"free\" skins 🎉", Severity::High).unwrap());
    let contact = |id: &str, number: &str, calls, texts| Contact {
        id: id.into(),
        name: id.into(),
        numbers: vec![Number::parse(number).unwrap()],
        calls,
        texts,
        until: None,
    };
    let contacts = vec![
        contact("Efua", "+233244123456", Stand::Allowed, Stand::Allowed),
        contact("Lee", "(385) 555-0188", Stand::Neither, Stand::Allowed),
        contact("Spam", "(646) 555-0133", Stand::Blocked, Stand::Blocked),
    ];
    let calls = Calls { on: true, block_international: true, ..Calls::default() };
    let floor = Floor { guardians: vec![E164::parse("+18015550142").unwrap()], ..Floor::default() };
    (Settings { texts, calls, contacts, notify: Vec::new() }, floor)
}

fn text(from: &str, says: &str) -> Attempt {
    Attempt {
        channel: Channel::Text,
        direction: Direction::In,
        party: Party::parse(from).unwrap(),
        link: false,
        media: false,
        text: says.into(),
        at: None,
    }
}

fn call(from: &str) -> Attempt {
    Attempt { channel: Channel::Call, ..text(from, "") }
}

#[test]
fn a_stranger_with_a_link_is_stopped_by_two_rules() {
    let (settings, floor) = ama();
    let found = verdict(&settings, &floor, &text("(646) 555-0199", "free skins at bit.example/x"));
    assert!(!found.through);
    assert_eq!((found.rule, found.also), (Rule::UnknownNumber, vec![Rule::Link]));
}

#[test]
fn allowed_people_may_say_anything_and_blocked_ones_nothing() {
    let (settings, floor) = ama();
    assert_eq!(verdict(&settings, &floor, &text("+1 385 555 0188", "www.example.com")).rule, Rule::AllowedContact);
    assert_eq!(verdict(&settings, &floor, &text("646-555-0133", "hi")).rule, Rule::BlockedContact);
    assert_eq!(verdict(&settings, &floor, &call("646-555-0133")).rule, Rule::BlockedContact);
    assert_eq!(verdict(&settings, &floor, &call("385-555-0188")).rule, Rule::Nothing);
}

#[test]
fn calls_abroad_are_stopped_even_with_grandma_and_the_page_can_say_so() {
    let (mut settings, floor) = ama();
    assert_eq!(verdict(&settings, &floor, &call("011 233 244 123 456")).rule, Rule::International);
    settings.calls.block_international = false;
    assert_eq!(verdict(&settings, &floor, &call("+233244123456")).rule, Rule::AllowedContact);
    settings.calls.only_allowed = true;
    assert_eq!(verdict(&settings, &floor, &call("385-555-0188")).rule, Rule::NotOnAllowList);
}

#[test]
fn guardians_and_emergency_numbers_pass_first_and_short_codes_are_marked() {
    let (settings, floor) = ama();
    for party in ["801-555-0142", "911", "988", "741741", "800-799-7233"] {
        assert_eq!(verdict(&settings, &floor, &text(party, "kill yourself")).rule, Rule::AlwaysReachable, "{party}");
    }
    let bank = verdict(&settings, &floor, &text("24365", "Your code is 12"));
    assert!(!bank.through && bank.short_code);
}

#[test]
fn words_are_found_in_any_case_with_quotes_and_emoji() {
    let (mut settings, floor) = ama();
    settings.texts.block_unknown = false;
    let said = |settings: &Settings, says: &str| verdict(settings, &floor, &text("646-555-0199", says)).rule;
    assert_eq!(said(&settings, "\"FREE\" Skins 🎉!!"), Rule::Keyword("\"free\" skins 🎉".into(), Severity::High));
    assert_eq!(said(&settings, "go and KYS"), Rule::Class(KeywordClass::Violence));
    assert_eq!(said(&settings, "see you at 3.5/day or e.g./never"), Rule::Nothing);
    settings.texts.mode = TextMode::WatchOnly;
    let watched = verdict(&settings, &floor, &text("646-555-0199", "go and kys"));
    assert!(watched.through && watched.watched_only && watched.rule == Rule::Class(KeywordClass::Violence));
}

#[test]
fn the_order_is_said_in_both_languages() {
    for (at, rule) in Rule::ORDER.iter().enumerate() {
        assert_eq!(rule.place(), at + 1);
        assert_ne!(rule.in_order(Lang::En), rule.in_order(Lang::Es));
    }
}

#[test]
fn one_number_is_not_said_as_many() {
    let said = |lacking: usize, extra: usize, lang| {
        let numbers = |from: usize, count: usize| (from..from + count).map(|n| format!("+1385555010{n}")).collect();
        let lists = Lists { lacking: numbers(0, lacking), extra: numbers(5, extra) };
        Missing::Allowed(lists).words(Channel::Text, lang)
    };
    assert_eq!(said(1, 0, Lang::En), "1 allowed number did not reach the network.");
    assert_eq!(said(1, 0, Lang::Es), "A la red le falta 1 número permitido.");
    assert_eq!(said(0, 1, Lang::Es), "La red tiene 1 número permitido de más.");
    assert_eq!(said(2, 3, Lang::Es), "A la red le faltan 2 números permitidos, y tiene 3 de más.");
    assert_eq!(said(2, 3, Lang::En), "2 allowed numbers did not reach the network, and it has 3 more.");
}
