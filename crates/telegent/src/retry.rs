//! When and how long to wait before repeating a read.

use std::time::Duration;

use crate::{config::RetryPolicy, error::Error};

/// The pause before repeating after `error`, or none when repeating is pointless or would wait too long.
/// `attempt` counts from 1.
pub(crate) fn pause(policy: &RetryPolicy, attempt: u32, error: &Error, left: Duration) -> Option<Duration> {
    if attempt >= policy.attempts {
        return None;
    }
    let pause = match error {
        Error::RateLimited { retry_after: Some(wait), .. } => *wait,
        Error::RateLimited { retry_after: None, .. } | Error::Unavailable { .. } => jittered(policy, attempt),
        _ => return None,
    };
    (pause < left).then_some(pause)
}

/// Full jitter: anything between nothing and the bound, so that many waiting callers spread out.
fn jittered(policy: &RetryPolicy, attempt: u32) -> Duration {
    let bound = policy.base.saturating_mul(1 << (attempt - 1).min(16)).min(policy.max);
    bound.mul_f64(rand::random_range(0.1..=1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn limited(retry_after: Option<u64>) -> Error {
        Error::RateLimited { operation: "numbers.get", retry_after: retry_after.map(Duration::from_secs) }
    }

    #[test]
    fn obeys_retry_after_and_gives_up_when_it_is_too_far() {
        let policy = RetryPolicy::default();
        assert_eq!(pause(&policy, 1, &limited(Some(7)), LONG), Some(Duration::from_secs(7)));
        assert_eq!(pause(&policy, 1, &limited(Some(90)), LONG), None);
        assert_eq!(pause(&policy, policy.attempts, &limited(None), LONG), None);
    }

    #[test]
    fn backoff_stays_below_its_bound() {
        let policy = RetryPolicy { attempts: 40, ..RetryPolicy::default() };
        for attempt in 1..39 {
            assert!(pause(&policy, attempt, &limited(None), LONG).unwrap() <= policy.max);
        }
    }

    #[test]
    fn refusals_are_not_repeated() {
        let refused = Error::NotFound { operation: "numbers.get", message: String::new() };
        assert_eq!(pause(&RetryPolicy::default(), 1, &refused, LONG), None);
    }
}
