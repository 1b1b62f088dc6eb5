//! Success flags, soft errors inside HTTP 200, and error bodies.

use serde_json::Value;

use super::Fields;
use crate::{
    error::{Error, FieldError},
    operation::Operation,
};

/// Longer texts are cut: messages go to logs and operation records.
const LONGEST_MESSAGE: usize = 500;

/// What the upstream said when it said no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) message: String,
}

impl Refusal {
    fn new(message: &str) -> Self {
        Self { message: message.chars().take(LONGEST_MESSAGE).collect() }
    }

    /// A conflict when the text says that it exists already, a refusal otherwise.
    pub(crate) fn into_error(self, operation: &'static str, status: u16) -> Error {
        let fields = named_fields(&self.message);
        let lower = self.message.to_ascii_lowercase();
        if status == 409 || lower.contains("already exists") || lower.contains("duplicate") {
            return Error::Conflict { operation, message: self.message, fields };
        }
        Error::Refused { operation, status, code: code(&self.message), message: self.message, fields }
    }
}

/// The payload of a successful answer: `Data` when it is wrapped in one. `Successful: false` and an `ErrorMessage`
/// on an order that assigned nothing are refusals.
pub(crate) fn envelope(raw: &Value) -> Result<&Value, Refusal> {
    let Ok(fields) = Fields::of(raw, "$") else { return Ok(raw) };
    let error = fields.text(&["ErrorMessage"]);
    if fields.boolean(&["Successful"]) == Some(false) {
        let message = error.or_else(|| fields.text(&["Message", "StatusMessage", "Error"]));
        return Err(Refusal::new(message.as_deref().unwrap_or("refused without a text")));
    }
    let assigned = fields.get(&["PhoneNumberAssigned", "PhoneNumberId"]).is_some();
    if let Some(message) = error.filter(|_| !assigned) {
        return Err(Refusal::new(&message));
    }
    match fields.get(&["Data"]) {
        Some(data @ (Value::Object(_) | Value::Array(_))) => Ok(data),
        _ => Ok(raw),
    }
}

/// Answers that say how it went in `Status` and `StatusMessage`: a failing word on HTTP 200 is a refusal.
pub(crate) fn acknowledged(op: &Operation, status: Option<&str>, message: Option<&str>) -> Result<(), Error> {
    const FAILING: [&str; 4] = ["error", "failed", "failure", "fail"];
    match status {
        Some(word) if FAILING.iter().any(|f| f.eq_ignore_ascii_case(word)) => {
            Err(Refusal::new(message.unwrap_or("refused without a text")).into_error(op.name, 200))
        }
        _ => Ok(()),
    }
}

/// The text of an error body: the documented `{"StatusCode", "Message"}`, any JSON string, or plain text.
pub(crate) fn refusal(body: &[u8], otherwise: &str) -> Refusal {
    let text = match serde_json::from_slice::<Value>(body) {
        Ok(Value::String(text)) => Some(text),
        Ok(value) => {
            let fields = Fields::of(&value, "$").ok();
            fields.and_then(|f| f.text(&["Message", "ErrorMessage", "StatusMessage", "Error", "title"]))
        }
        // A page of a proxy says nothing worth keeping.
        Err(_) => std::str::from_utf8(body).ok().map(str::trim).filter(|t| !t.starts_with('<')).map(str::to_owned),
    };
    Refusal::new(text.as_deref().filter(|t| !t.is_empty()).unwrap_or(otherwise))
}

/// A business code such as `GENS-0041` or a port order's `8A-ACCOUNT_NUM_REQ_OR_INCORRECT` at the start of the text.
fn code(message: &str) -> Option<String> {
    let word = message.split([' ', ':', ',']).find(|word| {
        word.split_once('-').is_some_and(|(head, tail)| {
            let general = head.len() >= 3 && head.bytes().all(|b| b.is_ascii_uppercase());
            general && tail.len() >= 3 && tail.bytes().all(|b| b.is_ascii_digit())
        })
    });
    let port = || {
        let (head, _) = message.split_once('-')?;
        let bytes = head.as_bytes();
        (bytes.len() == 2 && bytes[0].is_ascii_digit() && bytes[1].is_ascii_uppercase()).then_some(head)
    };
    word.or_else(port).map(str::to_owned)
}

