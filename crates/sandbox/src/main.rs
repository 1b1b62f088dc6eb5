//! The sandbox as a server: `cargo run -p sandbox -- --port 4010 --seed demo`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use clap::{Parser, ValueEnum};
use sandbox::{ACCOUNT_KEY, ACCOUNT_SECRET, Options, Sandbox, faults::Chaos};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

const ABOUT: &str = "\
A stateful double of the Telegent mPaaS API on 127.0.0.1: all 145 documented operations, with accounts, people, numbers,
SIMs, orders, ports, messages, webhooks and usage that stay as you leave them. It needs no account at Telegent, and
nothing it does is real.

Point a client at the base URL it prints, with account key DID-sandbox and account secret sandbox-secret. A browser at
http://127.0.0.1:4010/__sandbox/ shows what there is and what happened, moves the clock, sends messages in, and breaks
things.";

const EXAMPLES: &str = "\
Examples:
  Families with lines and usage, as the portal's demo:
    sandbox

  Nothing but the wholesale catalogue, without a rate limit, remembered across runs:
    sandbox --seed catalogue --rate-limit 0 --state sandbox.json

  One call in twenty fails, the same ones in every run:
    sandbox --chaos 5 --chaos-seed 7

  The next number ordered is bought, and the answer is lost:
    curl 127.0.0.1:4010/__sandbox/faults -H 'content-type: application/json' \\
      -d '{\"operation\":\"POST /v1.0/numbers/provision\",\"effect\":\"lost\"}'

  A month passes:
    curl 127.0.0.1:4010/__sandbox/clock -H 'content-type: application/json' -d '{\"seconds\":2592000}'

  A first token:
    curl 127.0.0.1:4010/v1.0/oauth2/tokens -H 'content-type: application/json' \\
      -d '{\"AccountKey\":\"DID-sandbox\",\"AccountSecret\":\"sandbox-secret\",
           \"ApiEndpoint\":\"http://127.0.0.1:4010/v1.0/distributor/accounts\"}'

From the first token to the first message, every failure there is, and what differs from the documentation:
crates/sandbox/README.md.";

/// A stateful simulator of the Telegent mPaaS API on 127.0.0.1.
#[derive(Parser)]
#[command(name = "sandbox", long_about = ABOUT, after_long_help = EXAMPLES)]
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
    /// Of a hundred calls so many fail as networks and servers do.
    #[arg(long, env = "SANDBOX_CHAOS", default_value_t = 0, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    chaos: u8,
    /// Which ones: the same seed and order of calls, the same failures.
    #[arg(long, env = "SANDBOX_CHAOS_SEED", default_value_t = 0, value_name = "SEED")]
    chaos_seed: u64,
    /// File that keeps everything, and from which it goes on when it is there; without one all is forgotten at the end.
    #[arg(long, env = "SANDBOX_STATE")]
    state: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Seed {
    /// Two distributors and nothing else.
    Empty,
    /// Products and packages.
    Catalogue,
    /// Products, packages, and three families with lines and usage.
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
        chaos: Chaos { percent: arguments.chaos, seed: arguments.chaos_seed, drawn: 0 },
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
