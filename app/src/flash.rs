//! What a form leaves for the page it redirects to: kept in the session, shown once.
//!
//! Typed values are kept so that a refused form comes back as it was; secrets never are.

use domain::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::{
    context,
    error::{AppError, ErrorKind},
};

const KEY: &str = "flash";
const CARRIED: &str = "carried";

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
    /// The path it is for; any when none.
    #[serde(default)]
    pub page: Option<String>,
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
        Self { fields, errors, ..Self::default() }
    }

    /// The same with what was typed.
    #[must_use]
    pub fn keeping(self, fields: Fields) -> Self {
        Self { fields, ..self }
    }

    /// The same for the page of this path alone.
    #[must_use]
    pub fn on(self, page: &str) -> Self {
        Self { page: Some(page.to_owned()), ..self }
    }
}

/// Keeps a message until somebody signs in: [`session::begin`](crate::session::begin) hands it on. It is shown on the page
/// it is for, to whoever may see that.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when the session cannot be written.
pub async fn carry(session: &Session, flash: Flash) -> Result<(), AppError> {
    session.insert(CARRIED, flash).await.map_err(unavailable)
}

/// What was carried this far.
pub(crate) async fn carried(session: &Session) -> Option<Flash> {
    session.get(CARRIED).await.ok().flatten()
}

/// Keeps a message for the next page in this session.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when the session cannot be written.
pub async fn put_in(session: &Session, flash: Flash) -> Result<(), AppError> {
    session.insert(KEY, flash).await.map_err(unavailable)
}

/// Keeps a message for the next page; only where an answer's head is not out yet, as in server functions.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when the session cannot be written.
pub async fn put(flash: Flash) -> Result<(), AppError> {
    put_in(&context::session()?, flash).await
}

/// Takes the message kept for this page, if there is one. Pages are rendered whole before their head goes out
/// (`SsrMode::Async`), so the session can still be written here.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when the session cannot be read.
pub async fn take() -> Result<Flash, AppError> {
    let session = context::session()?;
    // Removing marks the session as changed, also where there was nothing: every page view would write.
    let Some(flash) = session.get::<Flash>(KEY).await.map_err(unavailable)? else { return Ok(Flash::default()) };
    let here = context::here();
    if flash.page.is_some_and(|page| here.split('?').next() != Some(page.as_str())) {
        return Ok(Flash::default());
    }
    Ok(session.remove(KEY).await.map_err(unavailable)?.unwrap_or_default())
}

fn unavailable(error: tower_sessions::session::Error) -> AppError {
    tracing::warn!(%error, "session not served");
    AppError::new(ErrorKind::Unavailable)
}
