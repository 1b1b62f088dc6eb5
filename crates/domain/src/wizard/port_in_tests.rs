//! Tests of the steps that bring numbers over.

use proptest::prelude::*;

use super::*;
use crate::{
    Lang, Money, PlainAddress,
    porting::{Hints, Warning, preflight},
    wizard::{
        Kind, KnownPerson, NumberCheck, PortingOffer, RouteOrder, fault_at, letter_facts, parse_order, parse_step,
    },
};

fn check(number: &str) -> NumberCheck {
    NumberCheck {
        number: number.into(),
        eligible: Some(true),
        carrier: Some("Verizon Wireless".into()),
        kind: Some(NumberKind::Mobile),
        message: None,
        in_flight: false,
        ours: false,
    }
}

fn address() -> PlainAddress {
    let [street1, city, state, zip] = ["1 Main St", "Lehi", "UT", "84043"].map(str::to_owned);
    PlainAddress { street1, street2: String::new(), city, state, zip }
}

fn offer() -> Offer {
    let package = |id: &str, name: &str, cents| Package {
        id: id.into(),
        name: name.into(),
        description: String::new(),
        price: Money::cents(cents),
        monthly: true,
    };
    Offer {
        packages: vec![package("PID-5", "Family 5 GB", 2_500), package("PID-U", "Unlimited", 6_000)],
        people: vec![KnownPerson {
            id: "TSUID-1".into(),
            name: "Dana Mensah".into(),
            email: "dana@example.com".into(),
        }],
        porting: PortingOffer {
            hints: Hints::builtin().0,
            checks: vec![check("+13855550142"), check("+13855550143")],
            today: 20_605,
            address: Some(address()),
            signed: true,
            ..PortingOffer::default()
        },
        ..Offer::default()
    }
}

fn draft() -> Fields {
    Fields::from([
        ("number.0.number", "(385) 555-0142"),
        ("number.1.number", "385-555-0143"),
        ("old.kind", "mobile"),
        ("old.carrier", "Verizon"),
        ("old.account_number", "012345678-00001"),
        ("old.pin", "804 415"),
        ("old.pin_made", "2026-06-01"),
        ("old.name", "Dana Mensah"),
        ("old.street1", "1 Main St"),
        ("old.city", "Lehi"),
        ("old.state", "UT"),
        ("old.zip", "84043"),
        ("in.0.subscriber", "TSUID-1"),
        ("in.0.package", "PID-5"),
        ("in.1.subscriber", "new"),
        ("in.1.name", "Maya Mensah"),
        ("in.1.email", "maya@example.com"),
        ("in.1.package", "PID-U"),
        ("in.owner", "0"),
        ("sign.name", "Dana Mensah"),
        ("sign.agree", "on"),
    ])
}

fn with(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = draft();
    for (name, value) in pairs {
        fields.set(*name, *value);
    }
    fields
}

#[test]
fn a_whole_order_parses_and_the_main_line_moves_last() {
    let order = parse_port_order(&draft(), &offer()).unwrap();
    let positions: Vec<(usize, bool)> = order.lines.iter().map(|line| (line.position, line.owner)).collect();
    assert_eq!(positions, [(1, false), (0, true)]);
    assert_eq!(order.old.account_number, Secret::Given("01234567800001".into()));
    assert_eq!(order.old.pin, Some(Secret::Given("804415".into())));
    assert_eq!(order.old.date, None);
    assert_eq!(order.lines[0].limits, DataLimits::wide());
    assert_eq!(order.lines[1].limits.limit.get(), 5_000);
    assert_eq!(order.e911.one_line(), "1 Main St, Lehi, UT 84043");
    assert_eq!(order.message_route, RouteOrder::Make);
    let letter = order.letter_facts("Acme Mobile", "June 1, 2026");
    assert_eq!(letter.numbers, ["(385) 555-0142", "(385) 555-0143"]);
    assert_eq!(
        letter,
        letter_facts(&order.old, order.lines.iter().rev().map(|l| &l.number), "Acme Mobile", "June 1, 2026")
    );
}

