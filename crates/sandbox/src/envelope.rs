//! In what each operation answers: the documentation has no rule for it. A debug build checks every answer against this
//! table, and the README's is made of it.

use serde_json::Value;

/// What an answer of 200 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Envelope {
    /// An object, which may have lists in it.
    Object,
    /// An object with `Successful`.
    Confirmed,
    /// An object whose rows are in this field.
    Rows(&'static str),
    /// An array.
    Bare,
    /// An array, or a single record by itself.
    BareOrOne,
    /// No body.
    Nothing,
}

use Envelope::{Bare, BareOrOne, Confirmed, Nothing, Object, Rows};

/// Every operation that answers something else than a plain object.
const SPECIAL: &[(&str, Envelope)] = &[
    ("POST /v1.0/oauth2/tokens", Confirmed),
    ("GET /v1.0/distributor/accounts", BareOrOne),
    ("GET /v1.0/distributor/subscribers", Rows("Subscribers")),
    ("GET /v1.0/distributor/products", Rows("Results")),
    ("GET /v1.0/distributor/packages", Rows("Results")),
    ("GET /v1.0/distributor/subscriptions", Rows("Results")),
    ("GET /v1.0/account/message/routes", Rows("Results")),
    ("GET /v1.0/account/voice/routes", Rows("Results")),
    ("GET /v1.0/account/services", Rows("Results")),
    ("GET /v1.0/account/products", Rows("Results")),
    ("GET /v1.0/account/packages", Rows("Results")),
    ("GET /v1.0/account/subscriptions", Rows("Results")),
    ("GET /v1.0/account/workgroups", Rows("Workgroups")),
    ("GET /v1.0/account/schedules", Rows("Results")),
    ("GET /v1.0/account/webhooks", Bare),
    ("GET /v1.0/subscribers/message-filter", Bare),
    ("GET /v1.0/subscribers/message-filter/allowed-contacts", Bare),
    ("GET /v1.0/subscribers/message-filter/blocked-contacts", Bare),
    ("GET /v1.0/subscribers/guardians/relation/parent", Rows("Children")),
    ("GET /v1.0/subscribers/guardians/relation/child", Rows("Guardians")),
    ("GET /v1.0/subscribers/call-filter", Bare),
    ("GET /v1.0/subscribers/call-filter/allowed-numbers", Bare),
    ("GET /v1.0/subscribers/call-filter/blocked-numbers", Bare),
    ("GET /v1.0/message/search", Rows("Results")),
    ("GET /v1.0/message/filter", Rows("Messages")),
    ("POST /v1.0/numbers/availability", Rows("AvailableNumberAreas")),
    ("POST /v1.0/numbers/refresh-nnid", Confirmed),
    ("POST /v1.0/numbers/voicemail/activate", Confirmed),
    ("POST /v1.0/numbers/voicemail/update", Confirmed),
    ("POST /v1.0/numbers/voicemail/delete", Confirmed),
    ("GET /v1.0/numbers/inventory", Rows("PhoneNumbers")),
    ("POST /v1.0/numbers/status", Rows("Numbers")),
    ("POST /v1.0/numbers/data-usage", Rows("PhoneNumbers")),
    ("POST /v1.0/numbers/data-usage/settings", Rows("PhoneNumbers")),
    ("POST /v1.0/numbers/data-usage/info", Rows("PhoneNumbers")),
    ("POST /v1.0/numbers/data-usage/update-renewal-info", Rows("PhoneNumbers")),
    ("POST /v1.0/sims/update-status", Confirmed),
    ("POST /v1.0/sims/clear-status", Confirmed),
    ("GET /v1.0/packages/subscriptions", Rows("Subscriptions")),
    ("GET /v1.0/packages/items", Bare),
    ("GET /v1.0/subscriptions/thresholds/assignments", Bare),
    ("GET /v1.0/subscriptions/features/assignments", Bare),
    ("POST /v1.0/services/update", Nothing),
    ("POST /v1.0/services/delete", Nothing),
    ("GET /v1.0/services/items", Rows("Items")),
    ("POST /v1.0/services/items/add", Confirmed),
    ("POST /v1.0/services/items/update", Confirmed),
    ("POST /v1.0/services/items/delete", Confirmed),
    ("POST /v1.0/workgroups/delete", Confirmed),
];

