//! The fields of each step.

mod account;
mod limits;
mod lines;
mod people;
mod plans;
mod receipt;

pub(super) use account::AccountFields;
pub(super) use limits::LimitFields;
pub(super) use lines::LineFields;
pub(super) use people::PeopleFields;
pub(super) use plans::PlanFields;
pub(super) use receipt::{ReceiptFields, receipt_of};

use domain::{Fields, wizard::Offer};

/// What person `i` is called on the page.
fn person_name(fields: &Fields, offer: &Offer, i: usize) -> String {
    let typed = fields.get(&format!("person.{i}.name"));
    let known = offer.person(fields.get(&format!("person.{i}.subscriber"))).map(|p| p.name.as_str());
    match (known, typed, fields.get("change.person")) {
        (Some(name), ..) => name.to_owned(),
        (None, "", "") => format!("Person {}", i + 1),
        (None, "", person) => person.to_owned(),
        (None, name, _) => name.to_owned(),
    }
}
