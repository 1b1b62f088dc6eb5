//! Letting a number go to another carrier.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::Numbers;
use crate::{
    Error, OrderStatus, Reply, When,
    decode::{Failure, Fields, Record},
    operation::NUMBERS_PORT_OUT,
};

/// The answer to storing a port-out PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortOutOrder {
    /// `JNOID-…`, opaque.
    pub order_id: String,
    /// When it was ordered.
    pub order_date: Option<When>,
    /// `Pending`.
    pub status: Option<OrderStatus>,
    /// E.164 with plus.
    pub phone_number: Option<String>,
}

impl Record for PortOutOrder {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            order_id: f.id(&["OrderId"])?,
            order_date: f.when(&["OrderDate"]),
            status: f.word(&["Status", "OrderStatus"]),
            phone_number: f.text(&["PhoneNumber", "Number"]),
        })
    }
}

impl Numbers<'_> {
    /// Stores the PIN another carrier must present to take the number over. Nothing moves yet, although an order comes
    /// back. The inventory shows the PIN in clear text afterwards ([`super::Number::port_out_pin`]): mask it.
    ///
    /// # Errors
    /// See [`Error`]. Which lengths a PIN may have is not documented.
    ///
    /// Source: `POST /v1.0/numbers/portout`, guide 4.6.
    pub async fn set_port_out_pin(&self, number: &str, pin: &SecretString) -> Result<Reply<PortOutOrder>, Error> {
        let body = json!({ "PortOutNumber": number, "PortOutPIN": pin.expose_secret() });
        self.0.post(&NUMBERS_PORT_OUT, &body).await
    }
}
