//! Wizards, and what they make.

use super::encode;

/// Where a wizard's step is kept while it is typed.
pub fn do_keep_step() -> String {
    "/do/keep-step".into()
}

/// `/drafts`: wizards that were begun.
pub fn drafts() -> String {
    "/drafts".into()
}

/// `/drafts/{draft}/{step}`: one step of a wizard.
pub fn draft_step(draft: &str, step: &str) -> String {
    format!("/drafts/{}/{}", encode(draft), encode(step))
}

/// `/progress/{chain}`: what is being made.
pub fn progress(chain: &str) -> String {
    format!("/progress/{}", encode(chain))
}