#[test]
fn the_receipt_says_all_and_no_secret() {
    let order = parse_port_order(&draft(), &offer()).unwrap();
    for lang in Lang::ALL {
        let receipt = order.receipt(lang);
        assert_eq!(receipt.monthly, Money::cents(8_500));
        // Letter, routes, one new person, two numbers, two packages, 911.
        assert_eq!(receipt.items.len(), 1 + 1 + 1 + 2 + 2 + 1);
        let all = format!("{receipt:?} {order:?}");
        assert!(!all.contains("00001") && !all.contains("804415"), "{all}");
        assert!(all.contains("Maya Mensah") && all.contains("1 Main St"));
    }
    assert_ne!(order.receipt(Lang::En), order.receipt(Lang::Es));
}

#[test]
fn numbers_are_judged_by_what_was_found_out() {
    let fault = |number: &str, edit: fn(&mut NumberCheck)| {
        let mut offer = offer();
        edit(&mut offer.porting.checks[0]);
        parse_numbers(&with(&[("number.0.number", number)]), &offer)
            .err()
            .and_then(|e| e.at("number.0.number").cloned())
    };
    assert_eq!(fault("3855550142", |_| ()), None);
    assert_eq!(fault("385555014", |_| ()), Some(Fault::Phone));
    assert_eq!(fault("", |_| ()), Some(Fault::Missing));
    assert_eq!(fault("3855550142", |c| c.ours = true), Some(Fault::NumberOurs));
    assert_eq!(fault("3855550142", |c| c.in_flight = true), Some(Fault::NumberInFlight));
    assert_eq!(fault("3855550142", |c| c.eligible = None), Some(Fault::NumberNotChecked));
    let said = Fault::NotPortable { message: "Landline".into() };
    let refuse = |c: &mut NumberCheck| (c.eligible, c.message) = (Some(false), Some("Landline".into()));
    assert_eq!(fault("3855550142", refuse), Some(said));
    let twice = parse_numbers(&with(&[("number.1.number", "+13855550142")]), &offer()).unwrap_err();
    assert_eq!(twice.at("number.1.number"), Some(&Fault::NumberTwice));
    // While it is typed nobody was asked yet; before it is sent somebody must have been.
    let other = with(&[("number.1.number", "3855550199")]);
    assert!(parse_numbers(&other, &offer()).is_ok());
    let (step, errors) = parse_port_order(&other, &offer()).unwrap_err();
    assert_eq!((step, errors.at("number.1.number")), (Step::Numbers, Some(&Fault::NumberNotChecked)));
}

#[test]
fn a_secret_that_is_stored_need_not_be_typed() {
    let empty = with(&[("old.account_number", ""), ("old.pin", " ")]);
    let errors = parse_old_account(&empty, &offer()).unwrap_err();
    assert_eq!(errors.at("old.account_number"), Some(&Fault::Missing));
    assert_eq!(errors.at("old.pin"), Some(&Fault::Missing));
    let mut stored = offer();
    stored.porting.saved = vec!["old.account_number".into(), "old.pin".into()];
    let old = parse_old_account(&empty, &stored).unwrap();
    assert_eq!((old.account_number, old.pin), (Secret::Saved, Some(Secret::Saved)));
    // One typed over it counts, and is judged.
    assert_eq!(
        parse_old_account(&with(&[("old.pin", "12")]), &stored).unwrap_err().at("old.pin"),
        Some(&Fault::TooShort { min: 6 })
    );
    assert_eq!(parse_old_account(&draft(), &stored).unwrap().pin, Some(Secret::Given("804415".into())));
}

#[test]
fn each_carrier_and_kind_asks_for_its_own() {
    let errors = |pairs: &[(&str, &str)]| parse_old_account(&with(pairs), &offer()).err().unwrap_or_default();
    assert_eq!(errors(&[("old.account_number", "0123456780000X")]).at("old.account_number"), Some(&Fault::DigitsOnly));
    assert_eq!(errors(&[("old.account_number", "0123")]).at("old.account_number"), Some(&Fault::TooShort { min: 9 }));
    assert_eq!(errors(&[("old.pin_made", "2026-06-31")]).at("old.pin_made"), Some(&Fault::Date));
    assert_eq!(errors(&[("old.pin_made", "2026-07-01")]).at("old.pin_made"), Some(&Fault::Date));
    assert_eq!(errors(&[("old.kind", "fax")]).at("old.kind"), Some(&Fault::Choice));
    let landline = [("old.kind", "landline"), ("old.carrier", "Comcast"), ("old.pin", "")];
    assert_eq!(errors(&landline).at("old.date"), Some(&Fault::Missing));
    let mut fields = with(&landline);
    fields.set("old.date", "2026-06-15");
    let old = parse_old_account(&fields, &offer()).unwrap();
    assert_eq!((old.pin, old.date.as_deref()), (None, Some("2026-06-15")));
    // A mobile number moves when it moves, whatever was typed for a landline before.
    assert_eq!(parse_old_account(&with(&[("old.date", "2026-06-15")]), &offer()).unwrap().date, None);
    assert_eq!(parse_old_account(&with(&[("old.kind", "")]), &offer()).unwrap().kind, NumberKind::Mobile);
}

