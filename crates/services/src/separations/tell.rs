//! Telling staff that there is a request, and nothing of what it says.

use domain::{Action, Lang, Role, access::permits, porting::day_words};
use jiff::{Timestamp, tz::TimeZone};
use sqlx::Row;
use uuid::Uuid;

use super::last_day;
use crate::{
    Error,
    db::Tx,
    mail::{self, Letterhead, templates},
};

/// Mails all staff who may work on it, each in their language. A mail may be read over a shoulder and forwarded: it names
/// neither person nor number nor account.
///
/// # Errors
/// [`Error::Database`].
pub(super) async fn staff(
    tx: &mut Tx,
    head: &Letterhead,
    zone: &TimeZone,
    id: Uuid,
    asked_at: Timestamp,
) -> Result<(), Error> {
    let roles = Role::ALL.into_iter().filter(|role| permits(*role, Action::HandleSeparations));
    let roles: Vec<&str> = roles.map(Role::as_str).collect();
    let rows = sqlx::query(
        "select name, email, language from users
         where role = any($1) and account_id is null and disabled_at is null order by email",
    )
    .bind(roles)
    .fetch_all(&mut **tx)
    .await?;
    let link = head.public_url.join(&format!("/separations/{id}")).map_err(anyhow::Error::from)?;
    let last = last_day(asked_at, zone).to_string();
    for row in rows {
        let (name, email): (String, String) = (row.try_get("name")?, row.try_get("email")?);
        let lang = Lang::parse(row.try_get("language")?).unwrap_or_default();
        let title =
            lang.pick("A request to leave an account safely", "Una solicitud para dejar una cuenta con seguridad");
        let day = day_words(&last, lang);
        let body = lang.pick_string(
            || format!("It came just now. The last day for it is {day}. What it says is in the portal alone."),
            || {
                format!(
                    "Acaba de llegar. El último día para atenderla es el {day}. Lo que dice está solo en el portal."
                )
            },
        );
        let button = lang.pick("Open the request", "Abrir la solicitud");
        let letter = templates::notice(&head.brand, lang, &email, &name, title, &body, (button, &link));
        mail::queue(tx, &letter).await?;
    }
    Ok(())
}
