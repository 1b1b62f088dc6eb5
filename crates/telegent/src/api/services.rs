//! Services: the smallest things that can be charged. One source groups them into products, another never mentions them.

use serde::Serialize;
use serde_json::json;

use crate::{
    Client, Error, Reply,
    decode::{Failure, Fields, Perhaps, Record},
    operation::{
        SERVICE_ITEM_ADD, SERVICE_ITEM_DELETE, SERVICE_ITEM_UPDATE, SERVICE_ITEMS, SERVICES_CREATE, SERVICES_DELETE,
        SERVICES_GET, SERVICES_UPDATE,
    },
    types::{optional_price_number, price_number},
};

/// Operations below `/v1.0/services`.
#[derive(Debug, Clone, Copy)]
pub struct Services<'a>(pub(crate) &'a Client);

/// A service as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// `SID-…`, opaque: schedules have the same prefix.
    pub service_id: String,
    /// Name.
    pub service_name: Option<String>,
    /// Cost in cents.
    pub cost_cents: Option<i64>,
    /// Charged every month.
    pub monthly: Option<bool>,
    /// Can be used.
    pub active: Option<bool>,
}

impl Record for Service {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            service_id: f.id(&["ServiceId"])?,
            service_name: f.text(&["ServiceName"]),
            cost_cents: f.cents(&["Cost"]),
            monthly: f.boolean(&["Monthly"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// One price of a service. It has no id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceItem {
    /// Price in cents.
    pub price_cents: Option<i64>,
    /// Charged every month.
    pub monthly: Option<bool>,
    /// In force.
    pub active: Option<bool>,
    /// Whose price it is; absent from the example.
    pub aggregator_id: Option<String>,
    /// Whose price it is; absent from the example.
    pub distributor_id: Option<String>,
}

impl Record for ServiceItem {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            price_cents: f.cents(&["Price"]),
            monthly: f.boolean(&["Monthly"]),
            active: f.boolean(&["Active"]),
            aggregator_id: f.text(&["AggregatorId"]),
            distributor_id: f.text(&["DistributorId"]),
        })
    }
}

/// Prices of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceItems {
    /// `SID-…`.
    pub service_id: String,
    /// Its prices.
    pub items: Vec<ServiceItem>,
}

impl Record for ServiceItems {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { service_id: f.id(&["ServiceId"])?, items: f.records(&["Items"])? })
    }
}

/// What was done to a price. Additions repeat service and price, changes the price, deletions neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceItemAck {
    /// `SID-…`.
    pub service_id: Option<String>,
    /// Price in cents.
    pub price_cents: Option<i64>,
    /// Charged every month.
    pub monthly: Option<bool>,
    /// False would have been [`Error::Refused`].
    pub successful: Option<bool>,
}

impl Record for ServiceItemAck {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            service_id: f.text(&["ServiceId"]),
            price_cents: f.cents(&["Price"]),
            monthly: f.boolean(&["Monthly"]),
            successful: f.boolean(&["Successful"]),
        })
    }
}

/// Body of `POST /v1.0/services`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ServiceCreate {
    /// Name.
    pub service_name: String,
    /// Cost in cents.
    #[serde(rename = "Cost", serialize_with = "price_number")]
    pub cost_cents: i64,
    /// Charged every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<bool>,
}

/// Body of `POST /v1.0/services/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ServiceUpdate {
    /// `SID-…`.
    pub service_id: String,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Cost in cents.
    #[serde(rename = "Cost", serialize_with = "optional_price_number", skip_serializing_if = "Option::is_none")]
    pub cost_cents: Option<i64>,
    /// Charged every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<bool>,
}

/// Body of `POST /v1.0/services/items/add`: a price, for everybody or for one aggregator or distributor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ServiceItemAdd {
    /// `SID-…`.
    pub service_id: String,
    /// `AGID-…` (`AGG-…` in the example).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregator_id: Option<String>,
    /// `DID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distributor_id: Option<String>,
    /// Price in cents.
    #[serde(rename = "Price", serialize_with = "optional_price_number", skip_serializing_if = "Option::is_none")]
    pub price_cents: Option<i64>,
    /// Charged every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<bool>,
}

/// Body of `POST /v1.0/services/items/update`. Prices have no id: service, aggregator and distributor say which.
pub type ServiceItemUpdate = ServiceItemAdd;

impl Services<'_> {
    /// Creates a service.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/services`, guide 5.5.
    pub async fn create(&self, service: &ServiceCreate) -> Result<Reply<Service>, Error> {
        self.0.post(&SERVICES_CREATE, service).await
    }

    /// One service.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/services`, guide 5.5.
    pub async fn get(&self, service_id: &str) -> Result<Reply<Service>, Error> {
        self.0.get(&SERVICES_GET, &[("ServiceId", service_id.to_owned())]).await
    }

    /// Changes a service, at once for everybody who has it. The text promises the record, no body is documented: none
    /// when there was none.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/services/update`, guide 5.5.
    pub async fn update(&self, update: &ServiceUpdate) -> Result<Reply<Option<Service>>, Error> {
        perhaps(self.0.post(&SERVICES_UPDATE, update).await)
    }

    /// Deletes a service for good; see first that no product or package needs it. No body is documented: what came is
    /// in [`Reply::raw`].
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/services/delete`, guide 5.5.
    pub async fn delete(&self, service_id: &str) -> Result<Reply<()>, Error> {
        let body = json!({ "ServiceId": service_id });
        perhaps(self.0.post(&SERVICES_DELETE, &body).await).map(|r| r.map(drop))
    }

    /// Prices of a service.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/services/items`, guide 5.5.
    pub async fn items(&self, service_id: &str) -> Result<Reply<ServiceItems>, Error> {
        self.0.get(&SERVICE_ITEMS, &[("ServiceId", service_id.to_owned())]).await
    }

    /// Gives a service a price more.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/services/items/add`, guide 5.5.
    pub async fn add_item(&self, item: &ServiceItemAdd) -> Result<Reply<ServiceItemAck>, Error> {
        self.0.post(&SERVICE_ITEM_ADD, item).await
    }

    /// Changes a price, from the next billing cycle on.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/services/items/update`, guide 5.5.
    pub async fn update_item(&self, update: &ServiceItemUpdate) -> Result<Reply<ServiceItemAck>, Error> {
        self.0.post(&SERVICE_ITEM_UPDATE, update).await
    }

    /// Deletes a price. Only the service can be named: which of several prices goes is not documented.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/services/items/delete`, guide 5.5.
    pub async fn delete_item(&self, service_id: &str) -> Result<Reply<ServiceItemAck>, Error> {
        self.0.post(&SERVICE_ITEM_DELETE, &json!({ "ServiceId": service_id })).await
    }
}

fn perhaps(reply: Result<Reply<Perhaps<Service>>, Error>) -> Result<Reply<Option<Service>>, Error> {
    reply.map(|r| r.map(|perhaps| perhaps.0))
}
