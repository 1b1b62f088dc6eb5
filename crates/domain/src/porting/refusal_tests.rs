//! Tests of the catalogue.

use proptest::prelude::*;

use super::*;

/// What the sandbox answers, and what helps there; the table is that of its sentinels.
pub(crate) const SANDBOX: [(&str, &str, Fix, &[PortField]); 26] = {
    use PortField::{AccountNumber, Address, Carrier, Date, Name, Pin, Zip};
    [
        ("8A-ACCOUNT_NUM_REQ_OR_INCORRECT", "account_number", Fix::Change, &[AccountNumber]),
        ("6B-TRANSFER PIN REQUIRED OR INCORRECT", "transfer_pin", Fix::Change, &[Pin]),
        ("8D-ZIP CODE REQUIRED OR INCORRECT", "zip", Fix::Change, &[Zip]),
        ("8B-SSN OR TAX ID REQUIRED OR INCORRECT", "ssn_tax_id", Fix::Resend, &[]),
        ("1P-ADDRESS DOES NOT MATCH", "address", Fix::Change, &[Address]),
        ("7C-NAME DOES NOT MATCH", "holder_name", Fix::Change, &[Name]),
        ("1P-Other", "other_1p", Fix::Change, &[AccountNumber, Pin, Name, Address]),
        ("6P-REMOVE NUMBER LOCK ON VERIZON ACCOUNT", "port_lock", Fix::Resend, &[]),
        ("NUMBER IS NOT ACTIVE AT CURRENT CARRIER", "number_inactive", Fix::Restart, &[]),
        ("6D-NUMBER NOT FOUND ON ACCOUNT", "number_not_on_account", Fix::Change, &[Carrier, AccountNumber]),
        ("7T-NUMBER NOT PORTABLE", "not_portable", Fix::Restart, &[]),
        ("NUMBER IS NOT WITH THE NAMED CARRIER", "wrong_carrier", Fix::Change, &[Carrier]),
        ("PREPAID ACCOUNT NEEDS ITS OWN NUMBER AND PIN", "prepaid_rule", Fix::Change, &[AccountNumber, Pin]),
        ("PORT REQUEST PENDING WITH ANOTHER PROVIDER", "already_in_flight", Fix::Restart, &[]),
        ("PENDING ORDER ON ACCOUNT AT CURRENT CARRIER", "pending_order_at_old", Fix::Resend, &[]),
        ("MPE0102E-DUE DATE TOO EARLY", "due_date", Fix::Change, &[Date]),
        ("BILLING NUMBER MISMATCH OR PARTIAL PORT", "billing_number", Fix::Change, &[AccountNumber]),
        ("NUMBER HAS A SPECIAL FEATURE", "special_feature", Fix::Resend, &[]),
        ("ORDER MUST BE SPLIT", "split_needed", Fix::Restart, &[]),
        ("LETTER OF AUTHORIZATION MISSING OR ILLEGIBLE", "loa", Fix::Resend, &[]),
        ("D-DELAY TIMER EXPIRED", "no_answer", Fix::Wait, &[]),
        ("CONFLICT ON ACTIVATION", "npac_conflict", Fix::Restart, &[]),
        ("ACCOUNT ON HOLD OR NUMBER RECENTLY ACTIVATED", "hold_or_new_line", Fix::Restart, &[]),
        ("FLAGGED AS UNAUTHORIZED", "unauthorised_flag", Fix::Restart, &[]),
        ("948-PORT REQUEST DOES NOT EXIST", "order_missing", Fix::Provider, &[]),
        ("SOMETHING NOBODY HAS SEEN BEFORE", "unknown", Fix::Resend, &[]),
    ]
};

fn keys(message: &str) -> Vec<String> {
    Catalogue::builtin().classify(message).into_iter().map(|row| row.key.clone()).collect()
}

#[test]
fn what_the_sandbox_answers_is_known_for_what_it_is() {
    let catalogue = Catalogue::builtin();
    assert_eq!(catalogue.0.len(), SANDBOX.len());
    for (message, key, fix, fields) in SANDBOX {
        assert_eq!(keys(message), [key], "{message}");
        assert_eq!(keys(&message.to_lowercase()), [key], "{message}");
        let row = catalogue.get(key).unwrap();
        assert_eq!((row.fix, row.fields.as_slice()), (fix, fields), "{key}");
    }
    assert_eq!(keys("GENS-0041 No Port-In request found"), ["order_missing"]);
}

#[test]
fn the_code_inside_the_sentence_wins_over_its_wrapper() {
    assert_eq!(keys("951-Port request failed, statusReasonCode - 8A"), ["account_number"]);
    assert_eq!(keys("951: rejected (statusReasonCode - 948)"), ["order_missing"]);
    assert_eq!(keys("951"), ["unknown"]);
}

