//! Settings as the fields of a form, and back.

use super::{
    Calls, Contact, Floor, Keyword, KeywordClass, Level, LevelTable, Number, Settings, Severity, Stand, TextMode,
    Texts, canonical_word, check,
};
use crate::{
    E164,
    fields::{Fault, FieldErrors, Fields},
    lang::Lang,
};

/// The fields of texts, calls and who is told:
///
/// `texts.mode` (`enforce`, `watch_only`, `off`), `texts.watch_until`, `texts.level` (a level or `own`), ticks
/// `texts.inbound`, `.outbound`, `.unknown`, `.links`, `.media`, `.profanity`, `.violence`, lines `texts.words.high`,
/// `.medium`, `.low`; `calls.mode` (`only_allowed`, `all_but_blocked`, `off`), ticks `calls.inbound`, `.outbound`,
/// `.unknown`, `.international`; lines `notify`.
pub fn settings_fields(settings: &Settings, levels: &LevelTable) -> Fields {
    let mut fields = Fields::default();
    let (texts, calls) = (&settings.texts, &settings.calls);
    fields.set("texts.mode", texts.effective().as_str());
    fields.set("texts.watch_until", texts.watch_until.as_deref().unwrap_or_default());
    fields.set("texts.level", levels.of(texts).map_or("own", Level::as_str));
    let mode = match (calls.on, calls.only_allowed) {
        (false, _) => "off",
        (true, true) => "only_allowed",
        (true, false) => "all_but_blocked",
    };
    fields.set("calls.mode", mode);
    let ticks = [
        ("texts.inbound", texts.inbound),
        ("texts.outbound", texts.outbound),
        ("texts.unknown", texts.block_unknown),
        ("texts.links", texts.block_links),
        ("texts.media", texts.block_media),
        ("texts.profanity", texts.classes.contains(&KeywordClass::Profanity)),
        ("texts.violence", texts.classes.contains(&KeywordClass::Violence)),
        ("calls.inbound", calls.inbound),
        ("calls.outbound", calls.outbound),
        ("calls.unknown", calls.block_unknown),
        ("calls.international", calls.block_international),
    ];
    for (name, _) in ticks.into_iter().filter(|(_, on)| *on) {
        fields.set(name, "on");
    }
    for severity in Severity::ALL {
        let words = texts.keywords.iter().filter(|keyword| keyword.severity == severity);
        let lines: Vec<&str> = words.map(|keyword| keyword.word.as_str()).collect();
        fields.set(words_field(severity), lines.join("\n"));
    }
    let phones: Vec<String> = settings.notify.iter().map(E164::national).collect();
    fields.set("notify", phones.join("\n"));
    fields
}

/// Reads the fields of [`settings_fields`]; contacts stay those of `before`. A level that was not there before sets its
/// switches, whatever the ticks say: without script they still stand as they were.
///
/// # Errors
/// What is wrong, per field.
pub fn settings_of(fields: &Fields, before: &Settings, levels: &LevelTable) -> Result<Settings, FieldErrors> {
    let mut errors = FieldErrors::default();
    let texts = texts_of(fields, &before.texts, levels, &mut errors);
    let calls = calls_of(fields, &before.calls, &mut errors);
    let notify = phones(fields.get("notify"));
    let notify = errors.take("notify", notify).unwrap_or_default();
    errors.into_result()?;
    Ok(Settings { texts, calls, contacts: before.contacts.clone(), notify })
}

fn texts_of(fields: &Fields, before: &Texts, levels: &LevelTable, errors: &mut FieldErrors) -> Texts {
    let mode = errors.take("texts.mode", TextMode::parse(fields.get("texts.mode"))).unwrap_or_default();
    let ticked = |name: &str| fields.ticked(&format!("texts.{name}"));
    let mut texts = Texts {
        on: mode != TextMode::Off,
        // Off is the switch; what the filter did is there again when it is put on.
        mode: match (mode, before.mode) {
            (TextMode::Off, TextMode::Off) => TextMode::Enforce,
            (TextMode::Off, held) => held,
            (mode, _) => mode,
        },
        watch_until: Some(fields.get("texts.watch_until").to_owned())
            .filter(|day| mode == TextMode::WatchOnly && !day.is_empty()),
        inbound: ticked("inbound"),
        outbound: ticked("outbound"),
        block_unknown: ticked("unknown"),
        block_links: ticked("links"),
        block_media: ticked("media"),
        keywords: Vec::new(),
        classes: KeywordClass::ALL.into_iter().filter(|class| ticked(class.as_str())).collect(),
    };
    match fields.get("texts.level") {
        "" | "own" => (),
        level => match Level::parse(level) {
            Ok(level) if levels.of(before) != Some(level) => levels.apply(level, &mut texts),
            Ok(_) => (),
            Err(fault) => errors.add("texts.level", fault),
        },
    }
    for severity in Severity::ALL {
        let name = words_field(severity);
        for line in fields.get(name).lines().filter(|line| !line.trim().is_empty()) {
            let Some(keyword) = errors.take(name, Keyword::parse(line, severity)) else { continue };
            let same = |k: &Keyword| canonical_word(&k.word) == canonical_word(&keyword.word);
            // The worst comes first; a word that is there twice stays what it was first.
            if !texts.keywords.iter().any(same) {
                texts.keywords.push(keyword);
            }
            if texts.keywords.len() > Keyword::MOST {
                errors.add(name, Fault::TooMany);
                return texts;
            }
        }
    }
    texts
}

