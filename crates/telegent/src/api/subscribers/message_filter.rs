//! Message filters: one per person and number.

use serde::Serialize;
use serde_json::json;

use super::{FilterList, FilterQuery, FilterRef, KeywordFilter, Subscribers, keywords::as_text};
use crate::{
    Confirmed, Error, MessageFilterMode, Reply,
    api::{phones, rows},
    decode::{Failure, Fields, Record},
    operation::{
        MESSAGE_ALLOWED_ADD, MESSAGE_ALLOWED_GET, MESSAGE_ALLOWED_REMOVE, MESSAGE_BLOCKED_ADD, MESSAGE_BLOCKED_GET,
        MESSAGE_BLOCKED_REMOVE, MESSAGE_FILTER_CREATE, MESSAGE_FILTER_DELETE, MESSAGE_FILTER_GET,
        MESSAGE_FILTER_KEYWORDS, MESSAGE_FILTER_UPDATE,
    },
};

/// Name of the filter's id everywhere but in answers and in updates.
const ID: &str = "MessageFilterId";

/// A message filter as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageFilter {
    /// `MFID-…`.
    pub filter_id: String,
    /// `TSUID-…`; `SID-…` in the documented answer to an update.
    pub subscriber_id: Option<String>,
    /// E.164 with plus.
    pub phone: Option<String>,
    /// What it does.
    pub filter_mode: Option<MessageFilterMode>,
    /// Numbers that skip every check.
    pub allowed_contacts: Vec<String>,
    /// Numbers whose messages vanish without a sign to the sender.
    pub blocked_contacts: Vec<String>,
    /// None when it is missing or unreadable, not when it is empty: read [`Subscribers::message_filter_keywords`]
    /// before writing the filter back.
    pub keyword_filter: Option<KeywordFilter>,
    /// Phones that get a text when it fires.
    pub notification_phones: Vec<String>,
    /// Checks what the person sends.
    pub apply_to_outbound: Option<bool>,
    /// Checks what the person gets.
    pub apply_to_inbound: Option<bool>,
    /// Blocks every number that is not allowed.
    pub block_unknown_numbers: Option<bool>,
    /// Blocks web addresses.
    pub block_links: Option<bool>,
    /// Blocks pictures, videos and sounds.
    pub block_media: Option<bool>,
}

impl Record for MessageFilter {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            filter_id: f.id(&["FilterId", "MessageFilterId"])?,
            subscriber_id: f.text(&["SubscriberId"]),
            phone: f.text(&["Phone"]),
            filter_mode: f.word(&["FilterMode"]),
            allowed_contacts: f.numbers(&["AllowedContacts"]),
            blocked_contacts: f.numbers(&["BlockedContacts"]),
            keyword_filter: f.get(&["KeywordFilter"]).and_then(KeywordFilter::of),
            notification_phones: f.numbers(&["NotificationPhones"]),
            apply_to_outbound: f.boolean(&["ApplyToOutbound"]),
            apply_to_inbound: f.boolean(&["ApplyToInbound"]),
            block_unknown_numbers: f.boolean(&["BlockUnknownNumbers"]),
            block_links: f.boolean(&["BlockLinks"]),
            block_media: f.boolean(&["BlockMedia"]),
        })
    }
}

/// The rules of a message filter, always sent whole: an update replaces everything, and what a creation leaves out is
/// false in one example and true in another. The default applies to both directions and blocks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageRules {
    /// Numbers that skip every check, E.164.
    pub allowed_contacts: Vec<String>,
    /// Numbers whose messages vanish without a sign to the sender, E.164.
    pub blocked_contacts: Vec<String>,
    /// Words to look for.
    #[serde(serialize_with = "as_text")]
    pub keyword_filter: KeywordFilter,
    /// Phones that get a text when it fires.
    pub notification_phones: Vec<String>,
    /// Checks what the person sends. With both directions off the filter does nothing.
    pub apply_to_outbound: bool,
    /// Checks what the person gets.
    pub apply_to_inbound: bool,
    /// Blocks every number that is not allowed.
    pub block_unknown_numbers: bool,
    /// Blocks web addresses.
    pub block_links: bool,
    /// Blocks pictures, videos and sounds.
    pub block_media: bool,
}

impl Default for MessageRules {
    fn default() -> Self {
        Self {
            allowed_contacts: Vec::new(),
            blocked_contacts: Vec::new(),
            keyword_filter: KeywordFilter::default(),
            notification_phones: Vec::new(),
            apply_to_outbound: true,
            apply_to_inbound: true,
            block_unknown_numbers: false,
            block_links: false,
            block_media: false,
        }
    }
}

