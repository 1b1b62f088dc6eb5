//! Call filters: one per person and number.

use serde::Serialize;
use serde_json::{Value, json};

use super::{FilterList, FilterQuery, FilterRef, KeywordFilter, Subscribers, keywords::as_text};
use crate::{
    CallFilterMode, Confirmed, Error, Reply, TranscriptionAction,
    api::{phones, rows},
    decode::{Failure, Fields, Record},
    operation::{
        CALL_ALLOWED_ADD, CALL_ALLOWED_GET, CALL_ALLOWED_REMOVE, CALL_BLOCKED_ADD, CALL_BLOCKED_GET,
        CALL_BLOCKED_REMOVE, CALL_FILTER_CREATE, CALL_FILTER_DELETE, CALL_FILTER_GET, CALL_FILTER_KEYWORDS,
        CALL_FILTER_UPDATE,
    },
};

/// Name of the filter's id everywhere but in answers and in updates.
const ID: &str = "CallFilterId";

/// A call filter as it is read. The answer to an update ends at the phones to notify; lists have neither words nor
/// times.
#[derive(Debug, Clone, PartialEq)]
pub struct CallFilter {
    /// `CFID-…`.
    pub filter_id: String,
    /// `TSUID-…`.
    pub subscriber_id: Option<String>,
    /// E.164 with plus.
    pub phone: Option<String>,
    /// What it does.
    pub filter_mode: Option<CallFilterMode>,
    /// Numbers that may call; with `WHITELIST` the only ones that ring.
    pub allowed_numbers: Vec<String>,
    /// Numbers that are turned away.
    pub blocked_numbers: Vec<String>,
    /// Calls are written down while they go on; words act only then.
    pub enable_transcription: Option<bool>,
    /// Only the answer to a creation has it: read [`Subscribers::call_filter_keywords`] before writing the filter back.
    pub keyword_filter: Option<KeywordFilter>,
    /// What follows a flagged word.
    pub transcription_action: Option<TranscriptionAction>,
    /// Spoken with [`TranscriptionAction::Warning`].
    pub warning_message: Option<String>,
    /// Phones that are told.
    pub notification_phones: Vec<String>,
    /// Checks calls the person makes. Left out on creation it comes back false: such a filter filters nothing.
    pub apply_to_outbound: Option<bool>,
    /// Checks calls the person gets. Left out on creation it comes back false.
    pub apply_to_inbound: Option<bool>,
    /// Blocks every number that is not allowed.
    pub block_unknown_numbers: Option<bool>,
    /// Blocks other country codes.
    pub block_international: Option<bool>,
    /// Records calls that broke a rule.
    pub record_flagged_calls: Option<bool>,
    /// Reserved; its form is not published and examples have null.
    pub time_restrictions: Option<Value>,
}

impl Record for CallFilter {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            filter_id: f.id(&["FilterId", "CallFilterId"])?,
            subscriber_id: f.text(&["SubscriberId"]),
            phone: f.text(&["Phone"]),
            filter_mode: f.word(&["FilterMode"]),
            allowed_numbers: f.numbers(&["AllowedNumbers"]),
            blocked_numbers: f.numbers(&["BlockedNumbers"]),
            enable_transcription: f.boolean(&["EnableTranscription"]),
            keyword_filter: f.get(&["KeywordFilter"]).and_then(KeywordFilter::of),
            transcription_action: f.word(&["TranscriptionAction"]),
            warning_message: f.text(&["WarningMessage"]),
            notification_phones: f.numbers(&["NotificationPhones"]),
            apply_to_outbound: f.boolean(&["ApplyToOutbound"]),
            apply_to_inbound: f.boolean(&["ApplyToInbound"]),
            block_unknown_numbers: f.boolean(&["BlockUnknownNumbers"]),
            block_international: f.boolean(&["BlockInternational"]),
            record_flagged_calls: f.boolean(&["RecordFlaggedCalls"]),
            time_restrictions: f.get(&["TimeRestrictions"]).cloned(),
        })
    }
}

/// The rules of a call filter, always sent whole: an update replaces everything. The default applies to both directions
/// and blocks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CallRules {
    /// Numbers that may call, E.164.
    pub allowed_numbers: Vec<String>,
    /// Numbers that are turned away, E.164.
    pub blocked_numbers: Vec<String>,
    /// Words act only with it.
    pub enable_transcription: bool,
    /// Words to listen for.
    #[serde(serialize_with = "as_text")]
    pub keyword_filter: KeywordFilter,
    /// What follows a flagged word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcription_action: Option<TranscriptionAction>,
    /// Spoken with [`TranscriptionAction::Warning`]; keep it short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_message: Option<String>,
    /// Phones that are told.
    pub notification_phones: Vec<String>,
    /// Checks calls the person makes. With both directions off the filter does nothing.
    pub apply_to_outbound: bool,
    /// Checks calls the person gets.
    pub apply_to_inbound: bool,
    /// Blocks every number that is not allowed.
    pub block_unknown_numbers: bool,
    /// Blocks other country codes.
    pub block_international: bool,
    /// Records calls that broke a rule.
    pub record_flagged_calls: bool,
}

