//! What a colour means.

use super::{Glyph, glyph};

/// Amber only where a person must act, red only for what is wrong, green only for what was measured as right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Says nothing by colour.
    #[default]
    Neutral,
    /// Good to know.
    Info,
    /// Measured as right.
    Success,
    /// A person must act, or nobody knows yet.
    Warning,
    /// Wrong.
    Error,
}

impl Tone {
    /// The sign that goes with the colour.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Neutral | Self::Info => glyph::INFO,
            Self::Success => glyph::CHECK,
            Self::Warning => glyph::QUESTION,
            Self::Error => glyph::ALERT,
        }
    }

    /// A tinted ground with text of at least 4.5 : 1 on it, in both themes.
    pub const fn tint(self) -> &'static str {
        match self {
            Self::Neutral => "bg-base-content/8 text-base-content",
            Self::Info => "bg-info/12 text-info",
            Self::Success => "bg-success/12 text-success",
            Self::Warning => "bg-warning/25 text-warning-content dark:text-warning",
            Self::Error => "bg-error/12 text-error",
        }
    }

    /// A full ground, for small round signs.
    pub const fn solid(self) -> &'static str {
        match self {
            Self::Neutral => "bg-base-300 text-base-content",
            Self::Info => "bg-info text-info-content",
            Self::Success => "bg-success text-success-content",
            Self::Warning => "bg-warning text-warning-content",
            Self::Error => "bg-error text-error-content",
        }
    }
}
