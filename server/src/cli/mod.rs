//! The command line.

mod create_owner;
mod seed_demo;

use clap::{Parser, Subcommand};
use secrecy::ExposeSecret;
use services::Db;

use crate::{Application, Config};

/// Self-service portal of a mobile operator. Configuration: see `config.default.toml`.
#[derive(Debug, Parser)]
#[command(name = "homeline", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the portal: pages and jobs.
    Serve,
    /// Brings the database up to date and ends.
    Migrate,
    /// Creates a staff owner; the password comes from standard input.
    CreateOwner {
        /// Sign-in name.
        #[arg(long)]
        email: String,
        /// Name.
        #[arg(long)]
        name: String,
    },
    /// Creates the people of the demonstration.
    SeedDemo,
    /// Says what is wrong with the configuration, or that nothing is.
    CheckConfig,
    /// Computes the hashes of the activity log anew, and fails where an entry was changed or removed.
    CheckActivity,
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// What kept it from being done.
    pub async fn run(self) -> anyhow::Result<()> {
        let config = Config::load()?;
        match self.command {
            Command::Serve => Application::build(config).await?.run_until(stop_signal()).await,
            Command::Migrate => connect(&config).await.map(drop),
            Command::CreateOwner { email, name } => create_owner::run(&config, &email, &name).await,
            Command::SeedDemo => seed_demo::run(&config).await,
            Command::CheckConfig => {
                config.mailer()?;
                println!("The configuration is fine.");
                Ok(())
            }
            Command::CheckActivity => check_activity(&config).await,
        }
    }
}

async fn check_activity(config: &Config) -> anyhow::Result<()> {
    let db = connect(config).await?;
    let odd = services::journal::verify_activity(&mut db.begin_all().await?).await?;
    anyhow::ensure!(
        odd.is_none(),
        "entry {} of the activity log does not follow from those before it",
        odd.unwrap_or_default()
    );
    println!("The activity log is as it was written.");
    Ok(())
}

/// The database, brought up to date.
///
/// # Errors
/// When it is out of reach or a migration fails.
pub async fn connect(config: &Config) -> anyhow::Result<Db> {
    let options = config.database_url.expose_secret().parse()?;
    Ok(Db::connect(options, config.database_connections).await?)
}

/// Resolves when the process is asked to end.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};

    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
