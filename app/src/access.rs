//! Who may ask for what: the one table of routes. A request without a row is refused.

use domain::{Action, Role, access::permits};

/// What a route demands of who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing.
    Public,
    /// To be signed in, in a role that permits the action.
    Needs(Action),
}

impl Access {
    /// Whether somebody of this role, or nobody, may.
    pub fn lets(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Public, _) => true,
            (Self::Needs(action), Some(role)) => permits(role, action),
            (Self::Needs(_), None) => false,
        }
    }
}

/// One route: method, pattern as axum writes it, demand.
pub type Row = (&'static str, &'static str, Access);

use Access::{Needs, Public};

/// All routes: pages, server functions, and what the server itself answers.
pub const TABLE: &[Row] = &[
    // Everybody.
    ("GET", "/healthz", Public),
    ("GET", "/readyz", Public),
    ("GET", "/pkg/{*path}", Public),
    ("GET", "/brand.css", Public),
    ("POST", "/do/hydration-failed", Public),
    ("POST", "/do/set-language", Public),
    ("GET", "/sign-in", Public),
    ("POST", "/do/sign-in", Public),
    ("GET", "/invitation/{token}", Public),
    ("POST", "/do/accept-invitation", Public),
    ("POST", "/do/renew-invitation", Public),
    ("GET", "/not-me/{token}", Public),
    ("POST", "/do/not-me", Public),
    // Telegent: shows who it is by address and token.
    ("POST", "/hooks/orders/{address}", Public),
    // Behind links that are mailed to the old account's holder.
    ("GET", "/authorise/{token}", Public),
    ("GET", "/authorise/{token}/done", Public),
    ("GET", "/authorise/{token}/letter", Public),
    ("POST", "/do/sign-letter", Public),
    ("GET", "/old-pin/{token}", Public),
    ("GET", "/old-pin/{token}/done", Public),
    ("POST", "/do/enter-old-pin", Public),
    // Answers 404 outside the demo.
    ("GET", "/demo/mail", Public),
    // Everybody who is signed in.
    ("GET", "/", Needs(Action::UseOwnSession)),
    ("POST", "/do/sign-out", Needs(Action::UseOwnSession)),
    ("POST", "/do/seen-notices", Needs(Action::UseOwnSession)),
    ("GET", "/events", Needs(Action::UseOwnSession)),
    // Families, for staff.
    ("GET", "/accounts", Needs(Action::ViewAccounts)),
    ("GET", "/accounts/{account}", Needs(Action::ViewAccounts)),
    ("POST", "/do/refresh", Needs(Action::RefreshProjection)),
    // The own family.
    ("GET", "/home", Needs(Action::ViewOwnFamily)),
    // Lines within reach; a family's own, for staff all.
    ("GET", "/lines/{number}", Needs(Action::CareForLines)),
    ("GET", "/lines/{number}/limits", Needs(Action::CareForLines)),
    ("POST", "/do/set-limits", Needs(Action::CareForLines)),
    ("POST", "/do/set-renewal", Needs(Action::CareForLines)),
    ("POST", "/do/new-cycle", Needs(Action::CareForLines)),
    ("POST", "/do/pause-data", Needs(Action::CareForLines)),
    ("POST", "/do/resume-data", Needs(Action::CareForLines)),
    ("GET", "/lines/{number}/care/{what}", Needs(Action::CareForLines)),
    ("POST", "/do/swap-sim", Needs(Action::CareForLines)),
    ("POST", "/do/lift-sim-lock", Needs(Action::CareForLines)),
    ("POST", "/do/put-sim-lock", Needs(Action::CareForLines)),
    ("POST", "/do/set-emergency-address", Needs(Action::CareForLines)),
    ("POST", "/do/set-voicemail", Needs(Action::CareForLines)),
    ("POST", "/do/drop-voicemail", Needs(Action::CareForLines)),
    ("POST", "/do/look-at-line", Needs(Action::CareForLines)),
    ("POST", "/do/suspend-line", Needs(Action::CareForLines)),
    ("POST", "/do/restore-line", Needs(Action::CareForLines)),
    ("POST", "/do/change-number", Needs(Action::CareForLines)),
    ("POST", "/do/reactivate-line", Needs(Action::CareForLines)),
    ("POST", "/do/cancel-line", Needs(Action::ProvisionAccounts)),
    // Taking a number along; a family's own, for staff all.
    ("GET", "/lines/{number}/leaving", Needs(Action::PortOut)),
    ("POST", "/do/lift-lock", Needs(Action::PortOut)),
    ("POST", "/do/put-lock", Needs(Action::PortOut)),
    ("POST", "/do/issue-pin", Needs(Action::PortOut)),
    // Guardian of those one looks after, for staff of all.
    ("GET", "/guardian", Needs(Action::UseGuardian)),
    ("GET", "/guardian/{subscriber}", Needs(Action::UseGuardian)),
    ("GET", "/guardian/{subscriber}/contacts/{contact}", Needs(Action::UseGuardian)),
    ("GET", "/guardian/{subscriber}/paste", Needs(Action::UseGuardian)),
    ("GET", "/guardian/{subscriber}/tester", Needs(Action::UseGuardian)),
    ("POST", "/do/save-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/save-contact", Needs(Action::UseGuardian)),
    ("POST", "/do/remove-contact", Needs(Action::UseGuardian)),
    ("POST", "/do/paste-contacts", Needs(Action::UseGuardian)),
    ("POST", "/do/copy-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/undo-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/adopt-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/repair-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/decide-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/get-guardian", Needs(Action::UseGuardian)),
    ("POST", "/do/preview-guardian", Needs(Action::UseGuardian)),
    // Numbers on their way here; a family's own, for staff all.
    ("GET", "/transfers", Needs(Action::PortNumbers)),
    ("GET", "/transfers/{id}", Needs(Action::PortNumbers)),
    ("GET", "/transfers/{id}/letter", Needs(Action::PortNumbers)),
    ("GET", "/transfers/{id}/files/{file}", Needs(Action::PortNumbers)),
    ("POST", "/do/correct-transfer", Needs(Action::PortNumbers)),
    ("POST", "/do/cancel-transfer", Needs(Action::PortNumbers)),
    ("POST", "/do/restart-transfer", Needs(Action::PortNumbers)),
    ("POST", "/do/test-transfer", Needs(Action::PortNumbers)),
    ("POST", "/do/note-transfer", Needs(Action::PortNumbers)),
    ("POST", "/do/mail-pin-link", Needs(Action::PortNumbers)),
    ("POST", "/do/ask-courtesy-number", Needs(Action::PortNumbers)),
    ("POST", "/do/end-courtesy-number", Needs(Action::PortNumbers)),
    ("POST", "/do/add-files", Needs(Action::PortNumbers)),
    ("POST", "/do/get-transfer", Needs(Action::PortNumbers)),
    // Of these, what staff alone do.
    ("GET", "/transfers.csv", Needs(Action::ViewAccounts)),
    ("GET", "/transfers/import", Needs(Action::ProvisionAccounts)),
    ("GET", "/transfers/import/{id}", Needs(Action::ProvisionAccounts)),
    ("GET", "/transfers/import/{id}/refused.csv", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/import-transfers", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/map-import", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/start-import", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/discard-import", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/look-at-transfer", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/hold-transfer", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/settle-note", Needs(Action::ProvisionAccounts)),
    // The people of a family, and what happened to its account; a family's own, for staff all.
    ("GET", "/people", Needs(Action::ManagePeople)),
    ("GET", "/people/{user}", Needs(Action::ManagePeople)),
    ("GET", "/accounts/{account}/people", Needs(Action::ViewAccounts)),
    ("POST", "/do/invite-person", Needs(Action::ManagePeople)),
    ("POST", "/do/send-invitation", Needs(Action::ManagePeople)),
    ("POST", "/do/change-person", Needs(Action::ManagePeople)),
    ("POST", "/do/remove-person", Needs(Action::ManagePeople)),
    ("GET", "/activity", Needs(Action::ViewActivity)),
    ("GET", "/accounts/{account}/activity", Needs(Action::ViewAccounts)),
    // Leaving an account safely: asked for by anybody, seen by staff alone.
    ("GET", "/leave-safely", Public),
    ("GET", "/leave-safely/{code}", Public),
    ("POST", "/do/ask-separation", Public),
    ("POST", "/do/find-separation", Public),
    ("GET", "/separations", Needs(Action::HandleSeparations)),
    ("GET", "/separations/{id}", Needs(Action::HandleSeparations)),
    ("POST", "/do/turn-separation", Needs(Action::HandleSeparations)),
    ("POST", "/do/note-separation", Needs(Action::HandleSeparations)),
    ("GET", "/reference/hotlines", Needs(Action::EditReference)),
    ("POST", "/do/add-hotlines", Needs(Action::EditReference)),
    ("POST", "/do/remove-hotline", Needs(Action::EditReference)),
    // What members ask for, and whoever looks after them answers; from a mail without signing in.
    ("GET", "/ask", Needs(Action::AskGuardian)),
    ("POST", "/do/ask", Needs(Action::AskGuardian)),
    ("POST", "/do/withdraw-request", Needs(Action::AskGuardian)),
    ("GET", "/requests", Needs(Action::AnswerRequests)),
    ("POST", "/do/answer-request", Needs(Action::AnswerRequests)),
    ("GET", "/requests/answer/{token}", Public),
    ("POST", "/do/answer-by-link", Public),
    // What refusals mean and carriers ask for.
    ("GET", "/reference/refusals", Needs(Action::EditReference)),
    ("GET", "/reference/carriers", Needs(Action::EditReference)),
    ("GET", "/reference/levels", Needs(Action::EditReference)),
    ("POST", "/do/save-refusal", Needs(Action::EditReference)),
    ("POST", "/do/save-carrier", Needs(Action::EditReference)),
    ("POST", "/do/save-levels", Needs(Action::EditReference)),
    // Setting families up.
    ("GET", "/drafts", Needs(Action::ProvisionAccounts)),
    ("GET", "/drafts/{draft}/letter", Needs(Action::PortNumbers)),
    ("GET", "/drafts/{draft}/{step}", Needs(Action::PortNumbers)),
    ("GET", "/progress/{chain}", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/start-draft", Needs(Action::PortNumbers)),
    ("POST", "/do/save-step", Needs(Action::PortNumbers)),
    ("POST", "/do/keep-step", Needs(Action::PortNumbers)),
    ("POST", "/do/submit-draft", Needs(Action::PortNumbers)),
    ("POST", "/do/discard-draft", Needs(Action::PortNumbers)),
    ("POST", "/do/retry-operation", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/get-chain", Needs(Action::ProvisionAccounts)),
    ("POST", "/do/get-stock", Needs(Action::ProvisionAccounts)),
];

/// The demand of a route, or `None` where the table has no row. `HEAD` is asked as `GET`.
pub fn demand(method: &str, pattern: &str) -> Option<Access> {
    let method = if method == "HEAD" { "GET" } else { method };
    TABLE.iter().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, access)| *access)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_route_has_two_rows() {
        for (i, (method, pattern, _)) in TABLE.iter().enumerate() {
            assert!(!TABLE[..i].iter().any(|(m, p, _)| m == method && p == pattern), "{method} {pattern}");
        }
    }

    #[test]
    fn what_is_not_in_the_table_has_no_demand() {
        assert_eq!(demand("GET", "/nowhere"), None);
        assert_eq!(demand("POST", "/sign-in"), None);
        assert_eq!(demand("HEAD", "/sign-in"), Some(Access::Public));
    }

    #[test]
    fn nobody_gets_where_somebody_is_needed() {
        assert!(!Needs(Action::UseOwnSession).lets(None));
        assert!(!Needs(Action::ViewAccounts).lets(Some(Role::Manager)));
        assert!(Needs(Action::ViewAccounts).lets(Some(Role::Agent)));
    }
}
