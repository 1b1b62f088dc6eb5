//! Ten thousand open port-ins on fifty calls a minute, and a long timeline.

use std::{collections::VecDeque, time::Instant};

use anyhow::{Context, ensure};
use domain::porting::PortState;
use jiff::{SignedDuration, Timestamp, ToSpan};
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use services::port_ins::{self, schedule};
use uuid::Uuid;

use crate::{load::Times, stage::Stage};

/// Orders that are open at a time.
const OPEN: usize = 10_000;
/// Calls a minute on the standard tier, and what is kept from background calls.
const CALLS: usize = 50;
const RESERVE: usize = 10;
/// Simulated.
const DAYS: i64 = 7;
/// Seconds between two calls somebody waits for.
const INTERACTIVE_EVERY: i64 = 15;
const EVENTS: i32 = 500;
const VIEWS: usize = 60;
const CLAIMS: usize = 40;

/// What following many orders comes to.
#[derive(Debug, Serialize)]
pub(crate) struct Ports {
    /// Orders that were open all the time.
    pub(crate) open: usize,
    /// Simulated days.
    pub(crate) days: i64,
    /// Calls spent on readings.
    pub(crate) readings: usize,
    /// Calls somebody waited for, and the longest wait in seconds.
    pub(crate) interactive: usize,
    /// Longest wait of those.
    pub(crate) longest_wait_s: i64,
    /// By how often an order should be read.
    pub(crate) classes: Vec<Class>,
    /// Milliseconds to find the order that is most overdue among all.
    pub(crate) claim_ms: f64,
    /// Events of the long timeline.
    pub(crate) events: i32,
    /// Milliseconds of its page, median and slowest of a hundred.
    pub(crate) timeline_ms: [f64; 2],
}

/// Orders that are read equally often.
#[derive(Debug, Serialize)]
pub(crate) struct Class {
    /// Minutes between two readings, as the schedule wants it.
    pub(crate) every_min: i64,
    /// How many there are at a time, at most.
    pub(crate) orders: usize,
    /// Minutes since the last reading of the one that waited longest, in the last simulated day.
    pub(crate) stalest_min: i64,
}

pub(crate) async fn measure(stage: &Stage) -> anyhow::Result<Ports> {
    let Simulated { readings, interactive, longest_wait_s, classes } = simulate();
    let claim_ms = claim(stage).await?;
    let timeline_ms = timeline(stage).await?;
    let (open, days, events) = (OPEN, DAYS, EVENTS);
    Ok(Ports { open, days, readings, interactive, longest_wait_s, classes, claim_ms, events, timeline_ms })
}

struct Simulated {
    readings: usize,
    interactive: usize,
    longest_wait_s: i64,
    classes: Vec<Class>,
}

/// One order of the simulation; times are seconds.
struct Order {
    /// When it last changed.
    since: i64,
    read: i64,
    due: i64,
    every: i64,
}

/// The schedule and the order of readings are the portal's own; clock and budget are simulated, second by second. Each
/// order lives ten days and is followed by a new one, so that all ages are there at a time.
fn simulate() -> Simulated {
    const LIFE: i64 = 10 * 86_400;
    let every = |quiet: i64| {
        schedule::interval(PortState::CarrierWorking, SignedDuration::from_secs(quiet)).map_or(86_400, |s| s.as_secs())
    };
    let mut orders: Vec<Order> = (0..OPEN)
        .map(|i| {
            // Spread over a life; the youngest are as many as a busy day brings.
            let age = LIFE * i64::try_from(i).unwrap_or(0) / i64::try_from(OPEN).unwrap_or(1);
            let every = every(age);
            let offset = i64::try_from(i).unwrap_or(0) * 7919 % every;
            Order { since: -age, read: -offset, due: every - offset, every }
        })
        .collect();
    let mut granted: VecDeque<i64> = VecDeque::new();
    let (mut readings, mut interactive, mut longest_wait_s) = (0, 0, 0);
    let mut waiting: VecDeque<i64> = VecDeque::new();
    let mut stalest = std::collections::BTreeMap::<i64, (usize, i64)>::new();
    for now in 0..DAYS * 86_400 {
        while granted.front().is_some_and(|at| *at <= now - 60) {
            granted.pop_front();
        }
        if now % INTERACTIVE_EVERY == 0 {
            waiting.push_back(now);
        }
        while let Some(asked) = waiting.front().copied()
            && granted.len() < CALLS
        {
            waiting.pop_front();
            granted.push_back(now);
            interactive += 1;
            longest_wait_s = longest_wait_s.max(now - asked);
        }
        while granted.len() < CALLS - RESERVE {
            let Some(next) = most_overdue(&mut orders, now) else { break };
            granted.push_back(now);
            readings += 1;
            if now - next.since > LIFE {
                *next = Order { since: now, read: now, due: now + 120, every: 120 };
            } else {
                next.every = every(now - next.since);
                (next.read, next.due) = (now, now + next.every);
            }
        }
        if now % 600 == 0 && now >= (DAYS - 1) * 86_400 {
            let mut counts = std::collections::BTreeMap::<i64, (usize, i64)>::new();
            for order in &orders {
                let class = counts.entry(order.every).or_default();
                *class = (class.0 + 1, class.1.max(now - order.read));
            }
            for (every, (count, age)) in counts {
                let class = stalest.entry(every).or_default();
                *class = (class.0.max(count), class.1.max(age));
            }
        }
    }
    let classes = stalest
        .into_iter()
        .map(|(every, (orders, age))| Class { every_min: every / 60, orders, stalest_min: age / 60 })
        .collect();
    Simulated { readings, interactive, longest_wait_s, classes }
}

