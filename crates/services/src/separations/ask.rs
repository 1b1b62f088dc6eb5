//! Asking.

use domain::{E164, Email, Fault, FieldErrors, Lang, PersonName, fields::text};
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{REASONS, Way, receipt, tell};
use crate::{Db, Error, identity, mail::Letterhead};

/// Most numbers in one request.
pub const NUMBERS_MAX: usize = 10;

/// A request, as it was typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// Who asks.
    pub name: String,
    /// The word of a [`Way`].
    pub way: String,
    /// The address, for [`Way::Email`].
    pub email: String,
    /// The number to call, for [`Way::Phone`].
    pub phone: String,
    /// The numbers to separate, one a line or apart by commas.
    pub numbers: String,
    /// Whose account it is; may be empty.
    pub holder: String,
    /// One of [`REASONS`], or empty.
    pub reason: String,
    /// Anything else; may be empty.
    pub note: String,
    /// Whether they declare what the law asks for.
    pub attested: bool,
}

/// A request that can be kept.
struct Checked {
    name: PersonName,
    way: Way,
    reach: String,
    numbers: Vec<String>,
    holder: String,
    note: String,
}

/// Keeps a request and answers the code of its receipt, which is kept nowhere. Nobody of the account hears of it; staff do,
/// with the last day for it in `zone`.
///
/// # Errors
/// [`Error::Invalid`] by field; [`Error::Throttled`] when one address asks too often.
pub async fn ask(
    db: &Db,
    head: &Letterhead,
    zone: &TimeZone,
    lang: Lang,
    ask: &Ask,
    client_addr: &str,
) -> Result<String, Error> {
    let Checked { name, way, reach, numbers, holder, note } = check(ask).map_err(Error::Invalid)?;
    identity::count_link_use(db, client_addr).await?;
    let (code, hash) = receipt::new_code();
    let (mut tx, id) = (db.begin_all().await?, Uuid::now_v7());
    let asked_at: jiff_sqlx::Timestamp = sqlx::query_scalar(
        "insert into separation_requests
           (id, code_hash, language, name, way, reach, numbers, holder, reason, note, attested)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning asked_at",
    )
    .bind(id)
    .bind(hash)
    .bind(lang.as_str())
    .bind(name.as_str())
    .bind(way.as_str())
    .bind(reach)
    .bind(numbers)
    .bind(holder)
    .bind(&ask.reason)
    .bind(note)
    .bind(ask.attested)
    .fetch_one(&mut *tx)
    .await?;
    tell::staff(&mut tx, head, zone, id, asked_at.to_jiff()).await?;
    tx.commit().await?;
    Ok(code)
}

fn check(ask: &Ask) -> Result<Checked, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take("name", PersonName::parse(&ask.name));
    let way = errors.take("way", Way::parse(&ask.way).ok_or(Fault::Choice));
    let reach = match way {
        Some(Way::Email) => errors.take("email", Email::parse(&ask.email).map(|email| email.as_str().to_owned())),
        Some(Way::Phone) => errors.take("phone", E164::parse(&ask.phone).map(String::from)),
        Some(Way::None) => Some(String::new()),
        None => None,
    };
    let numbers = errors.take("numbers", numbers(&ask.numbers));
    let holder = errors.take("holder", optional(&ask.holder, 80));
    // Line breaks are fine in it.
    let note = errors.take("note", optional(&ask.note.replace(['\r', '\n', '\t'], " "), 2_000));
    if !ask.reason.is_empty() && !REASONS.contains(&ask.reason.as_str()) {
        errors.add("reason", Fault::Choice);
    }
    match (name, way, reach, numbers, holder, note) {
        (Some(name), Some(way), Some(reach), Some(numbers), Some(holder), Some(note)) if errors.is_empty() => {
            Ok(Checked { name, way, reach, numbers, holder, note })
        }
        _ => Err(errors),
    }
}

/// The numbers, each once. Whether they are ours is not said: anybody may ask here.
fn numbers(raw: &str) -> Result<Vec<String>, Fault> {
    let mut all: Vec<String> = Vec::new();
    for part in raw.split(['\n', ',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let number = String::from(E164::parse(part)?);
        if !all.contains(&number) {
            all.push(number);
        }
    }
    match all.len() {
        0 => Err(Fault::Missing),
        n if n > NUMBERS_MAX => Err(Fault::TooMany),
        _ => Ok(all),
    }
}

fn optional(raw: &str, max: u16) -> Result<String, Fault> {
    if raw.trim().is_empty() { Ok(String::new()) } else { text(raw, max) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_way_that_was_chosen_must_be_filled_in() {
        let good = Ask { name: "Ama".into(), way: "none".into(), numbers: "(801) 555-0143".into(), ..Ask::default() };
        assert_eq!(check(&good).unwrap().numbers, ["+18015550143"]);
        let wrong = |ask: &Ask| check(ask).err().unwrap().0.into_keys().collect::<Vec<_>>();
        assert_eq!(wrong(&Ask { way: "email".into(), ..good.clone() }), ["email"]);
        assert_eq!(wrong(&Ask { way: "phone".into(), email: "a@example.com".into(), ..good.clone() }), ["phone"]);
        assert_eq!(wrong(&Ask::default()), ["name", "numbers", "way"]);
        assert_eq!(wrong(&Ask { numbers: "801 555 0143, 911".into(), ..good.clone() }), ["numbers"]);
        assert_eq!(wrong(&Ask { reason: "because".into(), ..good }), ["reason"]);
    }

    #[test]
    fn a_number_counts_once() {
        assert_eq!(numbers("801-555-0143\n+1 801 555 0143; 8015550142").unwrap(), ["+18015550143", "+18015550142"]);
        assert_eq!(numbers(" ,\n"), Err(Fault::Missing));
    }
}
