//! Looking after a line.

use super::{encode, line};

/// `/lines/{number}/care/{what}`: one thing to look after; the line's own page when `what` is empty.
pub fn care_of(number: &str, what: &str) -> String {
    if what.is_empty() { line(number) } else { format!("{}/care/{}", line(number), encode(what)) }
}

/// Where another SIM is asked for.
pub fn do_swap_sim() -> String {
    "/do/swap-sim".into()
}

/// Where the SIM lock of a line is lifted.
pub fn do_lift_sim_lock() -> String {
    "/do/lift-sim-lock".into()
}

/// Where the SIM lock of a line is put on.
pub fn do_put_sim_lock() -> String {
    "/do/put-sim-lock".into()
}

/// Where the 911 address of a line is posted.
pub fn do_set_911() -> String {
    "/do/set-emergency-address".into()
}

/// Where voicemail is set.
pub fn do_set_voicemail() -> String {
    "/do/set-voicemail".into()
}

/// Where voicemail is switched off.
pub fn do_drop_voicemail() -> String {
    "/do/drop-voicemail".into()
}

/// Where the network is asked about a line.
pub fn do_look_line() -> String {
    "/do/look-at-line".into()
}

/// Where a line is suspended.
pub fn do_suspend_line() -> String {
    "/do/suspend-line".into()
}

/// Where a suspended line is restored.
pub fn do_restore_line() -> String {
    "/do/restore-line".into()
}

/// Where a line is cancelled.
pub fn do_cancel_line() -> String {
    "/do/cancel-line".into()
}

/// Where a cancelled line is brought back.
pub fn do_reactivate_line() -> String {
    "/do/reactivate-line".into()
}

/// Where another number is asked for.
pub fn do_change_number() -> String {
    "/do/change-number".into()
}