/// The rule of [`port_ins::claim`]: the one that is late by the most of its own interval.
fn most_overdue(orders: &mut [Order], now: i64) -> Option<&mut Order> {
    #[expect(clippy::cast_precision_loss, reason = "seconds of a week")]
    let late = |order: &Order| (now - order.due) as f64 / order.every as f64;
    orders.iter_mut().filter(|order| order.due <= now).max_by(|a, b| late(a).total_cmp(&late(b)))
}

/// As many open port-ins in the database, and how long the next one to be read is looked for.
async fn claim(stage: &Stage) -> anyhow::Result<f64> {
    let mut tx = stage.state.db.begin_all().await?;
    sqlx::query(
        "insert into port_ins (id, account_id, batch_id, number, state, carrier, kind, holder, billing, person, package_id,
                               limits, e911, created_by, created_by_name, next_poll_at, poll_interval)
         select gen_random_uuid(), $1, gen_random_uuid(), '+1' || 3000000000 + n, 'carrier_working', 'Verizon', 'mobile', 'X',
                '{}', 'X', 'X', '{}', '{}', gen_random_uuid(), 'X', now() - n * interval '1 second',
                (array[120, 600, 3600, 86400])[1 + n % 4]
         from generate_series(1, $2) as n",
    )
    .bind(&stage.account)
    .bind(i32::try_from(OPEN)?)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    let mut times = Times::default();
    for _ in 0..CLAIMS {
        let mut tx = stage.state.db.begin_all().await?;
        let start = Instant::now();
        let claimed = port_ins::claim(&mut tx, Timestamp::now()).await?;
        times.push(start.elapsed());
        ensure!(claimed.is_some(), "nothing is due");
        tx.commit().await?;
    }
    let mut tx = stage.state.db.begin_all().await?;
    sqlx::query("delete from port_ins").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(times.quantile(0.5).as_secs_f64() * 1000.0)
}

/// The page of a port-in that much happened to.
async fn timeline(stage: &Stage) -> anyhow::Result<[f64; 2]> {
    let id = Uuid::now_v7();
    let mut tx = stage.state.db.begin_all().await?;
    sqlx::query(
        "insert into port_ins (id, account_id, batch_id, number, state, carrier, kind, holder, billing, person, package_id,
                               limits, e911, created_by, created_by_name, order_id, sent_at)
         values ($1, $2, $1, '+14155550199', 'carrier_working', 'Verizon', 'mobile', 'Dana Mensah', $3, 'Dana Mensah', 'PID',
                 $4, $3, $1, 'Dana Mensah', 'JNOID-1', now())",
    )
    .bind(id)
    .bind(&stage.account)
    .bind(serde_json::json!({ "street1": "1 Main St", "street2": "", "city": "Lehi", "state": "UT", "zip": "84043" }))
    .bind(serde_json::json!({ "notify": 1, "throttle": 2, "speed": "1-mbps", "limit": 3 }))
    .execute(&mut *tx)
    .await?;
    let first = Timestamp::now().checked_sub(240.hours())?;
    sqlx::query(
        "insert into port_events (port_in_id, account_id, at, kind, state, raw)
         select $1, $2, $3 + n * interval '20 minutes', case when n % 2 = 0 then 'looked' else 'state' end,
                case when n % 2 = 0 then null else 'carrier_working' end, 'InProgress: still at it ' || n
         from generate_series(1, $4) as n",
    )
    .bind(id)
    .bind(&stage.account)
    .bind(first.to_sqlx())
    .bind(EVENTS)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    let path = format!("/transfers/{id}");
    let mut times = Times::default();
    for _ in 0..VIEWS {
        let start = Instant::now();
        let page = stage.manager.get(&path).await.context("the timeline")?;
        times.push(start.elapsed());
        ensure!(page.status == 200, "{path} answers {}", page.status);
    }
    Ok([0.5, 0.99].map(|q| times.quantile(q).as_secs_f64() * 1000.0))
}
