//! The people of a family, and what happened to its account.

use super::{account, encode, with_query};

/// `/people`: the people of the own family.
pub fn people() -> String {
    "/people".into()
}

/// `/accounts/{id}/people`: the people of a family, for staff.
pub fn account_people(account_id: &str) -> String {
    format!("{}/people", account(account_id))
}

/// `/people/{user}`: what one of them may do.
pub fn person(user: &str) -> String {
    format!("{}/{}", people(), encode(user))
}

/// Where somebody is invited.
pub fn do_invite_person() -> String {
    "/do/invite-person".into()
}

/// Where another link is mailed.
pub fn do_send_invitation() -> String {
    "/do/send-invitation".into()
}

/// Where a role is changed.
pub fn do_change_person() -> String {
    "/do/change-person".into()
}

/// Where access is taken away.
pub fn do_remove_person() -> String {
    "/do/remove-person".into()
}

/// `/activity`: what happened to the own family's account.
pub fn activity() -> String {
    "/activity".into()
}

/// `/accounts/{id}/activity`: the same of a family, as it reads it, for staff.
pub fn account_activity_page(account_id: &str) -> String {
    format!("{}/activity", account(account_id))
}

/// One of those pages with what concerns a person.
pub fn activity_of(page: &str, subscriber_id: &str) -> String {
    with_query(page.to_owned(), &[("person", subscriber_id)])
}
