//! A large family's first page, and the page of one of its lines, with as many samples as are ever kept.

use std::time::Instant;

use anyhow::{Context, ensure};
use serde::Serialize;
use services::data::samples::KEEP_DAYS;

use crate::{load::Times, stage::Stage};

/// Lines of the family.
const LINES: i32 = 10;
/// Samples of a line each day: one every half hour.
const A_DAY: i32 = 48;
const VIEWS: usize = 200;

/// What the pages take.
#[derive(Debug, Serialize)]
pub(crate) struct Usage {
    /// Lines of the family.
    pub(crate) lines: i32,
    /// Days of samples.
    pub(crate) days: i32,
    /// Samples of all its lines.
    pub(crate) samples: i64,
    /// Milliseconds of the first page: half of the answers, 99 of 100.
    pub(crate) home_ms: [f64; 2],
    /// The same of a line's page with its chart.
    pub(crate) line_ms: [f64; 2],
    /// Bytes of a line's page.
    pub(crate) line_bytes: usize,
}

pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Usage> {
    let samples = fill(stage).await?;
    let (home_ms, _) = timed(stage, "/home").await?;
    let (line_ms, line_bytes) = timed(stage, "/lines/%2B13855559001").await?;
    clear(stage).await?;
    Ok(Usage { lines: LINES, days: KEEP_DAYS, samples, home_ms, line_ms, line_bytes })
}

/// Ten more lines: each used a little more with every sample, and began anew every thirty days.
async fn fill(stage: &Stage) -> anyhow::Result<i64> {
    let mut tx = stage.state.db.begin_all().await?;
    for sql in [
        "insert into subscribers (subscriber_id, account_id, name, email, role)
         select 'TSUID-bench-' || n, $1, 'Person ' || n, 'bench' || n || '@example.com', 'Subscriber'
         from generate_series(1, $2) as n",
        "insert into numbers (number, account_id, subscriber_id, status)
         select '+1385555' || 9000 + n, $1, 'TSUID-bench-' || n, 'Active' from generate_series(1, $2) as n",
        "insert into data_usage (number, account_id, used_bytes, notify_mb, throttle_mb, limit_mb, speed)
         select '+1385555' || 9000 + n, $1, 9000000000, 8000, 9500, 10000, '5-mbps' from generate_series(1, $2) as n",
    ] {
        sqlx::query(sql).bind(&stage.account).bind(LINES).execute(&mut *tx).await?;
    }
    let made = sqlx::query(
        "insert into usage_samples (number, account_id, at, used_bytes, notify_mb, throttle_mb, limit_mb)
         select '+1385555' || 9000 + n, $1, now() - ($3 * $4 - s) * interval '30 minutes',
                (s % ($4 * 30)) * 6000000::bigint, 8000, 9500, 10000
         from generate_series(1, $2) as n, generate_series(1, $3 * $4 - 1) as s",
    )
    .bind(&stage.account)
    .bind(LINES)
    .bind(KEEP_DAYS)
    .bind(A_DAY)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    // As a server that has run for a while knows its tables.
    sqlx::query("analyze usage_samples").execute(stage.state.db.pool()).await?;
    Ok(i64::try_from(made.rows_affected())?)
}

async fn clear(stage: &Stage) -> anyhow::Result<()> {
    let mut tx = stage.state.db.begin_all().await?;
    for sql in [
        "delete from usage_samples where number like '+13855559%'",
        "delete from data_usage where number like '+13855559%'",
        "delete from numbers where number like '+13855559%'",
        "delete from subscribers where subscriber_id like 'TSUID-bench-%'",
    ] {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

async fn timed(stage: &Stage, path: &str) -> anyhow::Result<([f64; 2], usize)> {
    let (mut times, mut bytes) = (Times::default(), 0);
    for _ in 0..VIEWS {
        let start = Instant::now();
        let page = stage.manager.get(path).await.context("a page of the family")?;
        times.push(start.elapsed());
        ensure!(page.status == 200, "{path} answers {}", page.status);
        bytes = page.body.len();
    }
    Ok(([0.5, 0.99].map(|q| times.quantile(q).as_secs_f64() * 1000.0), bytes))
}
