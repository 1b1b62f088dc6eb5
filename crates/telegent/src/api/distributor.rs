//! Distributors, and lists over every account of one.

use secrecy::SecretString;
use serde::Serialize;

use super::rows;
use crate::{
    Account, Address, Client, Error, Filter, Package, Product, Reply, SubscriberPage, Subscription,
    decode::{Failure, Fields, Record},
    operation::{
        DISTRIBUTOR_ACCOUNTS, DISTRIBUTOR_CREATE, DISTRIBUTOR_GET, DISTRIBUTOR_PACKAGES, DISTRIBUTOR_PRODUCTS,
        DISTRIBUTOR_SUBSCRIBERS, DISTRIBUTOR_SUBSCRIPTIONS, DISTRIBUTOR_UPDATE,
    },
};

/// Operations below `/v1.0/distributor`.
#[derive(Debug, Clone, Copy)]
pub struct Distributor<'a>(pub(crate) &'a Client);

/// A distributor as it is read. Every answer holds the secret of its credentials in clear.
#[derive(Debug, Clone)]
pub struct DistributorDetails {
    /// `DID-…`, opaque.
    pub distributor_id: String,
    /// Name.
    pub distributor_name: Option<String>,
    /// Key for tokens: the same as the id in some answers, an `AGID-…` in the documented read.
    pub account_key: Option<String>,
    /// Secret for tokens; called `AccountSecret` where tokens are made.
    pub secret: Option<SecretString>,
    /// Accounts it has.
    pub total_accounts: Option<i64>,
    /// Where bills go.
    pub billing_address: Address,
    /// Where letters go.
    pub mailing_address: Address,
}

impl Record for DistributorDetails {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            distributor_id: f.id(&["DistributorId"])?,
            distributor_name: f.text(&["DistributorName"]),
            account_key: f.text(&["AccountKey"]),
            secret: f.secret(&["Secret", "AccountSecret"]),
            total_accounts: f.integer(&["TotalAccounts"]),
            billing_address: f.record(&["BillingAddress"])?.unwrap_or_default(),
            mailing_address: f.record(&["MailingAddress"])?.unwrap_or_default(),
        })
    }
}

/// Body of `POST /v1.0/distributor/create`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DistributorCreate {
    /// Name.
    pub distributor_name: String,
    /// Where bills go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// Where letters go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailing_address: Option<Address>,
}

/// Body of `POST /v1.0/distributor/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DistributorUpdate {
    /// `DID-…`.
    pub distributor_id: String,
    /// New name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distributor_name: Option<String>,
    /// New billing address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// New mailing address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailing_address: Option<Address>,
}

impl Distributor<'_> {
    /// One distributor. The text also promises contacts and a status, which no example has.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/distributor`, guide 1.3.
    pub async fn get(&self, distributor_id: &str) -> Result<Reply<DistributorDetails>, Error> {
        self.0.get(&DISTRIBUTOR_GET, &[("DistributorId", distributor_id.to_owned())]).await
    }

    /// Creates a distributor with credentials of its own; the answer is where its secret is found.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/distributor/create`, guide 1.3.
    pub async fn create(&self, distributor: &DistributorCreate) -> Result<Reply<DistributorDetails>, Error> {
        self.0.post(&DISTRIBUTOR_CREATE, distributor).await
    }

    /// Changes name or addresses. The answer repeats the secret.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/distributor/update`, guide 1.3.
    pub async fn update(&self, update: &DistributorUpdate) -> Result<Reply<DistributorDetails>, Error> {
        self.0.post(&DISTRIBUTOR_UPDATE, update).await
    }

    /// Every account. The documented example is one object; arrays and wrapped lists are read too. There is no status
    /// in it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/distributor/accounts`, guide 1.3.
    pub async fn accounts(&self) -> Result<Reply<Vec<Account>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_ACCOUNTS, &[]).await)
    }

    /// One page of everybody. Pages count from 1; ten a page upstream unless asked otherwise. The account of a person
    /// may be null here: [`Subscribers::get`](crate::api::subscribers::Subscribers::get) has it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/distributor/subscribers`, guide 1.4.
    pub async fn subscribers(&self, page: u32, per_page: u32) -> Result<Reply<SubscriberPage>, Error> {
        let query = [("PageNumber", page.to_string()), ("TotalPerPage", per_page.to_string())];
        self.0.get(&DISTRIBUTOR_SUBSCRIBERS, &query).await
    }

    /// Every subscription. People's ids have the prefix `SID-` here and `TSUID-` elsewhere.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/distributor/subscriptions`, guide 5.4.
    pub async fn subscriptions(&self, filter: Filter) -> Result<Reply<Vec<Subscription>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_SUBSCRIPTIONS, &[("Filter", filter.to_string())]).await)
    }

    /// The wholesale catalogue: what packages can be made of.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/distributor/products`, guide 5.1.
    pub async fn products(&self, filter: Filter) -> Result<Reply<Vec<Product>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_PRODUCTS, &[("Filter", filter.to_string())]).await)
    }

    /// The retail catalogue, without items.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/distributor/packages`, guide 5.2.
    pub async fn packages(&self, filter: Filter) -> Result<Reply<Vec<Package>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_PACKAGES, &[("Filter", filter.to_string())]).await)
    }
}
