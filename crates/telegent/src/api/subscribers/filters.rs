//! What message filters and call filters have in common.

use serde_json::{Map, Value, json};

use crate::decode::{Failure, Fields, Record};

/// Which filters to list; all the credentials see when nothing is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilterQuery {
    /// `TSUID-…`.
    pub subscriber_id: Option<String>,
    /// E.164 with plus.
    pub phone: Option<String>,
    /// `AID-…`.
    pub account_id: Option<String>,
}

impl FilterQuery {
    /// Filters of one person.
    pub fn of(subscriber_id: impl Into<String>) -> Self {
        Self { subscriber_id: Some(subscriber_id.into()), ..Self::default() }
    }

    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let given = [("SubscriberId", &self.subscriber_id), ("Phone", &self.phone), ("AccountId", &self.account_id)];
        given.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
    }
}

/// One filter, as its lists and keywords are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterRef {
    /// `TSUID-…` whose filter it is.
    pub subscriber_id: String,
    /// `MFID-…` or `CFID-…`: the `FilterId` of answers, called `MessageFilterId` or `CallFilterId` in requests.
    pub filter_id: String,
    /// `AID-…`; only reads take it.
    pub account_id: Option<String>,
}

impl FilterRef {
    /// Reads name the filter in the query.
    pub(super) fn query(&self, id_name: &'static str) -> Vec<(&'static str, String)> {
        let mut query = vec![("SubscriberId", self.subscriber_id.clone()), (id_name, self.filter_id.clone())];
        query.extend(self.account_id.clone().map(|id| ("AccountId", id)));
        query
    }

    /// Changes name it in the body, beside the numbers to add or remove.
    pub(super) fn body(&self, id_name: &str, list_name: &str, numbers: &[String]) -> Value {
        let mut body = Map::new();
        body.insert("SubscriberId".into(), self.subscriber_id.clone().into());
        body.insert(id_name.into(), self.filter_id.clone().into());
        body.insert(list_name.into(), json!(numbers));
        Value::Object(body)
    }
}

/// A list after numbers were added or removed: the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterList {
    /// `MFID-…` or `CFID-…`.
    pub filter_id: String,
    /// `TSUID-…`, `SID-…` in some examples.
    pub subscriber_id: Option<String>,
    /// E.164 with plus.
    pub numbers: Vec<String>,
}

impl Record for FilterList {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            filter_id: f.id(&["FilterId", "MessageFilterId", "CallFilterId"])?,
            subscriber_id: f.text(&["SubscriberId"]),
            numbers: f.numbers(&["AllowedContacts", "BlockedContacts", "AllowedNumbers", "BlockedNumbers"]),
        })
    }
}
