//! Signing in, invitations, and what every page can do.

use super::encode;

/// `/sign-in`
pub fn sign_in() -> String {
    "/sign-in".into()
}

/// `/sign-in?next=…`: back to `next` afterwards.
pub fn sign_in_then(next: &str) -> String {
    format!("/sign-in?next={}", encode(next))
}

/// Where the sign-in form posts.
pub fn do_sign_in() -> String {
    "/do/sign-in".into()
}

/// Where the sign-out button posts.
pub fn sign_out() -> String {
    "/do/sign-out".into()
}

/// `/invitation/new`: ask for an invitation's link once more.
pub fn renew_invitation() -> String {
    accept_invitation(NEW_INVITATION)
}

/// In place of an invitation's token, where there is none at hand.
pub const NEW_INVITATION: &str = "new";

/// `/invitation/{token}`: choose a password.
pub fn accept_invitation(token: &str) -> String {
    format!("/invitation/{}", encode(token))
}

/// Where the form of an invitation posts.
pub fn do_accept_invitation() -> String {
    "/do/accept-invitation".into()
}

/// Where a new link is asked for.
pub fn do_renew_invitation() -> String {
    "/do/renew-invitation".into()
}

/// Where a language is chosen.
pub fn do_set_language() -> String {
    "/do/set-language".into()
}

/// `/demo/mail`: what the demo would have mailed.
pub fn demo_mail() -> String {
    "/demo/mail".into()
}
