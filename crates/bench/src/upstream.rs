//! What the client adds to a call, and how many tokens it asks for.

use std::{sync::Arc, time::Instant};

use serde::Serialize;
use serde_json::Value;
use telegent::{Client, Config, Unlimited};

use crate::{bulk::token, load::Times, stage::Stage};

/// Calls of each kind; they take turns.
const CALLS: usize = 2000;
const ACCOUNT: &str = "/v1.0/account";

/// What the client costs.
#[derive(Debug, Serialize)]
pub(crate) struct Broker {
    /// Calls of each kind.
    pub(crate) calls: usize,
    /// Microseconds of a bare call, answer parsed: half took no longer, 99 of 100 took no longer.
    pub(crate) bare_us: [f64; 2],
    /// Microseconds on top: tokens, retries, decoding.
    pub(crate) client_adds_us: [f64; 2],
    /// Microseconds on top with the budget in Postgres that all replicas share.
    pub(crate) budget_adds_us: [f64; 2],
    /// Endpoints called by a client that never called before.
    pub(crate) endpoints: u64,
    /// Tokens it asked for.
    pub(crate) first_mints: u64,
    /// Tokens it asked for in the next hundred calls to the same endpoints.
    pub(crate) mints_per_100_warm: u64,
}

pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Broker> {
    let client = fresh(stage)?;
    let shared = &stage.state.telegent;
    let account = &stage.account;
    let http = reqwest::Client::builder().tcp_nodelay(true).build()?;
    let token = token(&stage.sandbox.base_url, ACCOUNT).await?;
    let mut url = stage.sandbox.base_url.join(ACCOUNT)?;
    url.query_pairs_mut().append_pair("AccountId", account);

    let [mut bare, mut brokered, mut budgeted] = [(); 3].map(|()| Times::default());
    for round in 0..CALLS + 100 {
        let start = Instant::now();
        let answer = http.get(url.clone()).bearer_auth(&token).send().await?.error_for_status()?;
        serde_json::from_slice::<Value>(&answer.bytes().await?)?;
        let plain = start.elapsed();
        let start = Instant::now();
        client.accounts().get(account).await?;
        let through = start.elapsed();
        let start = Instant::now();
        shared.accounts().get(account).await?;
        let shared = start.elapsed();
        // The first hundred open connections and warm caches.
        if round >= 100 {
            bare.push(plain);
            brokered.push(through);
            budgeted.push(shared);
        }
    }
    let micros = |times: &mut Times| [0.5, 0.99].map(|share| times.quantile(share).as_secs_f64() * 1e6);
    let bare = micros(&mut bare);
    let over = |times: &mut Times| {
        let [p50, p99] = micros(times);
        [p50 - bare[0], p99 - bare[1]]
    };
    let (client_adds_us, budget_adds_us) = (over(&mut brokered), over(&mut budgeted));
    let (endpoints, first_mints, mints_per_100_warm) = mints(stage).await?;
    Ok(Broker {
        calls: CALLS,
        bare_us: bare,
        client_adds_us,
        budget_adds_us,
        endpoints,
        first_mints,
        mints_per_100_warm,
    })
}

/// A client that has no tokens yet and asks nobody for permits.
fn fresh(stage: &Stage) -> anyhow::Result<Client> {
    let base_url = stage.sandbox.base_url.clone();
    let config = Config::new(base_url, sandbox::ACCOUNT_KEY, sandbox::ACCOUNT_SECRET.into());
    Ok(Client::new(Config { budget: Arc::new(Unlimited), ..config })?)
}

/// Endpoints, tokens of the first call to each, tokens of the hundred calls after. Counted by the sandbox.
async fn mints(stage: &Stage) -> anyhow::Result<(u64, u64, u64)> {
    let client = fresh(stage)?;
    let minted = || stage.sandbox.with(|world| world.tokens_minted);
    let calls = || async {
        client.accounts().get(&stage.account).await?;
        client.accounts().message_routes(&stage.account).await?;
        client.accounts().voice_routes(&stage.account).await?;
        client.distributor().subscribers(1, 100).await?;
        anyhow::Ok(4)
    };
    let before = minted();
    let endpoints = calls().await?;
    let first = minted();
    for _ in 0..100 / endpoints {
        calls().await?;
    }
    Ok((endpoints, first - before, minted() - first))
}
