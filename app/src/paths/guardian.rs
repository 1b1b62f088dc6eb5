//! Guardian.

use super::encode;

/// `/guardian`: the people of the family one may look after.
pub fn guardian() -> String {
    "/guardian".into()
}

/// `/guardian/{subscriber}`: what reaches one of them, and what does not.
pub fn guardian_of(subscriber: &str) -> String {
    format!("/guardian/{}", encode(subscriber))
}

/// `/guardian/{subscriber}/contacts/{contact}`: one of the people they know, or [`NEW_CONTACT`].
pub fn guardian_contact(subscriber: &str, contact: &str) -> String {
    format!("{}/contacts/{}", guardian_of(subscriber), encode(contact))
}

/// In place of a contact's id: a new one.
pub const NEW_CONTACT: &str = "new";

/// `/guardian/{subscriber}/paste`: many contacts at once.
pub fn guardian_paste(subscriber: &str) -> String {
    format!("{}/paste", guardian_of(subscriber))
}

/// `/guardian/{subscriber}/tester`: whether something would get through.
pub fn guardian_tester(subscriber: &str) -> String {
    format!("{}/tester", guardian_of(subscriber))
}