/// Body of `POST /v1.0/subscribers/message-filter`. No documented field carries the advertised age levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageFilterCreate {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// E.164 with plus; needed although the person is given.
    pub phone: String,
    /// What it does.
    pub filter_mode: MessageFilterMode,
    /// Its rules.
    #[serde(flatten)]
    pub rules: MessageRules,
}

/// Body of `POST /v1.0/subscribers/message-filter/update`. Replaces all rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageFilterUpdate {
    /// `MFID-…`; called `FilterId` here alone.
    pub filter_id: String,
    /// `TSUID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_id: Option<String>,
    /// E.164 with plus. The text wants it, the schema does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter_mode: Option<MessageFilterMode>,
    /// Its rules, all of them.
    #[serde(flatten)]
    pub rules: MessageRules,
}

impl Subscribers<'_> {
    /// Puts a filter on a person's number; in force at once. Does nothing unless Guardian is on for their messages
    /// ([`Subscribers::set_guardian_features`]) and the route has `IntelligentRouteEnabled`.
    ///
    /// # Errors
    /// [`Error::Conflict`] (`Duplicate filter found …`) when person and number have one, even one that the list does
    /// not show: update it, or ask the platform's support; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter`, guide 9.3.
    pub async fn create_message_filter(&self, filter: &MessageFilterCreate) -> Result<Reply<MessageFilter>, Error> {
        self.0.post(&MESSAGE_FILTER_CREATE, filter).await
    }

    /// Message filters, a bare list.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/message-filter`, guide 9.3.
    pub async fn message_filters(&self, query: &FilterQuery) -> Result<Reply<Vec<MessageFilter>>, Error> {
        rows(self.0.get(&MESSAGE_FILTER_GET, &query.pairs()).await)
    }

    /// Replaces a filter's rules, at once. To pause it, set [`MessageFilterMode::Inactive`].
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter/update`, guide 9.3.
    pub async fn update_message_filter(&self, update: &MessageFilterUpdate) -> Result<Reply<MessageFilter>, Error> {
        self.0.post(&MESSAGE_FILTER_UPDATE, update).await
    }

    /// Deletes a filter with its lists and words for good; messages then pass unchecked.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter/delete`, guide 9.3.
    pub async fn delete_message_filter(&self, filter_id: &str) -> Result<Reply<Confirmed>, Error> {
        self.0.confirm(&MESSAGE_FILTER_DELETE, &json!({ ID: filter_id }), "FilterId", "Status").await
    }

    /// Numbers that skip every check.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/message-filter/allowed-contacts`, guide 9.3.
    pub async fn allowed_contacts(&self, filter: &FilterRef) -> Result<Reply<Vec<String>>, Error> {
        phones(self.0.get(&MESSAGE_ALLOWED_GET, &filter.query(ID)).await)
    }

    /// Allows numbers; answers the whole list.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter/allowed-contacts/add`, guide 9.3.
    pub async fn add_allowed_contacts(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&MESSAGE_ALLOWED_ADD, &filter.body(ID, "Contacts", numbers)).await
    }

    /// Takes numbers off the allowed ones, which they must be among; answers those left.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter/allowed-contacts/remove`, guide 9.3.
    pub async fn remove_allowed_contacts(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&MESSAGE_ALLOWED_REMOVE, &filter.body(ID, "Contacts", numbers)).await
    }

    /// Numbers whose messages vanish.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/message-filter/blocked-contacts`, guide 9.3.
    pub async fn blocked_contacts(&self, filter: &FilterRef) -> Result<Reply<Vec<String>>, Error> {
        phones(self.0.get(&MESSAGE_BLOCKED_GET, &filter.query(ID)).await)
    }

    /// Blocks numbers; answers the whole list. Senders get no sign of it.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter/blocked-contacts/add`, guide 9.3.
    pub async fn add_blocked_contacts(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&MESSAGE_BLOCKED_ADD, &filter.body(ID, "Contacts", numbers)).await
    }

    /// Takes numbers off the blocked ones, which they must be among; answers those left.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/message-filter/blocked-contacts/remove`, guide 9.3.
    pub async fn remove_blocked_contacts(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&MESSAGE_BLOCKED_REMOVE, &filter.body(ID, "Contacts", numbers)).await
    }

    /// Words the filter looks for; plain JSON here, unlike in the filter itself. Changed by updating the filter.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/message-filter/keywords`, guide 9.5.
    pub async fn message_filter_keywords(&self, filter: &FilterRef) -> Result<Reply<KeywordFilter>, Error> {
        self.0.get(&MESSAGE_FILTER_KEYWORDS, &filter.query(ID)).await
    }
}
