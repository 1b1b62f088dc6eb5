//! Voicemail: on with a PIN, changed, off.

use domain::{Care, Email, Fault, FieldErrors, Fields, Lang, person::first_name};
use secrecy::SecretString;

use crate::{Actor, Db, Error, Vault, accounts::LineStatus, actor::By, journal::CareAct};

use super::request::{With, ask, hold};

/// Fewest digits of a PIN.
pub const MIN_PIN: u16 = 4;
/// Most digits of a PIN. No rule is published; this is what phones' keypads are used to.
pub const MAX_PIN: u16 = 8;

/// A PIN as it is typed.
fn pin(raw: &str) -> Result<&str, Fault> {
    let raw = raw.trim();
    let length = u16::try_from(raw.len()).unwrap_or(u16::MAX);
    match raw {
        "" => Err(Fault::Missing),
        _ if !raw.bytes().all(|b| b.is_ascii_digit()) => Err(Fault::DigitsOnly),
        _ if length < MIN_PIN => Err(Fault::TooShort { min: MIN_PIN }),
        _ if length > MAX_PIN => Err(Fault::TooLong { max: MAX_PIN }),
        _ => Ok(raw),
    }
}

/// Whether voicemail is on, as far as is known.
async fn is_on(tx: &mut crate::db::Tx, account_id: &str, number: &str) -> Result<Option<bool>, Error> {
    let on = sqlx::query_scalar("select voicemail_on from line_care where number = $1 and account_id = $2");
    Ok(on.bind(number).bind(account_id).fetch_optional(&mut **tx).await?.flatten())
}

/// Switches voicemail on, or changes it where it is on: `voicemail.pin` (may stay empty where it is on: the one from before
/// goes on), `voicemail.email`. The PIN is sealed, sent and forgotten.
///
/// # Errors
/// [`Error::Invalid`] by field; [`Error::Stale`] for a line that is not in service, or while another change is under way;
/// [`Error::NotFound`].
pub async fn set_voicemail(db: &Db, vault: &Vault, actor: &Actor, number: &str, fields: &Fields) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Voicemail).await?;
    held.stands(&[LineStatus::Active])?;
    let on = is_on(&mut tx, &held.account_id, number).await? == Some(true);
    let mut errors = FieldErrors::default();
    let pin = match fields.get("voicemail.pin") {
        "" if on => None,
        raw => errors.take("voicemail.pin", pin(raw)).map(|pin| SecretString::from(pin.to_owned())),
    };
    let email = match fields.get("voicemail.email") {
        "" => None,
        raw => errors.take("voicemail.email", Email::parse(raw)),
    };
    errors.into_result().map_err(Error::Invalid)?;
    let email = email.map_or_else(String::new, |email| email.as_str().to_owned());
    let whole = held.line.person.as_ref().map_or("", |person| person.name.as_str());
    let first = first_name(whole).to_owned();
    let last = whole.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
    let sealed = pin.as_ref().map(|pin| vault.seal(pin)).transpose()?;
    let act = CareAct::SetVoicemail { fresh: !on, pin: pin.is_some(), email: email.clone(), name: [first, last] };
    let title = format!("Voicemail of {}", held.national());
    let with = With { typed: Fields::from([("voicemail.email", email.as_str())]), sealed, ..With::default() };
    if ask(&mut tx, By::from(actor), &held, act, title, with).await? {
        let what = if on { "Voicemail changed" } else { "Voicemail switched on" };
        let detail = Lang::ALL.map(|lang| {
            let pin = if pin.is_some() { lang.pick(", new PIN", ", PIN nuevo") } else { "" };
            let to = match email.as_str() {
                "" => lang.pick("no e-mail", "sin correo").to_owned(),
                email => format!("{} {email}", lang.pick("notices to", "avisos a")),
            };
            format!("{}: {to}{pin}", held.national())
        });
        held.note(&mut tx, actor, Some("voicemail"), what, &detail).await?;
    }
    Ok(tx.commit().await?)
}

/// Switches voicemail off; what was recorded is deleted with it.
///
/// # Errors
/// [`Error::Stale`] for a cancelled line, or while it is being changed; [`Error::NotFound`].
pub async fn drop_voicemail(db: &Db, actor: &Actor, number: &str) -> Result<(), Error> {
    let mut tx = db.begin(actor).await?;
    let held = hold(&mut tx, actor, number, Care::Voicemail).await?;
    if held.line.status == LineStatus::Cancelled {
        return Err(Error::Stale);
    }
    if is_on(&mut tx, &held.account_id, number).await? == Some(false) {
        return Ok(());
    }
    let title = format!("Voicemail of {} off", held.national());
    if ask(&mut tx, By::from(actor), &held, CareAct::DropVoicemail, title, With::default()).await? {
        let detail = Lang::ALL.map(|lang| {
            let off = lang.pick("on → off, messages deleted", "encendido → apagado, mensajes borrados");
            format!("{}: {off}", held.national())
        });
        held.note(&mut tx, actor, Some("voicemail"), "Voicemail switched off", &detail).await?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_digits_of_a_usual_length() {
        assert_eq!(pin(" 004711 "), Ok("004711"));
        assert_eq!(pin(""), Err(Fault::Missing));
        assert_eq!(pin("123"), Err(Fault::TooShort { min: 4 }));
        assert_eq!(pin("123456789"), Err(Fault::TooLong { max: 8 }));
        assert_eq!(pin("12a4"), Err(Fault::DigitsOnly));
        assert_eq!(pin("１２３４"), Err(Fault::DigitsOnly));
    }
}