#[test]
fn lines_name_a_person_a_sim_and_a_package() {
    let errors = |pairs: &[(&str, &str)]| parse_port_lines(&with(pairs), &offer()).err().unwrap_or_default();
    assert_eq!(errors(&[]), FieldErrors::default());
    assert_eq!(errors(&[("in.0.subscriber", "")]).at("in.0.subscriber"), Some(&Fault::Missing));
    assert_eq!(errors(&[("in.0.subscriber", "TSUID-9")]).at("in.0.subscriber"), Some(&Fault::Choice));
    assert_eq!(errors(&[("in.0.package", "PID-9")]).at("in.0.package"), Some(&Fault::Choice));
    assert_eq!(errors(&[("in.owner", "2")]).at("in.owner"), Some(&Fault::Choice));
    assert_eq!(errors(&[("in.0.sim", "card")]).at("in.0.iccid"), Some(&Fault::Missing));
    let card = Iccid::with_check_digit("890124039719000208").unwrap();
    let twice =
        [("in.0.sim", "card"), ("in.0.iccid", card.as_str()), ("in.1.sim", "card"), ("in.1.iccid", card.as_str())];
    assert_eq!(errors(&twice).at("in.1.iccid"), Some(&Fault::IccidTwice));
    let same = [("in.0.subscriber", "new"), ("in.0.name", "May"), ("in.0.email", "MAYA@example.com")];
    assert_eq!(errors(&same).at("in.1.email"), Some(&Fault::EmailTwice));
}

#[test]
fn emergency_services_get_a_house() {
    let ticked = with(&[
        ("e911.other", "on"),
        ("e911.street1", "PO Box 7"),
        ("e911.city", "Lehi"),
        ("e911.state", "UT"),
        ("e911.zip", "84043"),
    ]);
    assert_eq!(parse_port_lines(&ticked, &offer()).unwrap_err().at("e911.street1"), Some(&Fault::PoBox));
    let mut boxed = offer();
    boxed.porting.address = Some(PlainAddress { street1: "P.O. Box 7".into(), ..address() });
    assert_eq!(parse_port_lines(&draft(), &boxed).unwrap_err().at("e911.other"), Some(&Fault::PoBox));
    boxed.porting.address = None;
    assert_eq!(parse_port_lines(&draft(), &boxed).unwrap_err().at("e911.street1"), Some(&Fault::Missing));
}

#[test]
fn nothing_is_sent_unsigned() {
    let mut unsigned = offer();
    unsigned.porting.signed = false;
    let link = with(&[("sign.how", "link"), ("sign.email", "holder@example.com"), ("sign.agree", "")]);
    assert!(parse_step(Kind::PortIn, Step::Authorise, &link, &unsigned).is_ok());
    let at = |fields: &Fields, offer: &Offer| parse_port_order(fields, offer).err();
    let (step, errors) = at(&link, &unsigned).unwrap();
    assert_eq!((step, errors.at("sign.how")), (Step::Authorise, Some(&Fault::NotSigned)));
    let (_, errors) = at(&draft(), &unsigned).unwrap();
    assert_eq!(errors.at("sign.agree"), Some(&Fault::NotSigned));
    assert_eq!(at(&link, &offer()), None);
    let (_, errors) = at(&with(&[("sign.agree", "off")]), &offer()).unwrap();
    assert_eq!(errors.at("sign.agree"), Some(&Fault::NotTicked));
    assert!(at(&with(&[("sign.how", "link")]), &offer()).unwrap().1.at("sign.email").is_some());
}

