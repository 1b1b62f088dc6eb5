//! Leaving an account safely.

use super::{encode, with_query};

/// `/leave-safely`: ask for a line to be separated from its account.
pub fn leave_safely() -> String {
    "/leave-safely".into()
}

/// `/leave-safely/{code}`: how far that is.
pub fn left_safely(code: &str) -> String {
    format!("{}/{}", leave_safely(), encode(code))
}

/// Where it is asked for.
pub fn do_ask_separation() -> String {
    "/do/ask-separation".into()
}

/// Where a code leads to its receipt.
pub fn do_find_separation() -> String {
    "/do/find-separation".into()
}

/// `/separations`: what was asked for there, for staff.
pub fn separations() -> String {
    "/separations".into()
}

/// `/separations?show=closed`: the ones that are done or refused.
pub fn separations_closed() -> String {
    with_query(separations(), &[("show", "closed")])
}

/// `/separations/{id}`: one of them.
pub fn separation(id: &str) -> String {
    format!("{}/{}", separations(), encode(id))
}

/// Where it is moved to another state.
pub fn do_turn_separation() -> String {
    "/do/turn-separation".into()
}

/// Where a note is kept with it.
pub fn do_note_separation() -> String {
    "/do/note-separation".into()
}
