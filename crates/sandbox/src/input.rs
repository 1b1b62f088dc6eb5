//! What a caller sent, read strictly, and the refusals that follow from it.

use serde_json::{Map, Value, json};

/// A refusal as the platform answers it: a status and `{"StatusCode", "Message"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Text of the answer.
    pub message: String,
    /// Seconds for the `Retry-After` header.
    pub retry_after: Option<u64>,
}

/// An operation's answer.
pub type Outcome = Result<Value, Refusal>;

impl Refusal {
    /// A refusal of this status.
    pub fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), retry_after: None }
    }

    /// 400.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    /// 404: unknown, or somebody else's.
    pub fn missing(what: &str) -> Self {
        Self::new(404, format!("{what} not found"))
    }

    /// The documented body.
    pub fn body(&self) -> Value {
        json!({ "StatusCode": self.status, "Message": self.message })
    }
}

/// Query and body of one call, and who makes it.
#[derive(Debug, Default)]
pub struct Input {
    /// Decoded query parameters.
    pub query: Vec<(String, String)>,
    /// The JSON body, an object; empty for GET.
    pub body: Map<String, Value>,
    /// The distributor the token was minted for.
    pub distributor: String,
}

impl Input {
    /// A query parameter; names match in any casing, empty counts as absent.
    pub fn param(&self, name: &str) -> Option<String> {
        let pair = self.query.iter().find(|(k, v)| k.eq_ignore_ascii_case(name) && !v.is_empty());
        pair.map(|(_, v)| v.clone())
    }

    /// A query parameter that must be there.
    pub fn required_param(&self, name: &str) -> Result<String, Refusal> {
        self.param(name).ok_or_else(|| required(name))
    }

    /// A query parameter that is a positive number.
    pub fn number_param(&self, name: &str, default: usize) -> Result<usize, Refusal> {
        let Some(text) = self.param(name) else { return Ok(default) };
        let number = text.parse().ok().filter(|n| *n > 0);
        number.ok_or_else(|| Refusal::bad(format!("The value '{text}' is not valid for {name}.")))
    }

    /// A body field; null counts as absent.
    pub fn get(&self, name: &str) -> Option<&Value> {
        field(&self.body, name)
    }

    /// A text field; empty counts as absent.
    pub fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        text(&self.body, name)
    }

    /// A text field that must be there.
    pub fn required(&self, name: &str) -> Result<String, Refusal> {
        self.text(name)?.ok_or_else(|| required(name))
    }

    /// A text field with one of these values.
    pub fn one_of(&self, name: &str, words: &[&str]) -> Result<Option<String>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        if words.iter().any(|w| w.eq_ignore_ascii_case(&text)) {
            return Ok(Some(text));
        }
        Err(Refusal::bad(format!("{name} must be one of: {}", words.join(", "))))
    }

    /// A boolean field.
    pub fn boolean(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(b)) => Ok(Some(*b)),
            Some(_) => Err(convert(name)),
        }
    }

    /// A boolean field that must be there.
    pub fn required_boolean(&self, name: &str) -> Result<bool, Refusal> {
        self.boolean(name)?.ok_or_else(|| required(name))
    }

    /// A positive whole number.
    pub fn positive(&self, name: &str) -> Result<Option<u64>, Refusal> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.as_u64().filter(|n| *n > 0);
        number.map(Some).ok_or_else(|| Refusal::bad(format!("{name} must be a positive integer")))
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Result<Option<Vec<String>>, Refusal> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let rows = value.as_array().ok_or_else(|| convert(name))?;
        rows.iter()
            .map(|t| t.as_str().map(str::to_owned).ok_or_else(|| convert(name)))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// An amount of dollars, as cents.
    pub fn amount(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(value) = self.get(name) else { return Ok(None) };
        cents(value).filter(|_| value.is_number()).map(Some).ok_or_else(|| convert(name))
    }

    /// An amount of dollars that must be there, as cents.
    pub fn required_amount(&self, name: &str) -> Result<i64, Refusal> {
        self.amount(name)?.ok_or_else(|| required(name))
    }

    /// A whole number.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(value) = self.get(name) else { return Ok(None) };
        value.as_i64().map(Some).ok_or_else(|| convert(name))
    }

    /// `PhoneNumbers: [{Number}]`, at least one.
    pub fn number_rows(&self) -> Result<Vec<String>, Refusal> {
        let rows = self.get("PhoneNumbers").ok_or_else(|| required("PhoneNumbers"))?;
        let rows = rows.as_array().ok_or_else(|| convert("PhoneNumbers"))?;
        let number = |row: &Value| row.as_object().and_then(|r| text(r, "Number").ok().flatten());
        let numbers: Option<Vec<_>> = rows.iter().map(number).collect();
        numbers.filter(|n| !n.is_empty()).ok_or_else(|| required("PhoneNumbers"))
    }
}

/// A field of an object in any casing; null counts as absent.
pub fn field<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    map.iter().find(|(k, v)| k.eq_ignore_ascii_case(name) && !v.is_null()).map(|(_, v)| v)
}

/// A text field of an object; empty counts as absent.
pub fn text(map: &Map<String, Value>, name: &str) -> Result<Option<String>, Refusal> {
    match field(map, name) {
        None => Ok(None),
        Some(Value::String(s)) => Ok(Some(s.trim().to_owned()).filter(|s| !s.is_empty())),
        Some(_) => Err(convert(name)),
    }
}

/// Takes over every field that was sent, whatever its casing; null leaves the old value.
pub fn merge(fields: &mut Map<String, Value>, sent: &Map<String, Value>) {
    for (name, value) in sent.iter().filter(|(_, value)| !value.is_null()) {
        let known = fields.keys().find(|k| k.eq_ignore_ascii_case(name)).cloned();
        fields.insert(known.unwrap_or_else(|| name.clone()), value.clone());
    }
}

/// Whether text is a number of North America with plus.
pub fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix("+1").unwrap_or_default();
    digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Dollars as a number or a string, as cents.
pub fn cents(value: &Value) -> Option<i64> {
    let dollars = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    let cents = (dollars * 100.0).round();
    // Far below where doubles lose cents.
    #[allow(clippy::cast_possible_truncation)]
    (cents.abs() < 1e13).then_some(cents as i64)
}

/// Cents as the number of dollars.
#[allow(clippy::cast_precision_loss)]
pub fn dollars(cents: i64) -> f64 {
    cents as f64 / 100.0
}

pub(crate) fn required(name: &str) -> Refusal {
    Refusal::bad(format!("The {name} field is required."))
}

fn convert(name: &str) -> Refusal {
    Refusal::bad(format!("The JSON value of {name} could not be converted."))
}
