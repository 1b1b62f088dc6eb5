//! Where numbers can be had. The API lists areas with stock, never single numbers.

use serde::Serialize;

use super::Numbers;
use crate::{
    Error, MessageType, NumberType, Reply, When,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_AVAILABILITY,
};

/// Body of `POST /v1.0/numbers/availability`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvailabilityRequest {
    /// Documented as `mobile` only.
    pub number_type: NumberType,
    /// Who texts whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_type: Option<MessageType>,
    /// Must carry messages.
    pub message_enabled: bool,
    /// Must carry calls.
    pub voice_enabled: bool,
    /// Counts from 1; up to 10,000 areas a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_number: Option<u32>,
    /// Three digits; empty for everywhere. Comes before the ZIP code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_code: Option<String>,
    /// Used when the area code has nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip_code: Option<String>,
}

impl AvailabilityRequest {
    /// Phones with messages and calls, near an area code, a ZIP code, or anywhere.
    pub fn mobile(area_code: Option<String>, zip_code: Option<String>) -> Self {
        Self {
            number_type: NumberType::Mobile,
            message_type: Some(MessageType::P2p),
            message_enabled: true,
            voice_enabled: true,
            page_number: Some(1),
            area_code,
            zip_code,
        }
    }
}

/// Areas with stock. They may lie outside what was asked for: the documented answer to 201 lists 993 and 787.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// Opaque.
    pub request_id: Option<String>,
    /// When it was looked up.
    pub request_date: Option<When>,
    /// Page of the answer.
    pub page_number: Option<i64>,
    /// Areas in all.
    pub results_total: Option<i64>,
    /// The page's areas.
    pub available_number_areas: Vec<AvailableArea>,
}

/// An area with stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailableArea {
    /// Gateway provider (`SAG`, `AGP`); provisioning has no field for it.
    pub ngp: Option<String>,
    /// Three digits; a number on the wire.
    pub area_code: Option<String>,
    /// Five digits.
    pub zip_code: Option<String>,
}

impl Record for AvailableArea {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { ngp: f.text(&["NGP"]), area_code: f.text(&["AreaCode"]), zip_code: f.text(&["Zipcode", "Zip"]) })
    }
}

impl Record for Availability {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            request_id: f.text(&["RequestId"]),
            request_date: f.when(&["RequestDate"]),
            page_number: f.integer(&["PageNumber"]),
            results_total: f.integer(&["ResultsTotal"]),
            available_number_areas: f.records(&["AvailableNumberAreas"])?,
        })
    }
}

impl Numbers<'_> {
    /// Areas with stock, not numbers: which number it becomes is decided by [`Numbers::provision`]. `mobile` is the
    /// only kind asked for here. Area codes come as text and as numbers, `ZipCode` and `Zipcode` are the same.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/availability`, guide 4.1.
    pub async fn availability(&self, request: &AvailabilityRequest) -> Result<Reply<Availability>, Error> {
        self.0.post(&NUMBERS_AVAILABILITY, request).await
    }
}
