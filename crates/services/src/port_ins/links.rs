//! Links to people without a sign-in: the account holder at the old carrier, who signs the letter or enters the PIN.

use domain::{Email, Lang};
use jiff::Timestamp;
use rand::RngCore;
use sha2::{Digest, Sha256};
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{
    Db, Error,
    db::Tx,
    mail::{self, Letterhead, templates},
};

/// Links an hour for one draft or port-in: each is a mail to somebody who may not expect it.
const MOST_AN_HOUR: i64 = 5;

/// What a link lets one do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Sign the letter of authorization.
    Sign,
    /// Enter the PIN of the old account, and nothing else.
    Pin,
}

impl Purpose {
    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Pin => "pin",
        }
    }

    /// Days the link works.
    pub const fn days(self) -> u8 {
        match self {
            Self::Sign => 7,
            Self::Pin => 3,
        }
    }

    /// Its page on this site.
    fn path(self, token: &str) -> String {
        match self {
            Self::Sign => format!("/authorise/{token}"),
            Self::Pin => format!("/old-pin/{token}"),
        }
    }
}

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink<'a> {
    /// What for.
    pub purpose: Purpose,
    /// The draft or port-in.
    pub owner: Uuid,
    /// Its account.
    pub account_id: Option<&'a str>,
    /// Whom it is mailed to.
    pub email: &'a Email,
    /// What they are called.
    pub name: &'a str,
    /// The language of the mail and of the page.
    pub lang: Lang,
    /// Who asks, by name.
    pub by: &'a str,
    /// The numbers it is about, E.164.
    pub numbers: &'a [String],
    /// The carrier that has them.
    pub carrier: &'a str,
}

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The draft or port-in.
    pub owner: Uuid,
    /// Its account.
    pub account_id: Option<String>,
    /// Whom it was mailed to.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// The language of the page.
    pub lang: Lang,
    /// Who asked, by name.
    pub made_by: String,
    /// When it was mailed.
    pub made_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

impl Link {
    fn read(row: &PgRow) -> Result<Self, Error> {
        let at = |name: &str| row.try_get::<jiff_sqlx::Timestamp, _>(name).map(jiff_sqlx::Timestamp::to_jiff);
        Ok(Self {
            owner: row.try_get("owner_id")?,
            account_id: row.try_get("account_id")?,
            email: row.try_get("email")?,
            name: row.try_get("name")?,
            lang: Lang::parse(row.try_get("language")?).unwrap_or_default(),
            made_by: row.try_get("made_by")?,
            made_at: at("created_at")?,
            expires_at: at("expires_at")?,
            used_at: row.try_get::<Option<jiff_sqlx::Timestamp>, _>("used_at")?.map(jiff_sqlx::Timestamp::to_jiff),
        })
    }

    /// Whether it can still be used.
    pub fn works(&self) -> bool {
        self.used_at.is_none() && self.expires_at > Timestamp::now()
    }
}

/// Makes a link and the mail that carries it. The newest one works alone: earlier ones for the same end here.
///
/// # Errors
/// [`Error::Throttled`] when one draft or port-in has had too many.
pub async fn make(tx: &mut Tx, letterhead: &Letterhead, new: &NewLink<'_>) -> Result<(), Error> {
    let recent: i64 = sqlx::query_scalar(
        "select count(*) from port_links where owner_id = $1 and created_at > now() - interval '1 hour'",
    )
    .bind(new.owner)
    .fetch_one(&mut **tx)
    .await?;
    if recent >= MOST_AN_HOUR {
        return Err(Error::Throttled { retry_after_s: 3600 });
    }
    sqlx::query(
        "update port_links set expires_at = now() where owner_id = $1 and purpose = $2 and used_at is null and expires_at > now()",
    )
    .bind(new.owner)
    .bind(new.purpose.as_str())
    .execute(&mut **tx)
    .await?;
    let mut token = [0; 32];
    rand::rng().fill_bytes(&mut token);
    let token = hex::encode(token);
    sqlx::query(
        "insert into port_links (token_hash, purpose, owner_id, account_id, email, name, language, made_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), now() + interval '1 day' * $9)",
    )
    .bind(hash_of(&token))
    .bind(new.purpose.as_str())
    .bind(new.owner)
    .bind(new.account_id)
    .bind(new.email.as_str())
    .bind(new.name)
    .bind(new.lang.as_str())
    .bind(new.by)
    .bind(i32::from(new.purpose.days()))
    .execute(&mut **tx)
    .await?;
    let path = new.purpose.path(&token);
    let link = letterhead.public_url.join(&path).map_err(|e| anyhow::anyhow!("public URL: {e}"))?;
    let (title, body, button) = words(new, &letterhead.brand.operator);
    let to = (new.email.as_str(), new.name);
    let message = templates::notice(&letterhead.brand, new.lang, to.0, to.1, &title, &body, (button, &link));
    mail::queue(tx, &message).await?;
    Ok(())
}

