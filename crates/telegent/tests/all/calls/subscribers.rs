//! Transfer, Guardian, filters.

use telegent::{
    CallFilterCreate, CallFilterMode, CallFilterUpdate, CallRules, Client, FilterQuery, FilterRef, GuardianFeaturesSet,
    GuardianRelation, KeywordFilter, MessageFilterCreate, MessageFilterMode, MessageFilterUpdate, MessageRules,
    Severity, SubscriberTransfer, TranscriptionAction,
};

use super::{Results, text};

pub fn keywords() -> KeywordFilter {
    KeywordFilter {
        custom_keywords: vec!["inappropriate".into(), "banned".into()],
        system_keywords: [
            ("Profanity".to_owned(), vec!["word1".to_owned(), "word2".into()]),
            ("Violence".into(), vec!["threat1".into()]),
        ]
        .into(),
        severity_map: [("Word1".to_owned(), Severity::High), ("Inappropriate".into(), Severity::Medium)].into(),
    }
}

fn call_rules() -> CallRules {
    CallRules {
        allowed_numbers: vec!["+13855550117".into()],
        blocked_numbers: vec!["+3333333333".into()],
        enable_transcription: true,
        keyword_filter: keywords(),
        transcription_action: Some(TranscriptionAction::Warning),
        warning_message: text("This call may be terminated"),
        notification_phones: vec!["+9999999999".into()],
        ..CallRules::default()
    }
}

pub async fn calls(client: &Client) -> Results {
    let people = client.subscribers();
    let numbers = ["+15555555555".to_owned()];
    let transfer = SubscriberTransfer {
        subscriber_id: "TSUID".into(),
        from_account_id: "AID-1".into(),
        to_account_id: "AID-2".into(),
    };
    let features = GuardianFeaturesSet { subscriber_id: "TSUID".into(), calls: Some(true), messages: Some(true) };
    let relation = GuardianRelation {
        parent_subscriber_id: "TSUID-1".into(),
        child_subscriber_id: "TSUID-2".into(),
        relation: text("Guardian"),
    };
    let filter = FilterRef { subscriber_id: "TSUID".into(), filter_id: "FID".into(), account_id: text("AID") };
    let query = FilterQuery { phone: text("+12125550116"), account_id: text("AID"), ..FilterQuery::of("TSUID") };
    let rules = MessageRules {
        allowed_contacts: vec!["+13855550117".into()],
        blocked_contacts: vec!["+3333333333".into()],
        keyword_filter: keywords(),
        notification_phones: vec!["+9999999999".into()],
        ..MessageRules::default()
    };
    let message = MessageFilterCreate {
        subscriber_id: "TSUID".into(),
        phone: "+12125550116".into(),
        filter_mode: MessageFilterMode::Active,
        rules: rules.clone(),
    };
    let message_update = MessageFilterUpdate {
        filter_id: "MFID".into(),
        subscriber_id: text("TSUID"),
        phone: text("+12125550116"),
        filter_mode: Some(MessageFilterMode::MonitorOnly),
        rules,
    };
    let call = CallFilterCreate {
        subscriber_id: "TSUID".into(),
        phone: "+12125550116".into(),
        filter_mode: CallFilterMode::Whitelist,
        rules: call_rules(),
        time_restrictions: Some(serde_json::json!({})),
    };
    let call_update = CallFilterUpdate {
        filter_id: "CFID".into(),
        subscriber_id: text("TSUID"),
        phone: text("+12125550116"),
        filter_mode: Some(CallFilterMode::Whitelist),
        rules: call_rules(),
    };
    calls! {
        "subscribers.transfer": people.transfer(&transfer);
        "subscribers.set_guardian_features": people.set_guardian_features(&features);
        "subscribers.guardian_features": people.guardian_features("TSUID", Some("AID"));
        "subscribers.create_guardian_relation": people.create_guardian_relation(&relation);
        "subscribers.relations_as_parent": people.relations_as_parent("TSUID-1", Some("AID"));
        "subscribers.relations_as_child": people.relations_as_child("TSUID-2", Some("AID"));
        "subscribers.delete_guardian_relation": people.delete_guardian_relation("TSUID-1", "TSUID-2");
        "subscribers.create_message_filter": people.create_message_filter(&message);
        "subscribers.message_filters": people.message_filters(&query);
        "subscribers.update_message_filter": people.update_message_filter(&message_update);
        "subscribers.delete_message_filter": people.delete_message_filter("MFID");
        "subscribers.allowed_contacts": people.allowed_contacts(&filter);
        "subscribers.add_allowed_contacts": people.add_allowed_contacts(&filter, &numbers);
        "subscribers.remove_allowed_contacts": people.remove_allowed_contacts(&filter, &numbers);
        "subscribers.blocked_contacts": people.blocked_contacts(&filter);
        "subscribers.add_blocked_contacts": people.add_blocked_contacts(&filter, &numbers);
        "subscribers.remove_blocked_contacts": people.remove_blocked_contacts(&filter, &numbers);
        "subscribers.message_filter_keywords": people.message_filter_keywords(&filter);
        "subscribers.create_call_filter": people.create_call_filter(&call);
        "subscribers.call_filters": people.call_filters(&query);
        "subscribers.update_call_filter": people.update_call_filter(&call_update);
        "subscribers.delete_call_filter": people.delete_call_filter("CFID");
        "subscribers.allowed_numbers": people.allowed_numbers(&filter);
        "subscribers.add_allowed_numbers": people.add_allowed_numbers(&filter, &numbers);
        "subscribers.remove_allowed_numbers": people.remove_allowed_numbers(&filter, &numbers);
        "subscribers.blocked_numbers": people.blocked_numbers(&filter);
        "subscribers.add_blocked_numbers": people.add_blocked_numbers(&filter, &numbers);
        "subscribers.remove_blocked_numbers": people.remove_blocked_numbers(&filter, &numbers);
        "subscribers.call_filter_keywords": people.call_filter_keywords(&filter);
    }
}
