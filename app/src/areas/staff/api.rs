//! What the forms of this area post to.

use leptos::prelude::*;

use crate::error::AppError;

/// Has everything read again from Telegent as soon as may be, and leads back. Asking twice reads once.
#[server(prefix = "/do", endpoint = "refresh")]
pub async fn refresh(
    /// The page to come back to.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    use domain::Action;
    use services::projection;

    use crate::{
        context,
        flash::{self, Flash},
        paths::{self, Next},
    };

    let actor = context::actor()?;
    actor.may(Action::RefreshProjection)?;
    let mut tx = context::state().db.begin(&actor).await?;
    projection::request_refresh(&mut tx).await?;
    tx.commit().await.map_err(services::Error::from)?;
    flash::put(Flash::plain("Reading from Telegent. What is new shows here in a few seconds.")).await?;
    context::redirect_to(Next::parse(&back).as_ref().map_or(&paths::root(), |next| next.as_str()));
    Ok(())
}
