//! Words of thresholds, features and workgroups.

words! {
    /// What a threshold counts.
    ThresholdType {
        /// Data.
        Data = "Data",
        /// Messages.
        Sms = "SMS",
        /// Calls.
        Voice = "Voice",
    }

    /// In what a threshold counts.
    ThresholdUnit {
        /// Megabytes.
        Mb = "MB",
        /// Gigabytes.
        Gb = "GB",
        /// Pieces.
        Count = "Count",
    }

    /// What happens at a threshold.
    ThresholdAction {
        /// Somebody is told.
        Alert = "Alert",
        /// The service stops.
        Pause = "Pause",
        /// The service is cut down.
        Restrict = "Restrict",
    }

    /// What a feature adds to.
    FeatureType {
        /// Data.
        Data = "Data",
        /// Calls.
        Voice = "Voice",
        /// Messages.
        Sms = "SMS",
        /// Use abroad.
        Roaming = "Roaming",
        /// Calls over the internet.
        Voip = "VoIP",
    }

    /// How a workgroup is rung. Reads also say `ring`, which cannot be sent.
    WorkgroupType {
        /// A menu.
        Ivr = "IVR",
        /// All at once.
        Simultaneous = "simultaneous",
        /// In turn.
        RoundRobin = "round-robin",
    }

    /// What a member of a workgroup is.
    MemberType {
        /// A person.
        User = "User",
        /// Another workgroup.
        Workgroup = "Workgroup",
    }
}
