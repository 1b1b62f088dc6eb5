//! Signing in with a password.

use domain::Email;
use secrecy::SecretString;

use super::{
    Hasher,
    throttle::{self, Key},
    users::{self, User},
};
use crate::{Actor, Db, Error};

/// Longest password looked at: hashing is work somebody else orders.
const MAX_PASSWORD: usize = 1024;

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
    use secrecy::ExposeSecret;

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
    let too_long = password.expose_secret().len() > MAX_PASSWORD;
    let password = if too_long { SecretString::default() } else { password };
    let fits = match hasher.verify(password, hash).await {
        Ok(fits) => fits && !too_long,
        Err(error) => {
            // Not looked at.
            throttle::take_back(db, account).await?;
            throttle::take_back(db, address).await?;
            return Err(error);
        }
    };

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
