//! The sandbox as a server: `cargo run -p sandbox -- --port 4010 --seed demo`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use clap::{Parser, ValueEnum};
use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// A stateful simulator of the Telegent mPaaS API on 127.0.0.1.
#[derive(Parser)]
struct Arguments {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, env = "SANDBOX_PORT", default_value_t = 4010)]
    port: u16,
    /// What to begin with.
    #[arg(long, env = "SANDBOX_SEED", value_enum, default_value_t = Seed::Demo)]
    seed: Seed,
    /// Calls a minute, 0 for no limit.
    #[arg(long, env = "SANDBOX_RATE_LIMIT", default_value_t = 50)]
    rate_limit: u32,
    /// Seconds a token is good.
    #[arg(long, env = "SANDBOX_TOKEN_SECONDS", default_value_t = 300)]
    token_seconds: u64,
    /// File that keeps everything, and from which it goes on when it is there; without one all is forgotten at the end.
    #[arg(long, env = "SANDBOX_STATE")]
    state: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Seed {
    Empty,
    Catalogue,
    Demo,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let arguments = Arguments::parse();
    let options = Options {
        seed: match arguments.seed {
            Seed::Empty => sandbox::Seed::Empty,
            Seed::Catalogue => sandbox::Seed::Catalogue,
            Seed::Demo => sandbox::Seed::Demo,
        },
        rate_limit: Some(arguments.rate_limit).filter(|limit| *limit > 0),
        token_lifetime: Duration::from_secs(arguments.token_seconds),
        ..Options::default()
    };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let sandbox = match &arguments.state {
        Some(file) => Sandbox::resume(options, file)?,
        None => Sandbox::new(options),
    };
    let mut running = sandbox.listen(address).await?;
    tracing::info!(base_url = %running.base_url, account_key = ACCOUNT_KEY, account_secret = ACCOUNT_SECRET, "sandbox listening");
    if let Some(file) = &arguments.state {
        running.keep(file.clone());
    }
    let mut asked_to_end = signal(SignalKind::terminate())?;
    tokio::select! {
        () = running.finished() => {}
        _ = tokio::signal::ctrl_c() => {}
        _ = asked_to_end.recv() => {}
    }
    if let Some(file) = &arguments.state {
        running.write(file)?;
    }
    Ok(())
}
