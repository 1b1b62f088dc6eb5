//! Webhooks of account events. A webhook is a hint to read again, never the truth: nothing in it is signed.

use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, Serializer};

use crate::{
    Client, DataFormat, Error, Reply, WebhookAuthenticationType, WebhookEvent, WebhookMethod,
    decode::{Failure, Fields, Record},
    operation::{WEBHOOK_CREATE, WEBHOOK_DELETE, WEBHOOK_GET, WEBHOOK_UPDATE},
};

/// Operations below `/v1.0/webhook`.
#[derive(Debug, Clone, Copy)]
pub struct Webhooks<'a>(pub(crate) &'a Client);

/// How the platform shows that it is the platform: a secret of ours.
#[derive(Debug, Clone)]
pub enum WebhookAuthentication {
    /// Not at all.
    None,
    /// User name and password.
    Basic {
        /// User name.
        username: String,
        /// Password.
        password: SecretString,
    },
    /// Static token in the `Authorization` header. Called `Token` on creation, `Bearer` on update.
    Token(SecretString),
}

/// A webhook as a whole. An update sends all of it too: whether left-out fields keep their value is not documented.
#[derive(Debug, Clone)]
pub struct WebhookSettings {
    /// `AID-…`; at most 100 characters.
    pub account_id: Option<String>,
    /// https; at most 255 characters.
    pub url: String,
    /// POST or PUT.
    pub method: WebhookMethod,
    /// JSON or XML.
    pub data_format: DataFormat,
    /// How it authenticates; at most 255 characters each.
    pub authentication: WebhookAuthentication,
    /// What is told; at most 255 characters when joined, which all of them fit in.
    pub events: Vec<WebhookEvent>,
}

impl WebhookSettings {
    /// JSON posted to `url` with a token, for these events of an account.
    pub fn posting_to(
        url: impl Into<String>,
        token: SecretString,
        events: Vec<WebhookEvent>,
        account_id: impl Into<String>,
    ) -> Self {
        Self {
            account_id: Some(account_id.into()),
            url: url.into(),
            method: WebhookMethod::Post,
            data_format: DataFormat::Json,
            authentication: WebhookAuthentication::Token(token),
            events,
        }
    }
}

/// Body of create and update. Credentials that are not used go out empty, as in the documented sample.
struct Body<'a> {
    webhook_id: Option<&'a str>,
    settings: &'a WebhookSettings,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Wire<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            webhook_id: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            account_id: Option<&'a str>,
            webhook_url: &'a str,
            method: &'a WebhookMethod,
            data_format: &'a DataFormat,
            authentication_type: &'a str,
            authentication_username: &'a str,
            authentication_password: &'a str,
            authentication_token: &'a str,
            subscribed_events: String,
        }
        let settings = self.settings;
        // The two pages call the same thing by different names.
        let token_word = if self.webhook_id.is_some() { "Bearer" } else { "Token" };
        let (kind, username, password, token) = match &settings.authentication {
            WebhookAuthentication::None => ("None", "", "", ""),
            WebhookAuthentication::Basic { username, password } => {
                ("Basic", username.as_str(), password.expose_secret(), "")
            }
            WebhookAuthentication::Token(token) => (token_word, "", "", token.expose_secret()),
        };
        Wire {
            webhook_id: self.webhook_id,
            account_id: settings.account_id.as_deref(),
            webhook_url: &settings.url,
            method: &settings.method,
            data_format: &settings.data_format,
            authentication_type: kind,
            authentication_username: username,
            authentication_password: password,
            authentication_token: token,
            subscribed_events: settings.events.iter().map(WebhookEvent::as_str).collect::<Vec<_>>().join(","),
        }
        .serialize(serializer)
    }
}

/// Which webhook.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Named<'a> {
    webhook_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<&'a str>,
}

/// A webhook as it is read. Credentials come back in clear text.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// `WID-…` or `WHID-…`, opaque; workgroups have the first prefix as well.
    pub webhook_id: String,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// Where events go.
    pub url: Option<String>,
    /// POST or PUT.
    pub method: Option<WebhookMethod>,
    /// JSON or XML.
    pub data_format: Option<DataFormat>,
    /// How it authenticates.
    pub authentication_type: Option<WebhookAuthenticationType>,
    /// User name for Basic.
    pub username: Option<String>,
    /// Password for Basic.
    pub password: Option<SecretString>,
    /// Token.
    pub token: Option<SecretString>,
    /// What is told; a single text with commas on the wire.
    pub events: Vec<WebhookEvent>,
    /// In force.
    pub active: Option<bool>,
}

impl Record for Webhook {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        let events = f.text(&["SubscribedEvents"]).unwrap_or_default();
        let words = events.split(',').map(str::trim).filter(|word| !word.is_empty());
        Ok(Self {
            webhook_id: f.id(&["WebhookId"])?,
            account_id: f.text(&["AccountId"]),
            url: f.text(&["WebhookUrl"]),
            method: f.word(&["Method"]),
            data_format: f.word(&["DataFormat"]),
            authentication_type: f.word(&["AuthenticationType"]),
            username: f.text(&["AuthenticationUsername"]),
            password: f.secret(&["AuthenticationPassword"]),
            token: f.secret(&["AuthenticationToken"]),
            events: words.map(WebhookEvent::from).collect(),
            active: f.boolean(&["Active"]),
        })
    }
}

/// The answer to deleting a webhook; both fields may be null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDeleted {
    /// `WID-…`.
    pub webhook_id: Option<String>,
    /// What became of it.
    pub webhook_status: Option<String>,
}

impl Record for WebhookDeleted {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { webhook_id: f.text(&["WebhookId"]), webhook_status: f.text(&["WebhookStatus"]) })
    }
}

impl Webhooks<'_> {
    /// One webhook, with its credentials.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/webhook` (no example answer). One sample has the ids in a body; they go as parameters.
    pub async fn get(&self, webhook_id: &str, account_id: Option<&str>) -> Result<Reply<Webhook>, Error> {
        let mut query = vec![("WebhookId", webhook_id.to_owned())];
        query.extend(account_id.map(|id| ("AccountId", id.to_owned())));
        self.0.get(&WEBHOOK_GET, &query).await
    }

    /// Registers a webhook. Keep its id: it is needed for everything else.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/webhook/create` (no example answer), guide 6.5.
    pub async fn create(&self, settings: &WebhookSettings) -> Result<Reply<Webhook>, Error> {
        self.0.post(&WEBHOOK_CREATE, &Body { webhook_id: None, settings }).await
    }

    /// Replaces what a webhook is set to.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/webhook/update` (no example answer).
    pub async fn update(&self, webhook_id: &str, settings: &WebhookSettings) -> Result<Reply<Webhook>, Error> {
        self.0.post(&WEBHOOK_UPDATE, &Body { webhook_id: Some(webhook_id), settings }).await
    }

    /// Deletes a webhook for good.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/webhook/delete` (no example answer).
    pub async fn delete(&self, webhook_id: &str, account_id: Option<&str>) -> Result<Reply<WebhookDeleted>, Error> {
        self.0.post(&WEBHOOK_DELETE, &Named { webhook_id, account_id }).await
    }
}
