//! What people type and paste.

use proptest::prelude::*;

use super::any;
use crate::{
    E164, Fault, Fields, Lang,
    guardian::{
        Contact, Floor, KeywordClass, LevelTable, Number, Settings, Severity, Stand, contact_fields, contact_of, paste,
        paste_into, settings_fields, settings_of,
    },
};

#[test]
fn lines_of_every_kind_are_read() {
    for (raw, name, numbers) in [
        ("Grandma Efua (212) 555-0109, +233 24 412 3456", "Grandma Efua", &["+12125550109", "+233244123456"][..]),
        ("Coach Lee\t385.555.0188", "Coach Lee", &["+13855550188"]),
        ("\"Lee, Coach\",3855550188", "Lee, Coach", &["+13855550188"]),
        ("385-555-0188 Coach 2", "Coach 2", &["+13855550188"]),
        ("Mom: +1 (385) 555-0188 / 385 555 0189", "Mom", &["+13855550188", "+13855550189"]),
        ("Zoë O’Neil 🎻 - 3855550188", "Zoë O’Neil 🎻", &["+13855550188"]),
        ("3855550188", "", &["+13855550188"]),
    ] {
        let rows = paste(raw);
        let draft = rows[0].draft.as_ref().unwrap_or_else(|fault| panic!("{raw}: {fault:?}"));
        assert_eq!(draft.name, name, "{raw}");
        assert_eq!(draft.numbers.iter().map(Number::as_str).collect::<Vec<_>>(), numbers, "{raw}");
    }
}

#[test]
fn a_bad_line_spoils_no_other_and_says_why() {
    let raw = "Lee 385-555-0188\r\n\r\nPizza 24365\r\nPolice 911\r\nAgain 385 555 0188\r\nNobody\r\nHalf 555-0188\r\nOk 3855550190";
    let found: Vec<_> = paste(raw).into_iter().map(|row| (row.line, row.draft.err())).collect();
    let known = Fault::AlwaysReachable { number: "911".into() };
    let faults = [
        (1, None),
        (3, Some(Fault::ShortCode)),
        (4, Some(known)),
        (5, Some(Fault::NumberTwice)),
        (6, Some(Fault::Phone)),
        (7, Some(Fault::Phone)),
        (8, None),
    ];
    assert_eq!(found, faults);
}

#[test]
fn a_thousand_lines_get_a_thousand_verdicts_and_the_next_one_does_not_fit() {
    let lines: Vec<String> = (0..1_001).map(|i| format!("Person {i}\t385-555-{i:04}")).collect();
    let rows = paste(&lines.join("\n"));
    assert_eq!(rows.len(), 1_001);
    assert!(rows[..1_000].iter().all(|row| row.draft.is_ok()));
    assert_eq!(rows[1_000].draft, Err(Fault::TooMany));
}

#[test]
fn what_is_far_too_long_is_refused_at_once() {
    let line = "1 (".repeat(100_000);
    assert_eq!(paste(&line)[0].draft, Err(Fault::TooLong { max: 500 }));
    let words: Vec<String> = (0..60_000).map(|n| format!("word{n}")).collect();
    let phones: Vec<String> = (0..60_000).map(|n| format!("38555{n:05}")).collect();
    let (before, levels) = (Settings::default(), LevelTable::default());
    let mut fields = settings_fields(&before, &levels);
    fields.set("texts.words.high", words.join("\n"));
    fields.set("notify", phones.join("\n"));
    let errors = settings_of(&fields, &before, &levels).unwrap_err();
    assert_eq!(errors.at("texts.words.high"), Some(&Fault::TooMany));
    assert!(errors.at("notify").is_some());
    let fields = Fields::from([("name", "X"), ("numbers", phones.join(",").as_str())]);
    let errors = contact_of(&fields, "1", &before, &Floor::default(), Lang::En).unwrap_err();
    assert!(errors.at("numbers").is_some());
}

#[test]
fn pasted_people_meet_those_who_are_there() {
    let lee = Contact {
        id: "1".into(),
        name: "Lee".into(),
        numbers: vec![Number::parse("385-555-0188").unwrap()],
        texts: Stand::Allowed,
        ..Contact::default()
    };
    let settings = Settings { contacts: vec![lee], ..Settings::default() };
    let floor = Floor { guardians: vec![E164::parse("801-555-0142").unwrap()], ..Floor::default() };
    let raw = "Coach 385-555-0188\nKofi 801-555-0142\nNew 385-555-0190";
    let blocked = paste_into(raw, &settings, &floor, Stand::Blocked, Stand::Blocked, Lang::En);
    assert_eq!(blocked[0].draft, Err(Fault::InBothLists { other: "Lee (385) 555-0188".into() }));
    let kofi = Fault::AlwaysReachable { number: "(801) 555-0142, a guardian of this family".into() };
    assert_eq!(blocked[1].draft, Err(kofi));
    assert!(blocked[2].draft.is_ok());
    let allowed = paste_into(raw, &settings, &floor, Stand::Allowed, Stand::Allowed, Lang::En);
    assert_eq!(allowed[0].draft, Err(Fault::ContactTwice { other: "Lee (385) 555-0188".into() }));
    assert!(allowed[1].draft.is_ok());
}

