//! Growing delays after failed sign-ins, by account and by address.

use sha2::{Digest, Sha256};

use crate::{Db, Error};

/// What is counted. The key is hashed: the table tells nobody who tried what.
pub(super) enum Key<'a> {
    /// A sign-in name, whether it exists or not.
    Account(&'a str),
    /// Where the request came from.
    Address(&'a str),
    /// Asking for mail, by where the request came from.
    Mail(&'a str),
}

impl Key<'_> {
    fn stored(&self) -> String {
        let (kind, value) = match self {
            Self::Account(value) => ("account", value),
            Self::Address(value) => ("address", value),
            Self::Mail(value) => ("mail", value),
        };
        hex::encode(Sha256::digest(format!("{kind}:{value}")))
    }

    /// Failures without any delay. Many people may share an address; an account is one person's.
    fn free(&self) -> i32 {
        match self {
            Self::Account(_) | Self::Mail(_) => 5,
            Self::Address(_) => 30,
        }
    }
}

/// Fails while any of the keys is blocked.
pub(super) async fn check(db: &Db, keys: &[Key<'_>]) -> Result<(), Error> {
    let keys: Vec<String> = keys.iter().map(Key::stored).collect();
    let seconds: Option<f64> = sqlx::query_scalar(
        "select max(extract(epoch from blocked_until - now()))::float8 from sign_in_throttle
         where key = any($1) and blocked_until > now()",
    )
    .bind(&keys)
    .fetch_one(db.pool())
    .await?;
    match seconds {
        Some(seconds) => Err(Error::Throttled { retry_after_s: seconds.ceil().max(1.0) as u64 }),
        None => Ok(()),
    }
}

/// Counts a failure: past the free ones the delay is 30 s and doubles each time, up to 15 minutes. A day without a
/// failure begins anew.
pub(super) async fn failed(db: &Db, key: &Key<'_>) -> Result<(), Error> {
    sqlx::query(
        "insert into sign_in_throttle as t (key, failures, blocked_until) values ($1, 1, now())
         on conflict (key) do update set
           failures = case when t.last_at < now() - interval '1 day' then 1 else t.failures + 1 end,
           blocked_until = case
             when t.last_at < now() - interval '1 day' or t.failures + 1 < $2 then now()
             else now() + least(interval '30 seconds' * power(2, least(t.failures + 1 - $2, 10)), interval '15 minutes')
           end,
           last_at = now()",
    )
    .bind(key.stored())
    .bind(key.free())
    .execute(db.pool())
    .await?;
    Ok(())
}

/// Forgets the failures of a key: somebody proved who they are.
pub(super) async fn succeeded(db: &Db, key: &Key<'_>) -> Result<(), Error> {
    sqlx::query("delete from sign_in_throttle where key = $1").bind(key.stored()).execute(db.pool()).await?;
    Ok(())
}
