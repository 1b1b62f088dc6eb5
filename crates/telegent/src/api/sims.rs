//! SIMs. There is no list of them: a SIM is found by the number on it ([`Numbers::get_by_iccid`]).
//!
//! [`Numbers::get_by_iccid`]: crate::api::numbers::Numbers::get_by_iccid

use serde::Serialize;
use serde_json::json;

use crate::{
    Client, Error, Reply, SimStatus,
    decode::{Failure, Fields, Record},
    operation::{SIMS_CLEAR_STATUS, SIMS_UPDATE_STATUS},
};

/// Operations below `/v1.0/sims`.
#[derive(Debug, Clone, Copy)]
pub struct Sims<'a>(pub(crate) &'a Client);

/// Body of `POST /v1.0/sims/update-status`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SimUpdate {
    /// The SIM.
    #[serde(rename = "ICCID")]
    pub iccid: String,
    /// The number on it, E.164 with plus.
    #[serde(rename = "MSISDN", skip_serializing_if = "Option::is_none")]
    pub msisdn: Option<String>,
    /// The new state; optional in the schema, without it nothing changes.
    pub sim_status: SimStatus,
}

/// A SIM after a change. `Successful: false` is an [`Error::Refused`] instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sim {
    /// The SIM.
    pub iccid: String,
    /// Its state.
    pub sim_status: Option<SimStatus>,
}

impl Record for Sim {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { iccid: f.id(&["ICCID"])?, sim_status: f.word(&["SimStatus", "Status"]) })
    }
}

impl Sims<'_> {
    /// Switches a SIM on or off, or frees it. It must be on a number, or have been.
    ///
    /// [`SimStatus::Suspended`] keeps the number, [`SimStatus::Empty`] takes the SIM off it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/sims/update-status`.
    pub async fn update_status(&self, update: &SimUpdate) -> Result<Reply<Sim>, Error> {
        self.0.post(&SIMS_UPDATE_STATUS, update).await
    }

    /// Takes a SIM off its number and person, so that it can be used again. The line is without a SIM then.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/sims/clear-status`.
    pub async fn clear_status(&self, iccid: &str) -> Result<Reply<Sim>, Error> {
        self.0.post(&SIMS_CLEAR_STATUS, &json!({ "ICCID": iccid })).await
    }
}
