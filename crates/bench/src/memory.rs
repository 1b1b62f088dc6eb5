//! How much memory the portal's own process holds before and after many page views.

use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};
use serde::Serialize;
use tokio::time::sleep;

use crate::{
    load::{self, Target, Until},
    rivals,
    stage::Stage,
};

const VIEWS: usize = 10_000;
const CONNECTIONS: usize = 16;

/// Resident memory in MiB.
#[derive(Debug, Serialize)]
pub(crate) struct Memory {
    /// After start and a first page.
    pub(crate) before_mib: f64,
    /// Page views between.
    pub(crate) views: usize,
    /// After them.
    pub(crate) after_mib: f64,
    /// After as many again: what grows still leaks.
    pub(crate) after_twice_mib: f64,
}

/// Runs the portal as it is operated; `None` when it was not built beside this program.
pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Option<Memory>> {
    let Some(program) = program() else { return Ok(None) };
    let addr = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let mut portal = start(stage, &program, addr)?;
    let measured = load(stage, &mut portal, addr).await;
    portal.kill()?;
    portal.wait()?;
    measured.map(Some)
}

async fn load(stage: &Stage, portal: &mut Child, addr: SocketAddr) -> anyhow::Result<Memory> {
    let target = Target { addr, path: rivals::path(), cookie: stage.manager.cookie.clone(), bearer: None };
    let mut tries = 0;
    while load::run(&target, 1, Until::Answers(1)).await.is_err() {
        tries += 1;
        if tries > 100 || portal.try_wait()?.is_some() {
            bail!("the portal did not come up");
        }
        sleep(Duration::from_millis(100)).await;
    }
    let id = portal.id();
    let before_mib = resident(id)?;
    load::run(&target, CONNECTIONS, Until::Answers(VIEWS / CONNECTIONS)).await?;
    let after_mib = resident(id)?;
    load::run(&target, CONNECTIONS, Until::Answers(VIEWS / CONNECTIONS)).await?;
    Ok(Memory { before_mib, views: VIEWS, after_mib, after_twice_mib: resident(id)? })
}

fn program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?.with_file_name("server");
    program.exists().then_some(program)
}

fn start(stage: &Stage, program: &PathBuf, addr: SocketAddr) -> anyhow::Result<Child> {
    let portal = Command::new(program)
        .arg("serve")
        .env("DATABASE_URL", stage.database.as_str())
        .env("TELEGENT_BASE_URL", stage.sandbox.base_url.as_str())
        .env("TELEGENT_ACCOUNT_KEY", sandbox::ACCOUNT_KEY)
        .env("TELEGENT_ACCOUNT_SECRET", sandbox::ACCOUNT_SECRET)
        .env("HOMELINE_ADDR", addr.to_string())
        .env("HOMELINE_PUBLIC_URL", format!("http://{addr}"))
        .env("HOMELINE_DEMO", "true")
        .env("HOMELINE_MAIL_DIR", std::env::temp_dir())
        .env("RUST_LOG", "warn")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(portal)
}

/// From the kernel; Linux only.
pub(crate) fn resident(id: u32) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}
