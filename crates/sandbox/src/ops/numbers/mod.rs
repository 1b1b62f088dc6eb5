//! Numbers: stock, provisioning, orders, inventory, data limits.

mod availability;
mod data_usage;
mod inventory;
mod order;
mod provision;
mod update;

pub(super) use availability::availability;
pub(super) use data_usage::{data_usage_info, data_usage_settings, set_data_usage};
pub(super) use inventory::{get, inventory};
pub(super) use order::order;
pub(super) use provision::provision;
pub(super) use update::update;

const PRODUCT_TYPES: [&str; 4] = ["Sms-Only", "Data-Only", "Sms+Data", "Sms+Data+Voice"];
