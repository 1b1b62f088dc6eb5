//! What pages of one line have in common.

use services::{Actor, Error, care, db::Tx};

use crate::{context, error::AppError, time};

/// What was found of a line, in whose time zone the page is from here on; or nothing when its number is another by now: the
/// answer then leads to `page` of that one.
///
/// # Errors
/// [`Error::NotFound`] when it is no line of this actor's under any number.
pub async fn unless_moved<T>(
    tx: &mut Tx,
    actor: &Actor,
    number: &str,
    found: Result<T, Error>,
    page: impl FnOnce(&str) -> String,
) -> Result<Option<T>, AppError> {
    match found {
        Ok(found) => {
            time::of_line(tx, number).await?;
            Ok(Some(found))
        }
        Err(Error::NotFound) => {
            let new = care::moved_to(tx, actor, number).await?.ok_or(Error::NotFound)?;
            context::redirect_to(&page(&new));
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}
