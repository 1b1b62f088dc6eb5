//! The time zone of a line.

use domain::UsState;
use jiff::tz::TimeZone;

use crate::{Error, db::Tx};

/// The time zone of a line, as far as it can be told: where 911 sends help, as it was read or set last, or what the area
/// code says. `None` where neither does.
///
/// # Errors
/// [`Error::Database`].
pub async fn zone(tx: &mut Tx, number: &str) -> Result<Option<TimeZone>, Error> {
    let state: Option<String> = sqlx::query_scalar(
        "select c.e911->>'state' from line_care c join numbers n using (number, account_id) where c.number = $1",
    )
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?
    .flatten();
    let state = state.and_then(|state| UsState::parse(&state).ok());
    Ok(domain::zone::of_line(number, state).and_then(|name| TimeZone::get(name).ok()))
}
