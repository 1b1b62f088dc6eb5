//! Leaving an account safely: somebody asks for their line to be separated from it, and staff have two business days.
//!
//! A request belongs to no account. Nothing of it is written where the account's people could read it: no activity, no
//! notice, no mail to them, no chain; a family's transaction sees no row of it. Staff are mailed that there is one, and no
//! word of it. Who asked sees its state with the code of the receipt, which is kept as a hash. What staff do is kept beside
//! it: the law has a provider keep that record.

mod ask;
mod clock;
mod queue;
mod receipt;
mod tell;
mod work;

pub use ask::{Ask, NUMBERS_MAX, ask};
pub use clock::{BUSINESS_DAYS, last_day, overdue_at};
pub use queue::{Found, Happened, Request, Separation, open_count, queue, request};
pub use receipt::{Receipt, code_of, receipt};
pub use work::{Turn, note, turn};

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has looked at it.
    New,
    /// Somebody works on it.
    Working,
    /// Something is needed of who asked.
    Waiting,
    /// The line is separated.
    Done,
    /// It cannot be done; why was told.
    Refused,
}

impl State {
    /// Every state, in the order a request goes through them.
    pub const ALL: [Self; 5] = [Self::New, Self::Working, Self::Waiting, Self::Done, Self::Refused];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Working => "working",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == raw)
    }

    /// Whether nothing more is to be done.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}

/// How somebody may be reached without danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By e-mail.
    Email,
    /// By phone.
    Phone,
    /// Not at all: they come back with their code, or call.
    None,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Email, Self::Phone, Self::None];

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::None => "none",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == raw)
    }
}

/// The stored words of what happened; nobody has to say.
pub const REASONS: [&str; 5] = ["violence", "assault", "stalking", "trafficking", "other"];
