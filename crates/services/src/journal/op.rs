//! What an operation asks of Telegent, as it is stored.

use domain::{
    Address, DataLimits,
    porting::{PortField, PortState},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{CareOp, DataOp, GuardianOp};

/// A value an operation needs: known when the chain is made, or the result of an earlier operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ref {
    /// Known.
    Known(String),
    /// The field `1` of the result of operation `0`.
    Result(i32, String),
}

impl Ref {
    /// Looks the value up among the results of the chain's operations, by `seq`.
    pub fn resolve(&self, results: &[(i32, Map<String, Value>)]) -> Option<String> {
        match self {
            Self::Known(value) => Some(value.clone()),
            Self::Result(seq, key) => results
                .iter()
                .find(|(at, _)| at == seq)
                .and_then(|(_, result)| result.get(key))
                .and_then(Value::as_str)
                .map(str::to_owned),
        }
    }
}

/// An address as it goes upstream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    /// House number and street.
    pub street1: String,
    /// Flat, suite; may be empty.
    pub street2: String,
    /// Town.
    pub city: String,
    /// Two-letter code.
    pub state: String,
    /// Five digits.
    pub zip: String,
}

impl From<&Address> for PostalAddress {
    fn from(address: &Address) -> Self {
        Self {
            street1: address.street1.clone(),
            street2: address.street2.clone(),
            city: address.city.clone(),
            state: address.state.code().to_owned(),
            zip: address.zip.as_str().to_owned(),
        }
    }
}

/// One operation. Passwords are not here: they are made when the call is and kept nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// `POST /account/create`. Results: `account_id`.
    CreateAccount {
        /// Account name.
        name: String,
        /// The manager's e-mail address.
        admin_email: String,
        /// Where bills go.
        billing: PostalAddress,
        /// Where parcels go.
        mailing: PostalAddress,
    },
    /// `POST /message/routes`, bypass off. Results: `route_id`.
    CreateMessageRoute {
        /// Account.
        account: Ref,
        /// Route name, one of its kind in the account.
        name: String,
        /// Where Telegent delivers texts.
        url: String,
    },
    /// `POST /voice/routes`. Results: `route_id`.
    CreateVoiceRoute {
        /// Account.
        account: Ref,
        /// Route name, one of its kind in the account.
        name: String,
        /// Where Telegent asks what to do with a call.
        url: String,
    },
    /// `POST /subscribers/create`. Results: `subscriber_id`.
    CreateSubscriber {
        /// Account.
        account: Ref,
        /// Name.
        name: String,
        /// E-mail address, unique on the whole platform.
        email: String,
        /// Role `Manager`; else `Subscriber`.
        manager: bool,
    },
    /// `POST /numbers/provision`. Results: `number`, `tnid`, `iccid`, `order_id`, `lpa`, `subscriber_id`.
    ProvisionNumber {
        /// Account.
        account: Ref,
        /// Whose line it is.
        subscriber: Ref,
        /// Area code, or empty.
        area_code: String,
        /// ZIP code, or empty; the area code goes before it.
        zip: String,
        /// A card's number; none for an eSIM.
        iccid: Option<String>,
        /// Route of texts.
        message_route: Ref,
        /// Route of calls.
        voice_route: Ref,
        /// It is a courtesy until another number arrives: the row of that.
        #[serde(default)]
        courtesy: Option<Uuid>,
    },
    /// `POST /subscriptions`. Results: `subscription_id`.
    CreateSubscription {
        /// Account, for the projection.
        account: Ref,
        /// Whose.
        subscriber: Ref,
        /// The number's id.
        tnid: Ref,
        /// The number's SIM.
        iccid: Ref,
        /// The package.
        package_id: String,
    },
    /// `POST /subscriptions/update`. Results: `subscription_id`.
    ChangePackage {
        /// Subscription.
        subscription_id: String,
        /// The package to come.
        package_id: String,
    },
    /// `POST /numbers/data-usage`.
    SetDataLimits {
        /// The line's number.
        number: Ref,
        /// The marks.
        limits: DataLimits,
    },
    /// `POST /webhook/create` for `Order_Update`, unless the account has ours already. Results: `webhook_id`.
    WatchOrders {
        /// Account.
        account: Ref,
        /// Where events go; the secret that shows who sends them is added when it is called.
        url: String,
    },
    /// `POST /numbers/portin`. What the old carrier wants to know is kept sealed with the port-in. Results: `order_id`.
    SubmitPortIn {
        /// The port-in.
        port_in: Uuid,
        /// The number, E.164.
        number: String,
        /// Whose it will be.
        subscriber: Ref,
        /// Route of texts it will have.
        message_route: Ref,
        /// Route of calls it will have.
        voice_route: Ref,
        /// It was tried before: ask first whether that came through after all.
        again: bool,
    },
    /// `POST /numbers/portin/update` with the fields that were changed.
    UpdatePortIn {
        /// The port-in.
        port_in: Uuid,
        /// What was changed.
        fields: Vec<PortField>,
    },
    /// `POST /numbers/portin/cancel`.
    CancelPortIn {
        /// The port-in.
        port_in: Uuid,
        /// The state to go back to when it is refused.
        from: PortState,
    },
    /// `POST /numbers/update`: a number that arrived gets its person and routes. Results: `number`, `tnid`, `iccid`.
    BindNumber {
        /// The port-in.
        port_in: Uuid,
        /// Account.
        account: Ref,
        /// The number, E.164.
        number: String,
        /// Whose.
        subscriber: Ref,
        /// Route of texts.
        message_route: Ref,
        /// Route of calls.
        voice_route: Ref,
    },
    /// `POST /numbers/e911address/update`.
    SetE911 {
        /// Account.
        account: Ref,
        /// The line's number.
        number: Ref,
        /// Where responders go.
        address: PostalAddress,
    },
    /// `POST /numbers/portout`. The PIN is kept sealed until it was stored.
    SetPortOutPin {
        /// The row of the PIN.
        pin: Uuid,
        /// The line's number, E.164.
        number: String,
    },
    /// Something done to a line; its request is a row of its own.
    Care(CareOp),
    /// Data of lines: marks, renewal, a new cycle.
    Data(DataOp),
    /// Ours alone: a sign-in for the manager and the mail that invites.
    InviteManager {
        /// Account.
        account: Ref,
        /// The manager's `SubscriberId`.
        subscriber: Ref,
        /// Name.
        name: String,
        /// E-mail address.
        email: String,
    },
    /// Guardian of a person.
    Guardian(GuardianOp),
}

