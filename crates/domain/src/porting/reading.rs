//! What a reading of an order says about where it stands.

use super::{
    refusal::{Catalogue, Fix, ORDER_MISSING, UNKNOWN},
    state::PortState,
};

/// `OrderStatus` and `OrderStatusMessage` as they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The status word.
    pub word: &'a str,
    /// The message beside it.
    pub message: Option<&'a str>,
}

/// What a reading makes of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Where it stands now; where it stood when the reading allows no other.
    pub state: PortState,
    /// Keys of the catalogue: why it stands there.
    pub reasons: Vec<String>,
    /// The word is none we know: state and reasons are to be kept, and staff are to be told.
    pub unrecognised: bool,
}

/// A status word, whichever of the published vocabularies it is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Open(PortState),
    Complaint,
    Done,
    Cancelled,
}

impl Word {
    fn read(raw: &str) -> Option<Self> {
        let bare: String = raw.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        Some(match bare.as_str() {
            "pending" | "submitted" | "updated" => Self::Open(PortState::WaitingCarrier),
            "inprogress" | "pendingcarrierapproval" | "processing" => Self::Open(PortState::CarrierWorking),
            "scheduled" => Self::Open(PortState::Scheduled),
            "resolutionrequired" | "error" | "rejected" => Self::Complaint,
            "complete" | "completed" | "success" => Self::Done,
            "cancelled" | "canceled" => Self::Cancelled,
            _ => return None,
        })
    }
}

/// The letter a wireless clearing house puts before its message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    Confirmed,
    Delayed,
    Resolution,
    Restricted,
    Activated,
}

impl Letter {
    fn of(message: &str) -> Option<Self> {
        let (letter, rest) = message.trim().split_once('-')?;
        // A carrier that names itself is no letter.
        if rest.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("mobile")) {
            return None;
        }
        Some(match letter.trim() {
            "C" | "c" => Self::Confirmed,
            "D" | "d" => Self::Delayed,
            "R" | "r" => Self::Resolution,
            "T" | "t" => Self::Restricted,
            "N" | "n" => Self::Activated,
            _ => return None,
        })
    }
}

/// Where an order that stood at `now` stands after this reading.
///
/// The word decides; what the message objects to is heard when the word or the clearing house's letter says that there
/// is an objection, and a delay always. An order being withdrawn is so until it is withdrawn, done or gone. One that needs
/// Telegent's staff reads as alive all the while, so a plain open word is no news of it. An order that is over never opens.
pub fn judge(now: PortState, reading: &Reading<'_>, catalogue: &Catalogue) -> Verdict {
    let stay = |reasons, unrecognised| Verdict { state: now, reasons, unrecognised };
    if now.is_over() {
        return stay(Vec::new(), false);
    }
    let Some(word) = Word::read(reading.word) else { return stay(Vec::new(), true) };
    let message = reading.message.map(str::trim).unwrap_or_default();
    let (state, reasons) = match word {
        Word::Open(state) => open(state, message, catalogue),
        Word::Complaint => complaint(message, catalogue),
        Word::Done => (PortState::Activating, Vec::new()),
        Word::Cancelled => (PortState::Cancelled, Vec::new()),
    };
    let still_cancelling = now == PortState::Cancelling
        && matches!(word, Word::Open(_) | Word::Complaint)
        && state != PortState::NeedsProvider;
    let still_stuck =
        now == PortState::NeedsProvider && matches!(state, PortState::WaitingCarrier | PortState::CarrierWorking);
    if still_stuck {
        stay(vec![ORDER_MISSING.to_owned()], false)
    } else if still_cancelling || !(state == now || now.may_become(state)) {
        stay(Vec::new(), false)
    } else {
        Verdict { state, reasons, unrecognised: false }
    }
}

/// An open word: what is heard of its message is a delay, and a letter that says more than the word.
fn open(state: PortState, message: &str, catalogue: &Catalogue) -> (PortState, Vec<String>) {
    let letter = Letter::of(message);
    let delayed = if state == PortState::Scheduled { state } else { PortState::CarrierWorking };
    let waits = catalogue.classify(message).into_iter().filter(|row| row.fix == Fix::Wait);
    let waits: Vec<String> = waits.map(|row| row.key.clone()).collect();
    match letter {
        Some(Letter::Resolution | Letter::Restricted) => complaint(message, catalogue),
        _ if message.is_empty() => (state, Vec::new()),
        _ if !waits.is_empty() => (delayed, waits),
        Some(Letter::Delayed) => (delayed, known(catalogue, "no_answer")),
        Some(Letter::Confirmed) => (PortState::Scheduled, Vec::new()),
        Some(Letter::Activated) => (PortState::Activating, Vec::new()),
        None => (state, Vec::new()),
    }
}

/// An objection: the gravest of what it holds decides.
fn complaint(message: &str, catalogue: &Catalogue) -> (PortState, Vec<String>) {
    let rows = catalogue.classify(message);
    if rows.iter().all(|row| row.key == UNKNOWN)
        && let Some(letter) = Letter::of(message)
    {
        return match letter {
            Letter::Resolution => (PortState::ActionNeeded, known(catalogue, UNKNOWN)),
            Letter::Restricted => (PortState::Blocked, known(catalogue, "port_lock")),
            Letter::Delayed => (PortState::CarrierWorking, known(catalogue, "no_answer")),
            Letter::Confirmed => (PortState::Scheduled, Vec::new()),
            Letter::Activated => (PortState::Activating, Vec::new()),
        };
    }
    if rows.is_empty() {
        return (PortState::ActionNeeded, known(catalogue, UNKNOWN));
    }
    let any = |fixes: &[Fix]| rows.iter().any(|row| fixes.contains(&row.fix));
    let state = if any(&[Fix::Provider]) {
        PortState::NeedsProvider
    } else if any(&[Fix::Restart, Fix::Staff]) {
        PortState::Blocked
    } else if any(&[Fix::Change, Fix::Resend]) {
        PortState::ActionNeeded
    } else {
        PortState::CarrierWorking
    };
    (state, rows.into_iter().map(|row| row.key.clone()).collect())
}

/// The key, or the unknown one when staff took its row out.
fn known(catalogue: &Catalogue, key: &str) -> Vec<String> {
    vec![if catalogue.get(key).is_some() { key } else { UNKNOWN }.to_owned()]
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
