//! What many numbers cost: the sandbox on one core, a long inventory, memory.

use std::{sync::Arc, time::Instant};

use anyhow::Context;
use sandbox::{Options, Running, Sandbox, Seed};
use serde::Serialize;
use serde_json::{Value, json};
use telegent::{Client, Config, Unlimited};
use tokio::{runtime::Builder, sync::oneshot};
use url::Url;

use crate::{
    load::{self, Target, Times, Until},
    memory::resident,
};

const ACCOUNT: &str = "/v1.0/account";
const INVENTORY: &str = "/v1.0/numbers/inventory";
/// Rows of the long inventory.
const ROWS: u32 = 10_000;
/// How often it is read.
const READS: usize = 20;
/// Numbers held in memory.
const NUMBERS: u64 = 100_000;
const CONNECTIONS: usize = 8;
const ANSWERS: usize = 2000;

/// Many numbers.
#[derive(Debug, Serialize)]
pub(crate) struct Bulk {
    /// Answers a second of a sandbox that has one thread; the load has another.
    pub(crate) sandbox_per_second: f64,
    /// Rows of the inventory that was decoded.
    pub(crate) rows: u32,
    /// Milliseconds of fetching its bytes: half took no longer.
    pub(crate) fetch_ms: f64,
    /// Milliseconds on top for parsing and typed rows.
    pub(crate) decode_ms: f64,
    /// Numbers in the sandbox.
    pub(crate) numbers: u64,
    /// MiB that they add to the process.
    pub(crate) numbers_mib: f64,
}

pub(crate) async fn measure() -> anyhow::Result<Bulk> {
    let sandbox_per_second = on_one_core().await?;
    let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
    fill(&sandbox, u64::from(ROWS))?;
    let (fetch_ms, decode_ms) = inventory(&sandbox).await?;
    let before = resident(std::process::id())?;
    fill(&sandbox, NUMBERS)?;
    let numbers_mib = resident(std::process::id())? - before;
    Ok(Bulk { sandbox_per_second, rows: ROWS, fetch_ms, decode_ms, numbers: NUMBERS, numbers_mib })
}

/// A sandbox in a thread of its own, under load from another.
async fn on_one_core() -> anyhow::Result<f64> {
    let (tell, told) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = std::thread::spawn(move || {
        Builder::new_current_thread().enable_all().build()?.block_on(async {
            let sandbox = Sandbox::start(Options { seed: Seed::Demo, ..Options::default() }).await?;
            // Whoever asked is gone when this fails, and then nobody waits.
            let _ = tell.send(sandbox.base_url.clone());
            let _ = stopped.await;
            anyhow::Ok(())
        })
    });
    let base = told.await?;
    let token = token(&base, ACCOUNT).await?;
    let addr = base.socket_addrs(|| None)?.first().copied().context("no address")?;
    let target =
        Target { addr, path: format!("{ACCOUNT}?AccountId=AID-mensah"), cookie: String::new(), bearer: Some(token) };
    load::run(&target, CONNECTIONS, Until::Answers(ANSWERS / 10)).await?;
    let round = load::run(&target, CONNECTIONS, Until::Answers(ANSWERS)).await?;
    drop(stop);
    thread.join().map_err(|_| anyhow::anyhow!("the sandbox's thread ended badly"))??;
    Ok(round.per_second)
}

/// So many numbers more, like the first one.
fn fill(sandbox: &Running, count: u64) -> anyhow::Result<()> {
    sandbox.with(|world| {
        let model = world.lines.first().context("the demo has numbers")?.clone();
        let first = world.lines.len() as u64;
        let line = |n: u64| {
            let mut line = model.clone();
            line.number = format!("+1{}", 3_000_000_000 + n);
            line.nid = format!("00000000-0000-4000-8000-{n:012}");
            line.iccid = format!("8901{n:016}");
            line
        };
        world.lines.extend((first..first + count).map(line));
        Ok(())
    })
}

/// Milliseconds for the bytes of a long inventory, and on top of it for what the client makes of them.
async fn inventory(sandbox: &Running) -> anyhow::Result<(f64, f64)> {
    let config = Config::new(sandbox.base_url.clone(), sandbox::ACCOUNT_KEY, sandbox::ACCOUNT_SECRET.into());
    let client = Client::new(Config { budget: Arc::new(Unlimited), ..config })?;
    let http = reqwest::Client::builder().tcp_nodelay(true).build()?;
    let token = token(&sandbox.base_url, INVENTORY).await?;
    let mut url = sandbox.base_url.join(INVENTORY)?;
    url.query_pairs_mut().append_pair("PageNumber", "1").append_pair("TotalNumbersRequested", &ROWS.to_string());
    let [mut bare, mut typed] = [(); 2].map(|()| Times::default());
    for _ in 0..READS {
        let start = Instant::now();
        http.get(url.clone()).bearer_auth(&token).send().await?.error_for_status()?.bytes().await?;
        bare.push(start.elapsed());
        let start = Instant::now();
        let page = client.numbers().inventory(1, None, Some(ROWS)).await?;
        typed.push(start.elapsed());
        anyhow::ensure!(page.phone_numbers.len() == ROWS as usize, "{} rows came", page.phone_numbers.len());
    }
    let ms = |times: &mut Times| times.quantile(0.5).as_secs_f64() * 1000.0;
    let (bare, typed) = (ms(&mut bare), ms(&mut typed));
    Ok((bare, typed - bare))
}

/// A token for one endpoint, asked for by hand.
pub(crate) async fn token(base: &Url, path: &str) -> anyhow::Result<String> {
    let body = json!({
        "AccountKey": sandbox::ACCOUNT_KEY,
        "AccountSecret": sandbox::ACCOUNT_SECRET,
        "ApiEndpoint": base.join(path)?,
    });
    let call = reqwest::Client::new().post(base.join("/v1.0/oauth2/tokens")?).json(&body);
    let answer: Value = call.send().await?.json().await?;
    let token = answer.get("token").and_then(Value::as_str);
    token.map(str::to_owned).context("the sandbox gave no token")
}
