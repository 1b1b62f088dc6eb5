//! Contacts pasted from anywhere: one a line, a name and numbers in whatever order and format.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Contact, Floor, Number, Settings, Stand, check};
use crate::{fields::Fault, lang::Lang};

/// Name and numbers of a line that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// May be empty.
    pub name: String,
    /// At least one.
    pub numbers: Vec<Number>,
}

/// One pasted line with what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// Counts from 1, empty lines included, so that it is found where it was pasted.
    pub line: usize,
    /// As it was pasted.
    pub raw: String,
    /// A contact, or what is wrong with the line.
    pub draft: Result<Draft, Fault>,
}

/// Reads pasted lines, each by itself; empty ones are left out. Lines after [`Settings::MOST_CONTACTS`] are
/// [`Fault::TooMany`], a number of an earlier line is [`Fault::NumberTwice`].
pub fn paste(raw: &str) -> Vec<Pasted> {
    let mut seen: BTreeSet<Number> = BTreeSet::new();
    let lines = raw.split(['\n', '\r']).enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(count, (line, raw)): (usize, (usize, &str))| {
        let draft = match count < Settings::MOST_CONTACTS {
            true => draft(raw).and_then(|draft| once(draft, &mut seen)),
            false => Err(Fault::TooMany),
        };
        Pasted { line: line + 1, raw: raw.trim().to_owned(), draft }
    };
    // Lines of other systems end in two characters: the empty line between them is not counted.
    let unix = raw.replace("\r\n", "\n");
    match unix.len() == raw.len() {
        true => lines.enumerate().map(read).collect(),
        false => paste(&unix),
    }
}

/// As [`paste`], against what is there: numbers another contact has, numbers that can never be blocked, and room for
/// no more than [`Settings::MOST_CONTACTS`] in all.
pub fn paste_into(
    raw: &str,
    settings: &Settings,
    floor: &Floor,
    calls: Stand,
    texts: Stand,
    lang: Lang,
) -> Vec<Pasted> {
    let mut room = Settings::MOST_CONTACTS.saturating_sub(settings.contacts.len());
    let judged = |row: Pasted| {
        let draft = row.draft.and_then(|draft| {
            let contact = Contact { numbers: draft.numbers.clone(), calls, texts, ..Contact::default() };
            check::numbers(&contact, floor, lang)?;
            let held = settings.contacts.iter().find(|c| c.numbers.iter().any(|n| draft.numbers.contains(n)));
            if let Some(other) = held {
                return Err(check::twice(&contact, other));
            }
            room = room.checked_sub(1).ok_or(Fault::TooMany)?;
            Ok(draft)
        });
        Pasted { draft, ..row }
    };
    paste(raw).into_iter().map(judged).collect()
}

fn once(draft: Draft, seen: &mut BTreeSet<Number>) -> Result<Draft, Fault> {
    if draft.numbers.iter().any(|number| seen.contains(number)) {
        return Err(Fault::NumberTwice);
    }
    let before = seen.len();
    seen.extend(draft.numbers.iter().cloned());
    // The same number twice in one line.
    if seen.len() - before < draft.numbers.len() { Err(Fault::NumberTwice) } else { Ok(draft) }
}

/// Most characters of a line: a name and [`Contact::MOST_NUMBERS`] numbers take half of it.
const LONGEST_LINE: u16 = 500;

fn draft(line: &str) -> Result<Draft, Fault> {
    // A number is looked for at each place of a field, so the work grows faster than the line does.
    if line.chars().count() > usize::from(LONGEST_LINE) {
        return Err(Fault::TooLong { max: LONGEST_LINE });
    }
    let (mut name, mut numbers, mut doubtful) = (Vec::new(), Vec::new(), None);
    for field in fields(line) {
        match split(&field) {
            Ok((words, number)) => {
                name.extend(words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")));
                numbers.extend(number);
            }
            // With a number beside it, a few digits belong to a name: `Flat 204`.
            Err(fault) if digits(&field) < 7 => {
                name.push(field);
                doubtful = doubtful.or(Some(fault));
            }
            Err(fault) => return Err(fault),
        }
    }
    let name = name.join(" ");
    check::name(&name)?;
    match numbers.len() {
        0 => Err(doubtful.unwrap_or(Fault::Phone)),
        1..=Contact::MOST_NUMBERS => Ok(Draft { name, numbers }),
        _ => Err(Fault::TooMany),
    }
}

fn digits(field: &str) -> usize {
    field.bytes().filter(u8::is_ascii_digit).count()
}

/// The fields of a line: split at commas, semicolons, tabs, bars and slashes between spaces; quotes keep one together.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let line = line.replace(" / ", "\t");
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | ';' | '\t' | '|' if !quoted => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    fields.push(field);
    fields.into_iter().map(|f| f.trim().to_owned()).filter(|f| !f.is_empty()).collect()
}

/// A field's words and its number, either of which may be missing.
fn split(field: &str) -> Result<(Option<String>, Option<Number>), Fault> {
    let whole = Number::parse(field);
    if let Ok(number) = whole {
        return Ok((None, Some(number)));
    }
    // Fewer digits than any number has belong to a name: `Coach 2`.
    if digits(field) < 3 {
        return Ok((Some(field.to_owned()), None));
    }
    // The number may stand behind its name, or before it.
    let starts = field.char_indices().filter(|(_, c)| c.is_ascii_digit() || "+(".contains(*c)).map(|(at, _)| at);
    let behind = starts.filter_map(|at| field.split_at_checked(at)).find_map(|(name, rest)| {
        let apart = name.is_empty() || name.ends_with(|c: char| c.is_whitespace() || c == ':' || c == '-');
        Number::parse(rest).ok().filter(|_| apart).map(|number| (name, number))
    });
    let ends = field.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, c)| at + c.len_utf8());
    let before = || {
        ends.filter_map(|at| field.split_at_checked(at)).find_map(|(number, name)| {
            let apart = name.starts_with(|c: char| c.is_whitespace() || c == ':');
            Number::parse(number).ok().filter(|_| apart).map(|number| (name, number))
        })
    };
    match behind.or_else(before) {
        Some((name, number)) => {
            let name = name.trim_matches(|c: char| c.is_whitespace() || c == ':' || c == '-').to_owned();
            Ok((Some(name).filter(|n| !n.is_empty()), Some(number)))
        }
        None => Err(last_fault(field)),
    }
}

/// What is wrong with the last word that has digits, which is most likely the number.
fn last_fault(field: &str) -> Fault {
    let last = field.split_whitespace().rev().find(|word| word.bytes().any(|b| b.is_ascii_digit()));
    last.and_then(|word| Number::parse(word).err()).unwrap_or(Fault::Phone)
}
