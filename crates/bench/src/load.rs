//! Requests as fast as they are answered, over connections that stay open.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use http::{Request, header};
use http_body_util::{BodyExt, Empty};
use hyper::{body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use tokio::{net::TcpStream, runtime::Builder, task::JoinSet};

/// How long the answers took.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of the answers, 0 to 1, did not exceed; zero without answers.
    pub(crate) fn quantile(&mut self, share: f64) -> Duration {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        // An index: small, whole and not negative.
        self.0.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
    }
}

/// One round of load.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Round {
    /// Answers a second.
    pub(crate) per_second: f64,
    /// Milliseconds that half of the answers did not exceed.
    pub(crate) p50_ms: f64,
    /// Milliseconds that 99 of 100 answers did not exceed.
    pub(crate) p99_ms: f64,
}

/// What to ask.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// Where.
    pub(crate) addr: SocketAddr,
    /// Path and query.
    pub(crate) path: String,
    /// Session.
    pub(crate) cookie: String,
    /// Token, where one is wanted.
    pub(crate) bearer: Option<String>,
}

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Until {
    /// After this long.
    Elapsed(Duration),
    /// After this many answers on each connection.
    Answers(usize),
}

/// Asks over `connections` at once, each asking again as soon as it was answered. The load has a thread of its own,
/// so that it never waits for what it measures.
pub(crate) async fn run(target: &Target, connections: usize, until: Until) -> anyhow::Result<Round> {
    let target = target.clone();
    tokio::task::spawn_blocking(move || {
        Builder::new_current_thread().enable_all().build()?.block_on(ask(target, connections, until))
    })
    .await?
}

async fn ask(target: Target, connections: usize, until: Until) -> anyhow::Result<Round> {
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        tasks.spawn(connection(target.clone(), started, until));
    }
    let mut times = Times::default();
    while let Some(done) = tasks.join_next().await {
        times.0.extend(done??.0);
    }
    let elapsed = started.elapsed().as_secs_f64();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    Ok(Round {
        per_second: times.len() as f64 / elapsed,
        p50_ms: ms(times.quantile(0.5)),
        p99_ms: ms(times.quantile(0.99)),
    })
}

async fn connection(target: Target, started: Instant, until: Until) -> anyhow::Result<Times> {
    let stream = TcpStream::connect(target.addr).await?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut times = Times::default();
    loop {
        let enough = match until {
            Until::Elapsed(time) => started.elapsed() >= time,
            Until::Answers(count) => times.len() >= count,
        };
        if enough {
            return Ok(times);
        }
        let mut request = Request::get(&target.path)
            .header(header::HOST, target.addr.to_string())
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, &target.cookie);
        if let Some(token) = &target.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Empty::<Bytes>::new())?;
        let asked = Instant::now();
        sender.ready().await?;
        let mut answer = sender.send_request(request).await?;
        ensure!(answer.status().is_success(), "{} answers {}", target.path, answer.status());
        while let Some(frame) = answer.frame().await {
            frame.context("an answer broke off")?;
        }
        times.push(asked.elapsed());
    }
}
