//! Laws of the rules.

use proptest::prelude::*;

use super::any;
use crate::{
    Lang,
    guardian::{
        Badge, Lean, Readback, Rule, Stand, changes, check, compile_calls, compile_texts, looser, measure,
        tighter_part, verdict,
    },
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn who_is_always_reachable_gets_through_whatever_is_set(
        settings in any::settings(), floor in any::floor(), attempt in any::attempt(),
    ) {
        if floor.of(&attempt.party).is_some() {
            let verdict = verdict(&settings, &floor, &attempt);
            prop_assert!(verdict.through && verdict.rule == Rule::AlwaysReachable, "{verdict:?}");
        }
    }

    #[test]
    fn who_is_always_reachable_is_allowed_upstream_and_never_blocked(
        settings in any::settings(), floor in any::floor(),
    ) {
        let (texts, calls) = (compile_texts(&settings, &floor), compile_calls(&settings, &floor));
        for (allowed, blocked) in [(&texts.allowed, &texts.blocked), (&calls.allowed, &calls.blocked)] {
            for number in floor.numbers() {
                prop_assert!(allowed.contains(number.as_str()) && !blocked.contains(number.as_str()), "{number}");
            }
            prop_assert!(allowed.is_disjoint(blocked));
        }
    }

    #[test]
    fn nothing_changed_is_no_change(settings in any::settings()) {
        prop_assert_eq!(changes(&settings, &settings), Vec::new());
        prop_assert!(!looser(&settings, &settings));
    }

    #[test]
    fn a_change_one_way_is_seen_the_other_way(before in any::settings(), after in any::settings()) {
        let (there, back) = (changes(&before, &after), changes(&after, &before));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        for change in there.iter().chain(&back) {
            for lang in Lang::ALL {
                prop_assert!(!change.words(lang).is_empty());
            }
        }
    }

    #[test]
    fn what_is_not_looser_lets_nothing_more_through(
        before in any::settings(), after in any::settings(), floor in any::floor(), attempt in any::attempt(),
    ) {
        // Two arbitrary settings are seldom comparable: their tighter part always is.
        for after in [tighter_part(&before, &after), after] {
            if !looser(&before, &after) && verdict(&after, &floor, &attempt).through {
                prop_assert!(verdict(&before, &floor, &attempt).through, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn the_part_done_at_once_is_never_looser_and_loses_nothing_stricter(
        before in any::settings(), wanted in any::settings(),
    ) {
        let part = tighter_part(&before, &wanted);
        prop_assert!(!looser(&before, &part), "{:?}", changes(&before, &part));
        if !looser(&before, &wanted) {
            prop_assert_eq!(&part, &wanted);
        }
        // Switches that are stricter are all in it.
        prop_assert!(part.texts.block_links >= wanted.texts.block_links);
        prop_assert!(part.calls.only_allowed >= wanted.calls.only_allowed);
        prop_assert!(part.texts.effective() >= wanted.texts.effective());
    }

    #[test]
    fn what_waits_is_what_is_looser(before in any::settings(), wanted in any::settings()) {
        // What is left to do after the stricter part was done stricter still is nothing but what had to wait as a whole.
        let part = tighter_part(&before, &wanted);
        if part == before {
            prop_assert!(part == wanted || looser(&before, &wanted));
        }
    }

    #[test]
    fn a_number_in_both_lists_is_refused(mut settings in any::settings(), floor in any::floor(), number in any::number()) {
        settings.contacts.truncate(0);
        for (id, texts) in [("a", Stand::Allowed), ("b", Stand::Blocked)] {
            let contact = crate::guardian::Contact {
                id: id.into(), name: id.into(), numbers: vec![number.clone()], texts, ..Default::default()
            };
            settings.contacts.push(contact);
        }
        let errors = check(&settings, &floor, Lang::En).unwrap_err();
        prop_assert!(errors.at("contacts.b.numbers").is_some());
    }

    #[test]
    fn settings_that_pass_block_nobody_who_is_always_reachable(settings in any::settings(), floor in any::floor()) {
        if check(&settings, &floor, Lang::En).is_ok() {
            for contact in settings.contacts.iter().filter(|contact| contact.is_blocked()) {
                prop_assert!(!contact.numbers.iter().any(|number| floor.of_number(number).is_some()));
            }
        }
    }

    #[test]
    fn the_verdict_names_the_first_rule_and_what_stands_behind_it(
        settings in any::settings(), floor in any::floor(), attempt in any::attempt(),
    ) {
        let verdict = verdict(&settings, &floor, &attempt);
        prop_assert!(verdict.through == (verdict.rule.lets_through() || verdict.watched_only));
        let places: Vec<usize> = std::iter::once(&verdict.rule).chain(&verdict.also).map(Rule::place).collect();
        prop_assert!(places.is_sorted() && places[1..].iter().all(|place| *place > places[0]), "{places:?}");
        prop_assert!(verdict.also.iter().all(|rule| !rule.lets_through() && rule.is_for(attempt.channel)));
    }

    #[test]
    fn nothing_read_is_never_called_protected(settings in any::settings(), floor in any::floor()) {
        for badge in measure(&Readback::default(), &settings, &floor) {
            prop_assert!(matches!(badge, Badge::Unknown | Badge::OffByChoice));
        }
    }

    #[test]
    fn settings_survive_storage(settings in any::settings()) {
        let stored = serde_json::to_string(&settings).unwrap();
        prop_assert_eq!(serde_json::from_str::<crate::guardian::Settings>(&stored).unwrap(), settings);
    }
}

#[test]
fn leans_are_ordered_by_how_much_they_let_through() {
    assert!(Lean::Tighter < Lean::Neutral && Lean::Neutral < Lean::Looser);
}
