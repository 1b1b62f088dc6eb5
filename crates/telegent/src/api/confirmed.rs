//! Answers that only say that something was done.

use serde::Serialize;

use crate::{
    Client, Error, Reply, When,
    decode::{Decode, Failure, Fields},
    operation::Operation,
};

/// A confirmation: the id of what was changed and a word such as `Deleted`. Each endpoint has its own names for the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The id, opaque.
    pub id: String,
    /// `Deleted`, `Created`, `Updated`.
    pub status: Option<String>,
    /// When, where the endpoint says it (filters only).
    pub date: Option<When>,
}

/// An answer not yet read.
struct Unread(serde_json::Value);

impl Decode for Unread {
    fn decode(value: &serde_json::Value, _: &str) -> Result<Self, Failure> {
        Ok(Self(value.clone()))
    }
}

impl Client {
    /// Posts, and reads a confirmation with these names for id and status.
    pub(crate) async fn confirm(
        &self,
        op: &'static Operation,
        body: &impl Serialize,
        id: &str,
        status: &str,
    ) -> Result<Reply<Confirmed>, Error> {
        let reply: Reply<Unread> = self.post(op, body).await?;
        let read = |f: Fields<'_>| {
            Ok(Confirmed { id: f.id(&[id])?, status: f.text(&[status]), date: f.when(&["DateDeleted"]) })
        };
        let value = Fields::of(&reply.value.0, "$").and_then(read);
        let value =
            value.map_err(|e: Failure| Error::Protocol { operation: op.name, field: e.field, reason: e.reason })?;
        Ok(Reply { value, raw: reply.raw })
    }
}
