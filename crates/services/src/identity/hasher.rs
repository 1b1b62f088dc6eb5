//! Password hashing, bounded: argon2id eats memory on purpose, so only a few run at a time.

use std::sync::Arc;

use anyhow::Context;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::Error;

/// How many may wait for each that is computed: one takes some 20 ms.
const QUEUE: usize = 64;
/// Seconds to wait when that many do.
const BUSY_S: u64 = 5;

/// How hard a hash is to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// OWASP's recommendation: 19 MiB, two passes, one lane.
    Owasp,
    /// The least argon2 takes; for tests alone.
    Cheap,
}

/// Hashes and verifies passwords off the async threads. Clones share the bound.
#[derive(Clone)]
pub struct Hasher {
    inner: Arc<Inner>,
}

struct Inner {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
    // Computing or waiting for it.
    places: Arc<Semaphore>,
    // Verified when there is no such user, so that an unknown address takes as long as a wrong password.
    dummy: String,
}

impl Hasher {
    /// A hasher that runs at most `parallel` computations at a time.
    ///
    /// # Errors
    /// [`Error::Internal`] when argon2 refuses the parameters.
    pub fn new(cost: Cost, parallel: usize) -> Result<Self, Error> {
        let params = match cost {
            Cost::Owasp => Params::new(19 * 1024, 2, 1, None),
            Cost::Cheap => Params::new(Params::MIN_M_COST, 1, 1, None),
        }
        .map_err(|e| anyhow::anyhow!("argon2 parameters: {e}"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let dummy = hash_now(&argon2, "nobody has this password")?;
        let parallel = parallel.max(1);
        let permits = Arc::new(Semaphore::new(parallel));
        let places = Arc::new(Semaphore::new(parallel * (1 + QUEUE)));
        Ok(Self { inner: Arc::new(Inner { argon2, permits, places, dummy }) })
    }

    /// The PHC string of a password, with a fresh salt.
    ///
    /// # Errors
    /// [`Error::Throttled`] when too many wait already; [`Error::Internal`].
    pub async fn hash(&self, password: SecretString) -> Result<String, Error> {
        self.run(move |inner| hash_now(&inner.argon2, password.expose_secret())).await?
    }

    /// Whether the password fits the hash; without a hash the same work is done and the answer is no.
    ///
    /// # Errors
    /// [`Error::Throttled`] when too many wait already; [`Error::Internal`] when the stored hash is unreadable.
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, Error> {
        self.run(move |inner| {
            let stored = hash.as_deref().unwrap_or(&inner.dummy);
            let parsed = PasswordHash::new(stored).map_err(|e| anyhow::anyhow!("stored password hash: {e}"))?;
            let fits = inner.argon2.verify_password(password.expose_secret().as_bytes(), &parsed).is_ok();
            Ok(fits && hash.is_some())
        })
        .await?
    }

    /// The work keeps its permit to its end, even when nobody waits for it any more.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Inner) -> T + Send + 'static) -> Result<T, Error> {
        let inner = Arc::clone(&self.inner);
        let place = Arc::clone(&inner.places).try_acquire_owned();
        let place = place.map_err(|_| Error::Throttled { retry_after_s: BUSY_S })?;
        let permit = Arc::clone(&inner.permits).acquire_owned().await.context("hashing pool closed")?;
        let done = tokio::task::spawn_blocking(move || {
            let _kept = (place, permit);
            work(&inner)
        });
        Ok(done.await.context("hashing task")?)
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hasher").field("free", &self.inner.permits.available_permits()).finish_non_exhaustive()
    }
}

fn hash_now(argon2: &Argon2<'_>, password: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    rand::rng().fill_bytes(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(|e| anyhow::anyhow!("salt: {e}"))?;
    let hash = argon2.hash_password(password.as_bytes(), &salt).map_err(|e| anyhow::anyhow!("argon2: {e}"))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_nobody_waits_for_still_counts() {
        let hasher = Hasher::new(Cost::Cheap, 1).unwrap();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let work = hasher.run(move |_| wait.recv());
        assert!(tokio::time::timeout(Duration::from_millis(100), work).await.is_err(), "it ended");
        assert_eq!(hasher.inner.permits.available_permits(), 0);
        go.send(()).unwrap();
        hasher.hash("a password".into()).await.unwrap();
        assert_eq!(hasher.inner.permits.available_permits(), 1);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_long_queue_takes_nobody_in() {
        let hasher = Hasher::new(Cost::Cheap, 1).unwrap();
        let _taken = Arc::clone(&hasher.inner.places).acquire_many_owned(1 + QUEUE as u32).await.unwrap();
        assert!(matches!(hasher.hash("a password".into()).await, Err(Error::Throttled { .. })));
    }
}
