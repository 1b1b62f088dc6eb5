//! Who may do what: the one table of role × action.

use serde::{Deserialize, Serialize};

use crate::Lang;

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
    /// Family: Guardian and limits of the people assigned to them.
    Guardian,
    /// Family: the own line.
    Member,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Agent, Self::Manager, Self::Guardian, Self::Member];

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
            Self::Guardian => "guardian",
            Self::Member => "member",
        }
    }

    /// From the stored word.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == raw)
    }

    /// For people.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Owner, Lang::En) => "Owner",
            (Self::Owner, Lang::Es) => "Titular",
            (Self::Agent, Lang::En) => "Agent",
            (Self::Agent, Lang::Es) => "Agente",
            (Self::Manager, Lang::En) => "Account manager",
            (Self::Manager, Lang::Es) => "Titular de la cuenta",
            (Self::Guardian, Lang::En) => "Guardian",
            (Self::Guardian, Lang::Es) => "Tutor",
            (Self::Member, Lang::En) => "Member",
            (Self::Member, Lang::Es) => "Miembro",
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
    /// Look at the own family's lines; which, [`reach`] says.
    ViewOwnFamily,
    /// Look after lines: limits, SIM, address, voicemail; which, [`reach`] says.
    CareForLines,
    /// Look at Guardian of a person and change it; of whom, [`reach`] says.
    UseGuardian,
    /// Ask for a contact, data or time.
    AskGuardian,
    /// Answer what members ask for.
    AnswerRequests,
    /// See what was done on the account, and undo it where that can be.
    ViewActivity,
    /// Invite people to an account, give them roles, remove them.
    ManagePeople,
    /// Work on requests to separate a line from its account.
    HandleSeparations,
    /// Bring numbers over and follow, correct or stop that; a family's manager on the own account.
    PortNumbers,
    /// Let a number go to another carrier; a family's manager on the own account.
    PortOut,
    /// Edit the catalogue of refusals and the carriers' hints.
    EditReference,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 15] = [
        Self::UseOwnSession,
        Self::ViewAccounts,
        Self::ProvisionAccounts,
        Self::RefreshProjection,
        Self::ViewOwnFamily,
        Self::CareForLines,
        Self::UseGuardian,
        Self::AskGuardian,
        Self::AnswerRequests,
        Self::ViewActivity,
        Self::ManagePeople,
        Self::HandleSeparations,
        Self::PortNumbers,
        Self::PortOut,
        Self::EditReference,
    ];
}

/// Whether `role` may do `action`.
pub const fn permits(role: Role, action: Action) -> bool {
    match action {
        Action::UseOwnSession | Action::CareForLines => true,
        Action::ViewAccounts
        | Action::ProvisionAccounts
        | Action::RefreshProjection
        | Action::HandleSeparations
        | Action::EditReference => role.is_staff(),
        Action::PortNumbers | Action::PortOut | Action::ManagePeople => {
            role.is_staff() || matches!(role, Role::Manager)
        }
        Action::UseGuardian | Action::AnswerRequests | Action::ViewActivity => !matches!(role, Role::Member),
        Action::AskGuardian => matches!(role, Role::Member),
        Action::ViewOwnFamily => !role.is_staff(),
    }
}

/// What is done for one line or the person who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// See the line: usage, plan, state.
    View,
    /// Set data limits and the day they renew; stop data and let it go on.
    Limits,
    /// See and change what Guardian lets through.
    Guardian,
    /// See the eSIM's code.
    Esim,
    /// Switch voicemail on and off, set its PIN.
    Voicemail,
    /// Replace the SIM, set the 911 address, suspend, change the number.
    Line,
}

impl Care {
    /// Each kind, in the order people are shown them.
    pub const ALL: [Self; 6] = [Self::View, Self::Limits, Self::Guardian, Self::Esim, Self::Voicemail, Self::Line];
}

/// Whose lines somebody may do something for; each reach includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nobody's.
    Nothing,
    /// The own one.
    Own,
    /// Those of people assigned to them, and the own one where [`reach`] says so.
    Assigned,
    /// All of the account.
    Account,
    /// All of all accounts.
    Everything,
}

/// Whose lines a role may do something for.
pub const fn reach(role: Role, care: Care) -> Reach {
    match (role, care) {
        (Role::Owner | Role::Agent, _) => Reach::Everything,
        (Role::Manager, _) | (Role::Guardian, Care::View) => Reach::Account,
        (Role::Guardian, Care::Limits | Care::Guardian) => Reach::Assigned,
        (Role::Guardian, Care::Esim | Care::Voicemail) | (Role::Member, Care::View | Care::Esim | Care::Voicemail) => {
            Reach::Own
        }
        (Role::Guardian, Care::Line) | (Role::Member, Care::Limits | Care::Guardian | Care::Line) => Reach::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_holds_nothing_that_changes_the_family() {
        let held: Vec<_> = Action::ALL.into_iter().filter(|action| permits(Role::Member, *action)).collect();
        let fine = [Action::UseOwnSession, Action::ViewOwnFamily, Action::CareForLines, Action::AskGuardian];
        assert_eq!(held, fine);
    }

    #[test]
    fn families_never_reach_beyond_their_account() {
        for role in [Role::Manager, Role::Guardian, Role::Member] {
            for action in
                [Action::ViewAccounts, Action::ProvisionAccounts, Action::EditReference, Action::HandleSeparations]
            {
                assert!(!permits(role, action), "{role:?} {action:?}");
            }
            for care in Care::ALL {
                assert!(reach(role, care) <= Reach::Account, "{role:?} {care:?}");
                assert!(reach(Role::Member, care) <= reach(role, care), "{role:?} {care:?}");
            }
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
