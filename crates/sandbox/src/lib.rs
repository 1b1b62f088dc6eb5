//! A stateful double of the Telegent mPaaS API, for tests, demos and development without credentials.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! let sandbox = sandbox::Sandbox::start(sandbox::Options::default()).await?;
//! println!("{} {} {}", sandbox.base_url, sandbox::ACCOUNT_KEY, sandbox::ACCOUNT_SECRET);
//! assert_eq!(sandbox.state()["accounts"].as_array().map(Vec::len), Some(1));
//! # Ok(()) }
//! ```
//!
//! It keeps accounts, people, Guardian's filters, routes, workgroups, numbers, SIMs, orders, catalogue and usage; enforces
//! token scope and expiry, required fields, ownership, uniqueness and the rate limit; and answers in the documented shapes
//! with their inconsistencies. All 145 documented operations do what they say.
//!
#![doc = include_str!("../README.md")]

mod cdr;
mod clock;
pub mod contract;
mod control;
mod courier;
pub mod envelope;
pub mod faults;
mod gate;
mod input;
mod keep;
mod ops;
mod page;
pub mod sentinel;
mod spoilt;
mod traffic;
mod trouble;
mod wire;
mod world;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::Router;
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use url::Url;

pub use clock::Clock;
pub use input::{Input, Outcome, Refusal};
pub use ops::modelled;
pub use sentinel::{Fix, PORT_REFUSALS, PortRefusal};
pub use world::{Account, Called, Grant, Line, Order, OrderState, Outage, Subscriber, Subscription, World, sim, stock};
pub use world::{Activity, Assignable, Assignables, Assignment, Schedule, Service, ServiceItem, Workgroup};
pub use world::{Direction, Filter, Guardian, GuardianFeatures, GuardianRelation, Verdict};

use crate::{faults::Chaos, gate::Shared, wire::Wire, world::seed};

/// Account key every sandbox knows unless told otherwise.
pub const ACCOUNT_KEY: &str = "DID-sandbox";
/// Its secret.
pub const ACCOUNT_SECRET: &str = "sandbox-secret";
/// Another distributor, to try foreign ids with.
pub const FOREIGN_KEY: &str = "DID-foreign";
/// Its secret.
pub const FOREIGN_SECRET: &str = "foreign-secret";
/// An account of the other distributor.
pub const FOREIGN_ACCOUNT: &str = "AID-foreign";

/// What a sandbox begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seed {
    /// Two distributors and nothing of ours.
    #[default]
    Empty,
    /// Products and packages.
    Catalogue,
    /// Products, packages, and three families with lines and usage.
    Demo,
}

/// How a sandbox behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it begins with.
    pub seed: Seed,
    /// Calls a minute and distributor, token calls not counted; none means no limit.
    pub rate_limit: Option<u32>,
    /// How long tokens are good.
    pub token_lifetime: Duration,
    /// How long an unanswered call is held open before its connection ends.
    pub silence: Duration,
    /// Faults drawn by chance.
    pub chaos: Chaos,
    /// The account key.
    pub account_key: String,
    /// Its secret.
    pub account_secret: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: Seed::Empty,
            rate_limit: None,
            token_lifetime: Duration::from_secs(300),
            silence: Duration::from_secs(120),
            chaos: Chaos::default(),
            account_key: ACCOUNT_KEY.into(),
            account_secret: ACCOUNT_SECRET.into(),
        }
    }
}

/// A platform, not yet listening.
pub struct Sandbox {
    shared: Shared,
}

impl Sandbox {
    /// A seeded platform.
    pub fn new(options: Options) -> Self {
        let world = Arc::new(Mutex::new(seed::world(&options)));
        Self { shared: Shared { world, options: Arc::new(options) } }
    }

    /// Goes on with what a file kept; from the seed where there is no such file.
    ///
    /// # Errors
    /// When the file is there and cannot be read, or is of another version.
    pub fn resume(options: Options, file: &Path) -> std::io::Result<Self> {
        let sandbox = Self::new(options);
        if let Some(world) = keep::read(file)? {
            *sandbox.shared.world() = world;
        }
        Ok(sandbox)
    }

    /// Its routes. Inside another server, connections cannot be cut: such sentinels answer half a body instead; and
    /// webhooks are queued, but nobody carries them.
    pub fn router(&self) -> Router {
        let control = Router::new().nest("/__sandbox", control::router()).merge(page::router());
        control.fallback(gate::api).with_state(self.shared.clone())
    }

    /// Starts one on a free port of 127.0.0.1; it ends when [`Running`] is dropped.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(options: Options) -> std::io::Result<Running> {
        Self::new(options).listen(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    /// Starts this one at an address.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn listen(self, address: SocketAddr) -> std::io::Result<Running> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let base_url = Url::parse(&format!("http://{address}")).map_err(std::io::Error::other)?;
        let service = self.router().into_make_service_with_connect_info::<wire::Scissors>();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(Wire(listener), service);
        let task = tokio::spawn(async move {
            tokio::select! {
                result = async { server.await } => {
                    if let Err(error) = result {
                        tracing::error!(%error, "sandbox ended");
                    }
                }
                _ = stopped => {}
            }
        });
        let courier = tokio::spawn(courier::run(self.shared.clone()));
        Ok(Running { base_url, shared: self.shared, task, courier, keeper: None, _stop: stop })
    }
}

/// A listening platform.
pub struct Running {
    /// Scheme, host and port, for [`Config::base_url`](https://docs.rs/telegent) and browsers.
    pub base_url: Url,
    shared: Shared,
    task: JoinHandle<()>,
    courier: JoinHandle<()>,
    keeper: Option<JoinHandle<()>>,
    _stop: oneshot::Sender<()>,
}

impl Running {
    /// The same JSON as `GET /__sandbox/state`.
    pub fn state(&self) -> Value {
        control::snapshot(&mut self.shared.world()).unwrap_or_default()
    }

    /// Looks at or changes the platform's memory.
    pub fn with<T>(&self, f: impl FnOnce(&mut World) -> T) -> T {
        f(&mut self.shared.world())
    }

    /// How often an operation was called, e.g. `POST /v1.0/numbers/provision`.
    pub fn calls(&self, operation: &str) -> u64 {
        self.with(|world| world.calls.get(operation).copied().unwrap_or_default())
    }

    /// From now on writes everything into a file for [`Sandbox::resume`], a second after it changed at the latest.
    pub fn keep(&mut self, file: PathBuf) {
        let shared = self.shared.clone();
        self.keeper = Some(tokio::spawn(async move {
            if let Err(error) = keep::keep(&shared, &file).await {
                tracing::error!(%error, "the state is kept no longer");
            }
        }));
    }

    /// Writes everything into a file for [`Sandbox::resume`], now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path) -> std::io::Result<()> {
        keep::write(file, &keep::text(&self.shared.world())?)
    }

    /// Waits until the server ends by itself, which it does not unless something breaks.
    pub async fn finished(&mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
        self.courier.abort();
        if let Some(keeper) = &self.keeper {
            keeper.abort();
        }
    }
}
