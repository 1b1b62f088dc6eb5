//! Subscribers: the people of an account, and what Guardian does for them.

mod call_filter;
mod filters;
mod guardian;
mod keywords;
mod message_filter;

pub use call_filter::{CallFilter, CallFilterCreate, CallFilterUpdate, CallRules};
pub use filters::{FilterList, FilterQuery, FilterRef};
pub use guardian::{
    GuardianFeatures, GuardianFeaturesSet, GuardianRelation, GuardianRelationDeleted, GuardianRelations,
};
pub use keywords::KeywordFilter;
pub use message_filter::{MessageFilter, MessageFilterCreate, MessageFilterUpdate, MessageRules};

use secrecy::SecretString;
use serde::Serialize;

use crate::{
    Client, Error, Reply, Role, Subscription,
    decode::{Failure, Fields, Record},
    operation::{SUBSCRIBERS_CREATE, SUBSCRIBERS_GET, SUBSCRIBERS_TRANSFER, SUBSCRIBERS_UPDATE},
    types::{optional_secret, secret},
};

/// Operations below `/v1.0/subscribers`.
#[derive(Debug, Clone, Copy)]
pub struct Subscribers<'a>(pub(crate) &'a Client);

/// A person as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// `TSUID-…`, opaque.
    pub subscriber_id: String,
    /// Full name.
    pub name: Option<String>,
    /// E-mail, unique over the whole platform.
    pub email: Option<String>,
    /// E.164 with plus.
    pub phone_numbers: Vec<String>,
    /// Role on record.
    pub role: Option<Role>,
    /// The account; null in lists.
    pub account: Option<AccountRef>,
    /// Subscriptions; lists only.
    pub subscriptions: Vec<Subscription>,
}

/// The account of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRef {
    /// `AID-…`, opaque.
    pub account_id: String,
    /// Name of the account.
    pub company_name: Option<String>,
}

/// One page of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriberPage {
    /// Counts from 1.
    pub page: Option<i64>,
    /// People in all.
    pub total: Option<i64>,
    /// The page's rows.
    pub subscribers: Vec<Subscriber>,
}

impl Record for AccountRef {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { account_id: f.id(&["AccountId"])?, company_name: f.text(&["CompanyName", "AccountName"]) })
    }
}

impl Record for Subscriber {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            subscriber_id: f.id(&["SubscriberId"])?,
            name: f.text(&["Name"]),
            email: f.text(&["Email"]),
            phone_numbers: f.numbers(&["PhoneNumbers"]),
            role: f.word(&["Role"]),
            account: f.record(&["Account"])?,
            subscriptions: f.records(&["Subscriptions"])?,
        })
    }
}

impl Record for SubscriberPage {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            page: f.integer(&["PageNumber"]),
            total: f.integer(&["TotalSubscribers"]),
            subscribers: f.records(&["Subscribers", "Results"])?,
        })
    }
}

/// Body of `POST /v1.0/subscribers/create`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubscriberCreate {
    /// Full name.
    pub name: String,
    /// Unique over the whole platform.
    pub email: String,
    /// Send none and bind numbers when provisioning: an active number may be refused here (known defect upstream).
    pub phone_numbers: Vec<String>,
    /// Role on record.
    pub role: Role,
    /// Clear text on the wire: give a random one.
    #[serde(serialize_with = "secret")]
    pub password: SecretString,
    /// `AID-…`.
    pub account_id: String,
}

/// Body of `POST /v1.0/subscribers/update`; what is none keeps its value. E-mail and account cannot be changed.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubscriberUpdate {
    /// Whom.
    pub subscriber_id: String,
    /// New name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_numbers: Option<Vec<String>>,
    /// New role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// New password.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub password: Option<SecretString>,
}

/// Body of `POST /v1.0/subscribers/transfer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubscriberTransfer {
    /// Whom.
    pub subscriber_id: String,
    /// `AID-…` of the account left; the person must be in it.
    pub from_account_id: String,
    /// `AID-…` of the account joined.
    pub to_account_id: String,
}

impl Subscribers<'_> {
    /// Creates a person in an account that is there. Keep the id: numbers, subscriptions and Guardian need it. The
    /// address must be free on the whole platform.
    ///
    /// # Errors
    /// [`Error::Conflict`] naming `Email` when somebody on the platform has it. [`Error::Unknown`] may mean that the
    /// person was made: look for the address before sending it again; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/create`, guide 1.4.
    pub async fn create(&self, subscriber: &SubscriberCreate) -> Result<Reply<Subscriber>, Error> {
        self.0.post(&SUBSCRIBERS_CREATE, subscriber).await
    }

    /// One person. The account's name is `CompanyName` here and `AccountName` elsewhere; the status the text promises
    /// is in no example.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/get`, guide 1.4.
    pub async fn get(&self, subscriber_id: &str) -> Result<Reply<Subscriber>, Error> {
        self.0.get(&SUBSCRIBERS_GET, &[("SubscriberId", subscriber_id.to_owned())]).await
    }

    /// Changes a person; what is none keeps its value. Address and account cannot be changed by it.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/update`, guide 1.4.
    pub async fn update(&self, update: &SubscriberUpdate) -> Result<Reply<Subscriber>, Error> {
        self.0.post(&SUBSCRIBERS_UPDATE, update).await
    }

    /// Moves a person to another account of the same distributor; subscriptions and numbers stay theirs.
    ///
    /// The text promises a confirmation, the example is the person's record: read as the record. The routes of their
    /// numbers are not said to move along: read the numbers afterwards.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a person or account that is somebody else's; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/transfer`, guide 1.1.
    pub async fn transfer(&self, transfer: &SubscriberTransfer) -> Result<Reply<Subscriber>, Error> {
        self.0.post(&SUBSCRIBERS_TRANSFER, transfer).await
    }
}
