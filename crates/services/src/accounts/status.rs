//! What a line's status word means.

use domain::Lang;

/// A line's status in plain words. The upstream documents `Active` alone; every other spelling is taken as it may
/// come, and one nobody knows stays itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineStatus {
    /// Works.
    Active,
    /// Suspended; number and SIM are kept.
    Paused,
    /// Ended; the way back is open for 30 days.
    Cancelled,
    /// Being set up.
    Pending,
    /// A word nobody has explained.
    Other(String),
}

impl LineStatus {
    /// From the upstream's word.
    pub fn parse(raw: &str) -> Self {
        match raw.trim().to_ascii_lowercase().as_str() {
            "active" | "activated" => Self::Active,
            "parked" | "park" | "suspended" | "inactive" => Self::Paused,
            "cancelled" | "canceled" | "deactivated" | "terminated" => Self::Cancelled,
            "pending" | "provisioning" | "in progress" | "inprogress" => Self::Pending,
            _ => Self::Other(raw.trim().to_owned()),
        }
    }

    /// For people.
    pub fn words(&self, lang: Lang) -> &str {
        match self {
            Self::Active => lang.pick("Active", "Activa"),
            Self::Paused => lang.pick("Paused", "En pausa"),
            Self::Cancelled => lang.pick("Cancelled", "Cancelada"),
            Self::Pending => lang.pick("Being set up", "En preparación"),
            Self::Other(raw) if raw.is_empty() => lang.pick("Unknown", "Desconocido"),
            Self::Other(raw) => raw,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_stays_itself() {
        assert_eq!(LineStatus::parse("ACTIVE"), LineStatus::Active);
        assert_eq!(LineStatus::parse("Canceled"), LineStatus::Cancelled);
        assert_eq!(LineStatus::parse("Quarantined").words(Lang::En), "Quarantined");
        assert_eq!(LineStatus::parse("").words(Lang::En), "Unknown");
    }
}