/// Subject, words and button of the mail.
fn words(new: &NewLink<'_>, operator: &str) -> (String, String, &'static str) {
    let (lang, by, carrier, days) = (new.lang, new.by, new.carrier, new.purpose.days());
    let numbers: Vec<String> = new.numbers.iter().map(|n| domain::phone::national(n)).collect();
    let numbers = numbers.join(", ");
    match new.purpose {
        Purpose::Sign => (
            lang.pick_string(
                || format!("Please sign: {numbers} moves to {operator}"),
                || format!("Firma, por favor: {numbers} se pasa a {operator}"),
            ),
            lang.pick_string(
                || {
                    format!(
                        "{by} asks you to sign the letter that lets {operator} move {numbers} from {carrier}. You hold the \
                         account there, so only you can. It takes a minute. The link works once, for {days} days. If you \
                         expected nothing of the kind, ignore this mail: nothing moves without your signature."
                    )
                },
                || {
                    format!(
                        "{by} te pide firmar la carta que permite a {operator} traer {numbers} desde {carrier}. La cuenta \
                         está a tu nombre, así que solo tú puedes. Toma un minuto. El enlace sirve una vez, durante {days} \
                         días. Si no esperabas esto, ignora este correo: nada se mueve sin tu firma."
                    )
                },
            ),
            lang.pick("Read and sign the letter", "Leer y firmar la carta"),
        ),
        Purpose::Pin => (
            lang.pick_string(
                || format!("{carrier} PIN wanted for {numbers}"),
                || format!("Falta el PIN de {carrier} para {numbers}"),
            ),
            lang.pick_string(
                || {
                    format!(
                        "{by} is moving {numbers} from {carrier} to {operator} and needs the transfer PIN of the account there. \
                         Enter it on the page behind this link; {by} never gets to see it. The link works once, for {days} \
                         days. If you expected nothing of the kind, ignore this mail."
                    )
                },
                || {
                    format!(
                        "{by} está trayendo {numbers} de {carrier} a {operator} y necesita el PIN de traslado de esa cuenta. \
                         Escríbelo en la página de este enlace; {by} nunca llega a verlo. El enlace sirve una vez, durante \
                         {days} días. Si no esperabas esto, ignora este correo."
                    )
                },
            ),
            lang.pick("Enter the PIN", "Escribir el PIN"),
        ),
    }
}

/// A link that works.
///
/// # Errors
/// [`Error::Expired`] for one that is unknown, used up, too old or followed by a newer one.
pub async fn open(db: &Db, purpose: Purpose, token: &str) -> Result<Link, Error> {
    find(db, purpose, token).await?.filter(Link::works).ok_or(Error::Expired)
}

/// A link in whatever state; `None` when there is no such.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(db: &Db, purpose: Purpose, token: &str) -> Result<Option<Link>, Error> {
    let mut tx = db.begin_all().await?;
    let row = sqlx::query(
        "select owner_id, account_id, email, name, language, made_by, created_at, expires_at, used_at from port_links
         where token_hash = $1 and purpose = $2",
    )
    .bind(hash_of(token))
    .bind(purpose.as_str())
    .fetch_optional(&mut *tx)
    .await?;
    row.as_ref().map(Link::read).transpose()
}

/// Uses a link up. Two posts at once: one of them finds it used.
///
/// # Errors
/// [`Error::Expired`] as [`open`].
pub(super) async fn spend(tx: &mut Tx, purpose: Purpose, token: &str) -> Result<Link, Error> {
    let row = sqlx::query(
        "update port_links set used_at = now() where token_hash = $1 and purpose = $2 and used_at is null and expires_at > now()
         returning owner_id, account_id, email, name, language, made_by, created_at, expires_at, used_at",
    )
    .bind(hash_of(token))
    .bind(purpose.as_str())
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(Link::read).transpose()?.ok_or(Error::Expired)
}

/// The last link made for somebody, if there is one: "sent 5 minutes ago".
///
/// # Errors
/// [`Error::Database`].
pub async fn last(tx: &mut Tx, owner: Uuid, purpose: Purpose) -> Result<Option<Link>, Error> {
    let row = sqlx::query(
        "select owner_id, account_id, email, name, language, made_by, created_at, expires_at, used_at from port_links
         where owner_id = $1 and purpose = $2 order by created_at desc limit 1",
    )
    .bind(owner)
    .bind(purpose.as_str())
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(Link::read).transpose()
}

/// Ends all links made for somebody.
///
/// # Errors
/// [`Error::Database`].
pub async fn end(tx: &mut Tx, owner: Uuid) -> Result<(), Error> {
    sqlx::query(
        "update port_links set expires_at = now() where owner_id = $1 and used_at is null and expires_at > now()",
    )
    .bind(owner)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
