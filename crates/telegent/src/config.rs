//! What a client needs to know before the first call.

use std::{fmt, sync::Arc, time::Duration};

use secrecy::SecretString;
use url::Url;

use crate::budget::{Budget, MemoryBudget};

/// Everything a [`crate::Client`] is built from.
#[derive(Clone)]
pub struct Config {
    /// Scheme and host, without the version: `https://api.telegent.com`, `http://127.0.0.1:4010`.
    pub base_url: Url,
    /// Account key of the distributor (`DID-…`).
    pub account_key: String,
    /// The key's secret.
    pub account_secret: SecretString,
    /// Limits on connect, silence and the whole call.
    pub timeouts: Timeouts,
    /// Who hands out permits to call.
    pub budget: Arc<dyn Budget>,
    /// How reads are repeated.
    pub retry: RetryPolicy,
    /// Where tokens come from. The sources write `oauth2` and `OAuth2`; both are said to work.
    pub token_path: String,
}

impl Config {
    /// Defaults: documented standard tier of 50 calls a minute counted in this process.
    pub fn new(base_url: Url, account_key: impl Into<String>, account_secret: SecretString) -> Self {
        Self {
            base_url,
            account_key: account_key.into(),
            account_secret,
            timeouts: Timeouts::default(),
            budget: Arc::new(MemoryBudget::per_minute(50)),
            retry: RetryPolicy::default(),
            token_path: "/v1.0/oauth2/tokens".into(),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("base_url", &self.base_url.as_str())
            .field("account_key", &self.account_key)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Limits on the time a call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands. Default 5 s.
    pub connect: Duration,
    /// Longest silence while waiting for or reading the answer. Default 20 s.
    pub read: Duration,
    /// Whole call with minting, backoff and repetition, but not the waits for permits. Default 30 s.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), read: Duration::from_secs(20), total: Duration::from_secs(30) }
    }
}

/// How reads (and token calls) are repeated after 408, 429, 5xx and connection failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries in all, the first included. Default 4.
    pub attempts: u32,
    /// Upper bound of the first pause; doubles each time, the actual pause is random below it. Default 1 s (documented).
    pub base: Duration,
    /// Upper bound of any pause. Default 30 s (documented).
    pub max: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 4, base: Duration::from_secs(1), max: Duration::from_secs(30) }
    }
}

/// A client that cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Not `http(s)://host`: there is a path, a query or no host.
    #[error("base URL must be scheme and host only, without the version: {0}")]
    BaseUrl(String),
    /// Account key or secret is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The HTTP stack could not be set up.
    #[error("HTTP client: {0}")]
    Http(String),
}
