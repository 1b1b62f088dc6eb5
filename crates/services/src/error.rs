//! What can go wrong in a use case, by what its caller does about it.

use domain::FieldErrors;

/// The outcome of a use case that did not come about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields to mend; nothing was changed.
    #[error("refused: {0:?}")]
    Invalid(FieldErrors),
    /// There is no such thing, or not for this actor.
    #[error("not found")]
    NotFound,
    /// The actor's role does not permit it.
    #[error("not permitted")]
    Forbidden,
    /// Somebody else saved in the meantime; nothing was overwritten.
    #[error("changed by somebody else")]
    Stale,
    /// Too many attempts; try again after this many seconds.
    #[error("throttled for {retry_after_s} s")]
    Throttled {
        /// Seconds until the next attempt is looked at.
        retry_after_s: u64,
    },
    /// A link that is used up or too old.
    #[error("link expired")]
    Expired,
    /// Telegent could not be asked.
    #[error("upstream: {0}")]
    Upstream(#[from] telegent::Error),
    /// The database could not be asked.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// Something only a developer can mend.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            other => Self::Database(other),
        }
    }
}

impl Error {
    /// One faulty field.
    pub fn field(name: impl Into<String>, fault: domain::Fault) -> Self {
        let mut errors = FieldErrors::default();
        errors.add(name, fault);
        Self::Invalid(errors)
    }
}
