//! The only error that crosses the wire.

use domain::{FieldErrors, Lang};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// What went wrong, by what the person can do about it. Holds no text of causes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Fields to mend, for [`ErrorKind::Invalid`].
    #[serde(default)]
    pub fields: FieldErrors,
    /// What to tell support; found in the logs.
    #[serde(default)]
    pub request_id: Option<String>,
}

/// Everything that can go wrong for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ErrorKind {
    /// Fields to mend; nothing was changed.
    Invalid,
    /// The form could not be read at all.
    BadRequest,
    /// The session is over.
    SignedOut,
    /// There is no such thing, or not for this person.
    NotFound,
    /// The request came from another site.
    Forbidden,
    /// More was sent than is taken.
    TooLarge,
    /// Somebody else saved in the meantime.
    Stale,
    /// Too many attempts.
    Throttled {
        /// Whole minutes until the next try.
        minutes: u64,
    },
    /// A link that is used up or too old.
    Expired,
    /// Telegent, the database or the network is out of reach.
    Unavailable,
    /// Our mistake.
    Internal,
}

impl ErrorKind {
    /// The HTTP status that says it.
    pub const fn status(self) -> u16 {
        match self {
            Self::Invalid => 422,
            Self::BadRequest => 400,
            Self::SignedOut => 401,
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::TooLarge => 413,
            Self::Stale => 409,
            Self::Throttled { .. } => 429,
            Self::Expired => 410,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    /// The kind behind a status; what is not known is ours when it is 5xx, else the request's.
    pub const fn of_status(status: u16) -> Self {
        match status {
            401 => Self::SignedOut,
            403 => Self::Forbidden,
            404 | 405 => Self::NotFound,
            409 => Self::Stale,
            410 => Self::Expired,
            413 => Self::TooLarge,
            422 => Self::Invalid,
            429 => Self::Throttled { minutes: 1 },
            408 | 502..=504 => Self::Unavailable,
            400..=499 => Self::BadRequest,
            _ => Self::Internal,
        }
    }

    /// A headline in plain words.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Invalid => lang.pick("Something in the form needs fixing", "Hay que corregir algo en el formulario"),
            Self::BadRequest => lang.pick("We couldn’t read that form", "No pudimos leer ese formulario"),
            Self::SignedOut => lang.pick("Please sign in again", "Inicia sesión otra vez"),
            Self::NotFound => lang.pick("There is nothing here", "Aquí no hay nada"),
            Self::Forbidden => lang.pick("That didn’t come from this site", "Eso no vino de este sitio"),
            Self::TooLarge => lang.pick("That was too much at once", "Fue demasiado de una vez"),
            Self::Stale => lang.pick("Somebody else saved first", "Otra persona guardó antes"),
            Self::Throttled { .. } => lang.pick("Too many attempts", "Demasiados intentos"),
            Self::Expired => lang.pick("This link no longer works", "Este enlace ya no funciona"),
            Self::Unavailable => lang.pick("We can’t do that right now", "No podemos hacer eso ahora"),
            Self::Internal => lang.pick("Something went wrong on our side", "Algo falló de nuestro lado"),
        }
    }

