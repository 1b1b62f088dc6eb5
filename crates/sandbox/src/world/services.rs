//! What products are made of.

use serde::{Deserialize, Serialize};

/// The smallest thing that can be charged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Service {
    /// `SID-…`.
    pub service_id: String,
    /// Whose.
    pub distributor_id: String,
    /// Name.
    pub service_name: String,
    /// Cost in cents.
    pub cost_cents: i64,
    /// Charged every month.
    pub monthly: bool,
    /// Its prices.
    pub items: Vec<ServiceItem>,
}

/// One price of a service. It has no id of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ServiceItem {
    /// For one aggregator only.
    pub aggregator_id: Option<String>,
    /// For one distributor only.
    pub distributor_id: Option<String>,
    /// Price in cents.
    pub price_cents: Option<i64>,
    /// Charged every month.
    pub monthly: bool,
}
