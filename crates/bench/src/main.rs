//! What things cost here: pages, upstream calls, first visits, memory. Ratios of one run, not promises.
//!
//! `./dev bench` starts a Postgres of its own for it and gives `DATABASE_URL`. Everything else runs in this process:
//! portal, sandbox, rivals and the load, so that what is compared shares machine, moment and allocator.
#![recursion_limit = "512"]

mod browser;
mod bulk;
mod load;
mod memory;
mod pages;
mod ports;
mod report;
mod rivals;
mod stage;
mod upstream;
mod usage;
mod viewer;
mod views;

use std::{path::PathBuf, time::Instant};

use anyhow::Context;

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let out = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(".dev/bench.json"), PathBuf::from);
    let started = Instant::now();
    let stage = stage::Stage::set().await?;

    note("pages under load");
    let pages = pages::measure(&stage).await.context("pages under load")?;
    note("upstream calls");
    let broker = upstream::measure(&stage).await.context("upstream calls")?;
    note("many numbers");
    let bulk = bulk::measure().await.context("many numbers")?;
    note("port-ins");
    let ports = ports::measure(&stage).await.context("port-ins")?;
    note("lines with samples");
    let usage = usage::measure(&stage).await.context("lines with samples")?;
    note("page views");
    let views = views::measure(&stage).await.context("page views")?;
    note("memory");
    let memory = memory::measure(&stage).await.context("memory")?;
    note("first visits");
    let visits = browser::measure(&stage).await.context("first visits")?;
    stage.clear().await?;

    let report = report::Report {
        pages,
        broker,
        bulk,
        ports,
        usage,
        views,
        memory,
        visits,
        seconds: started.elapsed().as_secs(),
    };
    print!("{report}");
    if let Some(dir) = out.parent() {
        std::fs::create_dir_all(dir)?;
    }
    std::fs::write(&out, serde_json::to_string_pretty(&report)?)?;
    println!("\nAlso in {}.", out.display());
    Ok(())
}

/// What is going on, for who waits.
fn note(what: &str) {
    eprintln!("  measuring {what} …");
}
