//! A chain of operations as its watcher sees it; also what the live page receives.

use serde::{Deserialize, Serialize};

/// Where one operation of the journal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpState {
    /// Committed, not sent.
    Queued,
    /// Handed to Telegent, answer outstanding.
    Sending,
    /// Telegent took the order and works on it; it is read again until it ends.
    Waiting,
    /// The answer was lost: being found out by reading, never by sending again.
    Unknown,
    /// Made.
    Done,
    /// Telegent said no, or nobody knows and reading finds nothing; a person decides.
    Refused,
}

impl OpState {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Queued, Self::Sending, Self::Waiting, Self::Unknown, Self::Done, Self::Refused];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Unknown => "unknown",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == raw)
    }

    /// Whether `self` may become `next`. `Sending` never goes straight back to `Queued` unless it is certain that
    /// nothing was done; that certainty is the caller's to have. `Refused` becomes `Unknown` when it is tried again and
    /// nobody knows whether an earlier sending did it: it is read for first.
    pub const fn may_become(self, next: Self) -> bool {
        use OpState::{Done, Queued, Refused, Sending, Unknown, Waiting};
        matches!(
            (self, next),
            (Queued, Sending | Refused)
                | (Sending, Done | Waiting | Refused | Unknown | Queued)
                | (Waiting, Done | Waiting | Refused)
                | (Unknown, Done | Waiting | Refused | Unknown | Queued)
                | (Refused, Queued | Unknown)
        )
    }

    /// Whether no more is going to happen by itself.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}

/// One operation in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// Position in the chain, from 0.
    pub seq: i32,
    /// What it makes: `Maya’s number`.
    pub title: String,
    /// The facts: the number bought, the refusal, why we wait.
    pub detail: String,
    /// Where it stands.
    pub state: OpState,
    /// How long it took, in milliseconds, when it is done.
    pub took_ms: Option<i64>,
    /// What a person may mend before it is tried again: field name and what it holds. `None` while it can't be tried
    /// again, empty when there is nothing to mend.
    pub mend: Option<Vec<(String, String)>>,
}

/// A chain in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainView {
    /// The chain's id.
    pub id: uuid::Uuid,
    /// `Setting up the Mensah family`.
    pub title: String,
    /// Telegent's account, once there is one.
    pub account_id: Option<String>,
    /// The operations in their order.
    pub steps: Vec<StepView>,
}

impl ChainView {
    /// How many are done.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|s| s.state == OpState::Done).count()
    }

    /// Whether all are done.
    pub fn finished(&self) -> bool {
        self.done() == self.steps.len()
    }

    /// Whether it stands still until a person acts.
    pub fn stuck(&self) -> bool {
        self.steps.iter().any(|s| s.state == OpState::Refused && s.mend.is_some())
    }

    /// Whether nothing more happens to it: all is done, or what was refused is dealt with elsewhere.
    pub fn over(&self) -> bool {
        !self.stuck() && self.steps.iter().all(|s| s.state.is_settled())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_stays_done() {
        for next in OpState::ALL {
            assert!(!OpState::Done.may_become(next));
        }
    }

    #[test]
    fn nothing_is_sent_but_from_the_queue() {
        for from in OpState::ALL {
            assert_eq!(from.may_become(OpState::Sending), from == OpState::Queued);
        }
    }

    #[test]
    fn states_survive_storage() {
        for state in OpState::ALL {
            assert_eq!(OpState::parse(state.as_str()), Some(state));
        }
    }
}
