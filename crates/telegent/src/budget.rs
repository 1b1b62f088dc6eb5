//! Permits to call: the upstream allows 50 requests a minute on the standard tier.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::future::BoxFuture;
use tokio::time::{Instant, sleep_until};

/// Who goes first when permits are scarce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Priority {
    /// Syncs and sweeps: may not touch the reserve.
    Background,
    /// Somebody is waiting for the answer.
    #[default]
    Interactive,
}

/// No permit could be had in time; nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no permit to call upstream in time")]
pub struct BudgetError;

/// A source of permits, shared by everything that calls upstream with one set of credentials.
pub trait Budget: Send + Sync {
    /// Waits for one permit, for as long as the implementation finds sensible.
    fn acquire(&self, priority: Priority) -> BoxFuture<'_, Result<(), BudgetError>>;

    /// The upstream said 429: hand out nothing for this long.
    fn pause(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// Never says no. For tests against a sandbox without a limit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unlimited;

impl Budget for Unlimited {
    fn acquire(&self, _: Priority) -> BoxFuture<'_, Result<(), BudgetError>> {
        Box::pin(async { Ok(()) })
    }

    fn pause(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// A token bucket in this process. A fifth of it is a reserve that background calls may not use.
#[derive(Debug)]
pub struct MemoryBudget {
    state: Mutex<State>,
    capacity: f64,
    per_second: f64,
    reserve: f64,
    patience: Duration,
}

#[derive(Debug)]
struct State {
    permits: f64,
    updated: Instant,
    paused_until: Option<Instant>,
}

impl MemoryBudget {
    /// A bucket of `calls` permits, refilled evenly over a minute (at least one).
    pub fn per_minute(calls: u32) -> Self {
        let capacity = f64::from(calls.max(1));
        Self {
            state: Mutex::new(State { permits: capacity, updated: Instant::now(), paused_until: None }),
            capacity,
            per_second: capacity / 60.0,
            reserve: (capacity / 5.0).floor(),
            patience: Duration::from_secs(20),
        }
    }

    /// The longest wait for a permit; background calls wait three times as long. Default 20 s.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Takes a permit, or says when to look again.
    fn take(&self, priority: Priority) -> Result<(), Instant> {
        let mut state = self.lock();
        let now = Instant::now();
        let elapsed = now.saturating_duration_since(state.updated).as_secs_f64();
        state.permits = (state.permits + elapsed * self.per_second).min(self.capacity);
        state.updated = now;
        if let Some(until) = state.paused_until {
            if until > now {
                return Err(until);
            }
            state.paused_until = None;
        }
        let floor = if priority == Priority::Background { self.reserve } else { 0.0 };
        let missing = floor + 1.0 - state.permits;
        if missing <= 0.0 {
            state.permits -= 1.0;
            return Ok(());
        }
        Err(now + Duration::from_secs_f64((missing / self.per_second).max(0.005)))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Budget for MemoryBudget {
    fn acquire(&self, priority: Priority) -> BoxFuture<'_, Result<(), BudgetError>> {
        let patience = if priority == Priority::Background { self.patience * 3 } else { self.patience };
        let deadline = Instant::now() + patience;
        Box::pin(async move {
            loop {
                match self.take(priority) {
                    Ok(()) => return Ok(()),
                    Err(again) if again > deadline => return Err(BudgetError),
                    Err(again) => sleep_until(again).await,
                }
            }
        })
    }

    fn pause(&self, duration: Duration) -> BoxFuture<'_, ()> {
        let until = Instant::now() + duration;
        let mut state = self.lock();
        state.paused_until = Some(state.paused_until.map_or(until, |p| p.max(until)));
        drop(state);
        Box::pin(async {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn background_may_not_use_the_reserve() {
        let budget = MemoryBudget::per_minute(10).patience(Duration::ZERO);
        for _ in 0..8 {
            budget.acquire(Priority::Background).await.unwrap();
        }
        assert_eq!(budget.acquire(Priority::Background).await, Err(BudgetError));
        budget.acquire(Priority::Interactive).await.unwrap();
        budget.acquire(Priority::Interactive).await.unwrap();
        assert_eq!(budget.acquire(Priority::Interactive).await, Err(BudgetError));
    }

    #[tokio::test(start_paused = true)]
    async fn permits_come_back_with_time() {
        let budget = MemoryBudget::per_minute(60);
        for _ in 0..60 {
            budget.acquire(Priority::Interactive).await.unwrap();
        }
        let start = Instant::now();
        budget.acquire(Priority::Interactive).await.unwrap();
        assert!(start.elapsed() >= Duration::from_millis(990));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_everybody() {
        let budget = MemoryBudget::per_minute(60);
        budget.pause(Duration::from_secs(7)).await;
        let start = Instant::now();
        budget.acquire(Priority::Interactive).await.unwrap();
        assert!(start.elapsed() >= Duration::from_secs(7));
    }
}