impl Default for CallRules {
    fn default() -> Self {
        Self {
            allowed_numbers: Vec::new(),
            blocked_numbers: Vec::new(),
            enable_transcription: false,
            keyword_filter: KeywordFilter::default(),
            transcription_action: None,
            warning_message: None,
            notification_phones: Vec::new(),
            apply_to_outbound: true,
            apply_to_inbound: true,
            block_unknown_numbers: false,
            block_international: false,
            record_flagged_calls: false,
        }
    }
}

/// Body of `POST /v1.0/subscribers/call-filter`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CallFilterCreate {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// E.164 with plus; needed although the person is given.
    pub phone: String,
    /// What it does. The ages need a guardian, and are not in force for phones yet.
    pub filter_mode: CallFilterMode,
    /// Its rules.
    #[serde(flatten)]
    pub rules: CallRules,
    /// Reserved for future use by the platform.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_restrictions: Option<Value>,
}

/// Body of `POST /v1.0/subscribers/call-filter/update`. Replaces all rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CallFilterUpdate {
    /// `CFID-…`; called `FilterId` here alone.
    pub filter_id: String,
    /// `TSUID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscriber_id: Option<String>,
    /// E.164 with plus. The text wants it, the schema does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `WHITELIST` or `BLACKLIST` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter_mode: Option<CallFilterMode>,
    /// Its rules, all of them.
    #[serde(flatten)]
    pub rules: CallRules,
}

impl Subscribers<'_> {
    /// Puts a filter on a person's number; in force at once. Does nothing unless Guardian is on for their calls
    /// ([`Subscribers::set_guardian_features`]) and the route has `IntelligentRouteEnabled`.
    ///
    /// # Errors
    /// [`Error::Conflict`] (`Duplicate filter found …`) when person and number have one; [`Error::Refused`] for an age
    /// without a guardian; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter`, guide 9.4.
    pub async fn create_call_filter(&self, filter: &CallFilterCreate) -> Result<Reply<CallFilter>, Error> {
        self.0.post(&CALL_FILTER_CREATE, filter).await
    }

    /// Call filters, a bare list, without words and times.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/call-filter`, guide 9.4.
    pub async fn call_filters(&self, query: &FilterQuery) -> Result<Reply<Vec<CallFilter>>, Error> {
        rows(self.0.get(&CALL_FILTER_GET, &query.pairs()).await)
    }

    /// Replaces a filter's rules, at once. There is no pause: turn Guardian off for the person's calls, or delete it.
    ///
    /// # Errors
    /// [`Error::Refused`] naming `FilterMode` for an age; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter/update`, guide 9.4.
    pub async fn update_call_filter(&self, update: &CallFilterUpdate) -> Result<Reply<CallFilter>, Error> {
        self.0.post(&CALL_FILTER_UPDATE, update).await
    }

    /// Deletes a filter with its lists and words for good; calls then pass unchecked.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter/delete`, guide 9.4.
    pub async fn delete_call_filter(&self, filter_id: &str) -> Result<Reply<Confirmed>, Error> {
        self.0.confirm(&CALL_FILTER_DELETE, &json!({ ID: filter_id }), "FilterId", "Status").await
    }

    /// Numbers that may call.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/call-filter/allowed-numbers`, guide 9.4.
    pub async fn allowed_numbers(&self, filter: &FilterRef) -> Result<Reply<Vec<String>>, Error> {
        phones(self.0.get(&CALL_ALLOWED_GET, &filter.query(ID)).await)
    }

    /// Allows numbers; answers the whole list. Outside `WHITELIST` the list decides nothing by itself.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter/allowed-numbers/add`, guide 9.4.
    pub async fn add_allowed_numbers(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&CALL_ALLOWED_ADD, &filter.body(ID, "Numbers", numbers)).await
    }

    /// Takes numbers off the allowed ones, which they must be among; answers those left.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter/allowed-numbers/remove`, guide 9.4.
    pub async fn remove_allowed_numbers(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&CALL_ALLOWED_REMOVE, &filter.body(ID, "Numbers", numbers)).await
    }

    /// Numbers that are turned away.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/call-filter/blocked-numbers`, guide 9.4.
    pub async fn blocked_numbers(&self, filter: &FilterRef) -> Result<Reply<Vec<String>>, Error> {
        phones(self.0.get(&CALL_BLOCKED_GET, &filter.query(ID)).await)
    }

    /// Blocks numbers; answers the whole list.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter/blocked-numbers/add`, guide 9.4.
    pub async fn add_blocked_numbers(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&CALL_BLOCKED_ADD, &filter.body(ID, "Numbers", numbers)).await
    }

    /// Takes numbers off the blocked ones, which they must be among; answers those left.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/call-filter/blocked-numbers/remove`, guide 9.4.
    pub async fn remove_blocked_numbers(
        &self,
        filter: &FilterRef,
        numbers: &[String],
    ) -> Result<Reply<FilterList>, Error> {
        self.0.post(&CALL_BLOCKED_REMOVE, &filter.body(ID, "Numbers", numbers)).await
    }

    /// Words the filter listens for; plain JSON here. Changed by updating the filter.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/call-filter/keywords`, guide 9.5.
    pub async fn call_filter_keywords(&self, filter: &FilterRef) -> Result<Reply<KeywordFilter>, Error> {
        self.0.get(&CALL_FILTER_KEYWORDS, &filter.query(ID)).await
    }
}
