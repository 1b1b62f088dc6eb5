//! Workgroups: phones that ring together, and their members.

mod activity;

pub use activity::{WorkgroupActivityAdd, WorkgroupActivityUpdate};

use serde::Serialize;

use crate::{
    Client, Error, Reply, WorkgroupType,
    decode::{Failure, Fields, Record},
    operation::{WORKGROUPS_CREATE, WORKGROUPS_DELETE, WORKGROUPS_GET, WORKGROUPS_UPDATE},
};

/// Operations below `/v1.0/workgroups`.
#[derive(Debug, Clone, Copy)]
pub struct Workgroups<'a>(pub(crate) &'a Client);

/// A workgroup as it is read. Answers to creations and changes hold a few of the fields, lists fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workgroup {
    /// `WID-…` in some examples, `WG-…` in others; opaque, and webhooks have the first prefix too.
    pub workgroup_id: String,
    /// Name.
    pub name: Option<String>,
    /// E.164 number of the group.
    pub telegent_phone: Option<String>,
    /// How it is rung.
    pub workgroup_type: Option<WorkgroupType>,
    /// Order of ringing, a text.
    pub call_order: Option<String>,
    /// Spoken to callers.
    pub announcement_text: Option<String>,
    /// Played to callers.
    pub announcement_url: Option<String>,
    /// Extension.
    pub internal_extension: Option<String>,
    /// Values are not documented.
    pub caller_id_type: Option<String>,
    /// Name shown to those who are called.
    pub caller_id_name: Option<String>,
    /// Records calls.
    pub record_calls: Option<bool>,
    /// Writes recordings down.
    pub transcribe_recordings: Option<bool>,
    /// `SID-…` of its opening hours (`SCH-…` in the example of the read).
    pub schedule_id: Option<String>,
    /// Of the opening hours, as `America/New_York`.
    pub time_zone: Option<String>,
    /// Music while callers wait.
    pub hold_music_id: Option<String>,
    /// Recordings with AI.
    pub ai_recording: Option<bool>,
    /// Where calls go when closed: `User` or `Workgroup`; another source has `voicemail`, `redirect`, `workgroup`.
    pub off_hours_type: Option<String>,
    /// Id of that user or workgroup.
    pub off_hours_id: Option<String>,
    /// Where calls go when open: `User` or `Workgroup`.
    pub on_hours_type: Option<String>,
    /// Id of that user or workgroup.
    pub on_hours_id: Option<String>,
    /// Time between attempts, a text whose unit is not documented.
    pub wait_between: Option<String>,
    /// Toll-free number of the group.
    pub toll_free_number: Option<String>,
    /// `AID-…`.
    pub account_id: Option<String>,
    /// In use.
    pub active: Option<bool>,
}

impl Record for Workgroup {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            workgroup_id: f.id(&["WorkgroupId"])?,
            name: f.text(&["Name"]),
            telegent_phone: f.text(&["TelegentPhone"]),
            workgroup_type: f.word(&["Type"]),
            call_order: f.text(&["CallOrder"]),
            announcement_text: f.text(&["AnnouncementText"]),
            announcement_url: f.text(&["AnnouncementUrl"]),
            internal_extension: f.text(&["InternalExtension"]),
            caller_id_type: f.text(&["CallerIdType"]),
            caller_id_name: f.text(&["CallerIdName"]),
            record_calls: f.boolean(&["RecordCalls"]),
            transcribe_recordings: f.boolean(&["TranscribeRecordings"]),
            schedule_id: f.text(&["ScheduleId"]),
            time_zone: f.text(&["TimeZone"]),
            hold_music_id: f.text(&["HoldMusicId"]),
            ai_recording: f.boolean(&["AiRecording"]),
            off_hours_type: f.text(&["OffHoursType"]),
            off_hours_id: f.text(&["OffHoursId"]),
            on_hours_type: f.text(&["OnHoursType"]),
            on_hours_id: f.text(&["OnHoursId"]),
            wait_between: f.text(&["WaitBetween"]),
            toll_free_number: f.text(&["TollFreeNumber"]),
            account_id: f.text(&["AccountId"]),
            active: f.boolean(&["Active"]),
        })
    }
}

