//! The handle everything is called through.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use secrecy::ExposeSecret;
use url::Url;

use crate::{
    api,
    budget::Priority,
    config::{Config, ConfigError},
    token::Broker,
};

/// A client of one set of credentials. Clones share connections, tokens, budget and counters.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
    pub(crate) priority: Priority,
}

pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    pub(crate) config: Config,
    pub(crate) tokens: Broker,
    pub(crate) counters: Counters,
}

#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) calls: AtomicU64,
    pub(crate) mints: AtomicU64,
    pub(crate) retries: AtomicU64,
}

/// Requests made since the client was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Requests sent to endpoints other than the token endpoint, repetitions included.
    pub calls: u64,
    /// Requests sent to the token endpoint.
    pub mints: u64,
    /// Repetitions among both, for whatever reason.
    pub retries: u64,
}

impl Client {
    /// Builds the client; nothing is called yet.
    ///
    /// # Errors
    /// When the base URL is not scheme and host, or a credential is empty.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let base = &config.base_url;
        if !matches!(base.scheme(), "http" | "https")
            || !base.has_host()
            || base.path() != "/"
            || base.query().is_some()
        {
            return Err(ConfigError::BaseUrl(redacted(base)));
        }
        if config.account_key.is_empty() {
            return Err(ConfigError::Empty("account key"));
        }
        if config.account_secret.expose_secret().is_empty() {
            return Err(ConfigError::Empty("account secret"));
        }
        // Somebody else in the process may have chosen a provider already; theirs is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .connect_timeout(config.timeouts.connect)
            .read_timeout(config.timeouts.read)
            .redirect(reqwest::redirect::Policy::none())
            .tcp_nodelay(true)
            .user_agent(concat!("homeline/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| ConfigError::Http(e.to_string()))?;
        let inner = Inner { http, config, tokens: Broker::default(), counters: Counters::default() };
        Ok(Self { inner: Arc::new(inner), priority: Priority::default() })
    }

    /// The same client with another place in the queue for permits.
    #[must_use]
    pub fn at(&self, priority: Priority) -> Self {
        Self { inner: Arc::clone(&self.inner), priority }
    }

    /// Counters since the client was built.
    pub fn stats(&self) -> Stats {
        let read = |c: &AtomicU64| c.load(Ordering::Relaxed);
        let c = &self.inner.counters;
        Stats { calls: read(&c.calls), mints: read(&c.mints), retries: read(&c.retries) }
    }

    /// Lists over every account of the distributor.
    pub fn distributor(&self) -> api::distributor::Distributor<'_> {
        api::distributor::Distributor(self)
    }

    /// Accounts: a family or a business.
    pub fn accounts(&self) -> api::accounts::Accounts<'_> {
        api::accounts::Accounts(self)
    }

    /// People.
    pub fn subscribers(&self) -> api::subscribers::Subscribers<'_> {
        api::subscribers::Subscribers(self)
    }

    /// Message routes.
    pub fn message(&self) -> api::message::Messages<'_> {
        api::message::Messages(self)
    }

    /// Voice routes.
    pub fn voice(&self) -> api::voice::Voice<'_> {
        api::voice::Voice(self)
    }

    /// The wholesale catalogue.
    pub fn products(&self) -> api::products::Products<'_> {
        api::products::Products(self)
    }

    /// The retail catalogue.
    pub fn packages(&self) -> api::packages::Packages<'_> {
        api::packages::Packages(self)
    }

    /// Numbers, orders, data limits.
    pub fn numbers(&self) -> api::numbers::Numbers<'_> {
        api::numbers::Numbers(self)
    }

    /// SIMs.
    pub fn sims(&self) -> api::sims::Sims<'_> {
        api::sims::Sims(self)
    }

    /// Webhooks of account events.
    pub fn webhooks(&self) -> api::webhooks::Webhooks<'_> {
        api::webhooks::Webhooks(self)
    }

    /// What products are made of.
    pub fn services(&self) -> api::services::Services<'_> {
        api::services::Services(self)
    }

    /// Groups of phones that ring together.
    pub fn workgroups(&self) -> api::workgroups::Workgroups<'_> {
        api::workgroups::Workgroups(self)
    }

    /// What ties a person, a number and a package together and starts billing.
    pub fn subscriptions(&self) -> api::subscriptions::Subscriptions<'_> {
        api::subscriptions::Subscriptions(self)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("config", &self.inner.config)
            .field("priority", &self.priority)
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}

/// A URL for messages: user and password may have been put into it by mistake.
fn redacted(url: &Url) -> String {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
