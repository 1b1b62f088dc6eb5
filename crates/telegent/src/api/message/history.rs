//! Messages as they are read. Four answers spell and shape the same things differently; [`Message`] reads them all.

use super::{InlineMedia, MediaUrl, Messages};
use crate::{
    Error, MessageDirection, MessageKind, MessageStatus, MessageType, PrivateText, Reply, When,
    decode::{Failure, Fields, Record},
    operation::{MESSAGE_DETAILS, MESSAGE_FILTER, MESSAGE_SEARCH},
};

/// A message. `Debug` shows neither text nor media.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `TMID-…`, opaque; `MSG-…` in other examples.
    pub message_id: String,
    /// `Outbound`, `OUTBOUND` or `outbound`.
    pub direction: Option<MessageDirection>,
    /// Who texts whom; `Type` on the wire.
    pub message_type: Option<MessageType>,
    /// Campaign of an `a2p` number.
    pub campaign_id: Option<String>,
    /// Cost in millionths of a dollar; `0.0045` and `$0.0045` on the wire.
    pub cost_micros: Option<i64>,
    /// How far it is; few words are documented, unknown ones are kept.
    pub status: Option<MessageStatus>,
    /// Recipients, E.164 with plus.
    pub to: Vec<String>,
    /// Sender.
    pub from: Option<String>,
    /// Whose thread it is.
    pub owner: Option<String>,
    /// The text.
    pub body: PrivateText,
    /// Country of the other side; details only.
    pub region: Option<String>,
    /// When it was made; in three formats, and missing from search.
    pub created_on: Option<When>,
    /// Text or MMS; `MessageType` on the wire.
    pub kind: Option<MessageKind>,
    /// Media by address.
    pub mms_media: Vec<MediaUrl>,
    /// Media in the message.
    pub mms_base64: Vec<InlineMedia>,
}

impl Record for Message {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            message_id: f.id(&["MessageId"])?,
            direction: f.word(&["Direction"]),
            message_type: f.word(&["Type"]),
            campaign_id: f.text(&["CampaignId"]),
            cost_micros: f.micros(&["Cost"]),
            status: f.word(&["Status"]),
            to: f.numbers(&["To"]),
            from: f.text(&["From"]),
            owner: f.text(&["Owner"]),
            body: f.text(&["Body"]).unwrap_or_default().into(),
            region: f.text(&["Region"]),
            created_on: f.when(&["CreatedOn", "CreatedAt"]),
            kind: f.word(&["MessageType"]),
            mms_media: f.records(&["MmsMedia"])?,
            mms_base64: f.records(&["MmsBase64"])?,
        })
    }
}

/// A page of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageSearch {
    /// The number searched for.
    pub phone_number: Option<String>,
    /// Messages in all.
    pub total: Option<i64>,
    /// Pages in all.
    pub pages: Option<i64>,
    /// The page's rows.
    pub results: Vec<Message>,
}

impl Record for MessageSearch {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            phone_number: f.text(&["PhoneNumber"]),
            total: f.integer(&["ResultsTotalRecords"]),
            pages: f.integer(&["ResultsPages"]),
            results: f.records(&["Results"])?,
        })
    }
}

/// A page of a number's messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessagePage {
    /// The page's rows.
    pub messages: Vec<Message>,
    /// Counts from 1.
    pub page: Option<i64>,
    /// Rows a page.
    pub results: Option<i64>,
    /// Messages in all.
    pub total: Option<i64>,
}

impl Record for MessagePage {
    fn read(f: &Fields<'_>) -> Result<Self, Failure> {
        Ok(Self {
            messages: f.records(&["Messages"])?,
            page: f.integer(&["Page"]),
            results: f.integer(&["Results"]),
            total: f.integer(&["Total"]),
        })
    }
}

impl Messages<'_> {
    /// One message with its delivery status.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/message/details`. Recipients are a single text here.
    pub async fn details(&self, message_id: &str) -> Result<Reply<Message>, Error> {
        self.0.get(&MESSAGE_DETAILS, &[("MessageId", message_id.to_owned())]).await
    }

    /// Messages of a number with cost and media. Pages count from 1.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/message/search`. The parameter is declared as `phoneNumber` and as `PhoneNumber`; the sampled
    /// first one is sent. The text promises filters that are not declared.
    pub async fn search(&self, number: &str, page: u32, per_page: u32) -> Result<Reply<MessageSearch>, Error> {
        self.0.get(&MESSAGE_SEARCH, &paged("phoneNumber", number, page, per_page)).await
    }

    /// Messages of a number, both ways, with the time of each. Pages count from 1.
    ///
    /// # Errors
    /// See [`Error`].
    ///
    /// Source: `GET /v1.0/message/filter`.
    pub async fn filter(&self, number: &str, page: u32, per_page: u32) -> Result<Reply<MessagePage>, Error> {
        self.0.get(&MESSAGE_FILTER, &paged("PhoneNumber", number, page, per_page)).await
    }
}

fn paged<'a>(name: &'a str, number: &str, page: u32, per_page: u32) -> [(&'a str, String); 3] {
    [(name, number.to_owned()), ("Page", page.to_string()), ("Results", per_page.to_string())]
}
