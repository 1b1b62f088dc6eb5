//! Closed vocabularies that stay open: an unknown word is kept, never an error.

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $(| $alias:literal)*),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// A word the documentation does not know, as it came.
            Other(String),
        }

        impl $name {
            /// The documented spelling, which requests use.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                $(if [$word $(, $alias)*].iter().any(|w| w.eq_ignore_ascii_case(word.trim())) {
                    return Self::$variant;
                })+
                Self::Other(word.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                Self::from(word.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    )+};
}

mod extras;
mod guardian;

pub use extras::*;
pub use guardian::*;

words! {
    /// Which rows a list shows.
    Filter {
        /// Everything.
        All = "All",
        /// In force.
        Active = "Active",
        /// No longer in force.
        Inactive = "Inactive",
    }

    /// How far an order is. Provisioning and status changes use the first three words, porting all of them.
    OrderStatus {
        /// Done.
        Complete = "Complete" | "Completed",
        /// Waiting; read the order again.
        Pending = "Pending" | "Submitted" | "Updated",
        /// Failed; the message says why.
        Error = "Error",
        /// Under way.
        InProgress = "InProgress" | "In Progress" | "Pending Carrier Approval",
        /// A date is set.
        Scheduled = "Scheduled",
        /// Somebody must correct something.
        ResolutionRequired = "ResolutionRequired",
        /// Turned down by the other carrier.
        Rejected = "Rejected",
        /// Given up.
        Cancelled = "Cancelled" | "Canceled",
    }

    /// Life of a number. Only `Active` is shown in the documentation; the others follow the words of status changes.
    NumberStatus {
        /// In service.
        Active = "Active",
        /// Suspended, number and SIM kept.
        Parked = "Parked" | "Park",
        /// Ended; can be reactivated within 30 days.
        Cancelled = "Cancelled" | "Canceled",
    }

    /// A change of a number's state. What each starts from follows the texts; no table is published.
    NumberChange {
        /// A parked number goes into service again.
        Activate = "activate",
        /// Suspends an active number; number and SIM are kept.
        Park = "park",
        /// Ends an active or parked number; it can be reactivated within 30 days.
        Cancel = "cancel",
        /// Another number of the same area; limited.
        Swap = "swap",
        /// Another number of any area; limited.
        Replace = "replace",
        /// Another SIM for the same number.
        SwapSim = "swap-sim",
    }

    /// What a ported number becomes. The order itself takes the first two words; eligibility and corrections show the
    /// other two.
    PortClassification {
        /// Phones.
        Mvno = "mvno",
        /// Devices.
        Iot = "iot",
        /// A number of a mobile carrier.
        Mobile = "Mobile",
        /// A number of a landline carrier.
        Landline = "Landline",
    }

    /// State of a SIM.
    SimStatus {
        /// On.
        Active = "Active",
        /// Off for a time; the number stays on it.
        Suspended = "Suspended",
        /// On no number: free to be used again.
        Empty = "Empty",
    }

    /// Which way a message goes.
    MessageDirection {
        /// To us.
        Inbound = "Inbound",
        /// From us.
        Outbound = "Outbound",
    }

    /// Text or media.
    MessageKind {
        /// Text.
        Sms = "sms",
        /// With media.
        Mms = "mms",
    }

    /// How far a message is. Only these words are shown anywhere; there are others.
    MessageStatus {
        /// Taken, not yet on its way.
        Queued = "Queued",
        /// The carrier has a receipt.
        Delivered = "Delivered",
        /// It came to us.
        Received = "Received",
    }

    /// Method of an event webhook.
    WebhookMethod {
        /// POST.
        Post = "POST",
        /// PUT.
        Put = "PUT",
    }

    /// Format of an event.
    DataFormat {
        /// JSON.
        Json = "json",
        /// XML.
        Xml = "xml",
    }

    /// How an event webhook authenticates, as it is read.
    WebhookAuthenticationType {
        /// Not at all.
        None = "None",
        /// User name and password.
        Basic = "Basic",
        /// Static token; `Bearer` after an update.
        Token = "Token" | "Bearer",
    }

    /// What an event webhook is told.
    WebhookEvent {
        /// An order went on.
        OrderUpdate = "Order_Update",
        /// A message came; `New_SMS` on another page.
        NewSms = "New_Sms",
        /// A call ended.
        CallCompleted = "Call_Completed",
        /// A call is on hold.
        CallOnHold = "Call_On_Hold",
        /// A call was recorded.
        CallRecording = "Call_Recording",
        /// A call goes on.
        CallInProgress = "Call_In_Progress",
        /// A call comes.
        CallRinging = "Call_Ringing",
    }

    /// What a subscriber may do, as recorded upstream. The API itself authorises nobody by it.
    Role {
        /// A person with a line.
        Subscriber = "Subscriber",
        /// The steward of one account.
        Manager = "Manager",
        /// Runs the account's routes, packages and billing data.
        AccountAdmin = "Account Admin" | "AccountAdmin",
    }

    /// Who texts whom.
    MessageType {
        /// Application to person; never with `iot`.
        A2p = "a2p",
        /// Person to person.
        P2p = "p2p",
    }

    /// Kind of number: availability knows `mobile` only, provisioning `mvno` and `iot`.
    NumberType {
        /// Availability and read-outs.
        Mobile = "mobile",
        /// Phones.
        Mvno = "mvno",
        /// Devices.
        Iot = "iot",
    }

    /// Kind of number in the spelling of numbers/update and read-outs.
    Classification {
        /// Phones.
        Mvno = "MVNO",
        /// Devices.
        Iot = "IoT",
    }

    /// What a number carries. Only these four spellings are processed properly upstream.
    ProductType {
        /// Messages.
        SmsOnly = "Sms-Only",
        /// Data.
        DataOnly = "Data-Only",
        /// Messages and data.
        SmsData = "Sms+Data",
        /// Messages, data and calls.
        SmsDataVoice = "Sms+Data+Voice",
    }

    /// How a product is charged.
    BillingFrequency {
        /// Every month.
        Monthly = "MRC",
        /// Once.
        Once = "NRC",
    }

    /// Method of a webhook.
    HttpMethod {
        /// GET.
        Get = "GET",
        /// POST.
        Post = "POST",
    }

    /// How a webhook authenticates.
    Authentication {
        /// Not at all.
        None = "None",
        /// User name and password.
        Basic = "Basic",
        /// Static token.
        Bearer = "Bearer",
    }

    /// Where calls go.
    RouteType {
        /// SIP trunk.
        Trunk = "Trunk",
        /// Webhook.
        Url = "URL",
        /// Another number.
        Forward = "Forward",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_in_any_casing_and_unknown_ones_are_kept() {
        assert_eq!(OrderStatus::from("COMPLETED"), OrderStatus::Complete);
        assert_eq!(ProductType::from("sms+data+voice").as_str(), "Sms+Data+Voice");
        assert_eq!(NumberType::from("Mobile"), NumberType::Mobile);
        assert_eq!(NumberStatus::from("Hibernating").as_str(), "Hibernating");
        assert_eq!(Role::from("account admin").to_string(), "Account Admin");
    }
}