fn calls_of(fields: &Fields, before: &Calls, errors: &mut FieldErrors) -> Calls {
    let ticked = |name: &str| fields.ticked(&format!("calls.{name}"));
    let (on, only_allowed) = match fields.get("calls.mode") {
        "off" => (false, before.only_allowed),
        "only_allowed" => (true, true),
        "all_but_blocked" => (true, false),
        _ => {
            errors.add("calls.mode", Fault::Choice);
            (before.on, before.only_allowed)
        }
    };
    Calls {
        on,
        only_allowed,
        inbound: ticked("inbound"),
        outbound: ticked("outbound"),
        block_unknown: ticked("unknown"),
        block_international: ticked("international"),
    }
}

const fn words_field(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "texts.words.high",
        Severity::Medium => "texts.words.medium",
        Severity::Low => "texts.words.low",
    }
}

/// The fields of one contact: `name`, `numbers` (one a line), `calls`, `texts` (`allowed`, `neither`, `blocked`). When
/// they end is the page's to ask, which knows the zone.
pub fn contact_fields(contact: &Contact) -> Fields {
    let numbers: Vec<String> = contact.numbers.iter().map(Number::show).collect();
    let mut fields = Fields::from([
        ("name", contact.name.as_str()),
        ("calls", contact.calls.as_str()),
        ("texts", contact.texts.as_str()),
    ]);
    fields.set("numbers", numbers.join("\n"));
    fields
}

/// Reads the fields of [`contact_fields`] as the contact with this id among the others of `settings`.
///
/// # Errors
/// What is wrong, per field: also a number that can never be blocked, or that another contact has.
pub fn contact_of(
    fields: &Fields,
    id: &str,
    settings: &Settings,
    floor: &Floor,
    lang: Lang,
) -> Result<Contact, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = fields.get("name").split_whitespace().collect::<Vec<_>>().join(" ");
    errors.take("name", check::name(&name));
    let calls = errors.take("calls", Stand::parse(fields.get("calls"))).unwrap_or_default();
    let texts = errors.take("texts", Stand::parse(fields.get("texts"))).unwrap_or_default();
    // One more than there may be says that there are too many.
    let numbers: Result<Vec<Number>, Fault> =
        entries(fields.get("numbers")).take(Contact::MOST_NUMBERS + 1).map(Number::parse).collect();
    let numbers = errors.take("numbers", numbers).unwrap_or_default();
    let contact = Contact { id: id.to_owned(), name, numbers, calls, texts, until: None };
    errors.take("numbers", check::numbers(&contact, floor, lang));
    let others = settings.contacts.iter().filter(|other| other.id != id);
    for other in others.filter(|other| other.numbers.iter().any(|number| contact.numbers.contains(number))) {
        errors.add("numbers", check::twice(&contact, other));
    }
    errors.into_result().map(|()| contact)
}

fn phones(raw: &str) -> Result<Vec<E164>, Fault> {
    let mut phones = Vec::new();
    for phone in entries(raw).map(E164::parse) {
        let phone = phone?;
        if !phones.contains(&phone) {
            phones.push(phone);
        }
        if phones.len() > Settings::MOST_NOTIFY {
            return Err(Fault::TooMany);
        }
    }
    Ok(phones)
}

/// What is typed one a line, or apart by commas or semicolons.
fn entries(raw: &str) -> impl Iterator<Item = &str> {
    raw.split(['\n', ',', ';']).map(str::trim).filter(|entry| !entry.is_empty())
}
