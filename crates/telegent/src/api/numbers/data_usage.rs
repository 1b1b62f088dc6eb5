//! Data limits and usage. A line nobody set a limit on stops at 20 MB.

use serde::Serialize;
use serde_json::json;

use super::Numbers;
use crate::{
    DataVolume, Error, Reply, ThrottleSpeed,
    decode::{Decode, Failure, Fields, List, Record},
    operation::{NUMBERS_DATA_USAGE_INFO, NUMBERS_DATA_USAGE_SET, NUMBERS_DATA_USAGE_SETTINGS},
};

/// Values of `POST /v1.0/numbers/data-usage`, in MB, the same for every number of the call.
/// Strictly ascending: notify < throttle < limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataUsageSet {
    /// Somebody is told.
    pub notify_mb: Option<u32>,
    /// The line slows down.
    pub throttle_mb: Option<u32>,
    /// How slow.
    pub throttle_speed: Option<ThrottleSpeed>,
    /// Data stops.
    pub limit_mb: u32,
    /// E.164 with plus.
    pub phone_numbers: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Row<'a> {
    number: &'a str,
}

pub(super) fn number_rows(numbers: &[String]) -> Vec<Row<'_>> {
    numbers.iter().map(|number| Row { number }).collect()
}

impl Serialize for DataUsageSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Body<'a> {
            value_unit: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            notify_value: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            throttle_value: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            throttle_speed: Option<&'a ThrottleSpeed>,
            limit_value: u32,
            phone_numbers: Vec<Row<'a>>,
        }
        Body {
            value_unit: "MB",
            notify_value: self.notify_mb,
            throttle_value: self.throttle_mb,
            throttle_speed: self.throttle_speed.as_ref(),
            limit_value: self.limit_mb,
            phone_numbers: number_rows(&self.phone_numbers),
        }
        .serialize(serializer)
    }
}

/// The answer to setting limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataUsageAck {
    /// `Complete`.
    pub status: Option<String>,
    /// Why not.
    pub status_message: Option<String>,
    /// The numbers set.
    pub phone_numbers: Vec<String>,
}

impl Record for DataUsageAck {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
            phone_numbers: f.numbers(&["PhoneNumbers"]),
        })
    }
}

/// Limits of one number. `status` is per number: one may fail while others succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataSettings {
    /// E.164 with plus.
    pub number: String,
    /// `Success`.
    pub status: Option<String>,
    /// Why not.
    pub status_message: Option<String>,
    /// In `value_unit`.
    pub notify_value: Option<i64>,
    /// In `value_unit`.
    pub throttle_value: Option<i64>,
    /// Read from the other vocabulary (`thr1024kbps`).
    pub throttle_speed: Option<ThrottleSpeed>,
    /// In `value_unit`.
    pub limit_value: Option<i64>,
    /// `MB`.
    pub value_unit: Option<String>,
}

impl Record for DataSettings {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            number: f.id(&["Number", "PhoneNumber"])?,
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
            notify_value: f.integer(&["NotifyValue"]),
            throttle_value: f.integer(&["ThrottleValue"]),
            throttle_speed: f.word(&["ThrottleSpeed"]),
            limit_value: f.integer(&["LimitValue"]),
            value_unit: f.text(&["ValueUnit"]),
        })
    }
}

/// Usage of one number in this period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataUsage {
    /// E.164 with plus.
    pub number: String,
    /// `ACTIVE`.
    pub status: Option<String>,
    /// Why not.
    pub status_message: Option<String>,
    /// Spent.
    pub used: Option<DataVolume>,
    /// Left until the limit.
    pub remaining: Option<DataVolume>,
    /// `Active`, throttled or stopped.
    pub current_behavior: Option<String>,
}

impl Record for DataUsage {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            number: f.id(&["Number", "PhoneNumber"])?,
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
            used: f.word(&["Used"]),
            remaining: f.word(&["Remaining"]),
            current_behavior: f.text(&["CurrentBehavior"]),
        })
    }
}

/// Rows below `PhoneNumbers`, or a bare array as one source shows it.
pub(super) struct PerNumber<T>(pub(super) Vec<T>);

impl<T: Record> Decode for PerNumber<T> {
    fn decode(value: &serde_json::Value, at: &str) -> Result<Self, Failure> {
        if value.is_array() {
            return List::decode(value, at).map(|list| Self(list.0));
        }
        Fields::of(value, at)?.records(&["PhoneNumbers", "Results"]).map(Self)
    }
}

impl Numbers<'_> {
    /// Sets notice, throttle and stop of numbers that carry data, in whole megabytes. They must rise: notice below
    /// throttle below stop. A line without them stops at 20 MB. In force from the next cycle or use on.
    ///
    /// # Errors
    /// [`Error::Refused`] naming the field when the values do not ascend. Part of the numbers may be refused inside a
    /// success: read each one's status; see [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/data-usage`, guide 8.
    pub async fn set_data_usage(&self, set: &DataUsageSet) -> Result<Reply<DataUsageAck>, Error> {
        self.0.post(&NUMBERS_DATA_USAGE_SET, set).await
    }

    /// Data limits of these numbers. The speed comes back in words the setter does not take (`thr1024kbps` for
    /// `1-mbps`).
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/data-usage/settings`, a read, guide 8.
    pub async fn data_usage_settings(&self, numbers: &[String]) -> Result<Reply<Vec<DataSettings>>, Error> {
        let body = json!({ "PhoneNumbers": number_rows(numbers) });
        let reply: Reply<PerNumber<_>> = self.0.post(&NUMBERS_DATA_USAGE_SETTINGS, &body).await?;
        Ok(reply.map(|rows| rows.0))
    }

    /// Usage of these numbers, live. Amounts are texts with a unit of their own (`0 B`, `20 MB`).
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/data-usage/info`, a read, guide 8.
    pub async fn data_usage_info(&self, numbers: &[String]) -> Result<Reply<Vec<DataUsage>>, Error> {
        let body = json!({ "PhoneNumbers": number_rows(numbers) });
        let reply: Reply<PerNumber<_>> = self.0.post(&NUMBERS_DATA_USAGE_INFO, &body).await?;
        Ok(reply.map(|rows| rows.0))
    }
}
