//! Who may do what: the one table of role × action.

use serde::{Deserialize, Serialize};

/// What a signed-in person is to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Staff: everything, and invites staff.
    Owner,
    /// Staff: all work on accounts.
    Agent,
    /// Family: runs the lines of the own account.
    Manager,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Agent, Self::Manager];

    /// Whether the person works for the operator and sees all accounts.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Owner | Self::Agent)
    }

    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Agent => "agent",
            Self::Manager => "manager",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == raw)
    }

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Agent => "Agent",
            Self::Manager => "Account manager",
        }
    }
}

/// What a route or server function lets one do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See one's own session: sign out, live events, time zone.
    UseOwnSession,
    /// Look at accounts of all families.
    ViewAccounts,
    /// Set up families, add lines, change plans; see and go on with the drafts of it.
    ProvisionAccounts,
    /// Have the projection read again from Telegent.
    RefreshProjection,
    /// Look at the own family's lines.
    ViewOwnFamily,
    /// Bring numbers over and follow, correct or stop that; a family's manager on the own account.
    PortNumbers,
    /// Let a number go to another carrier; a family's manager on the own account.
    PortOut,
    /// Edit the catalogue of refusals and the carriers' hints.
    EditReference,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 8] = [
        Self::UseOwnSession,
        Self::ViewAccounts,
        Self::ProvisionAccounts,
        Self::RefreshProjection,
        Self::ViewOwnFamily,
        Self::PortNumbers,
        Self::PortOut,
        Self::EditReference,
    ];
}

/// Whether `role` may do `action`.
pub const fn permits(role: Role, action: Action) -> bool {
    match action {
        Action::UseOwnSession | Action::PortNumbers | Action::PortOut => true,
        Action::ViewAccounts | Action::ProvisionAccounts | Action::RefreshProjection | Action::EditReference => {
            role.is_staff()
        }
        Action::ViewOwnFamily => matches!(role, Role::Manager),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_never_hold_a_staff_action() {
        for action in Action::ALL {
            let everybody = matches!(action, Action::UseOwnSession | Action::PortNumbers | Action::PortOut);
            let staff_only = permits(Role::Owner, action) && !everybody;
            assert!(!(staff_only && permits(Role::Manager, action)), "{action:?}");
        }
    }

    #[test]
    fn roles_survive_storage() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("root"), None);
    }
}
