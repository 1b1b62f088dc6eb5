//! What a form leaves for the page it redirects to: kept in the session, shown once.
//!
//! Typed values are kept so that a refused form comes back as it was; secrets never are.

use domain::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};

use crate::{
    context,
    error::{AppError, ErrorKind},
};

const KEY: &str = "flash";

/// One message to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// A line at the top of the page.
    #[serde(default)]
    pub toast: Option<Toast>,
    /// What was typed, without secrets.
    #[serde(default)]
    pub fields: Fields,
    /// What is wrong with it.
    #[serde(default)]
    pub errors: FieldErrors,
}

/// A line at the top of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// A sentence.
    pub text: String,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It worked.
    Good,
    /// Good to know.
    Plain,
    /// It did not work.
    Bad,
}

impl Flash {
    /// A message that something worked.
    pub fn good(text: impl Into<String>) -> Self {
        Self { toast: Some(Toast { tone: Tone::Good, text: text.into() }), ..Self::default() }
    }

    /// A message to know of.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { toast: Some(Toast { tone: Tone::Plain, text: text.into() }), ..Self::default() }
    }

    /// A message that something did not work.
    pub fn bad(text: impl Into<String>) -> Self {
        Self { toast: Some(Toast { tone: Tone::Bad, text: text.into() }), ..Self::default() }
    }

    /// A refused form: what was typed and what is wrong with it.
    pub fn refused(fields: Fields, errors: FieldErrors) -> Self {
        Self { toast: None, fields, errors }
    }

    /// The same with what was typed.
    #[must_use]
    pub fn keeping(self, fields: Fields) -> Self {
        Self { fields, ..self }
    }
}

/// Keeps a message for the next page; only where an answer's head is not out yet, as in server functions.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when the session cannot be written.
pub async fn put(flash: Flash) -> Result<(), AppError> {
    context::session()?.insert(KEY, flash).await.map_err(unavailable)
}

/// Takes the message kept for this page, if there is one. Pages are rendered whole before their head goes out
/// (`SsrMode::Async`), so the session can still be written here.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when the session cannot be read.
pub async fn take() -> Result<Flash, AppError> {
    let session = context::session()?;
    // Removing marks the session as changed, also where there was nothing: every page view would write.
    if session.get_value(KEY).await.map_err(unavailable)?.is_none() {
        return Ok(Flash::default());
    }
    Ok(session.remove(KEY).await.map_err(unavailable)?.unwrap_or_default())
}

fn unavailable(error: tower_sessions::session::Error) -> AppError {
    tracing::warn!(%error, "session not served");
    AppError::new(ErrorKind::Unavailable)
}
