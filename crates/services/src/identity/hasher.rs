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
    permits: Semaphore,
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
        Ok(Self { inner: Arc::new(Inner { argon2, permits: Semaphore::new(parallel.max(1)), dummy }) })
    }

    /// The PHC string of a password, with a fresh salt.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub async fn hash(&self, password: SecretString) -> Result<String, Error> {
        self.run(move |inner| hash_now(&inner.argon2, password.expose_secret())).await?
    }

    /// Whether the password fits the hash; without a hash the same work is done and the answer is no.
    ///
    /// # Errors
    /// [`Error::Internal`] when the stored hash is unreadable.
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, Error> {
        self.run(move |inner| {
            let stored = hash.as_deref().unwrap_or(&inner.dummy);
            let parsed = PasswordHash::new(stored).map_err(|e| anyhow::anyhow!("stored password hash: {e}"))?;
            let fits = inner.argon2.verify_password(password.expose_secret().as_bytes(), &parsed).is_ok();
            Ok(fits && hash.is_some())
        })
        .await?
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Inner) -> T + Send + 'static) -> Result<T, Error> {
        let _permit = self.inner.permits.acquire().await.context("hashing pool closed")?;
        let inner = Arc::clone(&self.inner);
        Ok(tokio::task::spawn_blocking(move || work(&inner)).await.context("hashing task")?)
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
