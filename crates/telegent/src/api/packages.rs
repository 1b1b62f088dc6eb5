//! Packages: the retail catalogue, and the products in them.

use serde::Serialize;
use serde_json::json;

use super::rows;
use crate::{
    Client, Confirmed, Error, Reply, Subscription,
    decode::{Failure, Fields, Record},
    operation::{
        PACKAGE_ITEM_ADD, PACKAGE_ITEM_DELETE, PACKAGE_ITEM_UPDATE, PACKAGE_ITEMS, PACKAGE_SUBSCRIPTIONS,
        PACKAGES_CREATE, PACKAGES_DELETE, PACKAGES_GET, PACKAGES_UPDATE,
    },
    types::{optional_price_number, price_number, price_text},
};

/// Operations below `/v1.0/packages`.
#[derive(Debug, Clone, Copy)]
pub struct Packages<'a>(pub(crate) &'a Client);

/// A package as it is read; items are read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// `PID-…` or `PKID-…`, opaque.
    pub package_id: String,
    /// Name on the offer.
    pub package_name: Option<String>,
    /// Absent from the documented answers.
    pub description: Option<String>,
    /// `DID-…`.
    pub distributor_id: Option<String>,
    /// `AGID-…`.
    pub aggregator_id: Option<String>,
    /// Set when the package is for one person only.
    pub subscriber_id: Option<String>,
    /// Free text: `mvno`, `esim`, `sip` …
    pub package_type: Option<String>,
    /// Retail price in cents.
    pub price_cents: Option<i64>,
    /// Charged every month.
    pub monthly: Option<bool>,
    /// On offer.
    pub active: Option<bool>,
}

impl Record for Package {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            package_id: f.id(&["PackageId"])?,
            package_name: f.text(&["PackageName"]),
            description: f.text(&["Description"]),
            distributor_id: f.text(&["DistributorId"]),
            aggregator_id: f.text(&["AggregatorId"]),
            subscriber_id: f.text(&["SubscriberId"]),
            package_type: f.text(&["Type"]),
            price_cents: f.cents(&["Price"]),
            monthly: f.boolean(&["Monthly"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// One product in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageItem {
    /// `PIID-…`, opaque.
    pub package_item_id: String,
    /// The package.
    pub package_id: Option<String>,
    /// The product; absent from the answer to adding.
    pub product_id: Option<String>,
    /// Free text: `addon`, `data` …
    pub item_type: Option<String>,
    /// Price in cents.
    pub price_cents: Option<i64>,
    /// Charged every month.
    pub monthly: Option<bool>,
    /// In force.
    pub active: Option<bool>,
}

impl Record for PackageItem {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            package_item_id: f.id(&["PackageItemId"])?,
            package_id: f.text(&["PackageId"]),
            product_id: f.text(&["ProductId"]),
            item_type: f.text(&["Type"]),
            price_cents: f.cents(&["Price"]),
            monthly: f.boolean(&["Monthly"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// Body of `POST /v1.0/packages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PackageCreate {
    /// Name on the offer.
    pub package_name: String,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For one person only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_id: Option<String>,
    /// Free text: `mvno`, `esim`, `sip` …
    #[serde(rename = "Type")]
    pub package_type: String,
    /// Retail price in cents.
    #[serde(rename = "Price", serialize_with = "price_number")]
    pub price_cents: i64,
    /// Charged every month.
    pub monthly: bool,
    /// Products in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub package_items: Vec<PackageItemNew>,
}

/// A product inside [`PackageCreate`]. Its price goes as text, unlike the package's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PackageItemNew {
    /// `PRID-…`.
    pub product_id: String,
    /// Price in cents.
    #[serde(rename = "Price", serialize_with = "price_text", skip_serializing_if = "Option::is_none")]
    pub price_cents: Option<i64>,
    /// Charged every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<bool>,
    /// Free text.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub item_type: Option<String>,
}

/// Body of `POST /v1.0/packages/items/add`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PackageItemAdd {
    /// `PID-…`.
    pub package_id: String,
    /// The product and its terms.
    #[serde(flatten)]
    pub item: PackageItemNew,
}

/// A package and who is subscribed to it, those who no longer are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageSubscriptions {
    /// The package.
    pub package: Package,
    /// Look at `active`.
    pub subscriptions: Vec<Subscription>,
}

impl Record for PackageSubscriptions {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { package: Package::read(f)?, subscriptions: f.records(&["Subscriptions"])? })
    }
}

