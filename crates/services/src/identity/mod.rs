//! Who may sign in: users, passwords, throttling, invitations, sessions.

mod hasher;
mod invitation;
pub mod sessions;
mod sign_in;
mod throttle;
mod users;

pub use hasher::{Cost, Hasher};
pub(crate) use invitation::void as void_invitations;
pub use invitation::{
    INVITATION_DAYS, Invitation, Invite, MIN_PASSWORD, accept_invitation, invitation, invite, renew_due,
    renew_invitation, send_again,
};
pub use sign_in::{confirm_password, sign_in};
pub use throttle::{count_link_use, delete_old as delete_old_attempts};
pub use users::{User, actor, assign_guardian, create_owner, create_user, email_taken, find_by_email, set_language};

#[cfg(test)]
mod tests;