/// Operations that refuse on HTTP 200, and how.
const SOFT: &[(&str, &str)] = &[
    ("POST /v1.0/oauth2/tokens", "`successful: false` and `error`: wrong credentials"),
    ("POST /v1.0/numbers/provision", "`ErrorMessage` and no number: no stock"),
    ("POST /v1.0/numbers/e911address/update", "`Status: Error` and `StatusMessage`: an address nobody finds"),
    ("POST /v1.0/numbers/data-usage/settings", "`Status: Error` in the row: a number nobody has"),
    ("POST /v1.0/numbers/data-usage/info", "`Status: Error` in the row: a number nobody has"),
    ("POST /v1.0/numbers/data-usage/update-renewal-info", "`Status: Error` in the row: a number nobody has"),
];

/// What this operation answers in.
pub fn of(operation: &str) -> Envelope {
    SPECIAL.iter().find(|(name, _)| *name == operation).map_or(Object, |(_, envelope)| *envelope)
}

/// Whether an answer of 200 is what the table says.
pub(crate) fn fits(operation: &str, answer: &Value) -> bool {
    let soft = SOFT.iter().any(|(name, _)| *name == operation);
    (soft || !refuses(answer))
        && match of(operation) {
            Object => answer.is_object() && named(answer, "Successful").is_none(),
            Confirmed => named(answer, "Successful").is_some(),
            Rows(field) => answer.get(field).is_some_and(Value::is_array),
            Bare => answer.is_array(),
            BareOrOne => answer.is_array() || answer.is_object(),
            Nothing => answer.is_null(),
        }
}

fn named<'a>(answer: &'a Value, name: &str) -> Option<&'a Value> {
    answer.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Whether a text in an answer of 200 says no.
fn refuses(answer: &Value) -> bool {
    let said = |row: &Value| {
        named(row, "ErrorMessage").is_some_and(|text| !text.is_null())
            || named(row, "Status").is_some_and(|word| word == "Error")
            || named(row, "Successful") == Some(&Value::Bool(false))
    };
    said(answer) || answer.get("PhoneNumbers").and_then(Value::as_array).into_iter().flatten().any(said)
}

/// The table of the README.
pub fn table() -> String {
    let names = |wanted: fn(&Envelope) -> bool| {
        let found = SPECIAL.iter().filter(|(_, envelope)| wanted(envelope));
        let name = |(name, envelope): &(&str, Envelope)| match envelope {
            Rows(field) => format!("`{name}` (`{field}`)"),
            _ => format!("`{name}`"),
        };
        found.map(name).collect::<Vec<_>>().join(", ")
    };
    let mut out = "| Answer | Operations |\n|---|---|\n".to_owned();
    for (what, names) in [
        ("a list by itself", names(|e| *e == Bare)),
        ("a list by itself, or one record without a list", names(|e| *e == BareOrOne)),
        ("an object with the list in a field", names(|e| matches!(e, Rows(_)))),
        ("an object with `Successful`", names(|e| *e == Confirmed)),
        ("200 and no body", names(|e| *e == Nothing)),
        ("an object", "every other operation".to_owned()),
    ] {
        out += &format!("| {what} | {names} |\n");
    }
    for (name, how) in SOFT {
        out += &format!("| says no on HTTP 200, with {how} | `{name}` |\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::contract::OPERATIONS;

    #[test]
    fn the_readme_has_this_table() {
        let readme = include_str!("../README.md");
        assert!(readme.contains(&table()), "put this into the README:\n{}", table());
    }

    #[test]
    fn only_documented_operations_are_named() {
        let known = |name: &str| OPERATIONS.iter().any(|(m, p)| name == format!("{m} {p}"));
        assert!(SPECIAL.iter().map(|(n, _)| *n).chain(SOFT.iter().map(|(n, _)| *n)).all(known));
    }

    #[test]
    fn other_envelopes_do_not_fit() {
        let row = json!({ "PhoneNumbers": [] });
        assert!(fits("GET /v1.0/numbers/inventory", &row) && !fits("GET /v1.0/numbers/inventory", &json!([])));
        assert!(fits("GET /v1.0/account", &row) && !fits("GET /v1.0/account", &Value::Null));
        assert!(!fits("GET /v1.0/account", &json!({ "Successful": true })));
        assert!(!fits("GET /v1.0/account", &json!({ "Status": "Error" })));
        assert!(!fits("POST /v1.0/services/update", &row));
    }
}
