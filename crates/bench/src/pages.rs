//! A family's first page under load, beside its rivals.

use std::time::Duration;

use anyhow::ensure;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use serde::Serialize;

use crate::{
    load::{self, Round, Target, Until},
    rivals,
    stage::Stage,
};

/// Connections that ask at once.
const CONNECTIONS: usize = 32;
/// Rounds; the rivals take turns, so that what else the machine does hits all of them.
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_millis(2500);

/// Medians over the rounds.
#[derive(Debug, Serialize)]
pub(crate) struct Pages {
    /// Connections that ask at once.
    pub(crate) connections: usize,
    /// What was asked, the portal first.
    pub(crate) rivals: Vec<Measured>,
}

/// One of those compared.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    /// Who.
    pub(crate) name: &'static str,
    /// Bytes of the answer's body.
    pub(crate) bytes: usize,
    /// Its speed.
    pub(crate) round: Round,
    /// The portal's answers a second divided by its own: the median of the rounds' ratios, not the ratio of medians.
    pub(crate) portal_reaches: f64,
}

pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Pages> {
    let path = rivals::path();
    let page = stage.manager.get(&path).await?;
    ensure!(page.status == 200, "{path} answers {}", page.status);
    let view = rivals::view(&stage.state, &stage.manager.actor, &stage.home).await?;
    let mut head = page.headers.clone();
    head.remove(CONTENT_LENGTH);
    head.remove(TRANSFER_ENCODING);
    let bytes = rivals::bytes(head, page.body.clone().into()).await?;

    let target =
        |addr, path: &str| Target { addr, path: path.to_owned(), cookie: stage.manager.cookie.clone(), bearer: None };
    let targets = [
        ("portal", target(stage.addr, &path)),
        ("view from memory", target(view.addr, &path)),
        ("bytes ready made", target(bytes.addr, &path)),
        ("portal's /healthz: its middleware alone", target(stage.addr, "/healthz")),
    ];
    let mut rounds: [Vec<Round>; 4] = Default::default();
    for (_, target) in &targets {
        load::run(target, CONNECTIONS, Until::Elapsed(ROUND / 3)).await?;
    }
    for _ in 0..ROUNDS {
        for ((_, target), rounds) in targets.iter().zip(&mut rounds) {
            rounds.push(load::run(target, CONNECTIONS, Until::Elapsed(ROUND)).await?);
        }
    }
    let mut rivals = Vec::new();
    for ((name, target), own) in targets.iter().zip(&rounds) {
        let speeds = |pick: fn(&Round) -> f64| median(own.iter().map(pick).collect());
        let ratios = rounds[0].iter().zip(own).map(|(portal, own)| portal.per_second / own.per_second).collect();
        rivals.push(Measured {
            name,
            bytes: length(target).await?,
            round: Round {
                per_second: speeds(|r| r.per_second),
                p50_ms: speeds(|r| r.p50_ms),
                p99_ms: speeds(|r| r.p99_ms),
            },
            portal_reaches: median(ratios),
        });
    }
    Ok(Pages { connections: CONNECTIONS, rivals })
}

async fn length(target: &Target) -> anyhow::Result<usize> {
    let request = reqwest::Client::new().get(format!("http://{}{}", target.addr, target.path));
    Ok(request.header("cookie", &target.cookie).send().await?.bytes().await?.len())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