#[test]
fn several_faults_are_all_found_in_the_order_of_the_form() {
    assert_eq!(keys("6B-TRANSFER PIN REQUIRED; 8A-ACCOUNT_NUM_REQ"), ["account_number", "transfer_pin"]);
    assert_eq!(keys("8D, 8A and 7C"), ["account_number", "zip", "holder_name"]);
    assert_eq!(keys("8A/8A\n8A"), ["account_number"]);
    assert_eq!(keys("1P-Other; 8A"), ["account_number", "other_1p"]);
    assert_eq!(keys("1P-NAME DOES NOT MATCH and ADDRESS DOES NOT MATCH"), ["address", "holder_name"]);
}

#[test]
fn digits_are_a_code_only_where_a_code_is() {
    assert_eq!(keys("Call 385 948 0142"), ["unknown"]);
    assert_eq!(keys("1948-SOMETHING"), ["unknown"]);
    assert_eq!(keys("nothing new; 948 not there"), ["order_missing"]);
    assert_eq!(keys("THE BANKNAME DOES NOT MATCH"), ["unknown"]);
}

#[test]
fn the_fields_of_all_reasons_open_together() {
    let catalogue = Catalogue::builtin();
    let fields = |keys: &[&str]| catalogue.fields(&keys.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>());
    assert_eq!(fields(&["zip", "account_number"]), [PortField::AccountNumber, PortField::Zip]);
    assert_eq!(fields(&["zip", "address"]), [PortField::Address]);
    assert_eq!(fields(&["gone"]), []);
    assert_eq!(catalogue.rows(&["gone".to_owned()]).first().map(|r| r.key.as_str()), Some(UNKNOWN));
}

#[test]
fn the_builtin_rows_are_in_order_and_speak_both_languages() {
    let catalogue = Catalogue::builtin();
    assert_eq!(catalogue.check(), FieldErrors::default());
    for row in &catalogue.0 {
        for lang in Lang::ALL {
            let (title, advice) = (row.title.in_(lang), row.advice.in_(lang));
            assert!(!title.ends_with('.') && advice.ends_with('.'), "{}", row.key);
            assert!(title.chars().count() <= 60 && advice.chars().count() <= 200, "{}: {advice}", row.key);
        }
        assert_ne!(row.title.en, row.title.es);
        assert_ne!(row.advice.en, row.advice.es);
    }
}

#[test]
fn a_row_edited_wrongly_says_where() {
    let mut row = Catalogue::builtin().0.remove(0);
    row.codes = vec!["8a".into()];
    row.title.es = " ".into();
    row.advice.en = "<b>Call</b>".into();
    row.fields.clear();
    row.key = "Account number".into();
    let errors = row.check();
    assert_eq!(errors.at("codes"), Some(&Fault::Capitals));
    assert_eq!(errors.at("title.es"), Some(&Fault::Missing));
    assert_eq!(errors.at("advice.en"), Some(&Fault::BadCharacters));
    assert_eq!(errors.at("fields"), Some(&Fault::TooFew));
    assert_eq!(errors.at("key"), Some(&Fault::BadCharacters));
    let twice = Catalogue(vec![Catalogue::builtin().0.remove(0), Catalogue::builtin().0.remove(0)]);
    assert_eq!(twice.check().at("account_number.key"), Some(&Fault::KeyTaken));
}

#[test]
fn words_survive_storage() {
    for field in PortField::ALL {
        assert_eq!(PortField::parse(field.as_str()), Some(field));
        assert_eq!(serde_json::to_value(field).unwrap(), field.as_str());
    }
    for fix in Fix::ALL {
        assert_eq!(Fix::parse(fix.as_str()), Some(fix));
        assert_eq!(serde_json::to_value(fix).unwrap(), fix.as_str());
    }
    for mover in Mover::ALL {
        assert_eq!(Mover::parse(mover.as_str()), Some(mover));
        assert_eq!(serde_json::to_value(mover).unwrap(), mover.as_str());
    }
    let catalogue = Catalogue::builtin();
    let json = serde_json::to_string(&catalogue).unwrap();
    assert_eq!(serde_json::from_str::<Catalogue>(&json).unwrap(), catalogue);
}

proptest! {
    #[test]
    fn any_message_is_something_and_nothing_twice(message in "[A-Z0-9 ;,/_-]{0,60}|.{0,60}") {
        let found = keys(&message);
        prop_assert!(!found.is_empty());
        let order: Vec<String> = Catalogue::builtin().0.into_iter().map(|row| row.key).filter(|k| found.contains(k)).collect();
        prop_assert_eq!(found, order);
    }

    #[test]
    fn what_is_joined_is_found_again(picks in proptest::collection::btree_set(0usize..25, 1..4), by in "; |, |/|\n| and ") {
        // The bare 1P gives way to anything better beside it only within its own part.
        let message = picks.iter().map(|i| SANDBOX[*i].0).collect::<Vec<_>>().join(&by);
        let expected: Vec<&str> = picks.iter().map(|i| SANDBOX[*i].1).collect();
        let mut found = keys(&message);
        found.sort();
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}
