//! A line’s data.

use super::line;

/// `/lines/{number}/limits`: its marks, its renewal, stopping its data.
pub fn limits(number: &str) -> String {
    format!("{}/limits", line(number))
}

/// Where its marks are set.
pub fn do_set_limits() -> String {
    "/do/set-limits".into()
}

/// Where the day is set on which its data begins anew.
pub fn do_set_renewal() -> String {
    "/do/set-renewal".into()
}

/// Where its data is begun anew at once.
pub fn do_new_cycle() -> String {
    "/do/new-cycle".into()
}

/// Where its data is stopped.
pub fn do_pause_data() -> String {
    "/do/pause-data".into()
}

/// Where its data is let go on.
pub fn do_resume_data() -> String {
    "/do/resume-data".into()
}
