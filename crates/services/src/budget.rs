//! The rate budget every replica shares: one row in Postgres, a token bucket.

use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::PgPool;
use telegent::{Budget, BudgetError, Priority};
use tokio::time::{Instant, sleep};

/// A token bucket in the `rate_budget` row. A fifth of it is kept from background calls.
#[derive(Clone, Debug)]
pub struct SharedBudget {
    pool: PgPool,
    per_minute: f64,
    patience: Duration,
}

/// How full the bucket is, for the staff's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetLevel {
    /// Calls spent of the last minute's allowance.
    pub used: u32,
    /// Calls a minute allows.
    pub per_minute: u32,
}

impl SharedBudget {
    /// A budget of `per_minute` calls, filled evenly over the minute.
    pub fn new(pool: PgPool, per_minute: u32) -> Self {
        Self { pool, per_minute: f64::from(per_minute.max(1)), patience: Duration::from_secs(20) }
    }

    /// Takes a permit, or says how long until there may be one.
    async fn take(&self, priority: Priority) -> Result<Option<Duration>, sqlx::Error> {
        let reserve = if priority == Priority::Background { (self.per_minute / 5.0).floor() } else { 0.0 };
        // The row is made full on first use; the update is atomic, so replicas never spend one permit twice.
        let (taken, wait): (bool, f64) = sqlx::query_as(
            "insert into rate_budget as b (id, tokens) values (true, $1 - 1)
             on conflict (id) do update set
               tokens = case when coalesce(b.paused_until, '-infinity') <= clock_timestamp()
                             and least($1, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) * $1 / 60) >= $2 + 1
                        then least($1, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) * $1 / 60) - 1
                        else least($1, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) * $1 / 60) end,
               last_taken = coalesce(b.paused_until, '-infinity') <= clock_timestamp()
                             and least($1, b.tokens + extract(epoch from clock_timestamp() - b.refilled_at) * $1 / 60) >= $2 + 1,
               refilled_at = clock_timestamp()
             returning last_taken,
               greatest(extract(epoch from paused_until - clock_timestamp()), ($2 + 1 - tokens) * 60 / $1, 0.01)::float8",
        )
        .bind(self.per_minute)
        .bind(reserve)
        .fetch_one(&self.pool)
        .await?;
        Ok((!taken).then(|| Duration::from_secs_f64(wait.clamp(0.01, 120.0))))
    }

    /// How full the bucket is.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn level(&self) -> Result<BudgetLevel, sqlx::Error> {
        let tokens: Option<f64> = sqlx::query_scalar(
            "select least($1, tokens + extract(epoch from clock_timestamp() - refilled_at) * $1 / 60)::float8 from rate_budget",
        )
        .bind(self.per_minute)
        .fetch_optional(&self.pool)
        .await?;
        let used = (self.per_minute - tokens.unwrap_or(self.per_minute)).max(0.0).ceil();
        // Both are small whole numbers by construction.
        Ok(BudgetLevel { used: used as u32, per_minute: self.per_minute as u32 })
    }
}

impl Budget for SharedBudget {
    fn acquire(&self, priority: Priority) -> BoxFuture<'_, Result<(), BudgetError>> {
        let patience = if priority == Priority::Background { self.patience * 3 } else { self.patience };
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
    async fn replicas_share_one_bucket_and_background_leaves_a_reserve(pool: PgPool) {
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

    #[sqlx::test(migrator = "crate::db::MIGRATOR")]
    async fn a_pause_holds_every_replica(pool: PgPool) {
        let mut budget = SharedBudget::new(pool, 60);
        budget.patience = Duration::from_millis(300);
        budget.acquire(Priority::Interactive).await.unwrap();
        budget.pause(Duration::from_secs(5)).await;
        assert_eq!(budget.acquire(Priority::Interactive).await, Err(BudgetError));
    }
}
