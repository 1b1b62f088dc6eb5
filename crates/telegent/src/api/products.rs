//! Products: the wholesale catalogue.

use serde::Serialize;
use serde_json::json;

use crate::{
    BillingFrequency, Client, Confirmed, Error, Reply,
    decode::{Failure, Fields, Record},
    operation::{PRODUCTS_CREATE, PRODUCTS_DELETE, PRODUCTS_GET, PRODUCTS_UPDATE},
    types::{optional_price_number, price_number},
};

/// Operations below `/v1.0/products`.
#[derive(Debug, Clone, Copy)]
pub struct Products<'a>(pub(crate) &'a Client);

/// A product as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// `PRID-…`, opaque.
    pub product_id: String,
    /// Stable key of reports.
    pub sku: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// `AGID-…`.
    pub aggregator_id: Option<String>,
    /// `DID-…`; null in the documented examples.
    pub distributor_id: Option<String>,
    /// Free text: `esim`, `data`, `sms` …
    pub product_type: Option<String>,
    /// Free text.
    pub sub_type: Option<String>,
    /// Wholesale cost in cents.
    pub cost_cents: Option<i64>,
    /// `MRC` or `NRC`; `1` in the documented list.
    pub billing_frequency: Option<BillingFrequency>,
    /// In the catalogue.
    pub active: Option<bool>,
}

impl Record for Product {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            product_id: f.id(&["ProductId"])?,
            sku: f.text(&["SKU"]),
            description: f.text(&["Description"]),
            aggregator_id: f.text(&["AggregatorId"]),
            distributor_id: f.text(&["DistributorId"]),
            product_type: f.text(&["Type"]),
            sub_type: f.text(&["SubType"]),
            cost_cents: f.cents(&["Cost"]),
            billing_frequency: f.word(&["BillingFrequency"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// Body of `POST /v1.0/products`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProductCreate {
    /// Keep it stable: reports key on it.
    #[serde(rename = "SKU")]
    pub sku: String,
    /// What it is.
    pub description: String,
    /// Free text: `esim`, `data`, `sms` …
    #[serde(rename = "Type")]
    pub product_type: String,
    /// Free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_type: Option<String>,
    /// Wholesale cost in cents.
    #[serde(rename = "Cost", serialize_with = "price_number")]
    pub cost_cents: i64,
    /// Monthly or once.
    pub billing_frequency: BillingFrequency,
}

/// Body of `POST /v1.0/products/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProductUpdate {
    /// `PRID-…`.
    pub product_id: String,
    /// Reports key on it: better left alone.
    #[serde(rename = "SKU", skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Free text.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
    /// Free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_type: Option<String>,
    /// Wholesale cost in cents.
    #[serde(rename = "Cost", serialize_with = "optional_price_number", skip_serializing_if = "Option::is_none")]
    pub cost_cents: Option<i64>,
    /// Monthly or once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_frequency: Option<BillingFrequency>,
}

impl Products<'_> {
    /// Creates a product. Keep its id: packages are made of it. Cost and billing frequency are required although the
    /// sample leaves them out.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/products`, guide 5.1.
    pub async fn create(&self, product: &ProductCreate) -> Result<Reply<Product>, Error> {
        self.0.post(&PRODUCTS_CREATE, product).await
    }

    /// One product. The billing frequency is `MRC` here and `1` in lists: both are read.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/products`, guide 5.1.
    pub async fn get(&self, product_id: &str) -> Result<Reply<Product>, Error> {
        self.0.get(&PRODUCTS_GET, &[("ProductId", product_id.to_owned())]).await
    }

    /// Changes a product. The text says in one place that packages change at once, in another that they do at their next
    /// billing cycle: promise the later. The answer leaves out who owns it and whether it is in the catalogue.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/products/update`, guide 5.1.
    pub async fn update(&self, update: &ProductUpdate) -> Result<Reply<Product>, Error> {
        self.0.post(&PRODUCTS_UPDATE, update).await
    }

    /// Deletes a product for good.
    ///
    /// # Errors
    /// [`Error::Refused`] while a package holds it: take it out of all of them first; see [`Error`].
    ///
    /// Source: `POST /v1.0/products/delete`, guide 5.1.
    pub async fn delete(&self, product_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "ProductId": product_id });
        self.0.confirm(&PRODUCTS_DELETE, &body, "ProductId", "ProductStatus").await
    }
}
