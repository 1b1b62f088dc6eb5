//! The portal, its database and a sandbox in one process, for tests.
//!
//! ```ignore
//! #[sqlx::test(migrator = "services::db::MIGRATOR")]
//! async fn staff_see_accounts(pool: sqlx::PgPool) {
//!     let app = testkit::TestApp::start(pool).await.unwrap();
//!     let staff = app.staff().await.unwrap();
//!     assert_eq!(staff.get("/accounts").await.unwrap().status, 200);
//! }
//! ```

mod browser;
mod people;

use std::path::PathBuf;

use anyhow::Context;
use app::context::AppState;
use sandbox::{Options, Running, Sandbox, Seed};
use server::{Application, Config, Jobs};
use services::Db;
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::sync::oneshot;
use url::Url;

pub use browser::{Browser, Page};
pub use people::{PASSWORD, Person};

/// A running portal. It ends when this is dropped.
pub struct TestApp {
    /// Scheme, host and port.
    pub url: Url,
    /// The upstream.
    pub sandbox: Running,
    /// What the portal works with.
    pub state: AppState,
    /// Its jobs; they run when told to.
    pub jobs: Jobs,
    mail: TempDir,
    _stop: oneshot::Sender<()>,
}

impl TestApp {
    /// Over a migrated database, with a sandbox that has products, packages and three families.
    ///
    /// # Errors
    /// When a port cannot be had.
    pub async fn start(pool: PgPool) -> anyhow::Result<Self> {
        Self::start_with(pool, Options { seed: Seed::Demo, ..Options::default() }, |_| {}).await
    }

    /// The same with other settings.
    ///
    /// # Errors
    /// When a port cannot be had or the settings do not work.
    pub async fn start_with(
        pool: PgPool,
        options: Options,
        settings: impl FnOnce(&mut Config),
    ) -> anyhow::Result<Self> {
        let sandbox = Sandbox::start(options).await?;
        let mail = tempfile::tempdir()?;
        let mut config: Config = Config::defaults()?;
        config.addr = ([127, 0, 0, 1], 0).into();
        config.public_url = None;
        config.demo = true;
        config.cheap_passwords = true;
        config.telegent.base_url = sandbox.base_url.clone();
        config.telegent.account_key = sandbox::ACCOUNT_KEY.into();
        config.telegent.account_secret = sandbox::ACCOUNT_SECRET.into();
        config.telegent.requests_per_minute = 60_000;
        config.mail.dir = Some(mail.path().to_owned());
        config.mail.smtp = None;
        settings(&mut config);

        let app = Application::build_with(config, Db::from_pool(pool)).await?;
        let url = format!("http://{}", app.addr()).parse()?;
        let (state, jobs) = (app.state().clone(), app.jobs().clone());
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(app.serve_until(async {
            let _ = stopped.await;
        }));
        Ok(Self { url, sandbox, state, jobs, mail, _stop: stop })
    }

    /// A browser nobody has signed in with.
    ///
    /// # Errors
    /// When no HTTP client can be built.
    pub fn browser(&self) -> anyhow::Result<Browser> {
        Browser::new(self.url.clone())
    }

    /// Does what is due until nothing is: journal, then mail.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn drain(&self) -> anyhow::Result<()> {
        Ok(self.jobs.drain().await?)
    }

    /// Reads everything from the sandbox.
    ///
    /// # Errors
    /// When a reading fails.
    pub async fn sync(&self) -> anyhow::Result<()> {
        Ok(self.jobs.sync().await?)
    }

    /// The mails that went out, as files.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn mails(&self) -> anyhow::Result<Vec<PathBuf>> {
        let files = std::fs::read_dir(self.mail.path()).context("mail directory")?;
        files.map(|entry| Ok(entry?.path())).collect()
    }
}
