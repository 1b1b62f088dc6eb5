//! Emergency addresses: flat when set, nested and in capitals when read.

use serde_json::json;

use super::named::{Account, line_of, named_line};
use crate::{
    input::{Input, Outcome, Refusal},
    sentinel,
    world::{Address, World},
};

pub(in crate::ops) fn e911(world: &mut World, input: &Input) -> Outcome {
    let number = input.required_param("PhoneNumber")?;
    let account_id = input.param("AccountId");
    let at = line_of(world, &input.distributor, &number, account_id, Account::WhereSeveral)?;
    let line = &world.lines[at];
    let address = line.extras.e911.as_ref().ok_or_else(|| Refusal::missing("E911Address"))?;
    Ok(json!({
        "PhoneNumber": line.number,
        "AccountId": line.account_id,
        "E911Address": {
            "Street1": address.street1,
            "Street2": address.street2,
            "City": address.city,
            "State": address.state,
            "Zip": address.zip,
        },
    }))
}

/// An address the responders do not know is answered with `Error` on HTTP 200: the answer has no other place for it.
pub(in crate::ops) fn update_e911(world: &mut World, input: &Input) -> Outcome {
    let at = named_line(world, input, Account::WhereSeveral)?;
    let address = Address {
        street1: Some(input.required("Street1")?.to_uppercase()),
        street2: input.text("Street2")?.map(|s| s.to_uppercase()),
        city: Some(input.required("City")?.to_uppercase()),
        state: Some(input.required("State")?.to_uppercase()),
        zip: Some(input.required("Zip")?),
    };
    let refusal = refusal(&address);
    let line = &mut world.lines[at];
    if refusal.is_none() {
        line.extras.e911 = Some(address);
    }
    Ok(json!({
        "PhoneNumber": line.number,
        "Status": if refusal.is_none() { "Success" } else { "Error" },
        "StatusMessage": refusal.unwrap_or_default(),
    }))
}

/// Why no responder could be sent there.
fn refusal(address: &Address) -> Option<&'static str> {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let (street, state, zip) = (part(&address.street1), part(&address.state), part(&address.zip));
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let (five, four) = zip.split_once('-').unwrap_or((&zip, "0000"));
    if !digits(five, 5) || !digits(four, 4) {
        return Some("Zip must be ZIP or ZIP+4");
    }
    if state.len() != 2 || !state.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some("State must be a two-letter US state");
    }
    let unknown = five == sentinel::UNKNOWN_TO_RESPONDERS
        || street.replace(['.', ' '], "").starts_with("POBOX")
        || !street.bytes().any(|b| b.is_ascii_digit());
    unknown.then_some("Address does not match a MSAG location")
}
