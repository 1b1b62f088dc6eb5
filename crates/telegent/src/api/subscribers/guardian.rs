//! Guardian's switches, and who looks after whom.

use serde::Serialize;
use serde_json::json;

use super::Subscribers;
use crate::{
    Error, Reply, When,
    decode::{Failure, Fields, Record},
    operation::{
        GUARDIAN_FEATURES_GET, GUARDIAN_FEATURES_SET, GUARDIAN_RELATION_CHILD, GUARDIAN_RELATION_CREATE,
        GUARDIAN_RELATION_DELETE, GUARDIAN_RELATION_PARENT,
    },
};

/// Guardian's master switches of one person. A filter does nothing while its switch is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianFeatures {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// Calls are filtered.
    pub calls: Option<bool>,
    /// Messages are filtered.
    pub messages: Option<bool>,
}

impl Record for GuardianFeatures {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            subscriber_id: f.id(&["SubscriberId"])?,
            calls: f.boolean(&["EnableIntelligentGuardianCalls"]),
            messages: f.boolean(&["EnableIntelligentGuardianMessages"]),
        })
    }
}

/// Body of `POST /v1.0/subscribers/guardian-features`. Whether a switch that is left out keeps its place is not
/// documented: send both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GuardianFeaturesSet {
    /// `TSUID-…`.
    pub subscriber_id: String,
    /// Filter calls.
    #[serde(rename = "EnableIntelligentGuardianCalls", skip_serializing_if = "Option::is_none")]
    pub calls: Option<bool>,
    /// Filter messages.
    #[serde(rename = "EnableIntelligentGuardianMessages", skip_serializing_if = "Option::is_none")]
    pub messages: Option<bool>,
}

/// One person looks after another. The link has one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GuardianRelation {
    /// `TSUID-…` of the guardian.
    pub parent_subscriber_id: String,
    /// `TSUID-…` of the one looked after.
    pub child_subscriber_id: String,
    /// Free text for display (`Parent`, `Guardian`, `Caregiver`). Sent `Guardian` comes back as `Parent` in the
    /// documented example: don't rely on reading what was sent. Required when creating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
}

impl Record for GuardianRelation {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            parent_subscriber_id: f.id(&["ParentSubscriberId"])?,
            child_subscriber_id: f.id(&["ChildSubscriberId"])?,
            relation: f.text(&["Relation"]),
        })
    }
}

/// Relations of one person. The sources differ on which of the two reads lists children and which guardians, so look
/// at the ids: [`GuardianRelations::children_of`], [`GuardianRelations::guardians_of`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianRelations {
    /// The rows, whether the answer calls them `Children` or `Guardians`.
    pub relations: Vec<GuardianRelation>,
}

impl GuardianRelations {
    /// Ids of those this person looks after.
    pub fn children_of<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = &'a str> {
        let rows = self.relations.iter().filter(move |r| r.parent_subscriber_id == parent);
        rows.map(|r| r.child_subscriber_id.as_str())
    }

    /// Ids of those who look after this person.
    pub fn guardians_of<'a>(&'a self, child: &'a str) -> impl Iterator<Item = &'a str> {
        let rows = self.relations.iter().filter(move |r| r.child_subscriber_id == child);
        rows.map(|r| r.parent_subscriber_id.as_str())
    }
}

impl Record for GuardianRelations {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { relations: f.records(&["Children", "Guardians"])? })
    }
}

/// A relation that was ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianRelationDeleted {
    /// The relation as it was.
    pub relation: GuardianRelation,
    /// `Deleted`.
    pub status: Option<String>,
    /// When.
    pub date_deleted: Option<When>,
}

impl Record for GuardianRelationDeleted {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            relation: GuardianRelation::read(f)?,
            status: f.text(&["Status"]),
            date_deleted: f.when(&["DateDeleted"]),
        })
    }
}

impl Subscribers<'_> {
    /// Turns Guardian on or off for a person: the first step, before relations and filters. The number's routes need
    /// `IntelligentRouteEnabled` too.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/guardian-features`, guide 9.1.
    pub async fn set_guardian_features(&self, set: &GuardianFeaturesSet) -> Result<Reply<GuardianFeatures>, Error> {
        self.0.post(&GUARDIAN_FEATURES_SET, set).await
    }

    /// Guardian's switches of a person.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/guardian-features`, guide 9.1.
    pub async fn guardian_features(
        &self,
        subscriber_id: &str,
        account_id: Option<&str>,
    ) -> Result<Reply<GuardianFeatures>, Error> {
        let query = with_account("SubscriberId", subscriber_id, account_id);
        self.0.get(&GUARDIAN_FEATURES_GET, &query).await
    }

    /// Makes one person the guardian of another: they get notices, may manage filters and use age presets. Both must
    /// exist and have Guardian on.
    ///
    /// # Errors
    /// [`Error::Refused`] when one of them has Guardian off; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/guardians/relation`, guide 9.2.
    pub async fn create_guardian_relation(
        &self,
        relation: &GuardianRelation,
    ) -> Result<Reply<GuardianRelation>, Error> {
        self.0.post(&GUARDIAN_RELATION_CREATE, relation).await
    }

    /// Relations in which this person is the guardian. See [`GuardianRelations`] for what the sources disagree on.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/guardians/relation/parent`, guide 9.2.
    pub async fn relations_as_parent(
        &self,
        parent_subscriber_id: &str,
        account_id: Option<&str>,
    ) -> Result<Reply<GuardianRelations>, Error> {
        let query = with_account("ParentSubscriberId", parent_subscriber_id, account_id);
        self.0.get(&GUARDIAN_RELATION_PARENT, &query).await
    }

    /// Relations in which this person is looked after. See [`GuardianRelations`] for what the sources disagree on.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/subscribers/guardians/relation/child`, guide 9.2.
    pub async fn relations_as_child(
        &self,
        child_subscriber_id: &str,
        account_id: Option<&str>,
    ) -> Result<Reply<GuardianRelations>, Error> {
        let query = with_account("ChildSubscriberId", child_subscriber_id, account_id);
        self.0.get(&GUARDIAN_RELATION_CHILD, &query).await
    }

    /// Ends a relation. Both people and the filters stay; the guardian gets no more notices.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such relation; see [`Error`].
    ///
    /// Source: `POST /v1.0/subscribers/guardians/relation/delete`, guide 9.2.
    pub async fn delete_guardian_relation(
        &self,
        parent_subscriber_id: &str,
        child_subscriber_id: &str,
    ) -> Result<Reply<GuardianRelationDeleted>, Error> {
        let body = json!({ "ParentSubscriberId": parent_subscriber_id, "ChildSubscriberId": child_subscriber_id });
        self.0.post(&GUARDIAN_RELATION_DELETE, &body).await
    }
}

/// A query by one id, and the account for credentials that see several.
fn with_account<'a>(name: &'a str, id: &str, account_id: Option<&str>) -> Vec<(&'a str, String)> {
    let account = account_id.map(|id| ("AccountId", id.to_owned()));
    std::iter::once((name, id.to_owned())).chain(account).collect()
}
