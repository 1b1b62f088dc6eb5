//! Tests of readings.

use proptest::prelude::*;

use super::*;
use crate::porting::refusal::tests::SANDBOX;

fn read(now: PortState, word: &str, message: &str) -> Verdict {
    let message = (!message.is_empty()).then_some(message);
    judge(now, &Reading { word, message }, &Catalogue::builtin())
}

fn state(now: PortState, word: &str, message: &str) -> PortState {
    read(now, word, message).state
}

#[test]
fn every_published_word_is_known() {
    use PortState::{ActionNeeded, Activating, Cancelled, CarrierWorking, OutcomeUnknown, Scheduled, WaitingCarrier};
    for (words, expected) in [
        ("Pending,Submitted,Updated", WaitingCarrier),
        ("InProgress,Pending Carrier Approval,Processing,in progress,IN_PROGRESS", CarrierWorking),
        ("Scheduled", Scheduled),
        ("ResolutionRequired,Error,Rejected,Resolution Required", ActionNeeded),
        ("Complete,Completed,Success", Activating),
        ("Cancelled,Canceled, CANCELLED ", Cancelled),
    ] {
        for word in words.split(',') {
            let verdict = read(OutcomeUnknown, word, "");
            assert_eq!(verdict.state, expected, "{word}");
            assert!(!verdict.unrecognised);
        }
    }
}

#[test]
fn an_unknown_word_moves_nothing_and_is_told() {
    for now in PortState::ALL {
        let verdict = read(now, "Manual", "8A-ACCOUNT_NUM_REQ_OR_INCORRECT");
        assert_eq!((verdict.state, verdict.unrecognised), (now, now.is_open()));
    }
    assert!(read(PortState::WaitingCarrier, "", "").unrecognised);
}

#[test]
fn each_refusal_leads_where_it_is_mended() {
    for (message, key, fix, _) in SANDBOX {
        for word in ["ResolutionRequired", "Rejected", "Error"] {
            let expected = match fix {
                Fix::Change | Fix::Resend => PortState::ActionNeeded,
                Fix::Wait => PortState::CarrierWorking,
                Fix::Restart | Fix::Staff => PortState::Blocked,
                Fix::Provider => PortState::NeedsProvider,
            };
            let verdict = read(PortState::WaitingCarrier, word, message);
            assert_eq!((verdict.state, verdict.reasons), (expected, vec![key.to_owned()]), "{message}");
        }
    }
}

#[test]
fn the_gravest_objection_decides() {
    let blocked = read(PortState::CarrierWorking, "Rejected", "8A; 7T-NUMBER NOT PORTABLE");
    assert_eq!((blocked.state, blocked.reasons.len()), (PortState::Blocked, 2));
    assert_eq!(state(PortState::CarrierWorking, "Error", "8A and D-DELAY TIMER EXPIRED"), PortState::ActionNeeded);
    assert_eq!(state(PortState::CarrierWorking, "Error", "7T/948-GONE"), PortState::NeedsProvider);
}

#[test]
fn an_objection_without_words_is_unknown_and_no_dead_end() {
    for message in ["", "   ", "951"] {
        let verdict = read(PortState::CarrierWorking, "Rejected", message);
        assert_eq!((verdict.state, verdict.reasons), (PortState::ActionNeeded, vec![UNKNOWN.to_owned()]));
    }
    let bare = judge(PortState::CarrierWorking, &Reading { word: "Error", message: None }, &Catalogue::default());
    assert_eq!((bare.state, bare.reasons), (PortState::ActionNeeded, vec![UNKNOWN.to_owned()]));
}

#[test]
fn a_delay_is_heard_whatever_the_word() {
    let waiting = read(PortState::WaitingCarrier, "InProgress", "D-DELAY TIMER EXPIRED");
    assert_eq!((waiting.state, waiting.reasons), (PortState::CarrierWorking, vec!["no_answer".to_owned()]));
    assert_eq!(state(PortState::WaitingCarrier, "Scheduled", "D-DELAY TIMER EXPIRED"), PortState::Scheduled);
    // An old objection beside an open word is history.
    let sent_again = read(PortState::ActionNeeded, "Pending", "8A-ACCOUNT_NUM_REQ_OR_INCORRECT");
    assert_eq!((sent_again.state, sent_again.reasons), (PortState::WaitingCarrier, Vec::new()));
}

