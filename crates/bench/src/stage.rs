//! The portal with a family that was read in, and people signed in to look at it.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use app::context::AppState;
use domain::Role;
use sandbox::{Options, Running, Sandbox, Seed};
use server::{Application, Config};
use services::{
    Db,
    accounts::{self, FamilyHome},
};
use sqlx::{Connection, PgConnection};
use tokio::sync::oneshot;
use url::Url;

use crate::viewer::Viewer;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// The demo's largest family is run by her.
const MANAGER: &str = "dana.mensah@example.com";
const AGENT: &str = "kim.park@example.com";

/// Everything that is measured, up and warm.
pub(crate) struct Stage {
    /// Where the portal is; it runs without its jobs.
    pub(crate) url: Url,
    /// The same as an address.
    pub(crate) addr: SocketAddr,
    /// What the portal works with.
    pub(crate) state: AppState,
    /// The upstream.
    pub(crate) sandbox: Running,
    /// The family's manager.
    pub(crate) manager: Viewer,
    /// Somebody of the staff.
    pub(crate) agent: Viewer,
    /// The family's account.
    pub(crate) account: String,
    /// What the manager's first page is made of.
    pub(crate) home: FamilyHome,
    /// The database made for this run.
    pub(crate) database: Url,
    server: Url,
    mail: PathBuf,
    _stop: oneshot::Sender<()>,
}

impl Stage {
    /// Makes a database, reads the demo's families into it and signs people in.
    pub(crate) async fn set() -> anyhow::Result<Self> {
        let server: Url = std::env::var("DATABASE_URL").context("DATABASE_URL: run ./dev bench")?.parse()?;
        let name = format!("homeline_bench_{}", std::process::id());
        statement(&server, format!("create database {name}")).await?;
        let mut database = server.clone();
        database.set_path(&name);
        let mail = std::env::temp_dir().join(&name);

        let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
        let config = config(&database, &sandbox, mail.clone())?;
        let db = Db::connect(database.as_str().parse()?, config.database_connections).await?;
        let portal = Application::build_with(config, db.clone()).await?;
        portal.jobs().sync().await?;
        let (addr, state) = (portal.addr(), portal.state().clone());
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(portal.serve_until(async {
            let _ = stopped.await;
        }));

        let url: Url = format!("http://{addr}").parse()?;
        let (account, subscriber) = family(&sandbox)?;
        let manager = Viewer::sign_in(&state, &url, MANAGER, Role::Manager, Some((&account, &subscriber))).await?;
        let agent = Viewer::sign_in(&state, &url, AGENT, Role::Agent, None).await?;
        let mut tx = db.begin(&manager.actor).await?;
        let home = accounts::family_home(&mut tx, &manager.actor).await?;
        drop(tx);
        Ok(Self { url, addr, state, sandbox, manager, agent, account, home, database, server, mail, _stop: stop })
    }

    /// Drops the database.
    pub(crate) async fn clear(self) -> anyhow::Result<()> {
        let name = self.database.path().trim_start_matches('/');
        let _ = std::fs::remove_dir_all(&self.mail);
        let drop = || statement(&self.server, format!("drop database {name} with (force)"));
        // Only a superuser may end Postgres's own tidying up, which is at work there now and then.
        if drop().await.is_err() {
            tokio::time::sleep(std::time::Duration::from_secs(5)).await;
            return drop().await;
        }
        Ok(())
    }
}

/// As in operation, but for password hashes, which would only make the preparation longer, and the rate budget.
fn config(database: &Url, sandbox: &Running, mail: PathBuf) -> anyhow::Result<Config> {
    let mut config = Config::defaults()?;
    config.database_url = database.as_str().into();
    config.addr = ([127, 0, 0, 1], 0).into();
    config.demo = true;
    config.cheap_passwords = true;
    config.telegent.base_url = sandbox.base_url.clone();
    config.telegent.account_key = sandbox::ACCOUNT_KEY.into();
    config.telegent.account_secret = sandbox::ACCOUNT_SECRET.into();
    config.telegent.requests_per_minute = 600_000;
    config.mail.dir = Some(mail);
    Ok(config)
}

/// Account and subscriber of the demo's manager, as the sandbox has them.
fn family(sandbox: &Running) -> anyhow::Result<(String, String)> {
    let found = sandbox.with(|world| {
        let manager = world.subscribers.iter().find(|person| person.email.eq_ignore_ascii_case(MANAGER))?;
        Some((manager.account_id.clone(), manager.subscriber_id.clone()))
    });
    found.with_context(|| format!("the sandbox knows no {MANAGER}"))
}

/// The names in it are ours, digits and letters: a database cannot be a parameter.
async fn statement(server: &Url, sql: String) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(server.as_str()).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await?;
    Ok(connection.close().await?)
}