/// Body of `POST /v1.0/packages/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PackageUpdate {
    /// `PID-…`.
    pub package_id: String,
    /// Name on the offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_name: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For one person only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_id: Option<String>,
    /// Free text.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub package_type: Option<String>,
    /// Retail price in cents.
    #[serde(rename = "Price", serialize_with = "optional_price_number", skip_serializing_if = "Option::is_none")]
    pub price_cents: Option<i64>,
    /// Charged every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<bool>,
}

/// Body of `POST /v1.0/packages/items/update`; what is none keeps its value. The price goes as text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PackageItemUpdate {
    /// `PID-…`.
    pub package_id: String,
    /// `PIID-…`.
    pub package_item_id: String,
    /// Price in cents.
    #[serde(rename = "Price", serialize_with = "price_text", skip_serializing_if = "Option::is_none")]
    pub price_cents: Option<i64>,
    /// Charged every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<bool>,
    /// Free text.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub item_type: Option<String>,
}

impl Packages<'_> {
    /// Creates a package, with products or to be filled with [`Packages::add_item`]. Keep its id: subscriptions need
    /// it. The answer shows neither description nor items.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/packages`, guide 5.2.
    pub async fn create(&self, package: &PackageCreate) -> Result<Reply<Package>, Error> {
        self.0.post(&PACKAGES_CREATE, package).await
    }

    /// One package, without items: those are [`Packages::items`].
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/packages`, guide 5.2.
    pub async fn get(&self, package_id: &str) -> Result<Reply<Package>, Error> {
        self.0.get(&PACKAGES_GET, &[("PackageId", package_id.to_owned())]).await
    }

    /// Products in a package. The schema says object, the example is a bare array: both are read.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/packages/items`, guide 5.3.
    pub async fn items(&self, package_id: &str) -> Result<Reply<Vec<PackageItem>>, Error> {
        rows(self.0.get(&PACKAGE_ITEMS, &[("PackageId", package_id.to_owned())]).await)
    }

    /// Puts a product into a package; everybody subscribed to it gains the product. The price goes out as text and
    /// comes back as a number.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `POST /v1.0/packages/items/add`, guide 5.3.
    pub async fn add_item(&self, item: &PackageItemAdd) -> Result<Reply<PackageItem>, Error> {
        self.0.post(&PACKAGE_ITEM_ADD, item).await
    }

    /// A package with its subscriptions, ended ones included: look before changing or deleting it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/packages/subscriptions`, guide 5.2.
    pub async fn subscriptions(&self, package_id: &str) -> Result<Reply<PackageSubscriptions>, Error> {
        self.0.get(&PACKAGE_SUBSCRIPTIONS, &[("PackageId", package_id.to_owned())]).await
    }

    /// Changes a package. The text contradicts itself on whether those subscribed feel it at once: assume they do.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/packages/update`, guide 5.2.
    pub async fn update(&self, update: &PackageUpdate) -> Result<Reply<Package>, Error> {
        self.0.post(&PACKAGES_UPDATE, update).await
    }

    /// Deletes a package for good.
    ///
    /// # Errors
    /// [`Error::Refused`] while somebody is subscribed to it; see [`Error`].
    ///
    /// Source: `POST /v1.0/packages/delete`, guide 5.2.
    pub async fn delete(&self, package_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "PackageId": package_id });
        self.0.confirm(&PACKAGES_DELETE, &body, "PackageId", "PackageStatus").await
    }

    /// Changes a product's terms inside one package.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/packages/items/update`, guide 5.3.
    pub async fn update_item(&self, update: &PackageItemUpdate) -> Result<Reply<PackageItem>, Error> {
        self.0.post(&PACKAGE_ITEM_UPDATE, update).await
    }

    /// Takes a product out of a package; everybody subscribed to it loses the product.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/packages/items/delete`, guide 5.3.
    pub async fn delete_item(&self, package_id: &str, package_item_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "PackageId": package_id, "PackageItemId": package_item_id });
        self.0.confirm(&PACKAGE_ITEM_DELETE, &body, "PackageItemId", "PackageItemStatus").await
    }
}
