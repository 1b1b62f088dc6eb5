//! Reference data that staff edit.

use super::with_query;

/// `/reference/refusals`: what refusals of old carriers mean.
pub fn refusals() -> String {
    "/reference/refusals".into()
}

/// `/reference/refusals?edit=…`: one of them, open.
pub fn refusal(key: &str) -> String {
    with_query(refusals(), &[("edit", key)])
}

/// `/reference/carriers`: what old carriers want to know.
pub fn carriers() -> String {
    "/reference/carriers".into()
}

/// `/reference/carriers?edit=…`: one of them, open.
pub fn carrier(id: &str) -> String {
    with_query(carriers(), &[("edit", id)])
}

/// `/reference/refusals?edit=new&from=…`: a new one, from a refusal as it came.
pub fn refusal_from(message: &str) -> String {
    with_query(refusals(), &[("edit", NEW_ROW), ("from", message)])
}

/// `/reference/levels`: what the levels of texts switch.
pub fn levels() -> String {
    "/reference/levels".into()
}

/// In place of a row's key: a new one.
pub const NEW_ROW: &str = "new";

/// `/reference/hotlines`: numbers of help.
pub fn hotlines() -> String {
    "/reference/hotlines".into()
}

/// Where numbers of help are added.
pub fn do_add_hotlines() -> String {
    "/do/add-hotlines".into()
}

/// Where one is taken out.
pub fn do_remove_hotline() -> String {
    "/do/remove-hotline".into()
}
