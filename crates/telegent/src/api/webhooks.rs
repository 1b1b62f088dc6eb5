//! Webhooks of events.

use secrecy::SecretString;

use crate::decode::{Failure, Fields, Record};

/// A webhook as it is read, after the schema `Webhook_Result`. Its credentials come back in clear.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// `WID-…` (`WHID-…` in one sample), opaque.
    pub webhook_id: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// Called when an event happens.
    pub webhook_url: Option<String>,
    /// `POST` or `PUT`.
    pub method: Option<String>,
    /// `json` or `xml`.
    pub data_format: Option<String>,
    /// `None`, `Basic`, and `Token` or `Bearer`: the sources differ.
    pub authentication_type: Option<String>,
    /// User name for Basic.
    pub authentication_username: Option<String>,
    /// Password for Basic.
    pub authentication_password: Option<SecretString>,
    /// Token.
    pub authentication_token: Option<SecretString>,
    /// Events in one text with commas; their casing differs between sources.
    pub subscribed_events: Option<String>,
    /// In use.
    pub active: Option<bool>,
}

impl Record for Webhook {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            webhook_id: f.id(&["WebhookId"])?,
            account_id: f.text(&["AccountId"]),
            webhook_url: f.text(&["WebhookUrl"]),
            method: f.text(&["Method"]),
            data_format: f.text(&["DataFormat"]),
            authentication_type: f.text(&["AuthenticationType"]),
            authentication_username: f.text(&["AuthenticationUsername"]),
            authentication_password: f.secret(&["AuthenticationPassword"]),
            authentication_token: f.secret(&["AuthenticationToken"]),
            subscribed_events: f.text(&["SubscribedEvents"]),
            active: f.boolean(&["Active"]),
        })
    }
}