/// Body of `POST /v1.0/workgroups`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WorkgroupCreate {
    /// Name.
    pub name: String,
    /// How it is rung.
    #[serde(rename = "Type")]
    pub workgroup_type: WorkgroupType,
    /// E.164 number of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telegent_phone: Option<String>,
    /// Order of ringing, a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_order: Option<String>,
    /// Spoken to callers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announcement_text: Option<String>,
    /// Played to callers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announcement_url: Option<String>,
    /// Extension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_extension: Option<String>,
    /// Values are not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller_id_type: Option<String>,
    /// Name shown to those who are called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller_id_name: Option<String>,
    /// Records calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_calls: Option<bool>,
    /// Writes recordings down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcribe_recordings: Option<bool>,
    /// `SID-…` of its opening hours (`SCH-…` in the example of the read).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_id: Option<String>,
    /// Of the opening hours, as `America/New_York`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Music while callers wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_music_id: Option<String>,
    /// Recordings with AI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ai_recording: Option<bool>,
    /// Where calls go when closed: `User` or `Workgroup`; another source has `voicemail`, `redirect`, `workgroup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off_hours_type: Option<String>,
    /// Id of that user or workgroup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off_hours_id: Option<String>,
    /// Where calls go when open: `User` or `Workgroup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_hours_type: Option<String>,
    /// Id of that user or workgroup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_hours_id: Option<String>,
    /// Time between attempts, a text whose unit is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_between: Option<String>,
    /// Toll-free number of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toll_free_number: Option<String>,
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
}

impl WorkgroupCreate {
    /// A workgroup of this kind with nothing else set.
    pub fn new(name: impl Into<String>, kind: WorkgroupType) -> Self {
        Self {
            name: name.into(),
            workgroup_type: kind,
            telegent_phone: None,
            call_order: None,
            announcement_text: None,
            announcement_url: None,
            internal_extension: None,
            caller_id_type: None,
            caller_id_name: None,
            record_calls: None,
            transcribe_recordings: None,
            schedule_id: None,
            time_zone: None,
            hold_music_id: None,
            ai_recording: None,
            off_hours_type: None,
            off_hours_id: None,
            on_hours_type: None,
            on_hours_id: None,
            wait_between: None,
            toll_free_number: None,
            account_id: None,
        }
    }
}

/// Body of `POST /v1.0/workgroups/update`; what is none keeps its value. Extension, caller id, music, AI recording,
/// waiting time and toll-free number cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WorkgroupUpdate {
    /// `WID-…`.
    pub workgroup_id: String,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E.164 number of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telegent_phone: Option<String>,
    /// How it is rung.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub workgroup_type: Option<WorkgroupType>,
    /// Order of ringing, a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_order: Option<String>,
    /// Spoken to callers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announcement_text: Option<String>,
    /// Played to callers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announcement_url: Option<String>,
    /// Records calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_calls: Option<bool>,
    /// Writes recordings down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcribe_recordings: Option<bool>,
    /// `SID-…` of its opening hours (`SCH-…` in the example of the read).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_id: Option<String>,
    /// Of the opening hours, as `America/New_York`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Where calls go when closed: `User` or `Workgroup`; another source has `voicemail`, `redirect`, `workgroup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off_hours_type: Option<String>,
    /// Id of that user or workgroup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off_hours_id: Option<String>,
    /// Where calls go when open: `User` or `Workgroup`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_hours_type: Option<String>,
    /// Id of that user or workgroup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_hours_id: Option<String>,
    /// `AID-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
}

/// The answer to a deletion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkgroupDeleted {
    /// `WG-…` in the example.
    pub workgroup_id: String,
    /// False would have been [`Error::Refused`].
    pub successful: Option<bool>,
}

impl Record for WorkgroupDeleted {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self { workgroup_id: f.id(&["WorkgroupId"])?, successful: f.boolean(&["Successful"]) })
    }
}

impl Workgroups<'_> {
    /// Creates a workgroup. The text wants a voice route first, though no field names one: attach the group to the route
    /// afterwards. Members are added one by one.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/workgroups`, guide 7.
    pub async fn create(&self, workgroup: &WorkgroupCreate) -> Result<Reply<Workgroup>, Error> {
        self.0.post(&WORKGROUPS_CREATE, workgroup).await
    }

    /// One workgroup.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/workgroups`, guide 7.
    pub async fn get(&self, workgroup_id: &str) -> Result<Reply<Workgroup>, Error> {
        self.0.get(&WORKGROUPS_GET, &[("WorkgroupId", workgroup_id.to_owned())]).await
    }

    /// Changes a workgroup, at once for its calls. The answer holds id, name and type.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/workgroups/update`, guide 7.
    pub async fn update(&self, update: &WorkgroupUpdate) -> Result<Reply<Workgroup>, Error> {
        self.0.post(&WORKGROUPS_UPDATE, update).await
    }

    /// Deletes a workgroup for good; take it off routes and numbers first. The id goes into the query of a POST without
    /// a body.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `POST /v1.0/workgroups/delete`, guide 7.
    pub async fn delete(&self, workgroup_id: &str) -> Result<Reply<WorkgroupDeleted>, Error> {
        self.0.post_query(&WORKGROUPS_DELETE, &[("WorkgroupId", workgroup_id.to_owned())]).await
    }
}
