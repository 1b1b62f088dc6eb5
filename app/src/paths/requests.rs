//! What members ask for, and its answers.

use super::encode;

/// `/ask`: what a member asks for.
pub fn ask() -> String {
    "/ask".into()
}

/// Where the forms of [`ask`] post.
pub fn do_ask() -> String {
    "/do/ask".into()
}

/// Where a request is taken back.
pub fn do_withdraw_request() -> String {
    "/do/withdraw-request".into()
}

/// `/requests`: what members ask for, to be answered.
pub fn requests() -> String {
    "/requests".into()
}

/// Where an answer posts.
pub fn do_answer_request() -> String {
    "/do/answer-request".into()
}

/// `/requests/answer/{token}`: one request, for who has the link of the mail.
pub fn answer_by_link(token: &str) -> String {
    format!("/requests/answer/{}", encode(token))
}

/// Where the answer of a link posts.
pub fn do_answer_by_link() -> String {
    "/do/answer-by-link".into()
}
