//! What the forms of an import post to; the table itself is taken in by the server, for it is a file.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

#[cfg(feature = "ssr")]
use crate::{
    context::{actor, redirect_to, state},
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
#[cfg(feature = "ssr")]
use domain::Fields;
#[cfg(feature = "ssr")]
use services::{Error, port_ins::import};
#[cfg(feature = "ssr")]
use uuid::Uuid;

#[cfg(feature = "ssr")]
fn id_of(raw: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(raw).map_err(|_| AppError::new(ErrorKind::NotFound))
}

/// Leads back to the import, with what came of it.
#[cfg(feature = "ssr")]
async fn back_with(id: Uuid, done: Result<&str, Error>, typed: Fields) -> Result<(), AppError> {
    let page = paths::import(&id.to_string());
    let flash = match done {
        Ok(text) => Flash::good(text),
        Err(Error::Invalid(errors)) => Flash::refused(typed, errors),
        Err(Error::Stale) => Flash::plain("It has moved on since you opened the page. Nothing was changed."),
        Err(other) => return Err(other.into()),
    };
    flash::put(flash.on(&page)).await?;
    redirect_to(&page);
    Ok(())
}

/// Names the columns of a table, and has its rows judged.
#[server(prefix = "/do", endpoint = "map-import")]
pub async fn map_import(
    /// The import.
    id: String,
    /// For each column of ours the place of the table's.
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let (id, state, fields) = (id_of(&id)?, state(), Fields(fields));
    let mapped = import::map(&state.db, &state.vault, &actor()?, id, &fields).await;
    back_with(id, mapped.map(|()| "Every row has its verdict. Nothing was sent yet."), fields).await
}

/// Has the good rows sent.
#[server(prefix = "/do", endpoint = "start-import")]
pub async fn start_import(
    /// The import.
    id: String,
    /// Ticked when signed letters are on file.
    #[server(default)]
    letters: String,
) -> Result<(), AppError> {
    let (id, state) = (id_of(&id)?, state());
    let started = import::start(&state.db, &actor()?, id, !letters.is_empty()).await;
    back_with(id, started.map(|()| "They go out one family after another. You can close this page."), Fields::default())
        .await
}

/// Throws a table away.
#[server(prefix = "/do", endpoint = "discard-import")]
pub async fn discard_import(
    /// The import.
    id: String,
) -> Result<(), AppError> {
    let (id, state) = (id_of(&id)?, state());
    match import::discard(&state.db, &actor()?, id).await {
        Ok(()) => {
            flash::put(Flash::good("The table is gone. Nothing was sent.").on(&paths::imports())).await?;
            redirect_to(&paths::imports());
            Ok(())
        }
        Err(error) => back_with(id, Err(error), Fields::default()).await,
    }
}
