//! Permits to call: the upstream allows 50 requests a minute on the standard tier.

use std::{
    collections::VecDeque,
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

/// How far back the upstream counts.
const WINDOW: Duration = Duration::from_secs(60);

/// Counts permits in this process: as many in any minute as were given. A fifth is a reserve that background calls may
/// not use.
#[derive(Debug)]
pub struct MemoryBudget {
    state: Mutex<State>,
    capacity: usize,
    reserve: usize,
    patience: Duration,
}

#[derive(Debug, Default)]
struct State {
    /// When the permits of the last minute were handed out.
    granted: VecDeque<Instant>,
    paused_until: Option<Instant>,
}

impl MemoryBudget {
    /// A budget of `calls` permits a minute (at least one).
    pub fn per_minute(calls: u32) -> Self {
        let capacity = usize::try_from(calls.max(1)).unwrap_or(usize::MAX);
        Self { state: Mutex::default(), capacity, reserve: capacity / 5, patience: Duration::from_secs(20) }
    }

    /// The longest wait for a permit; background calls wait four times as long. Default 20 s.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Takes a permit, or says when to look again.
    fn take(&self, priority: Priority) -> Result<(), Instant> {
        let mut state = self.lock();
        let now = Instant::now();
        while state.granted.front().is_some_and(|at| now.saturating_duration_since(*at) >= WINDOW) {
            state.granted.pop_front();
        }
        if let Some(until) = state.paused_until {
            if until > now {
                return Err(until);
            }
            state.paused_until = None;
        }
        let most = self.capacity - if priority == Priority::Background { self.reserve } else { 0 };
        // There is room once the oldest that are too many have left the window.
        match state.granted.len().checked_sub(most).and_then(|excess| state.granted.get(excess)) {
            Some(at) => Err(*at + WINDOW),
            None => {
                state.granted.push_back(now);
                Ok(())
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Budget for MemoryBudget {
    fn acquire(&self, priority: Priority) -> BoxFuture<'_, Result<(), BudgetError>> {
        let patience = if priority == Priority::Background { self.patience * 4 } else { self.patience };
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
    async fn no_minute_holds_more_than_the_limit() {
        let budget = MemoryBudget::per_minute(10).patience(Duration::from_secs(100));
        let mut granted = Vec::new();
        for i in 0..35 {
            // Now and then there is a while without calls.
            if i % 7 == 0 {
                tokio::time::sleep(Duration::from_secs(25)).await;
            }
            budget.acquire(Priority::Interactive).await.unwrap();
            granted.push(Instant::now());
        }
        for pair in granted.windows(11) {
            assert!(pair[10] - pair[0] >= WINDOW, "{:?}", pair[10] - pair[0]);
        }
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
