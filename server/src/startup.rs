//! From a configuration to a running portal.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use app::{context::AppState, live::Live};
use axum::{Router, serve::ListenerExt};
use leptos::config::LeptosOptions;
use services::{
    Db,
    budget::SharedBudget,
    identity::{Cost, Hasher},
    reference,
    wizard::{RouteUrls, Stock},
};
use tokio::{net::TcpListener, sync::watch, time::timeout};
use url::Url;

use crate::{Config, Jobs, cli, hooks, router};

/// How long open requests may take once the process is asked to end.
const GRACE: Duration = Duration::from_secs(15);
/// How long the jobs may take after that to finish what they are at: a call that changes something is not cut off.
const JOB_GRACE: Duration = Duration::from_secs(90);

const UNFENCED: &str =
    "row-level security does not hold for this database role: take one without SUPERUSER and BYPASSRLS";

/// The portal, bound to its port and not serving yet.
pub struct Application {
    listener: TcpListener,
    addr: SocketAddr,
    router: Router,
    state: AppState,
    jobs: Jobs,
    stop: watch::Sender<bool>,
}

impl Application {
    /// Connects to the database, brings it up to date, and binds.
    ///
    /// # Errors
    /// When one of it fails, or row-level security does not hold for the database role, unless this is a demonstration.
    pub async fn build(config: Config) -> anyhow::Result<Self> {
        let db = cli::connect(&config).await.context("the database could not be opened")?;
        if !db.keeps_families_apart().await? {
            anyhow::ensure!(config.demo, UNFENCED);
            tracing::warn!("{UNFENCED}");
        }
        Self::build_with(config, db).await
    }

    /// The same over a database that is open and up to date.
    ///
    /// # Errors
    /// When the address is taken or a client cannot be built.
    pub async fn build_with(config: Config, db: Db) -> anyhow::Result<Self> {
        reference::seed(&db).await.context("the reference data could not be brought up to date")?;
        let listener = TcpListener::bind(config.addr).await.with_context(|| format!("{} is taken", config.addr))?;
        let addr = listener.local_addr()?;
        let state = state(&config, db, addr)?;
        let jobs = Jobs::new(&config, &state)?;
        let (stop, stopping) = watch::channel(false);
        let router = router::router(&config, state.clone(), stopping);
        Ok(Self { listener, addr, router, state, jobs, stop })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What pages work with.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// The jobs, to run by hand.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Serves and runs the jobs until `shutdown` resolves; requests and calls under way are finished first.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn run_until(self, shutdown: impl Future<Output = ()> + Send + 'static) -> anyhow::Result<()> {
        let tasks = self.jobs.clone().spawn(&self.stop.subscribe());
        self.serve_until(shutdown).await?;
        // Jobs saw the same signal: they begin nothing new.
        if timeout(JOB_GRACE, tasks.join_all()).await.is_err() {
            tracing::warn!("some jobs were cut off");
        }
        Ok(())
    }

    /// Serves without jobs, for tests that run them by hand.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve_until(self, shutdown: impl Future<Output = ()> + Send + 'static) -> anyhow::Result<()> {
        let Self { listener, addr, router, stop, .. } = self;
        tracing::info!(%addr, "serving");
        // Pages are written in several pieces; held back to fill packets each would wait 40 ms.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "TCP_NODELAY not set");
            }
        });
        let mut stopped = stop.subscribe();
        let signal = async move {
            shutdown.await;
            tracing::info!("ending");
            stop.send_replace(true);
        };
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(listener, service).with_graceful_shutdown(signal);
        let overdue = async {
            if stopped.wait_for(|stop| *stop).await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            done = async { serving.await } => done.context("serving")?,
            () = overdue => tracing::warn!("some requests were cut off"),
        }
        Ok(())
    }
}

/// The upstream client over the budget all replicas share.
pub(crate) fn telegent(config: &Config, db: &Db) -> anyhow::Result<telegent::Client> {
    let upstream = &config.telegent;
    let settings = telegent::Config {
        budget: Arc::new(SharedBudget::new(db.pool().clone(), upstream.requests_per_minute)),
        ..telegent::Config::new(
            upstream.base_url.clone(),
            upstream.account_key.clone(),
            upstream.account_secret.clone(),
        )
    };
    Ok(telegent::Client::new(settings)?)
}

fn state(config: &Config, db: Db, addr: SocketAddr) -> anyhow::Result<AppState> {
    let public_url = config.public_url_at(addr)?;
    let below = |given: &Option<Url>, path: &str| given.clone().map_or_else(|| public_url.join(path), Ok);
    let vault = config.vault()?;
    let routes = RouteUrls {
        message: below(&config.routes.message_url, "/hooks/message")?,
        voice: below(&config.routes.voice_url, "/hooks/voice")?,
        orders: public_url.join(&hooks::path(&vault))?,
    };
    let parallel = std::thread::available_parallelism().map_or(2, usize::from);
    let cost = if config.cheap_passwords { Cost::Cheap } else { Cost::Owasp };
    let client = telegent(config, &db)?;
    Ok(AppState {
        stock: Stock::new(client.clone()),
        telegent: client,
        db,
        vault,
        hasher: Hasher::new(cost, parallel)?,
        brand: Arc::new(config.brand.clone()),
        routes: Arc::new(routes),
        live: Live::new(),
        demo: config.demo,
        public_url: Arc::new(public_url),
        exit_url: Arc::new(config.safety.exit_url.clone()),
        default_time_zone: jiff::tz::TimeZone::get(&config.default_time_zone)?,
        leptos_options: leptos_options(config, addr),
    })
}

/// Names of the built files carry a hash when the build left the list of hashes beside the program.
fn leptos_options(config: &Config, addr: SocketAddr) -> LeptosOptions {
    let list = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("hash.txt")));
    let hashed = match std::env::var("LEPTOS_HASH_FILES").as_deref() {
        Ok("true") => true,
        Ok(_) => false,
        Err(_) => list.is_some_and(|list| list.exists()),
    };
    LeptosOptions::builder()
        .output_name("homeline")
        .site_root(config.site_root.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(addr)
        .hash_files(hashed)
        .build()
}
