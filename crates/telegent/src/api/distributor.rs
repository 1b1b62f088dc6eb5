//! Lists over every account of the distributor.

use super::rows;
use crate::{
    Account, Client, Error, Filter, Package, Product, Reply, SubscriberPage, Subscription,
    operation::{
        DISTRIBUTOR_ACCOUNTS, DISTRIBUTOR_PACKAGES, DISTRIBUTOR_PRODUCTS, DISTRIBUTOR_SUBSCRIBERS,
        DISTRIBUTOR_SUBSCRIPTIONS,
    },
};

/// Operations below `/v1.0/distributor`.
#[derive(Debug, Clone, Copy)]
pub struct Distributor<'a>(pub(crate) &'a Client);

impl Distributor<'_> {
    /// Every account. The documented example is one object; arrays and wrapped lists are read too.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn accounts(&self) -> Result<Reply<Vec<Account>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_ACCOUNTS, &[]).await)
    }

    /// One page of everybody. Pages count from 1; ten a page upstream unless asked otherwise.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn subscribers(&self, page: u32, per_page: u32) -> Result<Reply<SubscriberPage>, Error> {
        let query = [("PageNumber", page.to_string()), ("TotalPerPage", per_page.to_string())];
        self.0.get(&DISTRIBUTOR_SUBSCRIBERS, &query).await
    }

    /// Every subscription.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn subscriptions(&self, filter: Filter) -> Result<Reply<Vec<Subscription>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_SUBSCRIPTIONS, &[("Filter", filter.to_string())]).await)
    }

    /// The wholesale catalogue.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn products(&self, filter: Filter) -> Result<Reply<Vec<Product>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_PRODUCTS, &[("Filter", filter.to_string())]).await)
    }

    /// The retail catalogue, without items.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn packages(&self, filter: Filter) -> Result<Reply<Vec<Package>>, Error> {
        rows(self.0.get(&DISTRIBUTOR_PACKAGES, &[("Filter", filter.to_string())]).await)
    }
}
