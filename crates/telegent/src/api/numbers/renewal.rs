//! When the data usage of a number starts anew.

use serde::Serialize;

use super::{
    Numbers,
    data_usage::{PerNumber, number_rows},
};
use crate::{
    Error, Reply,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_UPDATE_RENEWAL,
};

/// How often and on which day usage starts anew. The constructors keep day and period together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalPeriod {
    /// Day 1 to 31 of the month. What 29 to 31 mean in a short month is not documented.
    Monthly(u8),
    /// Day 1 to 7 of the week. Which day is the first is not documented.
    Weekly(u8),
}

impl RenewalPeriod {
    fn parts(self) -> (&'static str, u8) {
        match self {
            Self::Monthly(day) => ("M", day),
            Self::Weekly(day) => ("W", day),
        }
    }
}

/// Values of `POST /v1.0/numbers/data-usage/update-renewal-info`, the same for every number of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalUpdate {
    /// E.164 with plus.
    pub phone_numbers: Vec<String>,
    /// True sets the usage to zero **at once**, whatever else is in the call: false unless that is wanted.
    pub reset_usage: bool,
    /// Usage starts anew by itself.
    pub auto_renew: bool,
    /// On which day.
    pub period: RenewalPeriod,
    /// Periods from one renewal to the next; 1 as a rule.
    pub period_value: Option<u32>,
}

impl Serialize for RenewalUpdate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Body<'a, R: Serialize> {
            phone_numbers: R,
            reset_usage: bool,
            auto_renew: bool,
            period_type: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            period_value: Option<u32>,
            renewal_day: u8,
        }
        let (period_type, renewal_day) = self.period.parts();
        Body {
            phone_numbers: number_rows(&self.phone_numbers),
            reset_usage: self.reset_usage,
            auto_renew: self.auto_renew,
            period_type,
            period_value: self.period_value,
            renewal_day,
        }
        .serialize(serializer)
    }
}

/// The renewal of one number. `status` is per number: one may fail while others succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// E.164 with plus.
    pub number: String,
    /// `Success`.
    pub status: Option<String>,
    /// Why not.
    pub status_message: Option<String>,
    /// What is set now; in the named schema, not in the example.
    pub info: Option<RenewalInfo>,
}

/// Renewal as it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalInfo {
    /// Usage starts anew by itself.
    pub auto_renew: Option<bool>,
    /// `M` or `W`.
    pub period_type: Option<String>,
    /// Periods from one renewal to the next.
    pub period_value: Option<i64>,
    /// Day of the month or week.
    pub renewal_day: Option<i64>,
}

impl Record for RenewalInfo {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            auto_renew: f.boolean(&["AutoRenew"]),
            period_type: f.text(&["PeriodType"]),
            period_value: f.integer(&["PeriodValue"]),
            renewal_day: f.integer(&["RenewalDay"]),
        })
    }
}

impl Record for Renewal {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            number: f.id(&["Number", "PhoneNumber"])?,
            status: f.text(&["Status"]),
            status_message: f.text(&["StatusMessage"]),
            info: f.record(&["RenewalInfo"])?,
        })
    }
}

impl Numbers<'_> {
    /// Sets when usage starts anew, per number. There is no call that reads it: keep what was sent.
    ///
    /// # Errors
    /// See [`Error`]. A number that failed is a row with its own status.
    ///
    /// Source: `POST /v1.0/numbers/data-usage/update-renewal-info`, guide 8; the operation's schema requires more
    /// fields than the named one, both are sent.
    pub async fn update_renewal(&self, update: &RenewalUpdate) -> Result<Reply<Vec<Renewal>>, Error> {
        let reply: Reply<PerNumber<_>> = self.0.post(&NUMBERS_UPDATE_RENEWAL, update).await?;
        Ok(reply.map(|rows| rows.0))
    }
}