impl Op {
    /// The word of its `kind` column.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::CreateAccount { .. } => "create_account",
            Self::CreateMessageRoute { .. } => "create_message_route",
            Self::CreateVoiceRoute { .. } => "create_voice_route",
            Self::CreateSubscriber { .. } => "create_subscriber",
            Self::ProvisionNumber { .. } => "provision_number",
            Self::CreateSubscription { .. } => "create_subscription",
            Self::ChangePackage { .. } => "change_package",
            Self::SetDataLimits { .. } => "set_data_limits",
            Self::WatchOrders { .. } => "watch_orders",
            Self::SubmitPortIn { .. } => "submit_port_in",
            Self::UpdatePortIn { .. } => "update_port_in",
            Self::CancelPortIn { .. } => "cancel_port_in",
            Self::BindNumber { .. } => "bind_number",
            Self::SetE911 { .. } => "set_e911",
            Self::SetPortOutPin { .. } => "set_port_out_pin",
            Self::Care(care) => care.kind(),
            Self::Data(op) => op.kind(),
            Self::InviteManager { .. } => "invite_manager",
            Self::Guardian(op) => op.kind(),
        }
    }

    /// Whether money is spent by it, once or each month, or something that is counted. Unless its answer says that nothing
    /// was made, a person decides whether to try again; the others go on by themselves once reading has shown that nothing was made.
    pub const fn buys(&self) -> bool {
        match self {
            Self::Care(care) => care.once(),
            _ => matches!(
                self,
                Self::ProvisionNumber { .. } | Self::CreateSubscription { .. } | Self::SubmitPortIn { .. }
            ),
        }
    }

    /// Whether the service that asked for it wrote into the activity what becomes what: that it was done is no news then.
    pub(super) const fn is_noted(&self) -> bool {
        matches!(self, Self::Care(_) | Self::Data(_) | Self::Guardian(_))
    }

    /// Whether a refusal is not the last word: it is tried again in parts.
    pub(super) fn splits(&self) -> bool {
        matches!(self, Self::Data(op) if op.splits())
    }

    /// Whether the rest of the chain goes on although this was refused: the port-in has it mended, or it is a help alone.
    pub const fn lets_go_on(&self) -> bool {
        matches!(
            self,
            Self::WatchOrders { .. }
                | Self::ProvisionNumber { courtesy: Some(_), .. }
                | Self::SubmitPortIn { .. }
                | Self::UpdatePortIn { .. }
                | Self::CancelPortIn { .. }
                | Self::SetPortOutPin { .. }
                | Self::Care(_)
                | Self::Data(_)
        )
    }

    /// The field of its result that says what was made, if that is a thing of its own.
    pub(super) const fn makes(&self) -> Option<&'static str> {
        match self {
            Self::CreateAccount { .. } => Some("account_id"),
            Self::CreateMessageRoute { .. } | Self::CreateVoiceRoute { .. } => Some("route_id"),
            Self::CreateSubscriber { .. } => Some("subscriber_id"),
            Self::ProvisionNumber { .. } => Some("number"),
            Self::CreateSubscription { .. } => Some("subscription_id"),
            Self::SubmitPortIn { .. } => Some("order_id"),
            Self::ChangePackage { .. }
            | Self::SetDataLimits { .. }
            | Self::WatchOrders { .. }
            | Self::UpdatePortIn { .. }
            | Self::CancelPortIn { .. }
            | Self::BindNumber { .. }
            | Self::SetE911 { .. }
            | Self::SetPortOutPin { .. }
            | Self::Care(_)
            | Self::Data(_)
            | Self::InviteManager { .. }
            | Self::Guardian(_) => None,
        }
    }

    /// Whether everything it needs of earlier operations is there.
    pub(super) fn is_ready(&self, results: &[(i32, Map<String, Value>)]) -> bool {
        let needs: &[&Ref] = match self {
            Self::CreateAccount { .. }
            | Self::ChangePackage { .. }
            | Self::UpdatePortIn { .. }
            | Self::CancelPortIn { .. }
            | Self::SetPortOutPin { .. }
            | Self::Care(_)
            | Self::Data(_) => &[],
            Self::WatchOrders { account, .. } => &[account],
            Self::SubmitPortIn { subscriber, message_route, voice_route, .. } => {
                &[subscriber, message_route, voice_route]
            }
            Self::BindNumber { account, subscriber, message_route, voice_route, .. } => {
                &[account, subscriber, message_route, voice_route]
            }
            Self::SetE911 { account, number, .. } => &[account, number],
            Self::CreateMessageRoute { account, .. }
            | Self::CreateVoiceRoute { account, .. }
            | Self::CreateSubscriber { account, .. } => &[account],
            Self::ProvisionNumber { account, subscriber, message_route, voice_route, .. } => {
                &[account, subscriber, message_route, voice_route]
            }
            // Not every line has a SIM that Telegent names.
            Self::CreateSubscription { account, subscriber, tnid, .. } => &[account, subscriber, tnid],
            Self::SetDataLimits { number, .. } => &[number],
            Self::InviteManager { account, subscriber, .. } => &[account, subscriber],
            Self::Guardian(_) => &[],
        };
        needs.iter().all(|needed| needed.resolve(results).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_finds_the_result_of_its_operation() {
        let results = [(0, Map::from_iter([("account_id".to_owned(), Value::from("AID-1"))]))];
        assert_eq!(Ref::Result(0, "account_id".into()).resolve(&results), Some("AID-1".into()));
        assert_eq!(Ref::Result(1, "account_id".into()).resolve(&results), None);
        assert_eq!(Ref::Known("AID-2".into()).resolve(&results), Some("AID-2".into()));
    }

    #[test]
    fn operations_survive_storage() {
        let op = Op::SetDataLimits {
            number: Ref::Result(3, "number".into()),
            limits: DataLimits {
                notify: domain::Megabytes::new(1),
                throttle: domain::Megabytes::new(2),
                speed: domain::Speed::M5,
                limit: domain::Megabytes::new(3),
            },
        };
        let json = serde_json::to_value(&op).unwrap();
        assert_eq!(serde_json::from_value::<Op>(json).unwrap(), op);
    }
}
