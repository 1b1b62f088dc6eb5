//! What of transfers is no page: the table, the signed letter, files in and out.

use app::{
    areas::transfers::{api::refused_files, filter_of},
    context::AppState,
    error::ErrorKind,
    flash::{self, Flash},
    paths,
};
use axum::{
    body::Body,
    extract::{Extension, Path, Query, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use services::{
    Actor, Error,
    port_ins::{self, FILE_MAX, Upload},
};
use std::collections::HashMap;
use tower_sessions::Session;
use uuid::Uuid;

/// Where files are posted.
pub(crate) const ADD_FILES: &str = "/do/add-files";

/// Most files of one post.
const FILES: usize = 20;

/// A failure as its bare status; the middleware makes a page of it where a person asked.
pub(crate) struct Failed(pub(crate) StatusCode);

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        // Logs the cause.
        Self(StatusCode::from_u16(app::error::AppError::from(error).kind.status()).unwrap_or_default())
    }
}

/// `/transfers.csv`: the part of the board that its address asks for.
pub(crate) async fn table(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Response, Failed> {
    let filter = filter_of(|name| asked.get(name).cloned());
    let mut tx = state.db.begin(&actor).await?;
    let rows = port_ins::all_rows(&mut tx, &actor, &filter).await?;
    drop(tx);
    let table = port_ins::export::csv(&rows)?;
    let name = format!("transfers-{}.csv", Timestamp::now().strftime("%Y-%m-%d"));
    Ok(download(table, "text/csv; charset=utf-8", &name, true))
}

/// `/transfers/{id}/letter`: the signed letter.
pub(crate) async fn letter(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Response, Failed> {
    let id = known(&id)?;
    let mut tx = state.db.begin(&actor).await?;
    let document = port_ins::signed_letter(&mut tx, &actor, id).await?;
    Ok(download(document, "application/pdf", "letter-of-authorization.pdf", false))
}

/// `/transfers/{id}/files/{file}`: a file that was kept.
pub(crate) async fn file(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failed> {
    let (id, file) = (known(&id)?, known(&file)?);
    let mut tx = state.db.begin(&actor).await?;
    let file = port_ins::file(&mut tx, &actor, id, file).await?;
    Ok(download(file.content, &file.media_type, &file.name, true))
}

/// Keeps files and leads back, with what was not taken.
pub(crate) async fn add_files(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Result<Response, Failed> {
    let bad = || Failed(StatusCode::from_u16(ErrorKind::BadRequest.status()).unwrap_or_default());
    let (id, uploads) = read(request).await.ok_or_else(bad)?;
    let id = known(&id)?;
    let lang = actor.language;
    let page = paths::transfer(&id.to_string());
    let flash = if uploads.is_empty() {
        Flash::bad(lang.pick("Choose a file first.", "Primero elige un archivo."))
    } else {
        refused_files(port_ins::add_files(&state.db, &actor, id, uploads).await?, lang)
    };
    flash::put_in(&session, flash.on(&page)).await.map_err(|_| Failed(StatusCode::SERVICE_UNAVAILABLE))?;
    Ok(Redirect::to(&format!("{page}#files")).into_response())
}

pub(crate) fn known(raw: &str) -> Result<Uuid, Failed> {
    Uuid::parse_str(raw).map_err(|_| Failed(StatusCode::NOT_FOUND))
}

/// The id and the files of a form; `None` when it is none. Of a file that is too large no more is kept than is read.
async fn read(request: Request) -> Option<(String, Vec<Upload>)> {
    let kind = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_owned();
    let boundary = multer::parse_boundary(kind).ok()?;
    let mut form = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let (mut id, mut uploads) = (String::new(), Vec::new());
    while let Some(mut field) = form.next_field().await.ok()? {
        match field.name() {
            Some("id") => id = field.text().await.ok()?,
            Some("file") => {
                let name = field.file_name().unwrap_or_default().chars().take(200).collect::<String>();
                let (mut content, mut fits) = (Vec::new(), uploads.len() < FILES);
                while let Some(chunk) = field.chunk().await.ok()? {
                    fits = fits && content.len() + chunk.len() <= FILE_MAX;
                    if fits {
                        content.extend_from_slice(&chunk);
                    } else {
                        content.clear();
                    }
                }
                // A form without a chosen file sends one without name and content.
                if !(name.is_empty() && content.is_empty() && fits) {
                    uploads.push(Upload { name, content: fits.then_some(content) });
                }
            }
            _ => {}
        }
    }
    Some((id, uploads))
}

/// A file to be saved or shown; browsers believe its type and run nothing of it.
pub(crate) fn download(content: Vec<u8>, media_type: &str, name: &str, save: bool) -> Response {
    let mut headers = HeaderMap::new();
    if let Ok(media_type) = HeaderValue::from_str(media_type) {
        headers.insert(header::CONTENT_TYPE, media_type);
    }
    if let Ok(disposition) = HeaderValue::from_str(&disposition(name, save)) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
    );
    (headers, Body::from(content)).into_response()
}

/// The name in ASCII for old browsers, and in full for all others.
fn disposition(name: &str, save: bool) -> String {
    let how = if save { "attachment" } else { "inline" };
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\%".contains(c) || c == ' ' { c } else { '_' }).collect();
    let full = name.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    });
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("a\"b\\ñ.pdf", true),
            "attachment; filename=\"a_b__.pdf\"; filename*=UTF-8''a%22b%5C%C3%B1.pdf"
        );
    }
}
