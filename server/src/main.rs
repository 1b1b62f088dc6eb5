//! The portal's program.
#![recursion_limit = "512"]

use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    server::telemetry::start();
    server::cli::Cli::parse().run().await
}
