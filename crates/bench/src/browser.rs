//! First visits in a throttled browser, measured by `end2end/bench/visits.mjs`.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use crate::stage::{PASSWORD, Stage};

const SCRIPT: &str = "end2end/bench/visits.mjs";

/// A first visit, nothing cached.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Visit {
    /// Which page.
    pub(crate) page: String,
    /// Kilobytes over the wire, compressed, with headers.
    pub(crate) kilobytes: f64,
    /// Requests.
    pub(crate) requests: u32,
    /// Milliseconds until something is to be read.
    pub(crate) first_paint_ms: f64,
    /// Milliseconds until the islands answer.
    pub(crate) interactive_ms: f64,
}

/// All first visits; none when the site or a browser is missing.
pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Vec<Visit>> {
    let site = stage.state.leptos_options.site_root.to_string();
    if !Path::new(&site).join("pkg").is_dir() || !Path::new(SCRIPT).exists() {
        return Ok(Vec::new());
    }
    let mut command = Command::new("node");
    command
        .arg(SCRIPT)
        .env("BASE_URL", stage.url.as_str())
        .env("BENCH_PASSWORD", PASSWORD)
        .env("BENCH_MANAGER", &stage.manager.actor.email)
        .env("BENCH_AGENT", &stage.agent.actor.email)
        .stderr(Stdio::inherit());
    // The portal it visits lives in this process and must not be kept waiting.
    let output = spawn_blocking(move || command.output()).await?.context("node")?;
    ensure!(output.status.success(), "{SCRIPT} ended with {}", output.status);
    Ok(serde_json::from_slice(&output.stdout)?)
}
