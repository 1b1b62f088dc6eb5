//! Signed letters of authorization, and whether one still says what is so.

use domain::Lang;
use jiff::{Timestamp, tz::TimeZone};
use sha2::{Digest, Sha256};
use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use super::letter::{self, Facts};
use crate::{Error, db::Tx};

/// How a letter is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In the wizard.
    Screen,
    /// Behind a link that was mailed.
    Link,
    /// On paper that staff have on file; the witness's words say who declared it.
    Paper,
}

impl How {
    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Link => "link",
            Self::Paper => "paper",
        }
    }
}

/// Where a signature comes from.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Address of the request.
    pub client_addr: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The signer's time zone.
    pub zone: TimeZone,
}

impl Default for Witness {
    fn default() -> Self {
        Self { client_addr: "unknown".into(), user_agent: String::new(), zone: TimeZone::UTC }
    }
}

/// A letter about to be signed.
#[derive(Clone, Debug)]
pub struct Signing<'a> {
    /// The draft.
    pub draft: Uuid,
    /// Its account.
    pub account_id: Option<&'a str>,
    /// Who is authorized.
    pub operator: &'a str,
    /// What the letter says.
    pub facts: &'a Facts,
    /// The name as it was typed.
    pub signer: &'a str,
    /// The address the link went to; empty without one.
    pub email: &'a str,
    /// On screen or behind a link.
    pub how: How,
    /// The language of the letter.
    pub lang: Lang,
    /// Where from.
    pub witness: &'a Witness,
}

/// A letter that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its id.
    pub id: Uuid,
    /// The name as it was typed.
    pub signer: String,
    /// When.
    pub at: Timestamp,
    /// SHA-256 of the PDF, as hexadecimal digits.
    pub sha256: String,
    /// When a change made it void.
    pub voided_at: Option<Timestamp>,
    facts: Vec<u8>,
}

impl Signed {
    fn read(row: &PgRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.try_get("id")?,
            signer: row.try_get("signer")?,
            at: row.try_get::<jiff_sqlx::Timestamp, _>("signed_at")?.to_jiff(),
            sha256: hex::encode(row.try_get::<Vec<u8>, _>("document_sha256")?),
            voided_at: row.try_get::<Option<jiff_sqlx::Timestamp>, _>("voided_at")?.map(jiff_sqlx::Timestamp::to_jiff),
            facts: row.try_get("facts_sha256")?,
        })
    }

    /// Whether it says what is so now.
    pub fn holds(&self, facts: &Facts) -> bool {
        self.voided_at.is_none() && self.facts == facts.digest()
    }
}

/// Signs a letter: draws it, keeps it with its hash, and puts it in the place of an earlier one.
///
/// # Errors
/// [`Error::Database`].
pub async fn sign(tx: &mut Tx, signing: &Signing<'_>) -> Result<Uuid, Error> {
    let (id, at) = (Uuid::now_v7(), Timestamp::now());
    let document = letter::draw(signing, at);
    void(tx, signing.draft).await?;
    sqlx::query(
        "insert into port_signatures (id, draft_id, account_id, signer, email, how, language, signed_at, client_addr,
           user_agent, document, document_sha256, facts_sha256)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id)
    .bind(signing.draft)
    .bind(signing.account_id)
    .bind(signing.signer)
    .bind(signing.email)
    .bind(signing.how.as_str())
    .bind(signing.lang.as_str())
    .bind(jiff_sqlx::ToSqlx::to_sqlx(at))
    .bind(&signing.witness.client_addr)
    .bind(&signing.witness.user_agent)
    .bind(&document)
    .bind(Sha256::digest(&document).to_vec())
    .bind(signing.facts.digest())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// The last letter signed for a draft, void or not.
///
/// # Errors
/// [`Error::Database`].
pub async fn last(tx: &mut Tx, draft: Uuid) -> Result<Option<Signed>, Error> {
    let row = sqlx::query(
        "select id, signer, signed_at, document_sha256, facts_sha256, voided_at from port_signatures
         where draft_id = $1 order by signed_at desc, id desc limit 1",
    )
    .bind(draft)
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(Signed::read).transpose()
}

/// Makes the letter of a draft void, unless it says what is so now.
///
/// # Errors
/// [`Error::Database`].
pub async fn void_unless(tx: &mut Tx, draft: Uuid, facts: Option<&Facts>) -> Result<(), Error> {
    match last(tx, draft).await? {
        Some(signed) if signed.voided_at.is_none() && !facts.is_some_and(|facts| signed.holds(facts)) => {
            void(tx, draft).await
        }
        _ => Ok(()),
    }
}

async fn void(tx: &mut Tx, draft: Uuid) -> Result<(), Error> {
    sqlx::query("update port_signatures set voided_at = now() where draft_id = $1 and voided_at is null")
        .bind(draft)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The PDF of a signed letter.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn document(tx: &mut Tx, id: Uuid) -> Result<Vec<u8>, Error> {
    let document = sqlx::query_scalar("select document from port_signatures where id = $1");
    Ok(document.bind(id).fetch_one(&mut **tx).await?)
}
