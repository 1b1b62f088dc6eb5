//! Secrets of other people that must be kept for a while: what a losing carrier wants to know. They go in and, but for the
//! one call they are needed for, not out again.

use std::{fmt, sync::Arc};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rand::RngCore;
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, Salt},
    hmac,
};
use secrecy::{ExposeSecret, SecretString};
use sqlx::Row;
use uuid::Uuid;

use crate::{Error, db::Tx};

/// The first byte of what is sealed: how it was.
const VERSION: u8 = 1;
const PURPOSE: &[u8] = b"homeline.sealed-fields";

/// Bytes of the portal's key.
pub const KEY_LEN: usize = 32;

/// Seals and opens with the portal's key. Clones share it.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

struct Keys {
    seal: LessSafeKey,
    digest: hmac::Key,
    token: hmac::Key,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// A vault with this key; each use has a key of its own derived from it.
    ///
    /// # Errors
    /// None in practice: the lengths are fixed.
    pub fn new(key: &[u8; KEY_LEN]) -> Result<Self, Error> {
        let broken = |_| anyhow::anyhow!("key derivation failed");
        let master = Salt::new(HKDF_SHA256, b"homeline").extract(key);
        let derive = |use_: &[u8]| -> Result<[u8; KEY_LEN], Error> {
            let mut bytes = [0; KEY_LEN];
            master.expand(&[use_], HKDF_SHA256).and_then(|okm| okm.fill(&mut bytes)).map_err(broken)?;
            Ok(bytes)
        };
        let seal = UnboundKey::new(&CHACHA20_POLY1305, &derive(b"seal")?).map_err(broken)?;
        Ok(Self(Arc::new(Keys {
            seal: LessSafeKey::new(seal),
            digest: hmac::Key::new(hmac::HMAC_SHA256, &derive(b"digest")?),
            token: hmac::Key::new(hmac::HMAC_SHA256, &derive(b"token")?),
        })))
    }

    /// A vault with a key that ends with the process: what it sealed is asked for anew after that.
    ///
    /// # Errors
    /// As [`Vault::new`].
    pub fn ephemeral() -> Result<Self, Error> {
        let mut key = [0; KEY_LEN];
        rand::rng().fill_bytes(&mut key);
        Self::new(&key)
    }

