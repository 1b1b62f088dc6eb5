//! Failures as outcomes: each variant is something a caller does differently.

use std::time::Duration;

use crate::operation;

/// One field the upstream complained about, in the spelling of the API (`Email`, `MessageRouteId`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Field name as the API spells it.
    pub field: String,
    /// The upstream's text.
    pub message: String,
}

/// Why a call did not yield a value. `operation` is [`crate::Operation::name`].
///
/// Texts come from upstream messages and never hold tokens, secrets, passwords or activation codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The upstream understood and said no. Nothing was done; sending the same again will not help.
    #[error("{operation}: refused ({status}): {message}")]
    Refused {
        /// What was called.
        operation: &'static str,
        /// HTTP status; 200 for the soft refusals inside successful answers.
        status: u16,
        /// A business code found in the text, e.g. `GENS-0041`.
        code: Option<String>,
        /// The upstream's text.
        message: String,
        /// Fields the text names, when it names any.
        fields: Vec<FieldError>,
    },
    /// No such id, or it belongs to somebody else: the API does not tell the two apart.
    #[error("{operation}: not found: {message}")]
    NotFound {
        /// What was called.
        operation: &'static str,
        /// The upstream's text.
        message: String,
    },
    /// It exists already (409, or a 400/422 that says so, e.g. `Email already exists`).
    #[error("{operation}: conflict: {message}")]
    Conflict {
        /// What was called.
        operation: &'static str,
        /// The upstream's text.
        message: String,
        /// Fields the text names, when it names any.
        fields: Vec<FieldError>,
    },
    /// 429, or no permit from our own budget in time. Nothing was done.
    #[error("{operation}: rate limited")]
    RateLimited {
        /// What was called.
        operation: &'static str,
        /// The upstream's `Retry-After`, when it sent one.
        retry_after: Option<Duration>,
    },
    /// Credentials or permission: refused even with a freshly minted token. Nothing was done.
    #[error("{operation}: unauthorized: {message}")]
    Unauthorized {
        /// What was called.
        operation: &'static str,
        /// The upstream's text.
        message: String,
    },
    /// The upstream cannot serve now (connection refused, 408, 5xx).
    #[error("{operation}: unavailable: {message}")]
    Unavailable {
        /// What was called.
        operation: &'static str,
        /// False when the request never left, so nothing can have been done.
        sent: bool,
        /// The status answered, when one was.
        status: Option<u16>,
        /// The upstream's or the transport's text.
        message: String,
    },
    /// A write whose answer was lost: maybe done, maybe not. Re-read before doing anything else.
    #[error("{operation}: outcome unknown: {reason}")]
    Unknown {
        /// What was called.
        operation: &'static str,
        /// How the answer was lost.
        reason: String,
    },
    /// The answer is not what the documentation says. On a write the work may well be done.
    #[error("{operation}: unexpected answer at {field}: {reason}")]
    Protocol {
        /// What was called.
        operation: &'static str,
        /// Path of the field, e.g. `Subscribers[3].SubscriberId`; `$` is the whole body.
        field: String,
        /// What was wrong with it.
        reason: String,
    },
}

impl Error {
    /// The operation that failed.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Refused { operation, .. }
            | Self::NotFound { operation, .. }
            | Self::Conflict { operation, .. }
            | Self::RateLimited { operation, .. }
            | Self::Unauthorized { operation, .. }
            | Self::Unavailable { operation, .. }
            | Self::Unknown { operation, .. }
            | Self::Protocol { operation, .. } => operation,
        }
    }

    /// Whether the upstream may have carried the call out although it failed here.
    ///
    /// True means: re-read and match on what was sent, never send again. Always false for reads.
    pub fn maybe_done(&self) -> bool {
        match self {
            Self::Unknown { .. } => true,
            Self::Unavailable { sent, .. } => *sent && operation::is_write(self.operation()),
            Self::Protocol { .. } => operation::is_write(self.operation()),
            _ => false,
        }
    }

    /// Whether the same call may succeed later and certainly did nothing so far.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::RateLimited { .. } => true,
            Self::Unavailable { .. } => !self.maybe_done(),
            _ => false,
        }
    }
}
