//! The reader's language, on the server and in the browser.

use domain::Lang;
use leptos::prelude::*;

use crate::error::AppError;

/// The cookie in which the language is kept of who is not signed in.
pub const COOKIE: &str = "lang";

/// The language of the page at hand.
pub fn lang() -> Lang {
    #[cfg(feature = "ssr")]
    let lang = crate::context::lang();
    // The document says in which language the server wrote it.
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    let lang =
        document().document_element().and_then(|html| Lang::parse(&html.get_attribute("lang")?)).unwrap_or_default();
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    let lang = Lang::default();
    lang
}

/// Chooses the language of pages, and of mail for who is signed in, and leads back.
#[server(prefix = "/do", endpoint = "set-language")]
pub async fn set_language(
    /// `en` or `es`.
    language: String,
    /// The page to come back to.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    use crate::{
        context,
        error::ErrorKind,
        paths::{self, Next},
    };

    let language = Lang::parse(&language).ok_or_else(|| AppError::new(ErrorKind::BadRequest))?;
    if let Some(actor) = context::maybe_actor() {
        services::identity::set_language(&context::state().db, actor.user_id, language).await?;
    }
    context::keep_language(language);
    context::redirect_to(Next::back(&back).as_ref().map_or(&paths::root(), |next| next.as_str()));
    Ok(())
}
