//! Numbers: stock, provisioning, orders, inventory, data limits, state, voicemail, emergency address, porting.

mod availability;
mod data_usage;
mod emergency;
mod inventory;
mod named;
mod network;
mod order;
mod port_in;
mod provision;
mod renewal;
mod status;
mod update;
mod voicemail;

pub(super) use availability::availability;
pub(super) use data_usage::{data_usage_info, data_usage_settings, set_data_usage};
pub(super) use emergency::{e911, update_e911};
pub(super) use inventory::{get, inventory};
pub(super) use network::{device_details, port_out, refresh_nnid};
pub(super) use order::{due_orders, order};
pub(super) use port_in::{cancel_port_in, due_ports, port_in, port_in_eligibility, update_port_in};
pub(super) use provision::provision;
pub(super) use renewal::update_renewal;
pub(super) use status::{due, reactivate, status};
pub(super) use update::update;
pub(super) use voicemail::{activate_voicemail, delete_voicemail, update_voicemail, voicemail_info};

const PRODUCT_TYPES: [&str; 4] = ["Sms-Only", "Data-Only", "Sms+Data", "Sms+Data+Voice"];
