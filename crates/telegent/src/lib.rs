//! Typed client of the Telegent mPaaS API.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use telegent::{Client, Config, Priority};
//!
//! let client = Client::new(Config::new("https://api.telegent.com".parse()?, "DID-…", "secret".into()))?;
//! let account = client.accounts().get("AID-…").await?;
//! println!("{:?}", account.account_name);
//! let background = client.at(Priority::Background);
//! let page = background.distributor().subscribers(1, 100).await?;
//! # Ok(()) }
//! ```
//!
//! - Every call answers a [`Reply`]: the typed value beside the raw JSON it was read from.
//! - Every failure is an outcome a caller treats differently: see [`Error`] and [`Error::maybe_done`].
//! - Reads retry by themselves, writes are sent once: Telegent has no idempotency keys.
//! - Tokens are scoped to one endpoint each and brokered here ([`Config::token_path`] says where they come from).
//!
//! [`OPERATIONS`] is the table of all documented operations; `contract.yaml` beside this crate says what is documented.

pub mod api;
mod budget;
mod client;
mod config;
mod decode;
mod error;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod operation;
mod reply;
mod retry;
mod token;
mod transport;
pub mod types;

pub use api::{
    accounts::{Account, AccountCreate, AccountUpdate},
    address::Address,
    confirmed::Confirmed,
    distributor::{DistributorCreate, DistributorDetails, DistributorUpdate},
    message::{
        DeviceDelivery, InlineMedia, MediaUrl, Message, MessagePage, MessageRoute, MessageRouteCreate,
        MessageRouteDeleted, MessageRouteUpdate, MessageSearch, OutboundMessage,
    },
    numbers::{
        Availability, AvailabilityRequest, AvailableArea, ChangedNumber, DataSettings, DataUsage, DataUsageAck,
        DataUsageSet, DeviceDetails, E911Ack, E911Address, E911Record, E911Update, Inventory, Number, NumberUpdate,
        NumberUpdated, Order, PortBillingAddress, PortEligibility, PortInAck, PortInOrder, PortInRequest, PortInUpdate,
        PortOutOrder, ProvisionRequest, Provisioned, Reactivated, RefreshedNnid, Renewal, RenewalInfo, RenewalPeriod,
        RenewalUpdate, StatusChange, StatusChanged, StatusNumber, Voicemail, VoicemailAck, VoicemailSettings,
    },
    packages::{
        Package, PackageCreate, PackageItem, PackageItemAdd, PackageItemNew, PackageItemUpdate, PackageSubscriptions,
        PackageUpdate,
    },
    products::{Product, ProductCreate, ProductUpdate},
    schedules::{Hours, Schedule},
    services::{
        Service, ServiceCreate, ServiceItem, ServiceItemAck, ServiceItemAdd, ServiceItemUpdate, ServiceItems,
        ServiceUpdate,
    },
    sims::{Sim, SimUpdate},
    subscribers::{
        AccountRef, CallFilter, CallFilterCreate, CallFilterUpdate, CallRules, FilterList, FilterQuery, FilterRef,
        GuardianFeatures, GuardianFeaturesSet, GuardianRelation, GuardianRelationDeleted, GuardianRelations,
        KeywordFilter, MessageFilter, MessageFilterCreate, MessageFilterUpdate, MessageRules, Subscriber,
        SubscriberCreate, SubscriberPage, SubscriberTransfer, SubscriberUpdate,
    },
    subscriptions::{
        Feature, FeatureAssignment, FeatureCreate, FeatureReassign, FeatureUpdate, Subscription, SubscriptionCreate,
        SubscriptionDeleted, SubscriptionUpdate, Threshold, ThresholdAssignment, ThresholdCreate, ThresholdReassign,
        ThresholdUpdate,
    },
    voice::{VoiceRoute, VoiceRouteCreate, VoiceRouteDeleted, VoiceRouteUpdate},
    webhooks::{Webhook, WebhookAuthentication, WebhookDeleted, WebhookSettings},
    workgroups::{
        Workgroup, WorkgroupActivityAdd, WorkgroupActivityUpdate, WorkgroupCreate, WorkgroupDeleted, WorkgroupUpdate,
    },
};
pub use budget::{Budget, BudgetError, MemoryBudget, Priority, Unlimited};
pub use client::{Client, Stats};
pub use config::{Config, ConfigError, RetryPolicy, Timeouts};
pub use error::{Error, FieldError};
pub use operation::{Kind, Method, OPERATIONS, Operation};
pub use reply::Reply;
pub use types::{
    Authentication, BillingFrequency, Classification, DataFormat, DataVolume, Filter, HttpMethod, MessageDirection,
    MessageKind, MessageStatus, MessageType, NumberChange, NumberStatus, NumberType, OrderStatus, PortClassification,
    PrivateText, ProductType, Role, RouteType, SimStatus, ThrottleSpeed, WebhookAuthenticationType, WebhookEvent,
    WebhookMethod, When,
};
pub use types::{
    CallFilterMode, FeatureType, MemberType, MessageFilterMode, Severity, ThresholdAction, ThresholdType,
    ThresholdUnit, TranscriptionAction, WorkgroupType,
};
