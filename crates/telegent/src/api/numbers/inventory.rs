//! Numbers as they are read, one by one or in pages.

use secrecy::SecretString;

use super::{Numbers, lpa::lpa};
use crate::{
    Classification, Error, MessageType, NumberStatus, NumberType, ProductType, Reply, When,
    decode::{Failure, Fields, Record},
    operation::{NUMBERS_GET, NUMBERS_INVENTORY},
};

/// A number of the inventory. Casing of words differs between the list and the single number.
#[derive(Debug, Clone, Default)]
pub struct Number {
    /// E.164 with plus.
    pub number: String,
    /// Id of the number (`TNID-…` here, `NID-…` in the answer to provisioning), opaque.
    pub tnid: Option<String>,
    /// The order that brought it.
    pub order_id: Option<String>,
    /// `mobile` here, whatever it was provisioned as.
    pub number_type: Option<NumberType>,
    /// Phones or devices.
    pub classification: Option<Classification>,
    /// Who texts whom.
    pub message_type: Option<MessageType>,
    /// Carries messages.
    pub message_enabled: Option<bool>,
    /// Carries calls.
    pub voice_enabled: Option<bool>,
    /// `MRID-…`.
    pub message_route_id: Option<String>,
    /// `CRID-…`.
    pub voice_route_id: Option<String>,
    /// In service or not.
    pub status: Option<NumberStatus>,
    /// When it was bought.
    pub original_date_purchased: Option<When>,
    /// `TSUID-…`.
    pub assigned_subscriber_id: Option<String>,
    /// The SIM; may end in `F`.
    pub iccid: Option<String>,
    /// Caller name.
    pub cnam: Option<String>,
    /// Address of the QR image of the eSIM. See [`Number::lpa`].
    pub qr_activation_link: Option<SecretString>,
    /// Number changes left in this period.
    pub swaps_remaining: Option<i64>,
    /// When the count starts anew.
    pub next_swap_reset_date: Option<When>,
    /// What it carries; lists only.
    pub product_type: Option<ProductType>,
    /// PIN a gaining carrier presents; in clear text on the wire, lists only.
    pub port_out_pin: Option<SecretString>,
}

impl Number {
    /// The eSIM activation code (`LPA:1$…$…`) out of the QR image's address. A secret.
    pub fn lpa(&self) -> Option<SecretString> {
        self.qr_activation_link.as_ref().and_then(lpa)
    }
}

impl Record for Number {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            number: f.id(&["Number", "PhoneNumber"])?,
            tnid: f.text(&["TNID", "PhoneNumberId"]),
            order_id: f.text(&["OrderId"]),
            number_type: f.word(&["NumberType"]),
            classification: f.word(&["Classification"]),
            message_type: f.word(&["MessageType"]),
            message_enabled: f.boolean(&["MessageEnabled"]),
            voice_enabled: f.boolean(&["VoiceEnabled"]),
            message_route_id: f.text(&["MessageRouteId"]),
            voice_route_id: f.text(&["VoiceRouteId"]),
            status: f.word(&["Status"]),
            original_date_purchased: f.when(&["OriginalDatePurchased"]),
            assigned_subscriber_id: f.text(&["AssignedSubscriberId"]),
            iccid: f.text(&["Iccid"]),
            cnam: f.text(&["Cnam"]),
            qr_activation_link: f.secret(&["QrActivationLink", "QrCode"]),
            swaps_remaining: f.integer(&["SwapsRemaining"]),
            next_swap_reset_date: f.when(&["NextSwapResetDate"]),
            product_type: f.word(&["ProductType"]),
            port_out_pin: f.secret(&["PortOutPin"]),
        })
    }
}

/// One page of the inventory.
#[derive(Debug, Clone)]
pub struct Inventory {
    /// The account, where the upstream says it.
    pub account_id: Option<String>,
    /// Numbers in all.
    pub total_results: Option<i64>,
    /// Counts from 1.
    pub page_number: Option<i64>,
    /// The filter in force.
    pub filter: Option<String>,
    /// The page's rows.
    pub phone_numbers: Vec<Number>,
}

impl Record for Inventory {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            account_id: f.text(&["AccountId"]),
            total_results: f.integer(&["TotalResults"]),
            page_number: f.integer(&["PageNumber"]),
            filter: f.text(&["Filter"]),
            phone_numbers: f.records(&["PhoneNumbers", "Results"])?,
        })
    }
}

impl Numbers<'_> {
    /// One page of the inventory. Pages count from 1; no values are documented for the filter (an example says
    /// `Active`), `total` is `TotalNumbersRequested`. Switches come as booleans and as texts; the port-out PIN comes in
    /// clear and is kept out of `Debug`.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/numbers/inventory`, guide 4.3.
    pub async fn inventory(
        &self,
        page: u32,
        filter: Option<&str>,
        total: Option<u32>,
    ) -> Result<Reply<Inventory>, Error> {
        let mut query = vec![("PageNumber", page.to_string())];
        query.extend(filter.map(|f| ("Filter", f.to_owned())));
        query.extend(total.map(|t| ("TotalNumbersRequested", t.to_string())));
        self.0.get(&NUMBERS_INVENTORY, &query).await
    }

    /// One number, by E.164 with plus. Its id is `TNID` here and `Tnid` elsewhere; kinds are capitalised here alone.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that is somebody else's; see [`Error`].
    ///
    /// Source: `GET /v1.0/numbers` with `Number`, guide 4.3.
    pub async fn get(&self, number: &str) -> Result<Reply<Number>, Error> {
        self.0.get(&NUMBERS_GET, &[("Number", number.to_owned())]).await
    }

    /// The number on a SIM.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for a SIM that is on no number; see [`Error`].
    ///
    /// Source: `GET /v1.0/numbers` with `ICCID`, guide 4.3.
    pub async fn get_by_iccid(&self, iccid: &str) -> Result<Reply<Number>, Error> {
        self.0.get(&NUMBERS_GET, &[("ICCID", iccid.to_owned())]).await
    }
}
