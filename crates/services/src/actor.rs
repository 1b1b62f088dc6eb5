//! Who asks.

use domain::{Action, Lang, Role, access::permits};
use uuid::Uuid;

use crate::{Error, Scope};

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Our user id.
    pub user_id: Uuid,
    /// Name, for greetings and the activity log.
    pub name: String,
    /// E-mail address, the sign-in name.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Telegent's account of a family role; `None` for staff.
    pub account_id: Option<String>,
    /// Telegent's subscriber of a family role, whose lines are the own ones.
    pub subscriber_id: Option<String>,
    /// The language of their pages and mail.
    pub language: Lang,
}

/// Who asks, where it need not be somebody who is signed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By<'a> {
    pub(crate) id: Uuid,
    pub(crate) name: &'a str,
}

impl<'a> From<&'a Actor> for By<'a> {
    fn from(actor: &'a Actor) -> Self {
        Self { id: actor.user_id, name: &actor.name }
    }
}

impl Actor {
    /// Fails unless the role permits the action.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn may(&self, action: Action) -> Result<(), Error> {
        if permits(self.role, action) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// What this person's transactions may see.
    pub fn scope(&self) -> Scope {
        match (&self.account_id, self.role.is_staff()) {
            (_, true) => Scope::All,
            (Some(account), false) => Scope::Account(account.clone()),
            (None, false) => Scope::None,
        }
    }
}