#[test]
fn a_contact_form_is_refused_at_its_fields() {
    let floor = Floor { guardians: vec![E164::parse("801-555-0142").unwrap()], ..Floor::default() };
    let fault = |numbers: &str, calls: &str| {
        let fields = Fields::from([("name", "X"), ("numbers", numbers), ("calls", calls)]);
        contact_of(&fields, "1", &Settings::default(), &floor, Lang::En).unwrap_err().at("numbers").cloned()
    };
    assert_eq!(fault("911", "blocked"), Some(Fault::AlwaysReachable { number: "911".into() }));
    let kofi = "(801) 555-0142, a guardian of this family";
    assert_eq!(fault("801 555 0142", "blocked"), Some(Fault::AlwaysReachable { number: kofi.into() }));
    assert_eq!(fault("24365", "allowed"), Some(Fault::ShortCode));
    assert_eq!(fault("", "allowed"), Some(Fault::Missing));
    assert_eq!(fault("385-555-0188\n(385) 555-0188", "allowed"), Some(Fault::NumberTwice));
}

#[test]
fn a_level_that_was_not_there_before_sets_its_switches_without_script() {
    let levels = LevelTable::default();
    let before = Settings::default();
    let mut fields = settings_fields(&before, &levels);
    fields.set("texts.mode", "enforce");
    fields.set("texts.level", "child");
    let child = settings_of(&fields, &before, &levels).unwrap();
    assert!(child.texts.on && child.texts.block_unknown && child.texts.classes.contains(&KeywordClass::Profanity));
    // Once it is there, a switch that is turned makes the settings the family's own.
    let mut fields = settings_fields(&child, &levels);
    fields.0.remove("texts.links");
    assert!(!settings_of(&fields, &child, &levels).unwrap().texts.block_links);
}

proptest! {
    #[test]
    fn any_text_is_pasted_without_panic(raw in "(.|\n|\r){0,200}") {
        let rows = paste(&raw);
        let lines = raw.replace("\r\n", "\n");
        prop_assert_eq!(rows.len(), lines.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count());
    }

    #[test]
    fn a_form_shows_settings_and_reads_them_back(mut settings in any::settings()) {
        let levels = LevelTable::default();
        // What a form cannot say twice: words and phones are each there once, the worst first.
        settings.texts.keywords.sort_by_key(|keyword| std::cmp::Reverse(keyword.severity));
        let mut seen = std::collections::BTreeSet::new();
        settings.texts.keywords.retain(|k| seen.insert(k.word.to_lowercase()));
        settings.notify.dedup();
        settings.notify.sort();
        settings.notify.dedup();
        let read = settings_of(&settings_fields(&settings, &levels), &settings, &levels).unwrap();
        prop_assert_eq!(crate::guardian::changes(&settings, &read), Vec::new());
        prop_assert_eq!(&read.notify, &settings.notify);
    }

    #[test]
    fn any_fields_are_read_or_refused(
        keys in prop::collection::vec("(texts|calls)\\.(mode|level|watch_until|words\\.high|links)|notify", 0..8), value in ".{0,20}",
    ) {
        let mut fields = Fields::default();
        for key in keys {
            fields.set(key, value.clone());
        }
        let _ = settings_of(&fields, &Settings::default(), &LevelTable::default());
        let _ = contact_of(&fields, "1", &Settings::default(), &Floor::default(), Lang::Es);
    }

    #[test]
    fn a_contact_is_shown_and_read_back(settings in any::settings()) {
        for contact in settings.contacts.iter().filter(|contact| !contact.numbers.is_empty()) {
            let alone = Settings::default();
            if let Ok(read) = contact_of(&contact_fields(contact), &contact.id, &alone, &Floor::default(), Lang::En) {
                prop_assert_eq!(read, Contact { until: None, ..contact.clone() });
            }
        }
    }
}

#[test]
fn severities_are_worst_first() {
    assert!(Severity::High > Severity::Medium && Severity::Medium > Severity::Low);
}
