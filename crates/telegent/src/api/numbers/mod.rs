//! Numbers: stock, provisioning, orders, inventory, data limits, state, voicemail, emergency address, porting.

mod availability;
mod data_usage;
mod emergency;
mod inventory;
mod lpa;
mod network;
mod order;
mod port_in;
mod port_out;
mod provision;
mod renewal;
mod status;
mod update;
mod voicemail;

pub use availability::{Availability, AvailabilityRequest, AvailableArea};
pub use data_usage::{DataSettings, DataUsage, DataUsageAck, DataUsageSet};
pub use emergency::{E911Ack, E911Address, E911Record, E911Update};
pub use inventory::{Inventory, Number};
pub use network::{DeviceDetails, Reactivated, RefreshedNnid};
pub use order::Order;
pub use port_in::{PortBillingAddress, PortEligibility, PortInAck, PortInOrder, PortInRequest, PortInUpdate};
pub use port_out::PortOutOrder;
pub use provision::{ProvisionRequest, Provisioned};
pub use renewal::{Renewal, RenewalInfo, RenewalPeriod, RenewalUpdate};
pub use status::{ChangedNumber, StatusChange, StatusChanged, StatusNumber};
pub use update::{NumberUpdate, NumberUpdated};
pub use voicemail::{Voicemail, VoicemailAck, VoicemailSettings};

use crate::Client;

/// Operations below `/v1.0/numbers`.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a>(pub(crate) &'a Client);
