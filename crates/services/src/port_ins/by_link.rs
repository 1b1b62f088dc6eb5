//! What people without a sign-in do behind a link: sign the letter, enter the PIN.

use domain::{
    Fault, FieldErrors, Fields, Lang, PersonName,
    porting::{CarrierHint, NumberKind, clean_pin, day_number},
};
use secrecy::{ExposeSecret, SecretString};
use sqlx::{Row, types::Json};
use uuid::Uuid;

use super::{
    history::{self, NewEvent},
    letter::Facts,
    links::{self, Link, Purpose},
    signature::{self, How, Signing, Witness},
};
use crate::{Db, Error, Vault, db::Tx, identity, mail::Letterhead, vault, wizard::porting};

/// A letter that waits for its signature.
#[derive(Clone, Debug)]
pub struct OpenLetter {
    /// The link.
    pub link: Link,
    /// What it says.
    pub facts: Facts,
}

/// The letter behind a link.
///
/// # Errors
/// [`Error::Expired`] also when the draft is gone or not ready to be signed any more.
pub async fn letter(db: &Db, token: &str) -> Result<OpenLetter, Error> {
    let link = links::open(db, Purpose::Sign, token).await?;
    let mut tx = db.begin_all().await?;
    let facts = open_facts(&mut tx, link.owner).await?;
    Ok(OpenLetter { link, facts })
}

async fn open_facts(tx: &mut Tx, draft: Uuid) -> Result<Facts, Error> {
    let fields: Option<Json<Fields>> = sqlx::query_scalar(
        "select fields from drafts where id = $1 and chain_id is null and discarded_at is null for update",
    )
    .bind(draft)
    .fetch_optional(&mut **tx)
    .await?;
    fields.and_then(|fields| porting::facts(&fields.0)).ok_or(Error::Expired)
}

/// What a signer posts.
#[derive(Clone, Debug)]
pub struct SignIt<'a> {
    /// From the link.
    pub token: &'a str,
    /// The name as it was typed.
    pub name: &'a str,
    /// Whether the statement was agreed to.
    pub agree: bool,
    /// The hash of the facts that the page showed.
    pub shown: &'a str,
    /// The language of the page.
    pub lang: Lang,
    /// Where from.
    pub witness: &'a Witness,
}

/// Signs a letter and uses the link up.
///
/// # Errors
/// [`Error::Invalid`] at `name` and `agree`; [`Error::Stale`] when the letter is another one than was shown;
/// [`Error::Expired`]; [`Error::Throttled`].
pub async fn sign(db: &Db, head: &Letterhead, it: &SignIt<'_>) -> Result<(), Error> {
    identity::count_link_use(db, &it.witness.client_addr).await?;
    // A dead link is said before a missing tick is.
    links::open(db, Purpose::Sign, it.token).await?;
    let mut errors = FieldErrors::default();
    let name = errors.take("name", PersonName::parse(it.name));
    if !it.agree {
        errors.add("agree", Fault::NotTicked);
    }
    let Some(name) = name.filter(|_| errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    let mut tx = db.begin_all().await?;
    let link = links::spend(&mut tx, Purpose::Sign, it.token).await?;
    let facts = open_facts(&mut tx, link.owner).await?;
    if hex::encode(facts.digest()) != it.shown {
        return Err(Error::Stale);
    }
    let signing = Signing {
        draft: link.owner,
        account_id: link.account_id.as_deref(),
        operator: &head.brand.operator,
        facts: &facts,
        signer: name.as_str(),
        email: &link.email,
        how: How::Link,
        lang: it.lang,
        witness: it.witness,
    };
    signature::sign(&mut tx, &signing).await?;
    Ok(tx.commit().await?)
}

/// The PDF that was signed behind a link, for a day after it.
///
/// # Errors
/// [`Error::Expired`].
pub async fn signed_letter(db: &Db, token: &str) -> Result<Vec<u8>, Error> {
    let link = just_used(db, Purpose::Sign, token).await?;
    let mut tx = db.begin_all().await?;
    let signed = signature::last(&mut tx, link.owner).await?.ok_or(Error::Expired)?;
    signature::document(&mut tx, signed.id).await
}

/// A link that was used within the last day: its page says thanks.
///
/// # Errors
/// [`Error::Expired`].
pub async fn just_used(db: &Db, purpose: Purpose, token: &str) -> Result<Link, Error> {
    let link = links::find(db, purpose, token).await?.ok_or(Error::Expired)?;
    let recent = link.used_at.is_some_and(|at| jiff::Timestamp::now().duration_since(at).as_hours() < 24);
    if recent { Ok(link) } else { Err(Error::Expired) }
}

/// What the page behind a PIN's link asks for.
#[derive(Clone, Debug)]
pub struct OpenPin {
    /// The link.
    pub link: Link,
    /// The numbers, E.164.
    pub numbers: Vec<String>,
    /// What the carrier has for a PIN.
    pub hint: CarrierHint,
}

/// The question behind a link to the PIN.
///
/// # Errors
/// [`Error::Expired`] also when what it is about is over.
pub async fn pin(db: &Db, token: &str) -> Result<OpenPin, Error> {
    let link = links::open(db, Purpose::Pin, token).await?;
    let mut tx = db.begin_all().await?;
    let about = about(&mut tx, link.owner).await?;
    let hint = porting::hints(&mut tx).await?.find(&about.carrier, about.kind);
    Ok(OpenPin { link, numbers: about.numbers, hint })
}

struct About {
    numbers: Vec<String>,
    carrier: String,
    kind: NumberKind,
    /// A port-in; else a draft.
    sent: bool,
}

async fn about(tx: &mut Tx, owner: Uuid) -> Result<About, Error> {
    let draft: Option<Json<Fields>> = sqlx::query_scalar(
        "select fields from drafts where id = $1 and chain_id is null and discarded_at is null for update",
    )
    .bind(owner)
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(Json(fields)) = draft {
        let numbers = porting::numbers(&fields).iter().map(|n| n.as_str().to_owned()).collect();
        let kind = NumberKind::parse(fields.get("old.kind")).unwrap_or_default();
        return Ok(About { numbers, carrier: fields.get("old.carrier").to_owned(), kind, sent: false });
    }
    let row = sqlx::query("select number, carrier, kind from port_ins where id = $1 and ended_at is null for update")
        .bind(owner)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::Expired)?;
    let kind = NumberKind::parse(row.try_get("kind")?).unwrap_or_default();
    Ok(About { numbers: vec![row.try_get("number")?], carrier: row.try_get("carrier")?, kind, sent: true })
}

