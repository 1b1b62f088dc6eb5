//! A family’s own pages.

use super::encode;

/// `/home`: a family's lines.
pub fn home() -> String {
    "/home".into()
}

/// `/lines/{number}`: one line, by its number in E.164.
pub fn line(number: &str) -> String {
    format!("/lines/{}", encode(number))
}
