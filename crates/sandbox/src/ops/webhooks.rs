//! Webhooks of account events. Their credentials come back in clear text, as documented.

use serde_json::{Map, Value, json};

use super::message::is_target;
use crate::{
    input::{Input, Outcome, Refusal, field, merge},
    world::{Webhook, World},
};

/// Field and greatest length.
const FIELDS: [(&str, usize); 8] = [
    ("WebhookUrl", 255),
    ("Method", 10),
    ("DataFormat", 50),
    ("AuthenticationType", 10),
    ("AuthenticationUsername", 255),
    ("AuthenticationPassword", 255),
    ("AuthenticationToken", 255),
    ("SubscribedEvents", 255),
];

const EVENTS: [&str; 7] =
    ["Order_Update", "New_Sms", "Call_Completed", "Call_On_Hold", "Call_Recording", "Call_In_Progress", "Call_Ringing"];

/// A webhook in the documented shape.
pub(super) fn row(webhook: &Webhook) -> Value {
    let mut row = Map::new();
    row.insert("AccountId".into(), webhook.account_id.clone().into());
    for (name, _) in FIELDS {
        row.insert(name.into(), field(&webhook.fields, name).cloned().unwrap_or(Value::Null));
    }
    row.insert("WebhookId".into(), webhook.webhook_id.clone().into());
    row.insert("Active".into(), true.into());
    Value::Object(row)
}

pub(super) fn get(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required_param("WebhookId")?, input.param("AccountId"))?;
    Ok(row(&world.webhooks[at]))
}

pub(super) fn create(world: &mut World, input: &Input) -> Outcome {
    input.required("WebhookUrl")?;
    let account_id = world.meant_account(&input.distributor, input.text("AccountId")?)?;
    check(input, &input.body, "Token")?;
    let webhook = Webhook { webhook_id: world.id("WID"), account_id, fields: input.body.clone() };
    let answer = row(&webhook);
    world.webhooks.push(webhook);
    Ok(answer)
}

/// What is not sent keeps its value.
pub(super) fn update(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("WebhookId")?, input.text("AccountId")?)?;
    let mut fields = world.webhooks[at].fields.clone();
    merge(&mut fields, &input.body);
    check(input, &fields, "Bearer")?;
    world.webhooks[at].fields = fields;
    Ok(row(&world.webhooks[at]))
}

pub(super) fn delete(world: &mut World, input: &Input) -> Outcome {
    let at = find(world, input, &input.required("WebhookId")?, input.text("AccountId")?)?;
    let gone = world.webhooks.remove(at);
    Ok(json!({ "WebhookId": gone.webhook_id, "WebhookStatus": "Deleted" }))
}

fn find(world: &World, input: &Input, id: &str, account_id: Option<String>) -> Result<usize, Refusal> {
    let mine = |w: &Webhook| {
        w.webhook_id == id
            && world.owns(&input.distributor, &w.account_id)
            && account_id.as_ref().is_none_or(|a| *a == w.account_id)
    };
    world.webhooks.iter().position(mine).ok_or_else(|| Refusal::missing("WebhookId"))
}

/// `fields` as they would be. The page of each call has its own word for a token.
fn check(input: &Input, fields: &Map<String, Value>, token_word: &str) -> Result<(), Refusal> {
    for (name, longest) in FIELDS {
        if input.text(name)?.is_some_and(|text| text.chars().count() > longest) {
            return Err(Refusal::bad(format!("{name} must be at most {longest} characters")));
        }
    }
    if input.text("WebhookUrl")?.is_some_and(|url| !is_target(&url)) {
        return Err(Refusal::bad("The WebhookUrl field is not a valid https URL."));
    }
    input.one_of("Method", &["POST", "PUT"])?;
    input.one_of("DataFormat", &["json", "xml"])?;
    let kind = input.one_of("AuthenticationType", &["None", "Basic", token_word])?.unwrap_or_default();
    let needed: &[&str] = match kind.to_lowercase().as_str() {
        "basic" => &["AuthenticationUsername", "AuthenticationPassword"],
        "token" | "bearer" => &["AuthenticationToken"],
        _ => &[],
    };
    let given = |name: &str| field(fields, name).and_then(Value::as_str).is_some_and(|v| !v.is_empty());
    if let Some(missing) = needed.iter().find(|name| !given(name)) {
        return Err(Refusal::bad(format!("The {missing} field is required.")));
    }
    let events = input.text("SubscribedEvents")?.unwrap_or_default();
    let unknown = |word: &&str| !word.is_empty() && !EVENTS.iter().any(|e| e.eq_ignore_ascii_case(word));
    match events.split(',').map(str::trim).find(unknown) {
        Some(word) => Err(Refusal::bad(format!("SubscribedEvents must not contain '{word}'"))),
        None => Ok(()),
    }
}
