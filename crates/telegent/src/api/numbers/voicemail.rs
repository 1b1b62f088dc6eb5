//! Voicemail of a number. No call lists or downloads what was recorded.

use secrecy::SecretString;
use serde::Serialize;

use super::{Numbers, network::OfAccount};
use crate::{
    Error, Reply,
    decode::{Failure, Fields, Record},
    operation::{
        NUMBERS_VOICEMAIL_ACTIVATE, NUMBERS_VOICEMAIL_DELETE, NUMBERS_VOICEMAIL_INFO, NUMBERS_VOICEMAIL_UPDATE,
    },
    types::optional_secret,
};

/// Voicemail as it is read; the PIN is never answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voicemail {
    /// E.164 with plus.
    pub phone_number: String,
    /// On or off.
    pub voicemail_enabled: Option<bool>,
    /// Where notices of new recordings go.
    pub email: Option<String>,
    /// Greeting name.
    pub first_name: Option<String>,
    /// Greeting name.
    pub last_name: Option<String>,
}

impl Record for Voicemail {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            voicemail_enabled: f.boolean(&["VoicemailEnabled"]),
            email: f.text(&["Email"]),
            first_name: f.text(&["FirstName"]),
            last_name: f.text(&["LastName"]),
        })
    }
}

/// Body of `POST /v1.0/numbers/voicemail/activate` and `/update`; what is none is not sent, and keeps its value.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VoicemailSettings {
    /// E.164 with plus.
    pub phone_number: String,
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// Asked for when listening.
    #[serde(rename = "PIN", skip_serializing_if = "Option::is_none", serialize_with = "optional_secret")]
    pub pin: Option<SecretString>,
    /// Greeting name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Greeting name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Where notices of new recordings go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// The answer to a change of voicemail. `Successful: false` is an [`Error::Refused`] instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoicemailAck {
    /// E.164 with plus.
    pub phone_number: String,
    /// Answered by activation only.
    pub voicemail_activated: Option<bool>,
    /// Answered by update and delete only.
    pub message: Option<String>,
}

impl Record for VoicemailAck {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.id(&["PhoneNumber", "Number"])?,
            voicemail_activated: f.boolean(&["VoicemailActivated"]),
            message: f.text(&["Message"]),
        })
    }
}

impl Numbers<'_> {
    /// Whether voicemail is on, and for whom.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/voicemail/info`, a read. The text promises the PIN's state, the example has none.
    pub async fn voicemail(&self, number: &str, account_id: Option<&str>) -> Result<Reply<Voicemail>, Error> {
        self.0.post(&NUMBERS_VOICEMAIL_INFO, &OfAccount { phone_number: number, account_id }).await
    }

    /// Turns voicemail on: calls nobody takes are recorded. The number must exist.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/voicemail/activate`.
    pub async fn activate_voicemail(&self, settings: &VoicemailSettings) -> Result<Reply<VoicemailAck>, Error> {
        self.0.post(&NUMBERS_VOICEMAIL_ACTIVATE, settings).await
    }

    /// Changes voicemail that is on.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/voicemail/update`.
    pub async fn update_voicemail(&self, settings: &VoicemailSettings) -> Result<Reply<VoicemailAck>, Error> {
        self.0.post(&NUMBERS_VOICEMAIL_UPDATE, settings).await
    }

    /// Turns voicemail off **and deletes what was recorded**.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/numbers/voicemail/delete`.
    pub async fn delete_voicemail(&self, number: &str, account_id: Option<&str>) -> Result<Reply<VoicemailAck>, Error> {
        self.0.post(&NUMBERS_VOICEMAIL_DELETE, &OfAccount { phone_number: number, account_id }).await
    }
}
