//! Badges of what was read back.

use crate::guardian::{
    Badge, Calls, Channel, Floor, Missing, Readback, Settings, TextMode, Texts, compile_calls, compile_texts, measure,
};

/// Both channels wanted, and all of it read back.
fn all_there() -> (Readback, Settings, Floor) {
    let settings = Settings {
        texts: Texts { on: true, block_links: true, ..Texts::default() },
        calls: Calls { on: true, only_allowed: true, ..Calls::default() },
        ..Settings::default()
    };
    let floor = Floor::default();
    let read = Readback {
        flag_calls: Some(true),
        flag_texts: Some(true),
        relation: true,
        texts: Some(compile_texts(&settings, &floor)),
        calls: Some(compile_calls(&settings, &floor)),
        has_message_route: true,
        has_voice_route: true,
        message_route_intelligent: Some(true),
        voice_route_intelligent: Some(true),
        read_at: Some(1),
    };
    (read, settings, floor)
}

#[test]
fn protected_is_all_of_it() {
    let (read, settings, floor) = all_there();
    assert_eq!(measure(&read, &settings, &floor), [Badge::Protected, Badge::Protected]);
}

#[test]
fn each_piece_that_is_not_there_is_named() {
    type Spoil = fn(&mut Readback);
    let spoilt: [(Spoil, Channel, &str); 14] = [
        (|r| r.flag_texts = Some(false), Channel::Text, "flag"),
        (|r| r.flag_calls = Some(false), Channel::Call, "flag"),
        (|r| r.relation = false, Channel::Text, "relation"),
        (|r| r.texts = None, Channel::Text, "filter"),
        (|r| r.calls = None, Channel::Call, "filter"),
        (|r| r.has_message_route = false, Channel::Text, "no_route"),
        (|r| r.voice_route_intelligent = Some(false), Channel::Call, "route_not_intelligent"),
        (|r| r.texts.as_mut().unwrap().mode = Some(TextMode::WatchOnly), Channel::Text, "mode"),
        (|r| r.calls.as_mut().unwrap().mode = None, Channel::Call, "mode"),
        (|r| r.texts.as_mut().unwrap().inbound = false, Channel::Text, "inbound"),
        (|r| r.calls.as_mut().unwrap().outbound = false, Channel::Call, "outbound"),
        (|r| r.texts.as_mut().unwrap().block_links = false, Channel::Text, "switches"),
        (|r| drop(r.calls.as_mut().unwrap().allowed.pop_first()), Channel::Call, "allowed"),
        (|r| r.texts.as_mut().unwrap().blocked.extend(["+13855550199".into()]), Channel::Text, "blocked"),
    ];
    for (spoil, channel, word) in spoilt {
        let (mut read, settings, floor) = all_there();
        spoil(&mut read);
        let [texts, calls] = measure(&read, &settings, &floor);
        let badge = if channel == Channel::Text { texts } else { calls };
        let Badge::Missing(missing) = badge else { panic!("{word}: {badge:?}") };
        assert!(missing.iter().any(|what| what.word() == word), "{word}: {missing:?}");
    }
}

#[test]
fn a_direction_nobody_checks_is_no_protection_even_by_choice() {
    let (mut read, mut settings, floor) = all_there();
    settings.texts.outbound = false;
    read.texts = Some(compile_texts(&settings, &floor));
    assert_eq!(measure(&read, &settings, &floor)[0], Badge::Missing(vec![Missing::Outbound]));
}

#[test]
fn watching_is_not_called_protection() {
    let (mut read, mut settings, floor) = all_there();
    settings.texts.mode = TextMode::WatchOnly;
    read.texts = Some(compile_texts(&settings, &floor));
    assert_eq!(measure(&read, &settings, &floor)[0], Badge::Watching);
}

#[test]
fn what_could_not_be_read_is_unknown_and_what_is_off_is_said_to_be() {
    let (mut read, mut settings, floor) = all_there();
    read.flag_texts = None;
    read.voice_route_intelligent = None;
    assert_eq!(measure(&read, &settings, &floor), [Badge::Unknown, Badge::Unknown]);
    settings.texts.on = false;
    settings.calls.on = false;
    let (read, ..) = all_there();
    let still = || Badge::Missing(vec![Missing::StillOn]);
    assert_eq!(measure(&read, &settings, &floor), [still(), still()]);
    let read = Readback { flag_calls: Some(false), flag_texts: Some(false), ..read };
    assert_eq!(measure(&read, &settings, &floor), [Badge::OffByChoice, Badge::OffByChoice]);
}
