//! Filters as Telegent takes and answers them.

use std::collections::BTreeMap;

use domain::guardian::{CallFilter, CallMode, KeywordClass, Severity, TextFilter, TextMode, canonical_word};
use telegent::{CallFilterMode, CallRules, KeywordFilter, MessageFilterMode, MessageRules, Severity as WireSeverity};

/// The rules of a filter of texts; the mode goes beside them.
pub(crate) fn message_rules(filter: &TextFilter) -> MessageRules {
    MessageRules {
        allowed_contacts: filter.allowed.iter().cloned().collect(),
        blocked_contacts: filter.blocked.iter().cloned().collect(),
        keyword_filter: keywords(filter),
        notification_phones: filter.notify.iter().cloned().collect(),
        apply_to_outbound: filter.outbound,
        apply_to_inbound: filter.inbound,
        block_unknown_numbers: filter.block_unknown,
        block_links: filter.block_links,
        block_media: filter.block_media,
    }
}

/// The mode of a filter of texts. One that has none stops nothing.
pub(crate) fn message_mode(filter: &TextFilter) -> MessageFilterMode {
    filter.mode.unwrap_or(TextMode::Off).wire().into()
}

/// The rules of a filter of calls: no transcription, no words, no recording.
pub(crate) fn call_rules(filter: &CallFilter) -> CallRules {
    CallRules {
        allowed_numbers: filter.allowed.iter().cloned().collect(),
        blocked_numbers: filter.blocked.iter().cloned().collect(),
        notification_phones: filter.notify.iter().cloned().collect(),
        apply_to_outbound: filter.outbound,
        apply_to_inbound: filter.inbound,
        block_unknown_numbers: filter.block_unknown,
        block_international: filter.block_international,
        ..CallRules::default()
    }
}

/// The mode of a filter of calls.
pub(crate) fn call_mode(filter: &CallFilter) -> CallFilterMode {
    filter.mode.unwrap_or(CallMode::AllButBlocked).wire().into()
}

/// `SeverityMap` has the words with a capital, as in the documented samples.
fn keywords(filter: &TextFilter) -> KeywordFilter {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let severity = |severity: &Severity| WireSeverity::from(severity.wire());
    KeywordFilter {
        custom_keywords: filter.keywords.keys().cloned().collect(),
        system_keywords: filter
            .classes
            .iter()
            .map(|(class, words)| (class.wire().to_owned(), words.iter().cloned().collect()))
            .collect(),
        severity_map: filter.keywords.iter().map(|(word, level)| (capital(word), severity(level))).collect(),
    }
}

/// A filter of texts that was read.
pub(crate) fn text_filter(read: &telegent::MessageFilter) -> TextFilter {
    let found = read.keyword_filter.clone().unwrap_or_default();
    let severities: BTreeMap<String, Severity> = found
        .severity_map
        .iter()
        .filter_map(|(word, severity)| Some((canonical_word(word), Severity::of_wire(severity.as_str())?)))
        .collect();
    let severity = |word: &str| severities.get(word).copied().unwrap_or_default();
    TextFilter {
        mode: read.filter_mode.as_ref().and_then(|mode| TextMode::of_wire(mode.as_str())),
        allowed: read.allowed_contacts.iter().cloned().collect(),
        blocked: read.blocked_contacts.iter().cloned().collect(),
        inbound: read.apply_to_inbound.unwrap_or_default(),
        outbound: read.apply_to_outbound.unwrap_or_default(),
        block_unknown: read.block_unknown_numbers.unwrap_or_default(),
        block_links: read.block_links.unwrap_or_default(),
        block_media: read.block_media.unwrap_or_default(),
        keywords: found
            .custom_keywords
            .iter()
            .map(|word| canonical_word(word))
            .map(|word| (word.clone(), severity(&word)))
            .collect(),
        classes: found
            .system_keywords
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .filter_map(|(class, words)| {
                Some((KeywordClass::of_wire(class)?, words.iter().map(|word| canonical_word(word)).collect()))
            })
            .collect(),
        notify: read.notification_phones.iter().cloned().collect(),
    }
}

/// A filter of calls that was read.
pub(crate) fn call_filter(read: &telegent::CallFilter) -> CallFilter {
    CallFilter {
        mode: read.filter_mode.as_ref().and_then(|mode| CallMode::of_wire(mode.as_str())),
        allowed: read.allowed_numbers.iter().cloned().collect(),
        blocked: read.blocked_numbers.iter().cloned().collect(),
        inbound: read.apply_to_inbound.unwrap_or_default(),
        outbound: read.apply_to_outbound.unwrap_or_default(),
        block_unknown: read.block_unknown_numbers.unwrap_or_default(),
        block_international: read.block_international.unwrap_or_default(),
        notify: read.notification_phones.iter().cloned().collect(),
    }
}
