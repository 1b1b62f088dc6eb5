//! Vocabularies, moments and amounts as the API writes them.

mod private;
mod volume;
mod when;
mod words;

pub use private::PrivateText;
pub use volume::{DataVolume, ThrottleSpeed};
pub use when::When;
pub use words::{
    Authentication, BillingFrequency, Classification, DataFormat, Filter, HttpMethod, MessageDirection, MessageKind,
    MessageStatus, MessageType, NumberChange, NumberStatus, NumberType, OrderStatus, PortClassification, ProductType,
    Role, RouteType, SimStatus, WebhookAuthenticationType, WebhookEvent, WebhookMethod,
};
pub use words::{
    CallFilterMode, FeatureType, MemberType, MessageFilterMode, Severity, ThresholdAction, ThresholdType,
    ThresholdUnit, TranscriptionAction, WorkgroupType,
};

use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, Serializer};

/// Cents as the JSON number of dollars. Division rounds to the nearest double, which prints back as the same cents.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn dollars(cents: i64) -> f64 {
    cents as f64 / 100.0
}

/// For `serialize_with`: a price the API wants as a number.
pub(crate) fn price_number<S: Serializer>(cents: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    dollars(*cents).serialize(serializer)
}

/// For `serialize_with`: an optional price the API wants as a number.
pub(crate) fn optional_price_number<S: Serializer>(cents: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    cents.map(dollars).serialize(serializer)
}

/// For `serialize_with`: a price the API wants as a string (`"1.12"`).
pub(crate) fn price_text<S: Serializer>(cents: &Option<i64>, serializer: S) -> Result<S::Ok, S::Error> {
    cents
        .map(|c| format!("{}{}.{:02}", if c < 0 { "-" } else { "" }, c.abs() / 100, c.abs() % 100))
        .serialize(serializer)
}

/// For `serialize_with`: numbers as `[{"Number": …}]`.
pub(crate) fn number_rows<S: Serializer>(numbers: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(numbers.iter().map(|number| serde_json::json!({ "Number": number })))
}

/// For `serialize_with`: secrets go into requests and nowhere else.
pub(crate) fn secret<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    secret.expose_secret().serialize(serializer)
}

/// For `serialize_with`: an optional secret.
pub(crate) fn optional_secret<S: Serializer>(secret: &Option<SecretString>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(ExposeSecret::expose_secret).serialize(serializer)
}
