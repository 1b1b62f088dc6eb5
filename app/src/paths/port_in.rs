//! What the old account’s holder signs and enters.

use super::encode;

/// `/drafts/{draft}/letter`: the letter of authorization signed for it.
pub fn draft_letter(draft: &str) -> String {
    format!("/drafts/{}/letter", encode(draft))
}

/// `/authorise/{token}`: sign the letter of authorization.
pub fn authorise(token: &str) -> String {
    format!("/authorise/{}", encode(token))
}

/// `/authorise/{token}/done`: it is signed.
pub fn authorised(token: &str) -> String {
    format!("{}/done", authorise(token))
}

/// `/authorise/{token}/letter`: the letter that was signed there.
pub fn authorised_letter(token: &str) -> String {
    format!("{}/letter", authorise(token))
}

/// `/old-pin/{token}`: enter the old account's PIN.
pub fn old_pin(token: &str) -> String {
    format!("/old-pin/{}", encode(token))
}

/// `/old-pin/{token}/done`: it is kept.
pub fn old_pin_kept(token: &str) -> String {
    format!("{}/done", old_pin(token))
}
