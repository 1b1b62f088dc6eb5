//! People who are allowed or blocked.

use serde::{Deserialize, Serialize};

use super::{Channel, Number};
use crate::{Fault, lang::Lang};

/// What is decided about a contact on one channel; strictest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Never gets through.
    Blocked,
    /// The other rules decide.
    #[default]
    Neither,
    /// Gets through whatever the text says.
    Allowed,
}

impl Stand {
    /// All, as on the pages.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::Neither, Self::Blocked];

    /// The stored word, also that of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Neither => "neither",
            Self::Blocked => "blocked",
        }
    }

    /// From the stored word; nothing said is [`Stand::Neither`].
    ///
    /// # Errors
    /// [`Fault::Choice`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        match raw.trim() {
            "" => Ok(Self::Neither),
            word => Self::ALL.into_iter().find(|stand| stand.as_str() == word).ok_or(Fault::Choice),
        }
    }

    /// `allowed`, `no rule of their own`, `blocked`.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Allowed => lang.pick("allowed", "permitido"),
            Self::Neither => lang.pick("no rule of their own", "sin regla propia"),
            Self::Blocked => lang.pick("blocked", "bloqueado"),
        }
    }
}

/// Unix seconds at which something ends by itself; none is never.
pub type Until = Option<i64>;

/// A person outside the family's account, with all of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// A UUID as text, made by whoever adds the contact.
    pub id: String,
    /// Name.
    pub name: String,
    /// Their numbers, at least one.
    pub numbers: Vec<Number>,
    /// On calls.
    pub calls: Stand,
    /// On texts.
    pub texts: Stand,
    /// When the contact is dropped.
    pub until: Until,
}

impl Contact {
    /// Most characters of a name.
    pub const LONGEST_NAME: u16 = 60;
    /// Most numbers of one person.
    pub const MOST_NUMBERS: usize = 10;

    /// What is decided on a channel.
    pub const fn stand(&self, channel: Channel) -> Stand {
        match channel {
            Channel::Text => self.texts,
            Channel::Call => self.calls,
        }
    }

    /// Decides on a channel.
    pub const fn set_stand(&mut self, channel: Channel, stand: Stand) {
        match channel {
            Channel::Text => self.texts = stand,
            Channel::Call => self.calls = stand,
        }
    }

    /// Whether they are blocked on any channel.
    pub fn is_blocked(&self) -> bool {
        Channel::ALL.into_iter().any(|channel| self.stand(channel) == Stand::Blocked)
    }

    /// Name and first number: `Coach Lee (385) 555-0188`.
    pub fn whose(&self) -> String {
        match self.numbers.first() {
            Some(number) if self.name.is_empty() => number.show(),
            Some(number) => format!("{} {}", self.name, number.show()),
            None => self.name.clone(),
        }
    }
}