    /// What happened, what was saved, what to do next.
    pub fn message(self, lang: Lang) -> String {
        let words = match self {
            Self::Invalid => lang.pick(
                "Nothing was saved. Go back, and each field says what it needs.",
                "No se guardó nada. Vuelve atrás: cada campo dice lo que necesita.",
            ),
            Self::BadRequest => lang.pick(
                "Nothing was saved. Go back, reload the page and try once more.",
                "No se guardó nada. Vuelve atrás, recarga la página e intenta otra vez.",
            ),
            Self::SignedOut => lang.pick(
                "You were signed out. Nothing was lost that was saved before.",
                "Se cerró tu sesión. No se perdió nada de lo guardado.",
            ),
            Self::NotFound => lang.pick(
                "The page was moved, never existed, or isn’t part of your account.",
                "La página cambió de lugar, nunca existió o no es parte de tu cuenta.",
            ),
            Self::Forbidden => lang.pick(
                "Nothing was changed. Open the page on this site and try once more.",
                "No se cambió nada. Abre la página en este sitio e intenta otra vez.",
            ),
            Self::TooLarge => lang.pick(
                "Nothing was saved. Forms take at most one megabyte.",
                "No se guardó nada. Los formularios aceptan un megabyte como máximo.",
            ),
            Self::Stale => lang.pick(
                "Your changes were not saved. Reload the page to see the newest version.",
                "Tus cambios no se guardaron. Recarga la página para ver la última versión.",
            ),
            Self::Throttled { minutes: 0 | 1 } => {
                lang.pick("Please wait a minute and try again.", "Espera un minuto e intenta otra vez.")
            }
            Self::Throttled { minutes } => {
                return match lang {
                    Lang::En => format!("Please wait {minutes} minutes and try again."),
                    Lang::Es => format!("Espera {minutes} minutos e intenta otra vez."),
                };
            }
            Self::Expired => lang.pick(
                "It was used already or is too old. You can ask for a new one.",
                "Ya se usó o es demasiado viejo. Puedes pedir uno nuevo.",
            ),
            Self::Unavailable => lang.pick(
                "Nothing was changed. Please try again in a minute.",
                "No se cambió nada. Intenta otra vez en un minuto.",
            ),
            Self::Internal => lang.pick(
                "It was noted, and nothing was half-done without being remembered. Please try again.",
                "Quedó anotado, y nada quedó a medias sin que lo recordemos. Intenta otra vez.",
            ),
        };
        words.to_owned()
    }
}

impl AppError {
    /// An error without fields. On the server it also sets the answer's status.
    pub fn new(kind: ErrorKind) -> Self {
        Self::with_fields(kind, FieldErrors::default())
    }

    /// An error at fields.
    pub fn with_fields(kind: ErrorKind, fields: FieldErrors) -> Self {
        #[cfg(feature = "ssr")]
        crate::context::set_status(kind.status());
        #[cfg(feature = "ssr")]
        let request_id = crate::context::request_id();
        #[cfg(not(feature = "ssr"))]
        let request_id = None;
        Self { kind, fields, request_id }
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.kind.message(Lang::En))
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ServerFnErrorErr as E;
        match error {
            // On the server: what was posted is unreadable. In the browser: what was answered is.
            E::Args(_) | E::MissingArg(_) | E::Deserialization(_) => Self::new(ErrorKind::BadRequest),
            E::Request(_) => Self::new(ErrorKind::Unavailable),
            _ => Self::new(ErrorKind::Internal),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<services::Error> for AppError {
    /// Logs the cause once; only its kind goes on.
    fn from(error: services::Error) -> Self {
        use services::Error as E;
        let kind = match &error {
            E::Invalid(_) => ErrorKind::Invalid,
            // To lack permission looks like there is nothing: existence is not revealed.
            E::NotFound | E::Forbidden => ErrorKind::NotFound,
            E::Stale => ErrorKind::Stale,
            E::Throttled { retry_after_s } => ErrorKind::Throttled { minutes: retry_after_s.div_ceil(60) },
            E::Expired => ErrorKind::Expired,
            E::Upstream(telegent::Error::NotFound { .. }) => ErrorKind::NotFound,
            E::Upstream(_) => ErrorKind::Unavailable,
            E::Database(_) | E::Internal(_) => ErrorKind::Internal,
        };
        let request_id = crate::context::request_id();
        match kind {
            ErrorKind::Internal => tracing::error!(request_id, %error, "request failed"),
            ErrorKind::Unavailable => tracing::warn!(request_id, %error, "request not served"),
            _ => tracing::debug!(request_id, %error, "request refused"),
        }
        match error {
            E::Invalid(fields) => Self::with_fields(kind, fields),
            _ => Self::new(kind),
        }
    }
}
