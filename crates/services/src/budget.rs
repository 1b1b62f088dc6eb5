//! The rate budget every replica shares, in Postgres: as many permits in any minute as Telegent allows.

use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::PgPool;
use telegent::{Budget, BudgetError, Priority};
use tokio::time::{Instant, sleep};

/// Permits of the last minute, counted in `rate_grants`. A fifth of them is kept from background calls.
#[derive(Clone, Debug)]
pub struct SharedBudget {
    pool: PgPool,
    per_minute: u32,
    patience: Duration,
}

/// How much of the budget is spent, for the staff's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetLevel {
    /// Calls spent of the last minute's allowance.
    pub used: u32,
    /// Calls a minute allows.
    pub per_minute: u32,
}

impl SharedBudget {
    /// A budget of `per_minute` calls.
    pub fn new(pool: PgPool, per_minute: u32) -> Self {
        Self { pool, per_minute: per_minute.max(1), patience: Duration::from_secs(20) }
    }

    /// Takes a permit, or says how long until there may be one.
    async fn take(&self, priority: Priority) -> Result<Option<Duration>, sqlx::Error> {
        let reserve = if priority == Priority::Background { self.per_minute / 5 } else { 0 };
        let wait: f64 = sqlx::query_scalar("select take_permit($1)")
            .bind(i64::from(self.per_minute - reserve))
            .fetch_one(&self.pool)
            .await?;
        Ok((wait > 0.0).then(|| Duration::from_secs_f64(wait.clamp(0.01, 300.0))))
    }

    /// How much of the budget is spent.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn level(&self) -> Result<BudgetLevel, sqlx::Error> {
        let used: i64 = sqlx::query_scalar(
            "select coalesce(sum(granted), 0) from rate_grants
             where second >= floor(extract(epoch from clock_timestamp())) - 60",
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(BudgetLevel { used: u32::try_from(used).unwrap_or(u32::MAX), per_minute: self.per_minute })
    }
}

impl Budget for SharedBudget {
    fn acquire(&self, priority: Priority) -> BoxFuture<'_, Result<(), BudgetError>> {
        let patience = if priority == Priority::Background { self.patience * 4 } else { self.patience };
        let deadline = Instant::now() + patience;
        Box::pin(async move {
            loop {
                match self.take(priority).await {
                    Ok(None) => return Ok(()),
                    Ok(Some(wait)) if Instant::now() + wait > deadline => return Err(BudgetError),
                    Ok(Some(wait)) => sleep(wait).await,
                    Err(error) => {
                        tracing::warn!(%error, "rate budget out of reach");
                        return Err(BudgetError);
                    }
                }
            }
        })
    }

    fn pause(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let paused = sqlx::query(
                "update rate_budget set paused_until = greatest(paused_until, clock_timestamp() + $1 * interval '1 second')",
            )
            .bind(duration.as_secs_f64())
            .execute(&self.pool)
            .await;
            if let Err(error) = paused {
                tracing::warn!(%error, "rate budget could not be paused");
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[sqlx::test(migrator = "crate::db::MIGRATOR")]
    async fn replicas_share_one_budget_and_background_leaves_a_reserve(pool: PgPool) {
        let mut one = SharedBudget::new(pool.clone(), 10);
        one.patience = Duration::ZERO;
        let two = one.clone();
        for budget in [&one, &two, &one, &two, &one, &two, &one, &two] {
            budget.acquire(Priority::Background).await.unwrap();
        }
        assert_eq!(one.acquire(Priority::Background).await, Err(BudgetError));
        one.acquire(Priority::Interactive).await.unwrap();
        two.acquire(Priority::Interactive).await.unwrap();
        assert_eq!(two.acquire(Priority::Interactive).await, Err(BudgetError));
        assert_eq!(one.level().await.unwrap().used, 10);
    }

    /// As if this many permits had been given out so many seconds ago. A second has just begun then.
    async fn given(pool: &PgPool, grants: [(i64, i32); 2]) {
        let begun = "select floor(extract(epoch from clock_timestamp()))::bigint
                     from pg_sleep((1 - extract(epoch from clock_timestamp()) % 1)::float8)";
        let now: i64 = sqlx::query_scalar(begun).fetch_one(pool).await.unwrap();
        sqlx::query("delete from rate_grants").execute(pool).await.unwrap();
        for (ago, granted) in grants {
            let insert = "insert into rate_grants (second, granted) values ($1, $2)";
            sqlx::query(insert).bind(now - ago).bind(granted).execute(pool).await.unwrap();
        }
    }

    #[sqlx::test(migrator = "crate::db::MIGRATOR")]
    async fn no_minute_holds_more_than_the_limit(pool: PgPool) {
        let mut budget = SharedBudget::new(pool.clone(), 10);
        budget.patience = Duration::ZERO;
        // The first four were 60 s ago, the second of which counts whole.
        given(&pool, [(60, 4), (30, 6)]).await;
        assert_eq!(budget.acquire(Priority::Interactive).await, Err(BudgetError));
        given(&pool, [(61, 4), (30, 6)]).await;
        for _ in 0..4 {
            budget.acquire(Priority::Interactive).await.unwrap();
        }
        assert_eq!(budget.acquire(Priority::Interactive).await, Err(BudgetError));
        assert!((29..=31).contains(&budget.take(Priority::Interactive).await.unwrap().unwrap().as_secs()));
    }

    #[sqlx::test(migrator = "crate::db::MIGRATOR")]
    async fn a_pause_holds_every_replica(pool: PgPool) {
        let mut budget = SharedBudget::new(pool, 60);
        budget.patience = Duration::from_millis(300);
        budget.acquire(Priority::Interactive).await.unwrap();
        budget.pause(Duration::from_secs(5)).await;
        assert_eq!(budget.acquire(Priority::Interactive).await, Err(BudgetError));
    }
}