#[test]
fn the_clearing_houses_letters_are_read() {
    let now = PortState::WaitingCarrier;
    for word in ["InProgress", "Rejected"] {
        assert_eq!(state(now, word, "C-CONFIRMED"), PortState::Scheduled);
        assert_eq!(state(now, word, "D-WHATEVER"), PortState::CarrierWorking);
        assert_eq!(state(now, word, "R-WHATEVER"), PortState::ActionNeeded);
        assert_eq!(state(now, word, "T-RESTRICTED"), PortState::Blocked);
        assert_eq!(state(now, word, "N-ACTIVATED"), PortState::Activating);
    }
    // A better code wins, and a carrier's name is no letter.
    assert_eq!(read(now, "Rejected", "T-8A").reasons, ["account_number"]);
    assert_eq!(state(now, "Rejected", "T-8A"), PortState::ActionNeeded);
    assert_eq!(state(now, "InProgress", "T-Mobile has it"), PortState::CarrierWorking);
}

#[test]
fn a_withdrawal_under_way_is_not_undone_by_a_reading() {
    let now = PortState::Cancelling;
    for word in ["Pending", "InProgress", "Scheduled", "Rejected"] {
        assert_eq!(state(now, word, "8A"), now, "{word}");
    }
    assert_eq!(state(now, "Cancelled", ""), PortState::Cancelled);
    assert_eq!(state(now, "Completed", ""), PortState::Activating);
    assert_eq!(state(now, "Error", "948-PORT REQUEST DOES NOT EXIST"), PortState::NeedsProvider);
}

#[test]
fn what_is_stuck_reads_as_alive_and_stays_stuck() {
    let verdict = read(PortState::NeedsProvider, "InProgress", "");
    assert_eq!((verdict.state, verdict.reasons), (PortState::NeedsProvider, vec![ORDER_MISSING.to_owned()]));
    assert_eq!(state(PortState::NeedsProvider, "Scheduled", ""), PortState::Scheduled);
    assert_eq!(state(PortState::NeedsProvider, "Complete", ""), PortState::Activating);
    assert_eq!(state(PortState::NeedsProvider, "Rejected", "8A"), PortState::ActionNeeded);
}

#[test]
fn a_number_that_is_here_goes_on_by_itself() {
    for now in [PortState::Activating, PortState::VoiceLive, PortState::TextingLive] {
        for word in ["Complete", "Completed", "Pending", "Cancelled", "Rejected"] {
            assert_eq!(state(now, word, ""), now, "{word}");
        }
    }
}

proptest! {
    #[test]
    fn no_series_of_readings_makes_an_illegal_jump_or_opens_what_is_over(
        readings in proptest::collection::vec((0usize..14, 0usize..26, any::<bool>()), 0..40)
    ) {
        const WORDS: [&str; 14] = ["Pending", "Submitted", "Updated", "InProgress", "Pending Carrier Approval", "Processing", "Scheduled",
            "ResolutionRequired", "Error", "Rejected", "Complete", "Completed", "Cancelled", "Manual"];
        let mut now = PortState::OutcomeUnknown;
        for (word, message, said) in readings {
            let verdict = read(now, WORDS[word], if said { SANDBOX[message].0 } else { "" });
            prop_assert!(verdict.state == now || now.may_become(verdict.state));
            prop_assert!(now.is_open() || verdict.state == now);
            prop_assert!(!verdict.unrecognised || verdict.state == now);
            now = verdict.state;
        }
    }

    #[test]
    fn the_same_reading_twice_changes_nothing(from in 0usize..15, word in 0usize..14, message in ".{0,30}|[8761][A-DPT]-[A-Z ]{0,20}") {
        const WORDS: [&str; 14] = ["pending", "submitted", "updated", "in progress", "processing", "scheduled", "resolution required",
            "error", "rejected", "success", "completed", "canceled", "cancelled", "?"];
        let first = read(PortState::ALL[from], WORDS[word], &message);
        prop_assert_eq!(read(first.state, WORDS[word], &message).state, first.state);
    }
}
