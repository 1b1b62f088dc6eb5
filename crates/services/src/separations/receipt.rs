//! What somebody who asked sees of it, with the code they were given.

use jiff::Timestamp;
use rand::RngCore;
use sha2::{Digest, Sha256};
use sqlx::Row;

use super::State;
use crate::{Db, Error, identity};

/// Letters and digits that nobody mistakes for one another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: five bits each.
const LEN: usize = 12;

/// What the receipt shows. Neither name nor number: whoever looks over the shoulder learns nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// How far it is.
    pub state: State,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// What staff tell: what is missing, or why not; may be empty.
    pub told: String,
}

/// A new code, `7K2M-9QXD-4TRW`, and the hash under which it is known.
pub(super) fn new_code() -> (String, Vec<u8>) {
    let mut bytes = [0; LEN];
    rand::rng().fill_bytes(&mut bytes);
    let signs: Vec<u8> = bytes.iter().map(|byte| SIGNS[usize::from(byte % 32)]).collect();
    let code = signs.chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-");
    let hash = hash_of(&code);
    (code, hash)
}

/// A code as it is written, however it was typed; none for what can be none.
pub fn code_of(typed: &str) -> Option<String> {
    let signs: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let fits = signs.len() == LEN && signs.bytes().all(|b| SIGNS.contains(&b));
    fits.then(|| format!("{}-{}-{}", &signs[..4], &signs[4..8], &signs[8..]))
}

fn hash_of(code: &str) -> Vec<u8> {
    Sha256::digest(code.as_bytes()).to_vec()
}

/// The request behind a code.
///
/// # Errors
/// [`Error::NotFound`] for one that is none; [`Error::Throttled`] when one address tries too many.
pub async fn receipt(db: &Db, typed: &str, client_addr: &str) -> Result<Receipt, Error> {
    let hash = code_of(typed).map(|code| hash_of(&code));
    let mut tx = db.begin_all().await?;
    let row = sqlx::query("select state, asked_at, told from separation_requests where code_hash = $1")
        .bind(hash)
        .fetch_optional(&mut *tx)
        .await?;
    drop(tx);
    let Some(row) = row else {
        // Whoever has a code may look as often as they like.
        identity::count_link_use(db, client_addr).await?;
        return Err(Error::NotFound);
    };
    Ok(Receipt {
        state: State::parse(row.try_get("state")?).unwrap_or(State::New),
        asked_at: row.try_get::<jiff_sqlx::Timestamp, _>("asked_at")?.to_jiff(),
        told: row.try_get("told")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let (code, hash) = new_code();
        assert_eq!(code.len(), LEN + 2);
        let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(code_of(&typed).as_deref(), Some(code.as_str()));
        assert_eq!(hash_of(&code_of(&typed).unwrap()), hash);
        assert_eq!(code_of("7K2M-9QXD"), None);
        assert_eq!(code_of("7K2M-9QXD-4TRU"), None);
    }
}
