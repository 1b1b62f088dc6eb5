//! Signing in with a password.

use domain::{Email, Fault};
use secrecy::{ExposeSecret, SecretString};

use super::{
    Hasher,
    throttle::{self, Key},
    users::{self, User},
};
use crate::{Actor, Db, Error};

/// Longest password looked at: hashing is work somebody else orders.
const MAX_PASSWORD: usize = 1024;

/// Asks who is signed in for the password once more, before something that cannot be taken back. `client_addr` is where the
/// request came from; wrong ones count as failed sign-ins do.
///
/// # Errors
/// [`Fault::PasswordWrong`], or [`Fault::Missing`], at `password`; [`Error::Throttled`] after too many failures.
pub async fn confirm_password(
    db: &Db,
    hasher: &Hasher,
    actor: &Actor,
    password: SecretString,
    client_addr: &str,
) -> Result<(), Error> {
    if password.expose_secret().is_empty() {
        return Err(Error::field("password", Fault::Missing));
    }
    let name = actor.email.to_ascii_lowercase();
    let keys = [Key::Account(&name), Key::Address(client_addr)];
    throttle::count(db, &keys).await?;
    let hash: Option<String> =
        sqlx::query_scalar("select password_hash from users where id = $1 and disabled_at is null")
            .bind(actor.user_id)
            .fetch_optional(db.pool())
            .await?
            .flatten();
    if !fits(db, hasher, &keys, password, hash).await? {
        tracing::info!(user = %actor.user_id, "password not confirmed");
        return Err(Error::field("password", Fault::PasswordWrong));
    }
    let [account, address] = &keys;
    throttle::forget(db, account).await?;
    throttle::take_back(db, address).await
}

/// Whether a password belongs to a hash. An attempt that could not be looked at is not counted.
async fn fits(
    db: &Db,
    hasher: &Hasher,
    keys: &[Key<'_>; 2],
    password: SecretString,
    hash: Option<String>,
) -> Result<bool, Error> {
    let too_long = password.expose_secret().len() > MAX_PASSWORD;
    let password = if too_long { SecretString::default() } else { password };
    match hasher.verify(password, hash).await {
        Ok(fits) => Ok(fits && !too_long),
        Err(error) => {
            for key in keys {
                throttle::take_back(db, key).await?;
            }
            Err(error)
        }
    }
}

/// The person with this address and password. `client_addr` is where the request came from.
///
/// # Errors
/// [`Error::Throttled`] after too many failures of the account or the address; [`Error::Forbidden`], one and the same
/// after the same work, for an unknown address, a wrong password, a disabled person and an invitation not accepted yet.
pub async fn sign_in(
    db: &Db,
    hasher: &Hasher,
    email: &str,
    password: SecretString,
    client_addr: &str,
) -> Result<Actor, Error> {
    let name = email.trim().to_ascii_lowercase();
    let keys = [Key::Account(&name), Key::Address(client_addr)];
    throttle::count(db, &keys).await?;
    let [account, address] = &keys;

    let user = match Email::parse(&name) {
        Ok(email) => users::find_by_email(&mut *db.pool().acquire().await?, &email).await?,
        Err(_) => None,
    };
    let usable = user.filter(|user| !user.disabled);
    let hash = usable.as_ref().and_then(|user| user.password_hash.clone());
    let fits = fits(db, hasher, &keys, password, hash).await?;

    match usable.filter(|_| fits).and_then(User::actor) {
        Some(actor) => {
            throttle::forget(db, account).await?;
            throttle::take_back(db, address).await?;
            tracing::info!(user = %actor.user_id, "signed in");
            Ok(actor)
        }
        None => {
            tracing::info!("sign-in refused");
            Err(Error::Forbidden)
        }
    }
}