/// Fields a message names, by the documented phrasings: `The ApiEndpoint field is required.`, `MessageRouteId is
/// required`, `Invalid AccountId`, `Email already exists`, `NotifyValue must be less than ThrottleValue`.
fn named_fields(message: &str) -> Vec<FieldError> {
    let words: Vec<&str> = message.split_whitespace().map(|w| w.trim_matches(['.', ',', '\'', '"', ':'])).collect();
    let is_name =
        |w: &str| w.starts_with(|c: char| c.is_ascii_uppercase()) && w.bytes().all(|b| b.is_ascii_alphanumeric());
    let named = words.iter().enumerate().find_map(|(i, word)| {
        let next = |n: usize| words.get(i + n).copied().unwrap_or_default();
        let follows =
            matches!(next(1), "field" | "is" | "required" | "must" | "already") && !matches!(*word, "The" | "It");
        let invalid = i > 0 && words[i - 1] == "Invalid";
        (is_name(word) && (follows || invalid)).then_some(*word)
    });
    named.map(|field| FieldError { field: field.to_owned(), message: message.to_owned() }).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(message: &str) -> Option<String> {
        named_fields(message).pop().map(|f| f.field)
    }

    #[test]
    fn documented_messages_name_their_fields() {
        assert_eq!(field("The ApiEndpoint field is required.").as_deref(), Some("ApiEndpoint"));
        assert_eq!(field("MessageRouteId is required").as_deref(), Some("MessageRouteId"));
        assert_eq!(field("MessageRouteId required").as_deref(), Some("MessageRouteId"));
        assert_eq!(field("Email already exists").as_deref(), Some("Email"));
        assert_eq!(field("Invalid AccountId").as_deref(), Some("AccountId"));
        assert_eq!(field("NotifyValue must be less than ThrottleValue").as_deref(), Some("NotifyValue"));
        assert_eq!(field("Number-swap is currently unavailable"), None);
        assert_eq!(field(""), None);
    }

    #[test]
    fn codes_are_found_in_texts() {
        assert_eq!(code("GENS-0041 No Port-In request found").as_deref(), Some("GENS-0041"));
        assert_eq!(code("8A-ACCOUNT_NUM_REQ_OR_INCORRECT").as_deref(), Some("8A"));
        assert_eq!(code("Number-swap is currently unavailable"), None);
    }

    #[test]
    fn envelopes_are_unwrapped_and_soft_errors_found() {
        let wrapped = json!({"Successful": true, "Data": {"AccountId": "AID-1"}});
        assert_eq!(envelope(&wrapped), Ok(&json!({"AccountId": "AID-1"})));
        let soft = json!({"ErrorMessage": "no stock", "PhoneNumberAssigned": null});
        assert_eq!(envelope(&soft).unwrap_err().message, "no stock");
        let both = json!({"ErrorMessage": "late", "PhoneNumberAssigned": "+18015550200"});
        assert_eq!(envelope(&both), Ok(&both));
        assert!(envelope(&json!({"successful": "false"})).is_err());
        assert_eq!(envelope(&json!([1])), Ok(&json!([1])));
    }

    #[test]
    fn error_bodies_of_every_kind_have_a_text() {
        assert_eq!(
            refusal(br#"{"StatusCode":400,"Message":"Email already exists"}"#, "x").message,
            "Email already exists"
        );
        assert_eq!(refusal(br#""plain""#, "x").message, "plain");
        assert_eq!(refusal(b"down for maintenance", "x").message, "down for maintenance");
        assert_eq!(refusal(b"<html>", "Bad Gateway").message, "Bad Gateway");
        assert_eq!(refusal(b"\xff", "Bad Gateway").message, "Bad Gateway");
        assert_eq!(refusal(br#"{"Message":null}"#, "Bad Gateway").message, "Bad Gateway");
    }
}
