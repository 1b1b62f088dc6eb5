//! Accounts: a family or a business below the distributor.

use serde::Serialize;

use super::rows;
use crate::{
    Address, Client, Error, Filter, MessageRoute, Package, Product, Reply, Schedule, Service, Subscription, VoiceRoute,
    Webhook, Workgroup,
    decode::{Failure, Fields, Record},
    operation::{
        ACCOUNT_CREATE, ACCOUNT_GET, ACCOUNT_MESSAGE_ROUTES, ACCOUNT_PACKAGES, ACCOUNT_PRODUCTS, ACCOUNT_SCHEDULES,
        ACCOUNT_SERVICES, ACCOUNT_SUBSCRIPTIONS, ACCOUNT_UPDATE, ACCOUNT_VOICE_ROUTES, ACCOUNT_WEBHOOKS,
        ACCOUNT_WORKGROUPS,
    },
};

/// Operations below `/v1.0/account`.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a>(pub(crate) &'a Client);

/// An account as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// `AID-…`, opaque.
    pub account_id: String,
    /// Name; called `CompanyName` inside subscribers.
    pub account_name: Option<String>,
    /// People in the account.
    pub total_subscribers: Option<i64>,
    /// Where bills go.
    pub billing_address: Address,
    /// Where letters go.
    pub mailing_address: Address,
}

impl Record for Account {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            account_id: f.id(&["AccountId"])?,
            account_name: f.text(&["AccountName", "CompanyName"]),
            total_subscribers: f.integer(&["TotalSubscribers"]),
            billing_address: f.record(&["BillingAddress"])?.unwrap_or_default(),
            mailing_address: f.record(&["MailingAddress"])?.unwrap_or_default(),
        })
    }
}

/// Body of `POST /v1.0/account/create`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountCreate {
    /// Required.
    pub account_name: String,
    /// E-mail of the administrator; gets billing and system notices, never echoed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_admin: Option<String>,
    /// Where bills go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// Where letters go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailing_address: Option<Address>,
}

/// Body of `POST /v1.0/account/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountUpdate {
    /// Which account. Not in the endpoint's field list, which does not say how the account is chosen; the general
    /// rule is that `AccountId` is mandatory as soon as the credentials see more than one account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// New name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// New billing address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// New mailing address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailing_address: Option<Address>,
}

impl Accounts<'_> {
    /// Creates an account. Keep its id: people and subscriptions need it. The country goes in and comes back empty, and
    /// the account's admin is not echoed: both are as sent.
    ///
    /// # Errors
    /// [`Error::Unknown`] may mean that it was made: look among
    /// [`Distributor::accounts`](crate::api::distributor::Distributor::accounts) before sending it again; see
    /// [`Error`].
    ///
    /// Source: `POST /v1.0/account/create`, guide 1.3.
    pub async fn create(&self, account: &AccountCreate) -> Result<Reply<Account>, Error> {
        self.0.post(&ACCOUNT_CREATE, account).await
    }

    /// One account. The text also promises its distributor, contacts and a status, which no example has.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for an account of another distributor; see [`Error`].
    ///
    /// Source: `GET /v1.0/account`, guide 1.3.
    pub async fn get(&self, account_id: &str) -> Result<Reply<Account>, Error> {
        self.0.get(&ACCOUNT_GET, &[("AccountId", account_id.to_owned())]).await
    }

    /// Changes name or addresses; what is none keeps its value. The documented body names no account: it is the one the
    /// credentials stand for.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/account/update` (its example still shows the old name), guide 1.3.
    pub async fn update(&self, update: &AccountUpdate) -> Result<Reply<Account>, Error> {
        self.0.post(&ACCOUNT_UPDATE, update).await
    }

    /// Message routes of an account, whole and with their secrets in clear, although the text promises basic facts
    /// only.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/account/message/routes` (answers `AccountID`, asks for `AccountId`), guide 6.3.
    pub async fn message_routes(&self, account_id: &str) -> Result<Reply<Vec<MessageRoute>>, Error> {
        rows(self.0.get(&ACCOUNT_MESSAGE_ROUTES, &[("AccountId", account_id.to_owned())]).await)
    }

    /// Voice routes of an account. The list says `IpWhitelist` where the other operations say `IpWhiteList`: both are
    /// read.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/account/voice/routes`, guide 7.
    pub async fn voice_routes(&self, account_id: &str) -> Result<Reply<Vec<VoiceRoute>>, Error> {
        rows(self.0.get(&ACCOUNT_VOICE_ROUTES, &[("AccountId", account_id.to_owned())]).await)
    }

    /// Subscriptions of the account the credentials stand for; the endpoint takes no account id.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/subscriptions`, guide 5.4.
    pub async fn subscriptions(&self, filter: Filter) -> Result<Reply<Vec<Subscription>>, Error> {
        rows(self.0.get(&ACCOUNT_SUBSCRIPTIONS, &[("Filter", filter.to_string())]).await)
    }

    /// Services the account the credentials stand for can be charged for; the endpoint takes no account id.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/services`, guide 5.5.
    pub async fn services(&self, filter: Filter) -> Result<Reply<Vec<Service>>, Error> {
        rows(self.0.get(&ACCOUNT_SERVICES, &[("Filter", filter.to_string())]).await)
    }

    /// The wholesale catalogue as the account sees it; the endpoint takes no account id. Count the rows: the documented
    /// total is wrong.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/products`, guide 5.1.
    pub async fn products(&self, filter: Filter) -> Result<Reply<Vec<Product>>, Error> {
        rows(self.0.get(&ACCOUNT_PRODUCTS, &[("Filter", filter.to_string())]).await)
    }

    /// The retail catalogue as the account sees it, without items; the endpoint takes no account id. Count the rows: the
    /// documented total is wrong.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/packages`, guide 5.2.
    pub async fn packages(&self, filter: Filter) -> Result<Reply<Vec<Package>>, Error> {
        rows(self.0.get(&ACCOUNT_PACKAGES, &[("Filter", filter.to_string())]).await)
    }

    /// Workgroups of the account the credentials stand for: id, name, type and whether they are in use.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/workgroups`, guide 7.
    pub async fn workgroups(&self) -> Result<Reply<Vec<Workgroup>>, Error> {
        rows(self.0.get(&ACCOUNT_WORKGROUPS, &[]).await)
    }

    /// Schedules of the account the credentials stand for. The API has no operation that makes one.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/schedules`, guide 7.
    pub async fn schedules(&self) -> Result<Reply<Vec<Schedule>>, Error> {
        rows(self.0.get(&ACCOUNT_SCHEDULES, &[]).await)
    }

    /// Webhooks of an account, their credentials in clear. One sample sends the id in a body: it goes into the query,
    /// where the parameter is documented.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/account/webhooks`, guide 6.5.
    pub async fn webhooks(&self, account_id: Option<&str>) -> Result<Reply<Vec<Webhook>>, Error> {
        let query: Vec<_> = account_id.map(|id| ("AccountId", id.to_owned())).into_iter().collect();
        rows(self.0.get(&ACCOUNT_WEBHOOKS, &query).await)
    }
}