/// Seals the PIN that the old account's holder enters, and uses the link up. `made` may be empty.
///
/// # Errors
/// [`Error::Invalid`] at `pin` and `made`; [`Error::Expired`]; [`Error::Throttled`].
pub async fn enter_pin(
    db: &Db,
    vault: &Vault,
    token: &str,
    raw: &SecretString,
    made: &str,
    client_addr: &str,
) -> Result<(), Error> {
    identity::count_link_use(db, client_addr).await?;
    let open = pin(db, token).await?;
    let cleaned = clean_pin(raw.expose_secret(), &open.hint);
    let mut errors = FieldErrors::default();
    errors.take("pin", open.hint.pin.judge(&cleaned.value));
    if cleaned.value.is_empty() {
        errors.add("pin", Fault::Missing);
    }
    let made = made.trim();
    if !made.is_empty() {
        errors.take("made", day_number(made).map(drop));
    }
    errors.into_result().map_err(Error::Invalid)?;
    let mut tx = db.begin_all().await?;
    let link = links::spend(&mut tx, Purpose::Pin, token).await?;
    let about = about(&mut tx, link.owner).await?;
    let account = link.account_id.as_deref();
    vault::keep(&mut tx, vault, link.owner, account, "pin", &cleaned.value.into(), &link.name).await?;
    if about.sent {
        sent_pin(&mut tx, &link, made).await?;
    } else {
        // The page that is open elsewhere stays good: it keeps a day that it does not know.
        sqlx::query("update drafts set fields = fields || jsonb_build_object('old.pin_made', $2::text) where id = $1")
            .bind(link.owner)
            .bind(made)
            .execute(&mut *tx)
            .await?;
    }
    Ok(tx.commit().await?)
}

/// Notes on a port-in that its PIN is another one now; it is sent with the next correction.
async fn sent_pin(tx: &mut Tx, link: &Link, made: &str) -> Result<(), Error> {
    sqlx::query("update port_ins set pin_made = nullif($2, '')::date where id = $1")
        .bind(link.owner)
        .bind(made)
        .execute(&mut **tx)
        .await?;
    let account = link.account_id.as_deref().unwrap_or_default();
    let event = NewEvent { actor: Some(&link.name), ..NewEvent::new(link.owner, account, "saved") };
    history::record(tx, event).await
}