#[test]
fn a_number_taken_out_takes_its_line_along() {
    let mut fields = draft();
    remove_number(&mut fields, 0);
    assert_eq!((numbers_count(&fields), fields.get("number.0.number")), (1, "385-555-0143"));
    assert_eq!((fields.get("in.0.name"), fields.get("in.owner")), ("Maya Mensah", ""));
    let mut fields = with(&[("in.owner", "1")]);
    remove_number(&mut fields, 0);
    assert_eq!((fields.get("in.owner"), fields.get("old.name")), ("0", "Dana Mensah"));
}

#[test]
fn a_field_is_judged_while_it_is_typed() {
    let at = |step, pairs: &[(&str, &str)], name| {
        let fields = Fields(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
        fault_at(Kind::PortIn, step, &fields, name)
    };
    assert_eq!(at(Step::Numbers, &[("number.1.number", "12")], "number.1.number"), Some(Fault::Phone));
    assert_eq!(at(Step::OldAccount, &[("old.zip", "8404")], "old.zip"), Some(Fault::Zip));
    // Whether a secret is stored the page does not know.
    assert_eq!(at(Step::OldAccount, &[("old.pin", "")], "old.pin"), None);
    assert_eq!(at(Step::OldAccount, &[("old.pin", "1")], "old.pin"), Some(Fault::TooShort { min: 4 }));
    let lines = [("in.2.subscriber", "new"), ("in.2.email", "maya"), ("in.2.package", "PID-5")];
    assert_eq!(at(Step::PortLines, &lines, "in.2.email"), Some(Fault::Email));
    assert_eq!(at(Step::PortLines, &lines, "in.2.package"), None);
    assert_eq!(at(Step::Authorise, &[("sign.name", "<b>")], "sign.name"), Some(Fault::BadCharacters));
}

#[test]
fn warnings_are_drawn_from_the_form() {
    let facts = port_facts(&draft(), &offer());
    assert_eq!(preflight(&facts, &offer().porting.hints), []);
    assert!(!format!("{facts:?}").contains("804415"));
    let fields =
        with(&[("old.carrier", "Visible"), ("old.account_number", "385-555-0143"), ("old.street1", "PO Box 1")]);
    let warnings = preflight(&port_facts(&fields, &offer()), &offer().porting.hints);
    let reseller = Warning::Reseller { bill: "Visible".into(), network: "Verizon".into() };
    assert_eq!(warnings, [reseller, Warning::AccountNumberIsPhoneNumber, Warning::PoBox]);
}

proptest! {
    #[test]
    fn any_fields_parse_or_are_refused(keys in proptest::collection::vec("(number|in)\\.[0-9a-z]{1,3}\\.?[a-z_]{0,8}|(old|in|e911|sign)\\.[a-z0-9_]{1,12}", 0..20), value in ".{0,12}") {
        let mut fields = draft();
        for key in keys {
            fields.set(key, value.clone());
        }
        let _ = parse_port_order(&fields, &offer());
        let _ = parse_order(Kind::PortIn, &fields, &offer());
        let _ = preflight(&port_facts(&fields, &offer()), &offer().porting.hints);
        remove_number(&mut fields, 0);
    }

    #[test]
    fn an_order_holds_each_number_once_and_the_owner_last(owner in 0usize..3, count in 1usize..=3) {
        let mut offer = offer();
        let mut fields = draft();
        for i in 0..3usize {
            let number = format!("+138555502{i:02}");
            offer.porting.checks.push(check(&number));
            if i < count {
                fields.set(format!("number.{i}.number"), number);
                fields.set(format!("in.{i}.subscriber"), "TSUID-1");
                fields.set(format!("in.{i}.package"), "PID-5");
            }
        }
        (count..2).for_each(|i| { fields.0.remove(&format!("number.{i}.number")); });
        fields.set("in.owner", owner.to_string());
        match parse_port_order(&fields, &offer) {
            Ok(order) => {
                prop_assert!(owner < count);
                prop_assert_eq!(order.lines.len(), count);
                prop_assert_eq!(order.lines.last().map(|line| line.position), Some(owner));
            }
            Err((step, _)) => prop_assert!(step == Step::PortLines && owner >= count),
        }
    }
}
