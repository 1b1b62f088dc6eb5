//! Tables of numbers to bring over: in as a file or pasted, out as the rows that were refused.

use app::{
    context::AppState,
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
use axum::{
    extract::{Extension, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::Fields;
use http::{StatusCode, header};
use services::{
    Actor, Error,
    port_ins::import::{self, MOST_BYTES},
};
use tower_sessions::Session;

use crate::transfers::{Failed, download, known};

/// Where tables are posted.
pub(crate) const IMPORT: &str = "/do/import-transfers";

/// Takes a table in and leads to the naming of its columns; or back, with what is wrong with it.
pub(crate) async fn take_in(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Result<Response, Failed> {
    let bad = || Failed(StatusCode::from_u16(ErrorKind::BadRequest.status()).unwrap_or_default());
    let (name, table) = read(request).await.ok_or_else(bad)?;
    match import::upload(&state.db, &state.vault, &actor, &name, &table).await {
        Ok(id) => Ok(Redirect::to(&paths::import(&id.to_string())).into_response()),
        Err(Error::Invalid(errors)) => {
            // What was pasted may hold PINs: it is kept nowhere, and pasted again.
            let flash = Flash::refused(Fields::default(), errors).on(&paths::imports());
            flash::put_in(&session, flash).await.map_err(|_| Failed(StatusCode::SERVICE_UNAVAILABLE))?;
            Ok(Redirect::to(&paths::imports()).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `/transfers/import/{id}/refused.csv`: the refused rows.
pub(crate) async fn refused(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Response, Failed> {
    let id = known(&id)?;
    let mut tx = state.db.begin(&actor).await?;
    let table = import::problems(&mut tx, &state.vault, &actor, id).await?;
    Ok(download(table, "text/csv; charset=utf-8", "refused-rows.csv", true))
}

/// Name and bytes of the file of a form, or what was pasted beside it; `None` when it is no form. Of a table that is too
/// long as much is kept as shows that.
async fn read(request: Request) -> Option<(String, Vec<u8>)> {
    let kind = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_owned();
    let boundary = multer::parse_boundary(kind).ok()?;
    let mut form = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let (mut name, mut file, mut pasted) = (String::new(), Vec::new(), Vec::new());
    while let Some(mut field) = form.next_field().await.ok()? {
        let into = match field.name() {
            Some("file") => &mut file,
            Some("pasted") => &mut pasted,
            _ => continue,
        };
        let called = field.file_name().map(str::to_owned);
        while let Some(chunk) = field.chunk().await.ok()? {
            let room = (MOST_BYTES + 1).saturating_sub(into.len()).min(chunk.len());
            into.extend_from_slice(chunk.get(..room).unwrap_or_default());
        }
        name = called.unwrap_or(name);
    }
    Some(if file.is_empty() { (String::new(), pasted) } else { (name, file) })
}
