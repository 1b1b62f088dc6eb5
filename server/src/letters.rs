//! Signed letters of authorization before they belong to a transfer.

use app::context::AppState;
use axum::{
    extract::{Extension, Path, State},
    response::Response,
};
use services::{
    Actor, Error,
    port_ins::{by_link, signature},
    wizard,
};

use crate::transfers::{Failed, download, known};

const NAME: &str = "letter-of-authorization.pdf";

/// `/drafts/{draft}/letter`: the letter that holds for a draft.
pub(crate) async fn of_draft(
    State(state): State<AppState>,
    Extension(actor): Extension<Actor>,
    Path(draft): Path<String>,
) -> Result<Response, Failed> {
    let mut tx = state.db.begin(&actor).await?;
    let (draft, _) = wizard::get(&mut tx, &actor, known(&draft)?).await?;
    let signed = signature::last(&mut tx, draft.id).await?.filter(|signed| signed.voided_at.is_none());
    let document = signature::document(&mut tx, signed.ok_or(Error::NotFound)?.id).await?;
    Ok(download(document, "application/pdf", NAME, false))
}

/// `/authorise/{token}/letter`: the letter that was signed behind this link, for a day.
pub(crate) async fn behind_link(State(state): State<AppState>, Path(token): Path<String>) -> Result<Response, Failed> {
    let document = by_link::signed_letter(&state.db, &token).await?;
    Ok(download(document, "application/pdf", NAME, true))
}
