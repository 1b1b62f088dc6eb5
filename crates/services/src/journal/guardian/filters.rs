//! Putting a filter in place, whether there is one or not.

use domain::guardian::{CallFilter, TextFilter};
use telegent::{
    CallFilterCreate, CallFilterUpdate, Client, Error as Upstream, MessageFilterCreate, MessageFilterUpdate,
};

use crate::{guardian::wire, projection::guardian as readings};

/// How Telegent says that there is a filter already.
const DUPLICATE: &str = "duplicate filter";

/// Updates the filter, makes one where there is none, and finds the one that is hidden from us.
pub(super) async fn put_texts(
    client: &Client,
    subscriber: &str,
    number: &str,
    filter: &TextFilter,
    filter_id: Option<String>,
) -> Result<(), Upstream> {
    let people = client.subscribers();
    let update = |filter_id: String| MessageFilterUpdate {
        filter_id,
        subscriber_id: Some(subscriber.into()),
        phone: Some(number.into()),
        filter_mode: Some(wire::message_mode(filter)),
        rules: wire::message_rules(filter),
    };
    if let Some(id) = filter_id {
        match people.update_message_filter(&update(id)).await {
            Err(Upstream::NotFound { .. }) => {}
            other => return other.map(drop),
        }
    }
    let create = MessageFilterCreate {
        subscriber_id: subscriber.into(),
        phone: number.into(),
        filter_mode: wire::message_mode(filter),
        rules: wire::message_rules(filter),
    };
    match people.create_message_filter(&create).await {
        Err(error) if is_duplicate(&error) => match readings::texts(client, subscriber, number).await? {
            Some((id, _)) => people.update_message_filter(&update(id)).await.map(drop),
            None => Err(error),
        },
        other => other.map(drop),
    }
}

/// As [`put_texts`], for calls.
pub(super) async fn put_calls(
    client: &Client,
    subscriber: &str,
    number: &str,
    filter: &CallFilter,
    filter_id: Option<String>,
) -> Result<(), Upstream> {
    let people = client.subscribers();
    let update = |filter_id: String| CallFilterUpdate {
        filter_id,
        subscriber_id: Some(subscriber.into()),
        phone: Some(number.into()),
        filter_mode: Some(wire::call_mode(filter)),
        rules: wire::call_rules(filter),
    };
    if let Some(id) = filter_id {
        match people.update_call_filter(&update(id)).await {
            Err(Upstream::NotFound { .. }) => {}
            other => return other.map(drop),
        }
    }
    let create = CallFilterCreate {
        subscriber_id: subscriber.into(),
        phone: number.into(),
        filter_mode: wire::call_mode(filter),
        rules: wire::call_rules(filter),
        time_restrictions: None,
    };
    match people.create_call_filter(&create).await {
        Err(error) if is_duplicate(&error) => match readings::calls(client, subscriber, number).await? {
            Some((id, _)) => people.update_call_filter(&update(id)).await.map(drop),
            None => Err(error),
        },
        other => other.map(drop),
    }
}

fn is_duplicate(error: &Upstream) -> bool {
    match error {
        Upstream::Refused { message, .. } | Upstream::Conflict { message, .. } => {
            message.to_lowercase().contains(DUPLICATE)
        }
        _ => false,
    }
}
