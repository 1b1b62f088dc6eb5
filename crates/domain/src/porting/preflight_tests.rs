//! Tests of the warnings.

use proptest::prelude::*;

use super::*;
use crate::porting::Hints;

fn facts() -> PortFacts {
    PortFacts {
        numbers: vec![E164::parse("3855550142").unwrap()],
        carrier: "Verizon".into(),
        networks: vec![("Verizon Wireless".into(), Some(NumberKind::Mobile))],
        account_number: Some("01273645800001".into()),
        pin: Some("804415".into()),
        pin_made: Some(20_600),
        pin_days: Some(7),
        name: "Dana Mensah".into(),
        address: PlainAddress {
            street1: "2701 N Thanksgiving Way".into(),
            city: "Lehi".into(),
            state: "UT".into(),
            zip: "84043".into(),
            ..PlainAddress::default()
        },
        today: 20_601,
        ..PortFacts::default()
    }
}

fn warned(change: impl FnOnce(&mut PortFacts)) -> Vec<Warning> {
    let mut facts = facts();
    change(&mut facts);
    preflight(&facts, &Hints::builtin().0)
}

#[test]
fn good_data_draws_no_warning() {
    assert_eq!(warned(|_| ()), []);
    // Prepaid is what the network does not know.
    assert_eq!(warned(|f| f.kind = NumberKind::Prepaid), []);
    assert_eq!(preflight(&PortFacts::default(), &[]), []);
}

#[test]
fn each_warning_is_drawn_by_its_own_mistake() {
    assert_eq!(warned(|f| f.account_number = Some("3855550142".into())), [Warning::AccountNumberIsPhoneNumber]);
    assert_eq!(warned(|f| f.account_number = Some("13855550142".into())), [Warning::AccountNumberIsPhoneNumber]);
    for made_up in ["0000000000", "123456789", "987654321"] {
        let warning = Warning::RepeatedDigits(PortField::AccountNumber);
        assert_eq!(warned(|f| f.account_number = Some(made_up.into())), [warning], "{made_up}");
    }
    assert_eq!(warned(|f| f.pin = Some("000000".into())), [Warning::RepeatedDigits(PortField::Pin)]);
    assert_eq!(warned(|f| f.today = 20_607), [Warning::PinLastDay]);
    assert_eq!(warned(|f| f.today = 20_608), [Warning::PinExpired]);
    assert_eq!(warned(|f| f.name = "Mensah Bakery, LLC".into()), [Warning::BusinessName]);
    assert_eq!(warned(|f| f.address.street1 = "P.O. Box 7".into()), [Warning::PoBox]);
    let zip = Warning::ZipNotInState { zip: "84043".into(), state: "NV".into() };
    assert_eq!(warned(|f| f.address.state = "NV".into()), [zip]);
    assert_eq!(warned(|f| f.kind = NumberKind::Landline), [Warning::KindDiffers]);
}

#[test]
fn the_bill_and_the_network_are_compared() {
    let reseller = Warning::Reseller { bill: "Visible".into(), network: "Verizon".into() };
    assert_eq!(warned(|f| f.carrier = "visible".into()), [reseller]);
    let differs = Warning::CarrierDiffers { bill: "Mint Mobile".into(), network: "Verizon".into() };
    assert_eq!(warned(|f| f.carrier = "Mint".into()), [differs]);
    assert_eq!(warned(|f| f.networks.push(("AT&T".into(), None))), [Warning::CarriersDiffer]);
    assert_eq!(warned(|f| f.networks.push(("VERIZON".into(), None))), []);
    assert_eq!(warned(|f| f.networks = vec![(String::new(), None)]), []);
}

#[test]
fn another_list_has_another_fingerprint_and_no_secret() {
    let all = warned(|f| {
        f.account_number = Some("3855550142".into());
        f.pin = Some("999999".into());
        f.today = 20_700;
        f.address.state = "NV".into();
    });
    let print = Warning::fingerprint(&all);
    assert_eq!(print, "account-phone digits:pin pin-expired zip:84043:NV");
    assert!(!print.contains("999999"));
    assert_ne!(Warning::fingerprint(all.get(1..).unwrap()), print);
    for warning in &all {
        assert!(!warning.fields().is_empty());
        assert_ne!(warning.words(Lang::En), warning.words(Lang::Es));
        assert!(!warning.words(Lang::En).contains("999999"));
    }
}

proptest! {
    #[test]
    fn anything_typed_is_handled(text in ".{0,20}", digits in "[0-9-]{0,14}", day in any::<i64>()) {
        let warnings = warned(|f| {
            f.carrier = text.clone();
            f.name = text.clone();
            f.networks = vec![(digits.clone(), None), (text.clone(), None)];
            f.account_number = Some(digits.clone());
            f.pin = Some(text.clone());
            f.address.zip = digits;
            f.address.street1 = text;
            f.pin_made = Some(day);
        });
        for warning in warnings {
            prop_assert!(!warning.words(Lang::Es).is_empty());
        }
    }
}
