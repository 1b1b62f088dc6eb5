//! Taking a number along.

use super::{encode, line};

/// `/lines/{number}/leaving`: how it goes to another carrier.
pub fn leaving(number: &str) -> String {
    format!("{}/leaving", line(number))
}

/// Where the lock of a line is lifted.
pub fn do_lift_lock() -> String {
    "/do/lift-lock".into()
}

/// Where the lock of a line is put on.
pub fn do_put_lock() -> String {
    "/do/put-lock".into()
}

/// Where a transfer PIN is asked for.
pub fn do_issue_pin() -> String {
    "/do/issue-pin".into()
}

/// `/not-me/{token}`: says that a transfer PIN was not asked for.
pub fn not_me(token: &str) -> String {
    format!("/not-me/{}", encode(token))
}

/// Where that is said.
pub fn do_not_me() -> String {
    "/do/not-me".into()
}
