//! Numbers: stock, provisioning, orders, inventory, data limits.

mod availability;
mod data_usage;
mod inventory;
mod lpa;
mod order;
mod provision;
mod update;

pub use availability::{Availability, AvailabilityRequest, AvailableArea};
pub use data_usage::{DataSettings, DataUsage, DataUsageAck, DataUsageSet};
pub use inventory::{Inventory, Number};
pub use order::Order;
pub use provision::{ProvisionRequest, Provisioned};
pub use update::{NumberUpdate, NumberUpdated};

use crate::Client;

/// Operations below `/v1.0/numbers`.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a>(pub(crate) &'a Client);
