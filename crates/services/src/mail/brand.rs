//! Whose portal it is.

use domain::E164;
use serde::{Deserialize, Serialize};
use url::Url;

/// The operator's brand, as pages and mails show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// Name of the portal.
    pub name: String,
    /// Name of the operator.
    pub operator: String,
    /// Path of the logo on this site, e.g. `/logo.svg`; the name in words without one.
    pub logo: Option<String>,
    /// Hue of the main colour in degrees, 0–359; the theme's own without one.
    pub hue: Option<u16>,
    /// Where people write for help.
    pub support_email: String,
    /// Where people call for help, as shown.
    pub support_phone: Option<String>,
    /// The operator's care line, which no filter ever blocks.
    #[serde(default)]
    pub care_line: Option<E164>,
    /// Terms of service.
    pub terms_url: Option<Url>,
    /// Privacy policy.
    pub privacy_url: Option<Url>,
}
