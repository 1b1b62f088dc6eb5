//! Orders: how far a provisioning or a port is.

use super::Numbers;
use crate::{
    Error, OrderStatus, Reply, When,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_ORDER,
};

/// An order as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// `JNUOID-…`, opaque.
    pub order_id: String,
    /// When it was made; without a zone here, unlike in the answer to provisioning.
    pub order_date: Option<When>,
    /// How far it is.
    pub order_status: Option<OrderStatus>,
    /// Why it failed.
    pub order_status_message: Option<String>,
    /// `provision`, `portin` …
    pub order_type: Option<String>,
    /// E.164 with plus.
    pub phone_numbers_ordered: Vec<String>,
}

impl Order {
    /// The carrier's code in front of the message (`8A`, `6P`): what stands before the first dash. None when there is no
    /// dash, as with codes nobody has seen yet.
    pub fn refusal_code(&self) -> Option<&str> {
        let (code, _) = self.order_status_message.as_deref()?.split_once('-')?;
        Some(code.trim()).filter(|c| !c.is_empty())
    }
}

impl Record for Order {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            order_id: f.id(&["OrderId"])?,
            order_date: f.when(&["OrderDate"]),
            order_status: f.word(&["OrderStatus", "Status"]),
            order_status_message: f.text(&["OrderStatusMessage", "StatusMessage"]),
            order_type: f.text(&["OrderType"]),
            phone_numbers_ordered: f.numbers(&["PhoneNumbersOrdered"]),
        })
    }
}

impl Numbers<'_> {
    /// One order of a number or a port-in, asked for by its id and never by the number. Its time has no zone: read as
    /// UTC.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`]. An order that failed is a value with
    /// [`OrderStatus::Error`], the carrier's code before the first dash of its message.
    ///
    /// Source: `GET /v1.0/numbers/order`, guide 3 and 4.5.
    pub async fn order(&self, order_id: &str) -> Result<Reply<Order>, Error> {
        self.0.get(&NUMBERS_ORDER, &[("OrderId", order_id.to_owned())]).await
    }
}
