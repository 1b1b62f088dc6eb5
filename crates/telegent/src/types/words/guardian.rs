//! Words of Guardian.

words! {
    /// What a message filter does.
    MessageFilterMode {
        /// Drops what breaks a rule.
        Active = "ACTIVE",
        /// Notes and alerts, delivers all the same.
        MonitorOnly = "MONITOR_ONLY",
        /// Paused.
        Inactive = "INACTIVE",
    }

    /// What a call filter does. The three ages can be set on creation only, need a guardian, and are not in force for
    /// calls of phones yet: whoever offers them promises what does not happen.
    CallFilterMode {
        /// Only allowed numbers ring.
        Whitelist = "WHITELIST",
        /// Only blocked numbers are turned away.
        Blacklist = "BLACKLIST",
        /// The strictest age.
        Child = "CHILD",
        /// The sources differ on whether this or `ADOLESCENT` is the lighter one.
        Teenager = "TEENAGER",
        /// The sources differ on whether this or `TEENAGER` is the lighter one.
        Adolescent = "ADOLESCENT",
    }

    /// What follows a flagged word in a transcribed call.
    TranscriptionAction {
        /// The warning is spoken, the call goes on.
        Warning = "WARNING",
        /// The call ends.
        Terminate = "TERMINATE",
        /// The phones to be notified are.
        Notify = "NOTIFY",
    }

    /// How bad a word is.
    Severity {
        /// Worst.
        High = "HIGH",
        /// Middle.
        Medium = "MEDIUM",
        /// Least.
        Low = "LOW",
    }
}
