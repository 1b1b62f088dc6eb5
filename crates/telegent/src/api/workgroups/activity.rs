//! Members of a workgroup, called activities.

use serde::Serialize;
use serde_json::json;

use super::Workgroups;
use crate::{
    Confirmed, Error, MemberType, Reply,
    operation::{ACTIVITY_ADD, ACTIVITY_DELETE, ACTIVITY_UPDATE},
};

/// Names of id and status in all three answers.
const ANSWER: [&str; 2] = ["WorkgroupActivityId", "WorkgroupActivityStatus"];

/// Body of `POST /v1.0/workgroups/activity`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WorkgroupActivityAdd {
    /// Digit of the menu, or place in the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digit_order: Option<i64>,
    /// E.164 number to ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// `WID-…` of the group.
    pub workgroup_id: String,
    /// What the member is; another source also has `phone`.
    #[serde(rename = "Type")]
    pub member_type: MemberType,
    /// The group that is a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_workgroup_id: Option<String>,
    /// The user who is a member (`USER-…` in the example).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_user_id: Option<String>,
    /// Texts the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms_notification: Option<bool>,
    /// E-mails the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_notification: Option<bool>,
}

/// Body of `POST /v1.0/workgroups/activity/update`; what is none keeps its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WorkgroupActivityUpdate {
    /// `WAID-…`.
    pub workgroup_activity_id: String,
    /// Digit of the menu, or place in the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digit_order: Option<i64>,
    /// E.164 number to ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// `WID-…` of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workgroup_id: Option<String>,
    /// What the member is; another source also has `phone`.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub member_type: Option<MemberType>,
    /// The group that is a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_workgroup_id: Option<String>,
    /// The user who is a member (`USER-…` in the example).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_user_id: Option<String>,
    /// Texts the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms_notification: Option<bool>,
    /// E-mails the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_notification: Option<bool>,
}

impl Workgroups<'_> {
    /// Adds a member. Keep the id of the answer: no documented read lists members.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/workgroups/activity`, guide 7.
    pub async fn add_activity(&self, activity: &WorkgroupActivityAdd) -> Result<Reply<Confirmed>, Error> {
        self.0.confirm(&ACTIVITY_ADD, activity, ANSWER[0], ANSWER[1]).await
    }

    /// Changes a member. The text promises the record, the example has id and status only.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/workgroups/activity/update`, guide 7.
    pub async fn update_activity(&self, update: &WorkgroupActivityUpdate) -> Result<Reply<Confirmed>, Error> {
        self.0.confirm(&ACTIVITY_UPDATE, update, ANSWER[0], ANSWER[1]).await
    }

    /// Takes a member out.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/workgroups/activity/delete`, guide 7.
    pub async fn delete_activity(&self, workgroup_activity_id: &str) -> Result<Reply<Confirmed>, Error> {
        let body = json!({ "WorkgroupActivityId": workgroup_activity_id });
        self.0.confirm(&ACTIVITY_DELETE, &body, ANSWER[0], ANSWER[1]).await
    }
}
