//! Growing delays after failed sign-ins, by account and by address.

use std::net::IpAddr;

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
    /// Using links of people without a sign-in, by where the request came from.
    Link(&'a str),
}

/// What one customer of a provider has: an IPv4 address, or a /64 of IPv6.
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(ip) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

impl Key<'_> {
    fn stored(&self) -> String {
        let (kind, value) = match self {
            Self::Account(name) => ("account", (*name).to_owned()),
            Self::Address(address) => ("address", network(address)),
            Self::Mail(address) => ("mail", network(address)),
            Self::Link(address) => ("link", network(address)),
        };
        hex::encode(Sha256::digest(format!("{kind}:{value}")))
    }

    /// The failure that brings the first delay. Many people may share an address; an account is one person's.
    fn free(&self) -> i32 {
        match self {
            Self::Account(_) | Self::Mail(_) => 5,
            Self::Link(_) => 15,
            Self::Address(_) => 30,
        }
    }
}

/// Counts an attempt before it is looked at, so that many at once are no way around it; fails, and counts nothing, while
/// any of the keys is blocked. Past the free attempts the delay is 30 s and doubles each time, up to 15 minutes. Each hour
/// without an attempt one is forgotten, after a day all. Accounts go before addresses: who waits for a row waits in order.
pub(super) async fn count(db: &Db, keys: &[Key<'_>]) -> Result<(), Error> {
    let mut tx = db.pool().begin().await?;
    for key in keys {
        let counted = sqlx::query(
            "insert into sign_in_throttle as t (key, failures, blocked_until, last_at)
             values ($1, 1, clock_timestamp(), clock_timestamp())
             on conflict (key) do update set
               failures = attempts(t.failures, t.last_at),
               blocked_until = case
                 when attempts(t.failures, t.last_at) < $2 then clock_timestamp()
                 else clock_timestamp()
                      + least(interval '30 seconds' * power(2, least(attempts(t.failures, t.last_at) - $2, 10)), interval '15 minutes')
               end,
               last_at = clock_timestamp()
             where t.blocked_until <= clock_timestamp()",
        )
        .bind(key.stored())
        .bind(key.free())
        .execute(&mut *tx)
        .await?;
        if counted.rows_affected() == 0 {
            tx.rollback().await?;
            return Err(blocked(db, keys).await?);
        }
    }
    Ok(tx.commit().await?)
}

/// Counts the use of a link by somebody without a sign-in.
///
/// # Errors
/// [`Error::Throttled`] when one address does it too often.
pub async fn count_link_use(db: &Db, client_addr: &str) -> Result<(), Error> {
    count(db, &[Key::Link(client_addr)]).await
}

/// How long the keys are blocked.
async fn blocked(db: &Db, keys: &[Key<'_>]) -> Result<Error, Error> {
    let keys: Vec<String> = keys.iter().map(Key::stored).collect();
    let seconds: Option<f64> = sqlx::query_scalar(
        "select max(extract(epoch from blocked_until - now()))::float8 from sign_in_throttle where key = any($1)",
    )
    .bind(&keys)
    .fetch_one(db.pool())
    .await?;
    Ok(Error::Throttled { retry_after_s: seconds.unwrap_or_default().ceil().max(1.0) as u64 })
}

/// Forgets all attempts of a key: somebody proved who they are.
pub(super) async fn forget(db: &Db, key: &Key<'_>) -> Result<(), Error> {
    sqlx::query("delete from sign_in_throttle where key = $1").bind(key.stored()).execute(db.pool()).await?;
    Ok(())
}

/// Takes back one counted attempt of a key: it was no failure.
pub(super) async fn take_back(db: &Db, key: &Key<'_>) -> Result<(), Error> {
    sqlx::query("update sign_in_throttle set failures = failures - 1, blocked_until = now() where key = $1")
        .bind(key.stored())
        .execute(db.pool())
        .await?;
    Ok(())
}

/// Deletes what has no effect any more.
///
/// # Errors
/// [`Error::Database`].
pub async fn delete_old(db: &Db) -> Result<u64, Error> {
    let done =
        sqlx::query("delete from sign_in_throttle where last_at < now() - interval '1 day' and blocked_until < now()")
            .execute(db.pool())
            .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_is_one_address() {
        let key = |address| Key::Address(address).stored();
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
        assert_eq!(Key::Mail("2001:db8:1:2::1").stored(), Key::Mail("2001:db8:1:2::2").stored());
    }
}