    /// Seals a value.
    ///
    /// # Errors
    /// None in practice.
    pub fn seal(&self, plain: &SecretString) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE_LEN];
        rand::rng().fill_bytes(&mut nonce);
        let mut sealed = plain.expose_secret().as_bytes().to_vec();
        self.0
            .seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(PURPOSE), &mut sealed)
            .map_err(|_| anyhow::anyhow!("sealing failed"))?;
        Ok([&[VERSION], nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// Opens what was sealed; `None` when it was with another key.
    pub fn open(&self, sealed: &[u8]) -> Option<SecretString> {
        let (version, rest) = sealed.split_first()?;
        let (nonce, sealed) = rest.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok().filter(|_| *version == VERSION)?;
        let mut bytes = sealed.to_vec();
        let plain = self.0.seal.open_in_place(nonce, Aad::from(PURPOSE), &mut bytes).ok()?;
        std::str::from_utf8(plain).ok().map(SecretString::from)
    }

    /// A keyed hash, to tell whether two values are the same.
    pub fn digest(&self, plain: &SecretString) -> Vec<u8> {
        hmac::sign(&self.0.digest, plain.expose_secret().as_bytes()).as_ref().to_vec()
    }

    /// A secret of the portal's own for a purpose, the same each time: what Telegent shows when it calls us.
    pub fn token(&self, purpose: &str) -> SecretString {
        hex::encode(hmac::sign(&self.0.token, purpose.as_bytes())).into()
    }

    /// Whether this is the token of the purpose; takes the same time either way.
    pub fn is_token(&self, purpose: &str, token: &str) -> bool {
        hex::decode(token).is_ok_and(|tag| hmac::verify(&self.0.token, purpose.as_bytes(), &tag).is_ok())
    }
}

/// Keeps a value under a name (`account_number`, `pin`), in place of an earlier one.
///
/// # Errors
/// [`Error::Database`].
pub async fn keep(
    tx: &mut Tx,
    vault: &Vault,
    owner: Uuid,
    account_id: Option<&str>,
    name: &str,
    value: &SecretString,
    by: &str,
) -> Result<(), Error> {
    sqlx::query(
        "insert into sealed_fields (owner_id, account_id, name, sealed, digest, set_by) values ($1, $2, $3, $4, $5, $6)
         on conflict (owner_id, name) do update set sealed = excluded.sealed, digest = excluded.digest, set_at = now(),
           set_by = excluded.set_by",
    )
    .bind(owner)
    .bind(account_id)
    .bind(name)
    .bind(vault.seal(value)?)
    .bind(vault.digest(value))
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is kept for somebody, by name and time.
///
/// # Errors
/// [`Error::Database`].
pub async fn saved(tx: &mut Tx, owner: Uuid) -> Result<Vec<(String, Timestamp)>, Error> {
    let rows = sqlx::query("select name, set_at from sealed_fields where owner_id = $1 order by name")
        .bind(owner)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(|r| (r.get("name"), r.get::<jiff_sqlx::Timestamp, _>("set_at").to_jiff())).collect())
}

/// Opens a kept value. `None` when there is none, or it was sealed with another key.
///
/// # Errors
/// [`Error::Database`].
pub async fn open(tx: &mut Tx, vault: &Vault, owner: Uuid, name: &str) -> Result<Option<SecretString>, Error> {
    let sealed: Option<Vec<u8>> =
        sqlx::query_scalar("select sealed from sealed_fields where owner_id = $1 and name = $2")
            .bind(owner)
            .bind(name)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(sealed.and_then(|sealed| vault.open(&sealed)))
}

/// The keyed hash of a kept value.
///
/// # Errors
/// [`Error::Database`].
pub async fn digest(tx: &mut Tx, owner: Uuid, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let digest = sqlx::query_scalar("select digest from sealed_fields where owner_id = $1 and name = $2");
    Ok(digest.bind(owner).bind(name).fetch_optional(&mut **tx).await?)
}

/// Whether a kept value was set after a time.
///
/// # Errors
/// [`Error::Database`].
pub async fn is_newer(tx: &mut Tx, owner: Uuid, name: &str, than: Timestamp) -> Result<bool, Error> {
    let newer = "select exists (select 1 from sealed_fields where owner_id = $1 and name = $2 and set_at > $3)";
    Ok(sqlx::query_scalar(newer).bind(owner).bind(name).bind(than.to_sqlx()).fetch_one(&mut **tx).await?)
}

/// Copies all that is kept for one owner to another.
///
/// # Errors
/// [`Error::Database`].
pub async fn copy(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<(), Error> {
    sqlx::query(
        "insert into sealed_fields (owner_id, account_id, name, sealed, digest, set_at, set_by)
         select $2, account_id, name, sealed, digest, set_at, set_by from sealed_fields where owner_id = $1
         on conflict (owner_id, name) do nothing",
    )
    .bind(from)
    .bind(to)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Erases all that is kept for somebody.
///
/// # Errors
/// [`Error::Database`].
pub async fn erase(tx: &mut Tx, owner: Uuid) -> Result<(), Error> {
    sqlx::query("delete from sealed_fields where owner_id = $1").bind(owner).execute(&mut **tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        let (ours, theirs) = (Vault::new(&[7; KEY_LEN]).unwrap(), Vault::new(&[8; KEY_LEN]).unwrap());
        let pin = SecretString::from("004711");
        let sealed = ours.seal(&pin).unwrap();
        assert_eq!(ours.open(&sealed).unwrap().expose_secret(), "004711");
        assert!(theirs.open(&sealed).is_none());
        assert_ne!(sealed, ours.seal(&pin).unwrap());
        assert!(!sealed.windows(6).any(|w| w == b"004711"));
        for at in [0, 5, sealed.len() - 1] {
            let mut broken = sealed.clone();
            broken[at] ^= 1;
            assert!(ours.open(&broken).is_none(), "{at}");
        }
        assert!(ours.open(&[]).is_none() && ours.open(&sealed[..10]).is_none());
    }

    #[test]
    fn the_same_value_has_the_same_digest_and_no_other() {
        let vault = Vault::new(&[7; KEY_LEN]).unwrap();
        assert_eq!(vault.digest(&"1234".into()), vault.digest(&"1234".into()));
        assert_ne!(vault.digest(&"1234".into()), vault.digest(&"01234".into()));
    }

    #[test]
    fn a_token_is_known_by_its_purpose() {
        let vault = Vault::new(&[7; KEY_LEN]).unwrap();
        let token = vault.token("orders");
        assert!(vault.is_token("orders", token.expose_secret()));
        assert!(!vault.is_token("messages", token.expose_secret()));
        assert!(!vault.is_token("orders", "") && !vault.is_token("orders", "zz"));
    }
}
